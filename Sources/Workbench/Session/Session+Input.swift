// What the user does.
extension Session {
  mutating func apply(_ input: InputEvent) -> [Effect] {
    switch input {
    case .key(let key): return press(key)
    case .paste(let text):
      paste(text)
      return []
    case .mouse(let event): return apply(event)
    case .resize(let size):
      self.size = size
      return []
    // The loop turns to the theme; nothing else depends on what the terminal is.
    case .focus, .reply: return []
    }
  }

  private mutating func press(_ key: Key) -> [Effect] {
    guard Layout.fits(size) else {
      if bindings.keys(of: .quit).contains(key) { isFinished = true }
      return []
    }
    if !popups.isEmpty { return pressInPopup(key) }
    if var input = typedText, input.apply(key) {
      invoke.form?.setCurrentText(input)
      return []
    }
    guard let command = Keymap.command(for: key, in: self) else { return [] }
    return perform(command)
  }

  private mutating func paste(_ text: String) {
    if let popup = popups.last {
      popups[popups.count - 1] = popup.pasting(text.firstLine)
      followFind()
      followSearch()
    } else if var input = typedText {
      let isName = invoke.form?.currentRow.kind == .worker
      input.insert(isName ? text.firstLine : text)
      invoke.form?.setCurrentText(input)
    }
  }

  private mutating func apply(_ event: MouseEvent) -> [Effect] {
    guard Layout.fits(size) else { return [] }
    let step = 3
    switch event.action {
    case .scrollUp, .scrollDown:
      let rows = event.action == .scrollUp ? -step : step
      if !popups.isEmpty {
        movePopup(by: rows)
      } else if let pane = layout.pane(x: event.x, y: event.y) {
        scroll(pane, by: rows)
      }
      return []
    case .press: return press(x: event.x, y: event.y)
    case .release, .drag: return []
    }
  }

  private mutating func press(x: Int, y: Int) -> [Effect] {
    if let popup = popups.last {
      let area = PopupLayout.area(of: popup, in: self)
      if !area.contains(x: x, y: y) {
        closePopup()
        return []
      }
      return pressPopupRow(y - area.inside.y)
    }
    if y == 0 {
      if let tab = TabBar.tab(at: x) { go(to: tab) }
      return []
    }
    guard let pane = layout.pane(x: x, y: y), let area = layout.areas[pane] else { return [] }
    let wasFocused = focus == pane
    let row = y - area.inside.y + (panes[PanePlace(tab, pane)]?.top ?? 0)
    let content = content(of: pane, columns: area.inside.columns)
    focusOfTab[tab] = pane
    let column = x - area.inside.x + (panes[PanePlace(tab, pane)]?.left ?? 0)
    guard area.inside.contains(x: x, y: y), let item = content.item(atRow: row, column: column)
    else { return [] }
    let wasSelected = wasFocused && selection(tab, pane) == item
    setSelection(tab, pane, to: item)
    // The second click on a row is Enter.
    return wasSelected && content.isSelectable ? perform(.open) : []
  }
}

// Popups have all keys while they are open.
extension Session {
  private mutating func pressInPopup(_ key: Key) -> [Effect] {
    guard let popup = popups.last else { return [] }
    if key == Key(.escape) || key == Key("c").withControl {
      closePopup()
      return []
    }
    switch popup {
    case .question(_, let answer):
      return pressInQuestion(key, answer)
    case .fields(let form): return pressInFields(key, form)
    case .text:
      switch key.code {
      case .enter, .character("q"), .character("m"), .character("?"): closePopup()
      default: movePopup(by: key.popupStep(page: size.rows - 6, letters: true))
      }
      return []
    case .choice:
      if key.code == .enter || key.code == .character(" ") { return choose() }
      movePopup(by: key.popupStep(page: 10, letters: true))
      return []
    case .commands, .find, .search: return pressInInput(key, popup)
    }
  }

  private mutating func pressInQuestion(_ key: Key, _ answer: Popup.Answer) -> [Effect] {
    switch key.code {
    case .character("y"), .character("Y"):
      closePopup()
      switch answer {
      case .quit:
        isFinished = true
        return []
      case .change(let change): return make(change)
      case .compose(let request): return compose(request)
      case .overwriteStub(let request, let caller):
        return addStub(request, to: caller, overwrites: true)
      }
    case .character("n"), .character("N"), .character("q"), .enter:
      closePopup()
      return []
    default: return []
    }
  }

  private mutating func pressInInput(_ key: Key, _ popup: Popup) -> [Effect] {
    switch key.code {
    case .enter:
      if case .find = popup {
        popups.removeLast()
        return []
      }
      return choose()
    case .up, .down, .pageUp, .pageDown, .tab:
      if case .find = popup {
        findAgain(forward: key.code == .down || key.code == .tab)
      } else {
        movePopup(by: key.popupStep(page: 10, letters: false))
      }
    default:
      popups[popups.count - 1] = popup.typing(key)
      followFind()
      followSearch()
    }
    return []
  }

