import WIT

// Explore: the tree, its text, and what is to be said about it.
extension Session {
  func exploreContent(of pane: Pane, columns: Int) -> PaneContent {
    switch pane {
    case .list: exploreList
    case .main: exploreText
    case .details, .second: exploreDetails(columns: columns)
    }
  }

  private var exploreList: PaneContent {
    let tree = tree
    let visible = visibleNodes
    let expanded = expanded
    let contents = workspace
    var empty = waitingLines
    if empty.isEmpty {
      empty = [
        "No WIT and no components here.", "",
        "Put a .wit file, a wit folder or a .wasm component into \(workspace?.path ?? "it") and "
          + "press R.",
      ]
    }
    return PaneContent(
      title: "Packages and components", count: visible.count, empty: empty,
      key: { tree.nodes[visible[$0]].key }
    ) { row in
      let node = tree.nodes[visible[row]]
      return Self.row(of: node, isOpen: expanded.contains(node.key), in: contents)
    }
  }

  private static func row(
    of node: ExploreTree.Node, isOpen: Bool, in contents: WorkspaceContents?
  ) -> StyledLine {
    let marker = node.hasChildren ? (isOpen ? "▾ " : "▸ ") : "  "
    var line = StyledLine(String(repeating: "  ", count: node.depth), .text)
    line.append(marker, .dim)
    switch node.kind {
    case "package", "component":
      line.append(node.label, .title)
      if case .source(let index) = node.subject, let source = contents?.sources[index] {
        if source.errorCount > 0 { line.append(" ✗ \(source.errorCount)", .error) }
      }
      if let note = node.note { line.append("  \(note)", .dim) }
    case "unreadable":
      line.append(node.label, .title)
      line.append(" ✗", .error)
    case "dependency":
      line.append(node.label, .dim)
    case "func", "export func", "import func":
      line.append("ƒ ", .witKeyword)
      line.append(node.label, .text)
    default:
      line.append("\(node.kind) ", .witKeyword)
      line.append(node.label, node.kind == "interface" || node.kind == "world" ? .text : .witType)
    }
    return line
  }

