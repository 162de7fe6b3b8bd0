import Runtime
import WIT

// Every command, in one place.
extension Session {
  /// Does a command; the keys, the footer, help and the prompt all end here.
  package mutating func perform(_ command: Command.ID) -> [Effect] {
    hints.learn(command)
    switch command {
    case .explore: go(to: .explore)
    case .stubs: go(to: .stubs)
    case .compose: go(to: .compose)
    case .workers: go(to: .workers)
    case .invoke: go(to: .invoke)
    case .nextPane: cycleFocus(by: 1)
    case .previousPane: cycleFocus(by: -1)
    case .back: goBack()
    case .up: move(by: -1)
    case .down: move(by: 1)
    case .left: moveSideways(-1)
    case .right: moveSideways(1)
    case .pageUp: move(by: -pageRows)
    case .pageDown: move(by: pageRows)
    case .top: setSelection(tab, focus, to: 0)
    case .bottom: setSelection(tab, focus, to: Int.max)
    case .open: return open()
    case .find: popups.append(.find(TextInput()))
    case .findNext: findAgain(forward: true)
    case .findPrevious: findAgain(forward: false)
    case .help: popups.append(.commands(.help, filter: TextInput(), selection: 0))
    case .prompt: popups.append(.commands(.prompt, filter: TextInput(), selection: 0))
    case .messages: showMessages()
    case .close: close()
    case .expand: expandNode()
    case .collapse: collapseNode()
    case .findEverything: findEverything()
    case .users: showUsers()
    case .fillForm: fillFormFromExplore()
    case .previewStub: goToStub()
    case .newCall: newCall()
    case .nextJournal: changeJournal(by: 1)
    case .previousJournal: changeJournal(by: -1)
    case .plug: togglePlug()
    case .plugFitting: plugWhatFits()
    case .wire: chooseWire()
    case .resetWires: resetComposing()
    case .composeView: switchComposeView()
    case .checkWorld: chooseWorld()
    case .wave: toggleWAVE()
    case .toggle: invoke.form?.perform(.toggle)
    case .previousField: invoke.form?.moveField(by: -1)
    case .nextField: invoke.form?.moveField(by: 1)
    case .addItem: invoke.form?.perform(.addItem)
    case .removeItem: invoke.form?.perform(.removeItem)
    case .moveItemUp: invoke.form?.perform(.moveItemUp)
    case .moveItemDown: invoke.form?.perform(.moveItemDown)
    default: return performWithEffect(command)
    }
    return []
  }

  private mutating func performWithEffect(_ command: Command.ID) -> [Effect] {
    switch command {
    case .quit: return quit()
    case .reload: return reload()
    case .redraw: return [.redraw]
    case .suspend: return [.suspend]
    case .copy: return copy()
    case .copyAll: return copyAll()
    case .edit:
      guard let place = tab == .stubs ? stubPlace : exploredDeclaration else { return [] }
      return [.editExternally(path: place.path, line: place.line)]
    case .writeStub, .stubStyle, .stubErrors, .stubWorld, .stubName, .addStub, .diff, .keepFile:
      return performOnStub(command)
    case .build:
      guard let template = tab == .compose ? callerTemplate : stubTemplate else { return [] }
      buildLines[template.name] = []
      return start(.build(template: template.name), .build(template: template.name))
    case .composeNow: return compose()
    case .newWorker, .fork, .interrupt, .resume, .suspendWorker, .updateWorker, .crash, .revert,
      .completePromise, .delete:
      return performOnWorker(command)
    case .send: return send()
    case .repeatCall:
      guard let call = selectedCall else { return [] }
      return send(call.worker, call.function, call.arguments)
    case .cancel: return invoke.runningCall.map { [.cancel(id: $0.id)] } ?? []
    default: preconditionFailure("`\(command.rawValue)` is performed above")
    }
  }

  /// Starts something unless the same runs already.
  mutating func start(_ operation: Operation, _ effect: Effect) -> [Effect] {
    guard busy.insert(operation).inserted else {
      tell(.note, "That runs already.")
      return []
    }
    return [effect]
  }

  private mutating func quit() -> [Effect] {
    let running = invoke.calls.count { $0.outcome == nil }
    guard running > 0 else {
      isFinished = true
      return []
    }
    popups.append(
      .question(
        "\(running == 1 ? "A call is" : "\(running) calls are") still running. The oplog keeps "
          + "what was done; quit?", .quit))
    return []
  }

  private mutating func copy() -> [Effect] {
    guard let area = layout.areas[focus] else { return [] }
    let content = content(of: focus, columns: area.inside.columns)
    let text = content.text(ofItem: selection(tab, focus))
    guard content.count > 0, !text.isEmpty else {
      tell(.note, "There is nothing to copy here.")
      return []
    }
    tell(.note, "Copied: \(text)")
    return [.copyToClipboard(text)]
  }

  private mutating func copyAll() -> [Effect] {
    guard let area = layout.areas[focus] else { return [] }
    let content = content(of: focus, columns: area.inside.columns)
    let text = (0..<content.count).map { content.row($0).text + "\n" }.joined()
    guard content.count > 0 else {
      tell(.note, "There is nothing to copy here.")
      return []
    }
    tell(.note, "Copied \(counted(content.count, "line")).")
    return [.copyToClipboard(text)]
  }

