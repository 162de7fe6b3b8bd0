import StubGen
package import WIT

// What is done in the Stubs tab.
extension Session {
  mutating func performOnStub(_ command: Command.ID) -> [Effect] {
    guard let template = stubTemplate else { return [] }
    var request = stubs.request(of: template.name)
    switch command {
    case .writeStub:
      return start(
        .writeStub(template: template.name), .writeStub(request, keeping: stubs.kept))
    case .stubStyle:
      let style = request.style ?? stubSheet?.options.style ?? .seed
      request.style = style == .seed ? .golem10 : .seed
      choose(request)
    case .stubErrors:
      let errors = request.errors ?? stubSheet?.options.errors ?? .trap
      request.errors = errors == .trap ? .result : .trap
      choose(request)
    case .stubWorld:
      guard let sheet = stubSheet else { return [] }
      let current = sheet.worlds.firstIndex(of: sheet.target.world) ?? 0
      popups.append(
        .choice(
          title: "World", names: sheet.worlds, selection: current, .stubWorld(request)))
    case .stubName:
      guard let sheet = stubSheet else { return [] }
      popups.append(.fields(FieldForm(targetOf: request, now: sheet.target)))
    case .addStub: chooseStubCaller(request)
    case .diff: showStubDiff()
    case .keepFile:
      if let change = selectedStubChange { stubs.toggleKept(change.path) }
    default: preconditionFailure("`\(command.rawValue)` is done to no stub")
    }
    return []
  }

  /// Has the stub shown as it was chosen.
  mutating func choose(_ request: StubRequest) {
    stubs.choose(request)
    requested.remove(.previewStub(template: request.template))
  }

  mutating func chooseStubWorld(_ name: String, _ request: StubRequest) {
    var request = request
    request.world = name
    choose(request)
  }

  private mutating func chooseStubCaller(_ request: StubRequest) {
    let callers = (workspace?.templates ?? []).filter {
      $0.name != request.template && $0.witPath != nil
    }
    guard !callers.isEmpty else {
      tell(.note, "No other template has WIT: name the caller's `wit` in \(Manifest.fileName).")
      return
    }
    // Who calls it already stands first.
    let ordered =
      callers.filter { $0.calls.contains(request.template) }
      + callers.filter { !$0.calls.contains(request.template) }
    popups.append(
      .choice(
        title: "Add the stub to", names: ordered.map(\.name), selection: 0,
        .stubCaller(request)))
  }

  mutating func addStub(
    _ request: StubRequest, to caller: String, overwrites: Bool
  ) -> [Effect] {
    start(
      .addStub(template: request.template, caller: caller),
      .addStub(request, caller: caller, overwrites: overwrites))
  }

  mutating func askToOverwrite(_ request: StubRequest, caller: String, files: [String]) {
    let names = files.prefix(3).joined(separator: ", ") + (files.count > 3 ? ", …" : "")
    popups.append(
      .question(
        "\(caller) has \(counted(files.count, "file")) with a different content: \(names). Write "
          + "over?", .overwriteStub(request, caller: caller)))
  }

  /// Enter in the pane of files: a mistake in the editor, a file's difference, or the row whole.
  mutating func openStubDetail() -> [Effect] {
    if let message = selectedBuildMessage { return Self.edit(message.place) }
    if selectedStubChange != nil {
      showStubDiff()
    } else {
      showWholeRow()
    }
    return []
  }

  private static func edit(_ place: SourcePlace) -> [Effect] {
    [.editExternally(path: place.path, line: place.line)]
  }

  private mutating func showStubDiff() {
    guard let change = selectedStubChange else { return }
    popups.append(
      .text(
        title: change.path, lines: TextDifference.lines(from: change.old ?? "", to: change.new),
        top: 0))
  }

  /// Goes from what a build said back to the files.
  mutating func closeBuildOutput() -> Bool {
    guard let template = stubTemplate, buildLines[template.name]?.isEmpty == false,
      !busy.contains(.build(template: template.name))
    else { return false }
    buildLines[template.name] = nil
    return true
  }
}

// What is selected there.
extension Session {
  /// The output of the template's build, while it stands in place of the files.
  var stubBuildLines: [String]? {
    guard let template = stubTemplate, let lines = buildLines[template.name], !lines.isEmpty
    else { return nil }
    return lines
  }

  package var selectedStubChange: StubSheet.Change? {
    guard isFocused(.stubs, .details), stubBuildLines == nil, let sheet = stubSheet else {
      return nil
    }
    let row = selection(.stubs, .details) - stubRemarks.count
    return sheet.changes.indices.contains(row) ? sheet.changes[row] : nil
  }

  private var selectedBuildMessage: CompilerMessage? {
    guard isFocused(.stubs, .details), let lines = stubBuildLines else { return nil }
    let row = selection(.stubs, .details)
    return lines.indices.contains(row) ? CompilerMessage(line: lines[row]) : nil
  }

  /// Why the newest stub cannot be made; the one that is shown is older then.
  var stubProblem: String? {
    stubTemplate.flatMap { failures[.previewStub(template: $0.name)] }
  }

  /// The rows above the files.
  var stubRemarks: [StyledLine] {
    let columns = layout.areas[.details]?.inside.columns ?? size.columns
    let problem =
      stubSheet == nil
      ? [] : (stubProblem ?? "").split(separator: "\n").map { StyledLine(String($0), .error) }
    return problem
      + (stubSheet?.notes ?? []).flatMap {
        StyledLine.wrapped($0, columns: columns, role: .warning)
      }
  }

  /// What `edit` opens: the mistake, the file, or where the item under the cursor is declared.
  package var stubPlace: SourcePlace? {
    guard tab == .stubs else { return nil }
    if let message = selectedBuildMessage { return message.place }
    if let change = selectedStubChange {
      return change.old == nil ? nil : SourcePlace(path: change.path, line: 1, column: 1)
    }
    if let line = stubProblem?.split(separator: "\n").first,
      let message = CompilerMessage(line: String(line))
    {
      return message.place
    }
    guard let sheet = stubSheet else { return nil }
    return linkedStubItem.flatMap { sheet.places[$0] } ?? sheet.places[""]
  }
}
