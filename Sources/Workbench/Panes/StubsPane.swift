// Stubs: the templates, the stub in WIT and Swift, and what writing it would change.
extension Session {
  func stubsContent(of pane: Pane, columns: Int) -> PaneContent {
    switch pane {
    case .list: templateList(title: "Stub of")
    case .main: stubLines("Stub WIT", stubSheet?.wit, .wit, other: .second)
    case .second: stubLines("Swift", stubSheet?.swift, .swift, other: .main)
    case .details: stubChanges(columns: columns)
    }
  }

  /// The templates, for Stubs and for Compose.
  func templateList(title: String) -> PaneContent {
    let templates = workspace?.templates ?? []
    var empty = waitingLines
    if empty.isEmpty {
      empty = ["No templates.", "", "Name one in witbench.toml, or put a component here; then R."]
    }
    return PaneContent(
      title: title, count: templates.count, empty: empty, key: { templates[$0].name }
    ) { row in
      let template = templates[row]
      var line = StyledLine(template.name)
      if template.problem != nil { line.append(" ✗", .warning) }
      return line
    }
  }

  private func stubLines(
    _ title: String, _ lines: [StubSheet.Line]?, _ language: Highlighter.Language, other: Pane
  ) -> PaneContent {
    guard let lines else {
      if let template = stubTemplate, let reason = failures[.previewStub(template: template.name)] {
        return PaneContent(title: title, problem: reason)
      }
      return PaneContent(title: title, lines: [], empty: stubWaitingLines)
    }
    let linked = linkedStubItem
    return PaneContent(
      title: title, count: lines.count, empty: ["Nothing is exported that could be called."]
    ) { row in
      var line = Highlighter.line(lines[row].text, language)
      if let linked, lines[row].item == linked { line.background = .linked }
      return line
    }
  }

  /// The item under the cursor of the side that has the focus (the WIT side's otherwise).
  var linkedStubItem: String? {
    guard let sheet = stubSheet else { return nil }
    let side: Pane = focus == .second ? .second : .main
    let lines = side == .second ? sheet.swift : sheet.wit
    let row = selection(.stubs, side)
    return lines.indices.contains(row) ? lines[row].item : nil
  }

  private var stubWaitingLines: [String] {
    guard let template = stubTemplate else { return ["Choose a template at the left."] }
    return ["Making the stub of \(template.name)…"]
  }

  private func stubChanges(columns: Int) -> PaneContent {
    guard let template = stubTemplate else {
      return PaneContent(title: "Files", lines: [], empty: waitingLines)
    }
    if let output = buildLines[template.name], !output.isEmpty {
      let isBuilding = busy.contains(.build(template: template.name))
      return PaneContent(
        title: isBuilding ? "Building \(template.name)…" : "Build of \(template.name)",
        count: output.count, isSelectable: false, follows: true
      ) { StyledLine(output[$0]) }
    }
    guard let sheet = stubSheet else {
      return PaneContent(title: "Files", lines: [], empty: [])
    }
    var lines = sheet.notes.flatMap {
      StyledLine.wrapped($0, columns: columns, role: .warning)
    }
    let folder = Self.folder(of: sheet.changes)
    lines += sheet.changes.map { change in
      Self.line(of: change, shown: String(change.path.dropFirst(folder.count)))
    }
    let changed = sheet.changes.count { $0.kind != .same }
    let place = folder.isEmpty ? "" : " in \(folder)"
    return PaneContent(
      title: changed == 0
        ? "Files\(place): all up to date" : "g writes \(counted(changed, "file"))\(place)",
      lines: lines)
  }

  /// The folder that all files are in, with its slash; empty where there is none.
  private static func folder(of changes: [StubSheet.Change]) -> String {
    guard let first = changes.first, let slash = first.path.firstIndex(of: "/") else { return "" }
    let folder = String(first.path[...slash])
    return changes.allSatisfy { $0.path.hasPrefix(folder) } ? folder : ""
  }

  private static func line(of change: StubSheet.Change, shown path: String) -> StyledLine {
    switch change.kind {
    case .new:
      var line = StyledLine("+ new      ", .diffAdded)
      line.append(path)
      line.append("  +\(change.addedLines)", .diffAdded)
      return line
    case .changed:
      var line = StyledLine("~ changed  ", .warning)
      line.append(path)
      line.append("  +\(change.addedLines)", .diffAdded)
      line.append(" −\(change.removedLines)", .diffRemoved)
      return line
    case .same:
      var line = StyledLine("= same     ", .dim)
      line.append(path, .dim)
      return line
    }
  }
}
