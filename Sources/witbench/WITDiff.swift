import ArgumentParser
import Component
import WIT
import Workbench

/// `witbench wit diff`
struct WITDiff: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Say what a change breaks, for whom, and which version it needs.",
    discussion: """
      Packages are compared as contracts: whoever exports an interface for a world must follow when \
      it grows. Components are compared as products: they may export more and import less. A \
      component is compared with the world of a package, the only one or the one that --world names.
      Exit status: 0 compatible, 1 breaking, 2 a side could not be read.
      """)

  @Argument(help: "The old WIT folder, file or component.") var old: String
  @Argument(help: "The new one.") var new: String

  @Option(help: "The world to compare a component with.") var world: String?

  @Option(name: .long, help: "A feature whose @unstable items are shown; may be repeated.")
  var features: [String] = []

  @Flag(help: "Show all @unstable items.") var allFeatures = false

  @Flag(help: "Refuse old syntax instead of warning of it.") var strict = false

  @Flag(help: "Write JSON.") var json = false

  func run() throws {
    try conclude {
      let report = DiffReport(old: try side(old), new: try side(new), world: world)
      let changes = try report.changes()
      if json {
        answer(report.json(changes).text)
      } else {
        for line in report.lines(changes) { answer(line) }
      }
      if changes.contains(where: { $0.step == .major }) { throw Status.no }
    }
  }

  private func side(_ path: String) throws -> WorkspaceSource {
    var options = ResolveOptions()
    options.features = Set(features)
    options.showsAllFeatures = allFeatures
    options.parse.acceptsLegacy = !strict
    if path.hasSuffix(".wasm"), !WITFolder.isPackage(path) {
      return WorkspaceSource(path: path, component: try decodedComponent(path))
    }
    let source: WorkspaceSource
    do {
      source = WorkspaceSource(path: path, resolution: try WITFolder.load(path, options: options))
    } catch {
      throw Refusal(code: Status.couldNotTry, text: error.text)
    }
    guard source.errorCount == 0, source.root != nil else {
      let renderer = DiagnosticText(sources: source.files)
      for diagnostic in source.diagnostics where diagnostic.severity == .error {
        complain(renderer.text(of: diagnostic))
      }
      throw Refusal(
        code: Status.couldNotTry, text: "\(path) has mistakes: only what is whole can be compared")
    }
    return source
  }
}

/// What is said of the changes between two sides.
private struct DiffReport {
  var old: WorkspaceSource
  var new: WorkspaceSource
  /// The world of a package that a component is compared with.
  var world: String?

  func changes() throws -> [Change] {
    let isOfComponents = old.isComponent || new.isComponent
    return Comparison.changes(
      from: try side(old, isOfComponents), to: try side(new, isOfComponents))
  }

  private func side(_ source: WorkspaceSource, _ needsWorld: Bool) throws -> Comparison.Side {
    guard let root = source.root else {
      throw Refusal(code: Status.couldNotTry, text: "\(source.path): there is no package")
    }
    var side = Comparison.Side(graph: source.graph, root: root)
    if case .component(let id) = source.kind {
      side.world = id
    } else if needsWorld {
      side.world = try chosenWorld(of: source, root)
    }
    return side
  }

  private func chosenWorld(of source: WorkspaceSource, _ root: PackageID) throws -> WorldID {
    let worlds = source.graph[root].worlds
    if let world {
      if let found = worlds.first(where: { source.graph[$0].name == world }) { return found }
    } else if worlds.count == 1 {
      return worlds[0]
    }
    let names = worlds.map { source.graph[$0].name }.joined(separator: ", ")
    throw Refusal(
      code: Status.couldNotTry,
      text: worlds.isEmpty
        ? "\(source.path): there is no world to compare the component with"
        : "\(source.path): name the world to compare the component with, by --world: \(names)")
  }

  private static let headings: [(Set<Change.Audience>, String)] = [
    ([.callers, .implementers], "breaks callers and implementers"),
    ([.callers], "breaks callers"), ([.implementers], "breaks implementers"), ([], "compatible"),
  ]

  func lines(_ changes: [Change]) -> [String] {
    var lines: [String] = []
    for (breaks, heading) in Self.headings {
      let fitting = changes.filter { $0.breaks == breaks }
      guard !fitting.isEmpty else { continue }
      lines.append(heading)
      for change in fitting {
        lines.append(
          "  \(change.path): \(change.text)" + (place(of: change).map { "  (\($0))" } ?? ""))
      }
      lines.append("")
    }
    return lines + [verdict(changes)]
  }

  private func place(of change: Change) -> String? {
    (change.new.map { new.files.place(of: $0) } ?? change.old.map { old.files.place(of: $0) })
      .map { "\($0)" }
  }

  private func step(_ changes: [Change]) -> SemverStep? { changes.map(\.step).max() }

  /// The least version that may be given to the new one; nil where there are none.
  private func required(_ changes: [Change]) -> SemanticVersion? {
    guard let step = step(changes), let version = version(of: old) else { return nil }
    return step.next(after: version)
  }

  private func version(of source: WorkspaceSource) -> SemanticVersion? {
    source.isComponent ? nil : source.root.flatMap { source.graph[$0].name.version }
  }

  private func verdict(_ changes: [Change]) -> String {
    guard let step = step(changes) else { return "nothing changed" }
    let breaking = changes.count { !$0.breaks.isEmpty }
    let text =
      "\(step.rawValue): "
      + (breaking > 0 ? "\(counted(breaking, "breaking change"))" : "nothing breaks")
    guard let required = required(changes) else { return text }
    guard let given = version(of: new), given != version(of: old) else {
      return "\(text); the next version is \(required)"
    }
    return "\(text); \(given) is \(given < required ? "not " : "")enough, it takes \(required)"
  }

  func json(_ changes: [Change]) -> JSON {
    .object([
      "step": step(changes).map { .string($0.rawValue) } ?? .null,
      "isBreaking": .bool(changes.contains { !$0.breaks.isEmpty }),
      "oldVersion": version(of: old).map { .string("\($0)") } ?? .null,
      "newVersion": version(of: new).map { .string("\($0)") } ?? .null,
      "requiredVersion": required(changes).map { .string("\($0)") } ?? .null,
      "changes": .array(changes.map { json($0) }),
    ])
  }

  private func json(_ change: Change) -> JSON {
    let breaks = Change.Audience.allCases.filter { change.breaks.contains($0) }
    return .object([
      "breaks": .array(breaks.map { .string($0.rawValue) }),
      "step": .string(change.step.rawValue),
      "path": .string(change.path),
      "text": .string(change.text),
      "oldPlace": change.old.map { .string("\(old.files.place(of: $0))") } ?? .null,
      "newPlace": change.new.map { .string("\(new.files.place(of: $0))") } ?? .null,
    ])
  }
}

extension WorkspaceSource {
  fileprivate var isComponent: Bool { if case .component = kind { true } else { false } }
}
