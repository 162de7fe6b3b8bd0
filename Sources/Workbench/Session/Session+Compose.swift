import WIT

// Compose: choosing sockets, plugs and wires.
extension Session {
  package var composeRow: ComposeBoard.Row? {
    let rows = composing.rows
    let row = selection(.compose, .list)
    return rows.indices.contains(row) ? rows[row] : nil
  }

  /// The import that has the cursor.
  package var wiringRow: WiringSheet.Row? {
    let key = panes[PanePlace(.compose, .main)]?.key
    return composing.sheet?.rows.first { $0.key == key }
  }

  /// The template that is the chosen socket.
  package var callerTemplate: TemplateContents? {
    composing.socket?.template.flatMap { workspace?.template(named: $0) }
  }

  package var canCompose: Bool {
    // While the plan is made anew nothing speaks against it: a key is not lost to a file's change.
    tab == .compose && composing.request != nil
      && !(composing.isFresh && composing.sheet?.problem != nil)
  }

  /// The list's cursor chooses the socket.
  mutating func followSockets() {
    guard case .socket(let socket)? = composeRow, socket != composing.socket else { return }
    composing.choose(socket)
    panes[PanePlace(.compose, .main)] = nil
    panes[PanePlace(.compose, .details)] = nil
  }

  mutating func openComposeRow() {
    switch composeRow {
    case .socket: focusOfTab[.compose] = .main
    case .plug: togglePlug()
    case nil: break
    }
  }

  mutating func togglePlug() {
    guard case .plug(let path)? = composeRow else { return }
    composing.togglePlug(path)
    composingChanged()
  }

  mutating func plugWhatFits() {
    let paths = composing.fittingPlugs
    guard !paths.isEmpty else {
      tell(.note, "No other component of the workspace fits an open import.")
      return
    }
    composing.plugAll(paths)
    composingChanged()
  }

  mutating func resetComposing() {
    composing.reset()
    composingChanged()
  }

  /// Asks for the plan anew.
  mutating func composingChanged() {
    guard let request = composing.request else { return }
    requested.remove(.planComposition(socket: request.key))
    failures[.planComposition(socket: request.key)] = nil
  }

  mutating func take(_ sheet: WiringSheet) {
    composing.take(sheet)
  }

  mutating func switchComposeView() {
    composing.view = composing.view == .graph ? .rows : .graph
    panes[PanePlace(.compose, .main)]?.left = 0
    panes[PanePlace(.compose, .main)]?.top = 0
  }
}

// Composing, and what came of it.
extension Session {
  mutating func compose() -> [Effect] {
    guard let request = composing.request else { return [] }
    let destination = request.socket.destination
    // What the manifest names as the component is made to be written anew.
    let isOwn = request.socket.template != nil || composing.composed[request.key] != nil
    if !isOwn, workspace?.sources.contains(where: { $0.path == destination }) == true {
      popups.append(
        .question("\(destination) is there already. Write over it?", .compose(request)))
      return []
    }
    return compose(request)
  }

  mutating func compose(_ request: CompositionRequest) -> [Effect] {
    start(.compose(socket: request.key), .compose(request))
  }

  mutating func show(_ sheet: ComposedSheet, of request: CompositionRequest) {
    composing.keep(sheet, of: request)
    messages.append(Message(.success, sheet.sentence))
    popups.append(
      .text(
        title: "✓ Composed", lines: sheet.lines(columns: PopupLayout.textColumns(in: size)), top: 0)
    )
  }

  /// Asks against which world the composition is checked.
  mutating func chooseWorld() {
    let worlds = (workspace?.sources ?? []).flatMap { source -> [WorldChoice] in
      guard case .wit = source.kind, let root = source.root else { return [] }
      return source.graph[root].worlds.map {
        WorldChoice(path: source.path, name: source.graph[$0].name)
      }
    }
    guard !worlds.isEmpty else {
      tell(.note, "No WIT of the workspace has a world to check against.")
      return
    }
    popups.append(
      .choice(
        title: "Check against the world", names: worlds.map { "\($0.name)  \($0.path)" },
        selection: 0, .world(worlds)))
  }

  mutating func checkWorld(_ world: WorldChoice) -> [Effect] {
    guard let request = composing.request else { return [] }
    return start(.checkWorld(socket: request.key), .checkWorld(request, world))
  }

  mutating func show(
    _ sheet: WorldSheet, of world: WorldChoice, _ request: CompositionRequest
  ) {
    let columns = PopupLayout.textColumns(in: size)
    let place = "`\(world.name)` of \(world.path)"
    let verdict =
      sheet.rows.isEmpty
      ? "✓ \(request.socket.name), composed, can stand where \(place) is asked for."
      : "✗ \(request.socket.name), composed, does not fit \(place):"
    var lines = StyledLine.wrapped(verdict, columns: columns).map(\.text)
    for row in sheet.rows {
      lines += ["", "\(row.kind.sign) \(row.path)"]
      lines += StyledLine.wrapped(row.text, columns: columns, indent: "    ").map(\.text)
    }
    popups.append(.text(title: "World \(world.name)", lines: lines, top: 0))
  }
}

extension WorldConformance.Kind {
  fileprivate var sign: String {
    switch self {
    case .missingExport: "−"
    case .extraImport: "+"
    case .differs: "≠"
    }
  }
}
