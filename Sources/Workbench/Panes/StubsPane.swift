import StubGen

// Stubs: the templates, the stub in WIT and Swift, and what writing it would change.
extension Session {
  func stubsContent(of pane: Pane, columns: Int) -> PaneContent {
    switch pane {
    case .list: templateList(title: "Stub of")
    case .main: stubLines(stubTitle, stubSheet?.wit, .wit, other: .second)
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

  /// What was chosen stands in the title: `Stub WIT, seed, trap`.
  private var stubTitle: String {
    guard let sheet = stubSheet else { return "Stub WIT" }
    let world = sheet.worlds.count > 1 ? "\(sheet.target.world), " : ""
    return "Stub WIT: \(world)\(sheet.options.style.rawValue), \(sheet.options.errors.rawValue)"
  }

  private func stubLines(
    _ title: String, _ lines: [StubSheet.Line]?, _ language: Highlighter.Language, other: Pane
  ) -> PaneContent {
    guard let lines else {
      if let reason = stubProblem { return PaneContent(title: title, problem: reason) }
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
    if let output = stubBuildLines {
      let isBuilding = busy.contains(.build(template: template.name))
      let title = isBuilding ? "Building \(template.name)…" : "Build of \(template.name), esc ends"
      return PaneContent(
        title: title, count: output.count, follows: true
      ) { StyledLine(output[$0], CompilerMessage(line: output[$0])?.role ?? .text) }
    }
    guard let sheet = stubSheet else {
      return PaneContent(title: "Files", lines: [], empty: [])
    }
    let folder = Self.folder(of: sheet.changes)
    let files = sheet.changes.map { change in
      Self.line(
        of: change, shown: String(change.path.dropFirst(folder.count)),
        isKept: stubs.kept.contains(change.path))
    }
    let changed = sheet.changes.count { $0.kind != .same && !stubs.kept.contains($0.path) }
    let place = folder.isEmpty ? "" : " in \(folder)"
    let title =
      stubProblem != nil
      ? "The stub is older than its WIT, which has a mistake"
      : changed == 0
        ? "Files\(place): all up to date" : "g writes \(counted(changed, "file"))\(place)"
    return PaneContent(title: title, lines: stubRemarks + files, isSelectable: true)
  }

  /// The folder that all files are in, with its slash; empty where there is none.
  private static func folder(of changes: [StubSheet.Change]) -> String {
    guard let first = changes.first, let slash = first.path.firstIndex(of: "/") else { return "" }
    let folder = String(first.path[...slash])
    return changes.allSatisfy { $0.path.hasPrefix(folder) } ? folder : ""
  }

  private static func line(
    of change: StubSheet.Change, shown path: String, isKept: Bool
  ) -> StyledLine {
    switch change.kind {
    case .changed where isKept:
      var line = StyledLine("  kept     ", .dim)
      line.append(path, .dim)
      return line
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

extension CompilerMessage {
  fileprivate var role: Role {
    switch severity {
    case .error: .error
    case .warning: .warning
    case .note: .dim
    }
  }
}