  private mutating func showMessages() {
    let columns = PopupLayout.textColumns(in: size)
    let lines = messages.reversed().flatMap { message in
      StyledLine.wrapped(message.text, columns: columns).map(\.text)
    }
    popups.append(.text(title: "Messages, the newest first", lines: lines, top: 0))
  }

  /// Leaves what was entered last: the error, the found text, the field, the pane.
  private mutating func close() {
    let hadToast = toast != nil
    toast = nil
    // Whoever types wants to leave the field; a message does not hold them up.
    if hadToast, !isTyping { return }
    if tab == .stubs, focus == .details, closeBuildOutput() { return }
    if finding?.place == place {
      finding = nil
    } else if focus != .list {
      focusOfTab[tab] = .list
    }
  }
}

// Moving about.
extension Session {
  package mutating func go(to tab: Tab) {
    guard tab != self.tab else { return }
    remember()
    self.tab = tab
    finding = nil
    if tab == .workers { showCalledWorker() }
  }

  /// Who comes from a call wants to see its worker, unless another one was chosen.
  private mutating func showCalledWorker() {
    guard workers.selected == nil, let call = invoke.shown,
      let row = workers.rows.firstIndex(of: .worker(call.worker))
    else { return }
    setSelection(.workers, .list, to: row)
  }

  /// Keeps where we are, for going back.
  mutating func remember() {
    places.append(
      Visit(tab: tab, pane: focus, key: panes[PanePlace(tab, .list)]?.key))
    if places.count > Limits.visitsMax { places.removeFirst() }
  }

  private mutating func goBack() {
    guard let visit = places.popLast() else { return }
    tab = visit.tab
    focusOfTab[tab] = visit.pane
    finding = nil
    guard let key = visit.key else { return }
    if tab == .explore, let node = tree.nodes.firstIndex(where: { $0.key == key }) {
      reveal(node)
    } else {
      panes[PanePlace(tab, .list), default: PaneState()].key = key
    }
  }

  private mutating func cycleFocus(by count: Int) {
    let panes = tab.panes
    let index = panes.firstIndex(of: focus) ?? 0
    focusOfTab[tab] = panes[(index + count + panes.count) % panes.count]
  }

  private var pageRows: Int { max(1, (layout.areas[focus]?.inside.rows ?? 2) - 1) }

  private mutating func move(by rows: Int) {
    setSelection(tab, focus, to: max(0, selection(tab, focus) + rows))
  }

  private mutating func moveSideways(_ count: Int) {
    if isFocused(.invoke, .main), invoke.form?.canToggle == true {
      invoke.form?.perform(count < 0 ? .previousChoice : .nextChoice)
      return
    }
    if isFocused(.compose, .main), moveAlongWires(count) { return }
    let step = 8
    let left = (panes[place]?.left ?? 0) + count * step
    panes[place, default: PaneState()].left = min(max(0, left), Limits.scrollColumnsMax)
  }

  private mutating func changeJournal(by count: Int) {
    let all = WorkerBoard.Journal.allCases
    let index = (workers.journal.rawValue + count + all.count) % all.count
    workers.journal = all[index]
    panes[PanePlace(.workers, .main)] = nil
  }
}

// Finding text in the focused pane.
extension Session {
  /// Goes to the first row that fits what is typed now.
  mutating func followFind() {
    guard case .find(let input)? = popups.last else { return }
    finding = input.isEmpty ? nil : Finding(text: input.text, place: place)
    find(from: selection(tab, focus), forward: true)
  }

  mutating func findAgain(forward: Bool) {
    find(from: selection(tab, focus) + (forward ? 1 : -1), forward: forward)
  }

  private mutating func find(from start: Int, forward: Bool) {
    guard let finding, let area = layout.areas[focus] else { return }
    self.finding?.isMissed = false
    // Explore finds what is folded away too.
    if place == PanePlace(.explore, .list) {
      findNode(finding.text, skippingCurrent: start != selection(tab, focus), forward: forward)
      return
    }
    let content = content(of: focus, columns: area.inside.columns)
    let count = content.itemCount
    for step in 0..<count {
      let item = (start + (forward ? step : -step) + 2 * count) % count
      let text = content.places == nil ? content.row(item).text : content.text(ofItem: item)
      if text.contains(insensitive: finding.text) {
        setSelection(tab, focus, to: item)
        return
      }
    }
    self.finding?.isMissed = true
  }

  private mutating func findNode(_ text: String, skippingCurrent: Bool, forward: Bool) {
    let row = selection(.explore, .list)
    let count = tree.nodes.count
    guard count > 0, visibleNodes.indices.contains(row) else { return }
    let first = visibleNodes[row]
    for step in (skippingCurrent ? 1 : 0)..<(count + 1) {
      let index = (first + (forward ? step : -step) + 2 * count) % count
      let node = tree.nodes[index]
      // As the row is read: `interface api`.
      if "\(node.kind) \(node.label)".contains(insensitive: text) {
        reveal(index)
        return
      }
    }
    self.finding?.isMissed = true
  }
}

extension String {
  /// Whether the text stands in it, upper and lower case of ASCII letters taken as the same.
  func contains(insensitive text: String) -> Bool {
    guard !text.isEmpty else { return false }
    let (own, wanted) = (Array(lowercased().utf8), Array(text.lowercased().utf8))
    guard own.count >= wanted.count else { return false }
    return (0...(own.count - wanted.count)).contains { start in
      own[start..<(start + wanted.count)].elementsEqual(wanted)
    }
  }
}
