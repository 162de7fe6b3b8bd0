import Component
import Runtime
import WIT

// Enter, and the ways from one tab to another.
extension Session {
  /// What Enter does depends on what is selected.
  mutating func open() -> [Effect] {
    switch (tab, focus) {
    case (.explore, .list): openNode()
    case (.explore, .main): followLine()
    case (.invoke, .main): return openField()
    case (.invoke, .details):
      if let call = selectedCall {
        invoke.load(call)
        showInvokeList()
        focusOfTab[.invoke] = .main
      }
    case (.workers, .list): focusOfTab[.workers] = .main
    case (.stubs, .details): return openStubDetail()
    case (.compose, .list): openComposeRow()
    case (.compose, .main): chooseWire()
    case (_, .list): focusOfTab[tab] = .main
    case (.compose, _), (.workers, _), (.explore, _), (.stubs, _), (.invoke, _):
      showWholeRow()
    }
    return []
  }

  /// A row that is cut at the pane's edge, whole.
  mutating func showWholeRow() {
    guard let area = layout.areas[focus] else { return }
    let content = content(of: focus, columns: area.inside.columns)
    let text = content.text(ofItem: selection(tab, focus))
    guard content.count > 0, !text.isEmpty else { return }
    let lines = StyledLine.wrapped(text, columns: PopupLayout.textColumns(in: size)).map(\.text)
    popups.append(.text(title: content.title, lines: lines, top: 0))
  }

  private mutating func openNode() {
    guard let node = exploredNode else { return }
    if case .type(let source, let id) = node.subject, let graph = workspace?.sources[source].graph {
      let target = graph.declaration(of: id)
      if target != id {
        jump(to: .type(source, target))
        return
      }
    }
    if case .item = node.subject, !node.hasChildren,
      let (source, id) = workspace?.interface(at: node.subject)
    {
      jump(to: .interface(source, id))
      return
    }
    guard node.hasChildren else {
      focusOfTab[.explore] = .main
      return
    }
    if expanded.remove(node.key) == nil { expanded.insert(node.key) }
    refreshTree()
  }

  mutating func expandNode() {
    guard let node = exploredNode else { return }
    if node.hasChildren, expanded.insert(node.key).inserted {
      refreshTree()
    } else if node.hasChildren {
      setSelection(.explore, .list, to: selection(.explore, .list) + 1)
    } else {
      focusOfTab[.explore] = .main
    }
  }

  mutating func collapseNode() {
    guard let node = exploredNode else { return }
    if expanded.remove(node.key) != nil, node.hasChildren {
      refreshTree()
    } else if let parent = node.parent, let row = visibleNodes.firstIndex(of: parent) {
      setSelection(.explore, .list, to: row)
    }
  }

  /// Goes to the type that the selected line names; asks where there are several.
  private mutating func followLine() {
    guard let subjects = exploredLinks(), !subjects.isEmpty else {
      tell(.note, "No type of the workspace is named on this line.")
      return
    }
    if subjects.count == 1 {
      jump(to: subjects[0])
    } else {
      let names = subjects.map { subject in
        tree.firstIndex(of: subject).map { tree.nodes[$0].label } ?? "?"
      }
      popups.append(
        .choice(title: "Go to", names: names, selection: 0, .jump(subjects)))
    }
  }

  mutating func jump(to subject: ExploreTree.Subject) {
    guard let node = tree.firstIndex(of: subject) else { return }
    remember()
    tab = .explore
    focusOfTab[.explore] = .list
    reveal(node)
  }

  /// Opens what is around a node and puts the cursor on it.
  mutating func reveal(_ node: Int) {
    expanded.formUnion(tree.ancestors(of: node))
    refreshTree()
    if let row = visibleNodes.firstIndex(of: node) { setSelection(.explore, .list, to: row) }
    panes[PanePlace(.explore, .main)] = nil
    panes[PanePlace(.explore, .details)] = nil
  }

  mutating func goToStub() {
    guard let template = exploredTemplate,
      let row = workspace?.templates.firstIndex(where: { $0.name == template.name })
    else { return }
    go(to: .stubs)
    setSelection(.stubs, .list, to: row)
    focusOfTab[.stubs] = .main
  }

  mutating func fillFormFromExplore() {
    guard let function = exploredFunction else { return }
    guard let (template, exported) = workspace?.target(for: function) else {
      tell(.note, "No template of the workspace exports `\(function.name)`: build one first (2).")
      return
    }
    fillForm(
      InvokeState.Target(template: template.name, function: exported.canonicalName), worker: nil)
  }

  mutating func newCall() {
    guard let name = workers.selectedTemplate else { return }
    let worker = workers.selected?.address.name
    let current = invoke.target?.template == name ? invoke.target : nil
    let first = invoke.rows.compactMap { row -> InvokeState.Target? in
      if case .function(let target) = row, target.template == name { return target }
      return nil
    }.first
    guard let target = current ?? first else {
      let problem = workspace?.template(named: name)?.problem
      tell(.note, problem ?? "`\(name)` exports no function: build it first (2).")
      return
    }
    fillForm(target, worker: worker)
  }

  private mutating func fillForm(_ target: InvokeState.Target, worker: String?) {
    go(to: .invoke)
    invoke.select(target, worker: worker)
    showInvokeList()
    focusOfTab[.invoke] = .main
    // The name is asked for first, unless it is known already.
    let isNamed = invoke.form?.worker.isEmpty == false
    invoke.form?.row = isNamed ? 1 : 0
  }

  /// Puts the list's cursor on the function whose form is shown.
  private mutating func showInvokeList() {
    guard let target = invoke.target, let row = invoke.rows.firstIndex(of: .function(target))
    else { return }
    setSelection(.invoke, .list, to: row)
  }
}

// The form.
extension Session {
  private mutating func openField() -> [Effect] {
    guard let form = invoke.form else { return [] }
    switch form.currentRow.kind {
    case .send: return send()
    case .add: invoke.form?.perform(.activate)
    case .flag: invoke.form?.perform(.toggle)
    case .field:
      if let (names, selected) = form.choices {
        let label = form.node(at: form.currentRow.path)?.label ?? ""
        popups.append(.choice(title: label, names: names, selection: selected, .formCase))
      } else if form.canToggle {
        invoke.form?.perform(.activate)
      } else {
        invoke.form?.moveField(by: 1)
      }
    case .worker, .wave: invoke.form?.moveField(by: 1)
    }
    return []
  }

  mutating func toggleWAVE() {
    do throws(FormProblem) {
      try invoke.form?.toggleWAVE()
    } catch {
      tell(.failure, "This is not WAVE text of the type yet: \(error.text)")
    }
  }

  mutating func send() -> [Effect] {
    guard let form = invoke.form, let target = invoke.target else { return [] }
    do throws(FormProblem) {
      let (worker, arguments) = try form.request()
      return send(
        WorkerAddress(template: target.template, name: worker), target.function, arguments)
    } catch {
      invoke.form?.showProblems()
      focusOfTab[.invoke] = .main
      tell(.failure, "Not sent: \(error.text)")
      return []
    }
  }

  mutating func send(
    _ worker: WorkerAddress, _ function: String, _ arguments: [Value]
  ) -> [Effect] {
    if case .failed(let reason) = runtime {
      tell(.failure, reason)
      return []
    }
    panes[PanePlace(.invoke, .second)] = nil
    panes[PanePlace(.invoke, .details)] = nil
    return [invoke.start(worker, function, arguments)]
  }
}