  mutating func closePopup() {
    if case .find? = popups.last { finding = nil }
    popups.removeLast()
  }

  mutating func movePopup(by rows: Int) {
    guard let popup = popups.last, rows != 0 else { return }
    switch popup {
    case .commands(let style, let filter, let selection):
      let count = CommandFilter.commands(style, matching: filter.text, in: self).count
      popups[popups.count - 1] = .commands(
        style, filter: filter, selection: min(max(0, selection + rows), max(0, count - 1)))
    case .search(let filter, let found, let selection):
      popups[popups.count - 1] = .search(
        filter: filter, found: found,
        selection: min(max(0, selection + rows), max(0, found.count - 1)))
    case .choice(let title, let names, let selection, let choice):
      popups[popups.count - 1] = .choice(
        title: title, names: names, selection: min(max(0, selection + rows), names.count - 1),
        choice)
    case .text(let title, let lines, let top):
      let shown = PopupLayout.area(of: popup, in: self).inside.rows
      popups[popups.count - 1] = .text(
        title: title, lines: lines, top: min(max(0, top + rows), max(0, lines.count - shown)))
    case .find, .question, .fields: break
    }
  }

  /// Does what the selected row of the popup stands for.
  mutating func choose() -> [Effect] {
    guard let popup = popups.popLast() else { return [] }
    switch popup {
    case .commands(let style, let filter, let selection):
      let commands = CommandFilter.commands(style, matching: filter.text, in: self)
      guard commands.indices.contains(selection) else {
        tell(.note, "There is no command `\(filter.text)`; ? lists them all.")
        return []
      }
      guard commands[selection].isEnabled(self) else {
        tell(.note, "`\(commands[selection].id.rawValue)` does nothing here.")
        return []
      }
      return perform(commands[selection].id)
    case .search(let filter, let found, let selection):
      guard found.indices.contains(selection) else {
        tell(.note, filter.isEmpty ? "Nothing was looked for." : "Nothing fits `\(filter.text)`.")
        return []
      }
      jump(to: found[selection].subject)
    case .choice(_, _, let selection, .formCase): invoke.form?.choose(selection)
    case .choice(_, _, let selection, .jump(let subjects)): jump(to: subjects[selection])
    case .choice(_, _, let selection, .wire(let key, let options)): wire(key, options[selection])
    case .choice(_, _, let selection, .world(let worlds)): return checkWorld(worlds[selection])
    case .choice(_, _, let selection, .update(let changes)):
      return changes[selection].map { ask($0) } ?? []
    case .choice(_, let names, let selection, .stubWorld(let request)):
      chooseStubWorld(names[selection], request)
    case .choice(_, let names, let selection, .stubCaller(let request)):
      return addStub(request, to: names[selection], overwrites: false)
    case .find, .question, .text, .fields: break
    }
    return []
  }

  private mutating func pressPopupRow(_ row: Int) -> [Effect] {
    guard let popup = popups.last else { return [] }
    let first = PopupLayout.firstRow(of: popup, in: self)
    switch popup {
    case .commands(_, _, let selection), .choice(_, _, let selection, _),
      .search(_, _, let selection):
      guard row >= first.line else { return [] }
      let wanted = row - first.line + first.row
      movePopup(by: wanted - selection)
      return selection == wanted ? choose() : []
    case .fields(var form):
      form.select(row - first.line)
      popups[popups.count - 1] = .fields(form)
      return []
    case .find, .question, .text: return []
    }
  }
}

extension Popup {
  func typing(_ key: Key) -> Popup {
    switch self {
    case .commands(let style, var filter, let selection):
      let changed = filter.apply(key)
      return .commands(style, filter: filter, selection: changed ? 0 : selection)
    case .find(var input):
      _ = input.apply(key)
      return .find(input)
    case .search(var filter, let found, let selection):
      let changed = filter.apply(key)
      return .search(filter: filter, found: found, selection: changed ? 0 : selection)
    case .choice, .question, .text, .fields: return self
    }
  }

  func pasting(_ text: String) -> Popup {
    switch self {
    case .commands(let style, var filter, _):
      filter.insert(text)
      return .commands(style, filter: filter, selection: 0)
    case .find(var input):
      input.insert(text)
      return .find(input)
    case .search(var filter, let found, _):
      filter.insert(text)
      return .search(filter: filter, found: found, selection: 0)
    case .fields(var form):
      form.paste(text)
      return .fields(form)
    case .choice, .question, .text: return self
    }
  }
}

extension Key {
  var withControl: Key { Key(code, control: true, alt: alt, shift: shift) }

  /// How far a key moves in a popup's list.
  fileprivate func popupStep(page: Int, letters: Bool) -> Int {
    switch code {
    case .up: -1
    case .down: 1
    case .tab: shift ? -1 : 1
    case .pageUp: -page
    case .pageDown: page
    case .character("k") where letters: -1
    case .character("j") where letters: 1
    default: 0
    }
  }
}