  private var exploreText: PaneContent {
    guard let node = exploredNode, let workspace else {
      return PaneContent(title: "WIT", lines: [], empty: waitingLines)
    }
    let source = workspace.sources[node.subject.source]
    if case .unreadable(let reason) = source.kind {
      return PaneContent(
        title: source.path, lines: StyledLine.wrapped(reason, columns: 60, role: .error))
    }
    var lines = wit(of: node.subject, source).split(
      separator: "\n", omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return PaneContent(title: "WIT: \(node.label)", count: lines.count) { row in
      Highlighter.line(String(lines[row]), .wit)
    }
  }

  /// The text of an item, as today's WIT.
  private func wit(of subject: ExploreTree.Subject, _ source: WorkspaceSource) -> String {
    let graph = source.graph
    switch subject {
    case .source:
      guard let root = source.root else {
        return "// No package could be read from \(source.path); see the details."
      }
      return WITPrinter.text(of: root, in: graph)
    case .package(_, let id): return WITPrinter.text(of: id, in: graph)
    case .world(_, let id): return WITPrinter.text(of: id, in: graph)
    case .interface(_, let id): return WITPrinter.text(of: id, in: graph)
    case .type(_, let id): return WITPrinter.text(of: id, in: graph)
    case .function:
      guard let function = workspace?.function(at: subject) else { return "" }
      let docs = (function.attributes.docs ?? "").split(separator: "\n").map { "/// \($0)\n" }
      return docs.joined() + WITPrinter.text(of: function, in: graph) + ";"
    case .item(_, let world, let isExport, let index):
      let item = (isExport ? graph[world].exports : graph[world].imports)[index]
      guard case .interface(let id) = item.content else { return "" }
      return WITPrinter.text(of: id, name: item.name, in: graph)
    }
  }

  private func exploreDetails(columns: Int) -> PaneContent {
    guard let node = exploredNode, let workspace else {
      return PaneContent(title: "Details", lines: [], empty: waitingLines)
    }
    let source = workspace.sources[node.subject.source]
    var lines: [StyledLine] = []
    func add(_ name: String, _ value: String) {
      let text = StyledLine.wrapped(value, columns: columns - 10)
      for (index, line) in text.enumerated() {
        var row = StyledLine(
          index == 0 ? name.padded(to: 10) : String(repeating: " ", count: 10), .dim)
        row.spans += line.spans
        lines.append(row)
      }
    }
    add(node.kind, node.label)
    if let docs = docs(of: node.subject, source) ?? workspace.docsElsewhere(of: node.subject) {
      lines.append(StyledLine())
      lines += StyledLine.wrapped(docs, columns: columns)
      lines.append(StyledLine())
    }
    if let place = workspace.place(of: node.subject) { add("declared", "\(place)") }
    add(source.root == nil ? "path" : "source", source.path)
    if case .source = node.subject { lines += insides(of: source, columns: columns) }
    lines += hints(for: node, columns: columns)
    lines += diagnostics(of: source, columns: columns)
    return PaneContent(title: "Details", lines: lines)
  }

  private func docs(of subject: ExploreTree.Subject, _ source: WorkspaceSource) -> String? {
    let graph = source.graph
    switch subject {
    case .source: return source.root.flatMap { graph[$0].attributes.docs }
    case .package(_, let id): return graph[id].attributes.docs
    case .world(_, let id): return graph[id].attributes.docs
    case .interface(_, let id): return graph[id].attributes.docs
    case .type(_, let id): return graph[graph.declaration(of: id)].attributes.docs
    case .function: return workspace?.function(at: subject)?.attributes.docs
    case .item(_, let world, let isExport, let index):
      return (isExport ? graph[world].exports : graph[world].imports)[index].attributes.docs
    }
  }

  /// What can be done from here.
  private func hints(for node: ExploreTree.Node, columns: Int) -> [StyledLine] {
    var lines: [StyledLine] = []
    func hint(_ key: String, _ text: String) {
      var line = StyledLine(key.padded(to: 10), .key)
      line.append(text)
      lines.append(line)
    }
    if let function = exploredFunction {
      if let (template, _) = workspace?.target(for: function) {
        hint("i", "invoke it on a worker of \(template.name)")
      } else {
        lines += StyledLine.wrapped(
          "No component of the workspace exports it.", columns: columns, role: .dim)
      }
    }
    if let template = exploredTemplate { hint("s", "stub of \(template.name)") }
    if case .item = node.subject, !node.hasChildren { hint("enter", "go to the interface") }
    switch node.subject {
    case .type, .interface, .world, .item: hint("u", "what uses it")
    case .source, .package, .function: break
    }
    if node.kind == "use" { hint("enter", "go to the declaration") }
    return lines.isEmpty ? [] : [StyledLine()] + lines
  }

  private func diagnostics(of source: WorkspaceSource, columns: Int) -> [StyledLine] {
    guard !source.diagnostics.isEmpty else { return [] }
    let renderer = DiagnosticText(sources: source.files)
    let errors = source.errorCount
    let warnings = source.diagnostics.count - errors
    var lines = [
      StyledLine(),
      StyledLine("\(counted(errors, "error")), \(counted(warnings, "warning"))", .title),
    ]
    for diagnostic in source.diagnostics {
      lines += StyledLine.wrapped(
        renderer.headline(of: diagnostic), columns: columns,
        role: diagnostic.severity == .error ? .error : .warning)
    }
    return lines
  }
}

/// `1 error`, `2 errors`.
package func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}

extension String {
  /// Followed by blanks up to `columns` cells.
  func padded(to columns: Int) -> String {
    self + String(repeating: " ", count: max(0, columns - CellWidth.columns(of: self)))
  }
}
