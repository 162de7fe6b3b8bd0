import StubGen
import WIT

// Stubs: what another worker calls a template through.
extension LocalEngine {
  @concurrent package func previewStub(
    template: String
  ) async throws(EngineFailure) -> StubSheet {
    let project = try StubProject(of: template, in: try workspace())
    return try project.sheet()
  }

  @concurrent package func writeStub(template: String) async throws(EngineFailure) -> String {
    let project = try StubProject(of: template, in: try workspace())
    return try project.write()
  }
}

/// The stub of a template as files of the workspace: `TEMPLATE-stub/wit`, `TEMPLATE-stub/Sources`.
private struct StubProject {
  private let template: String
  private let folder: String
  private let workspace: Workspace
  private let generator: StubGenerator
  private let plan: FilePlan
  private let swift: LinkedText

  init(of name: String, in workspace: Workspace) throws(EngineFailure) {
    guard let template = workspace.template(named: name) else {
      throw EngineFailure("There is no template `\(name)`.")
    }
    guard let wit = template.description.wit else {
      throw EngineFailure(
        "`\(name)` has no WIT here, and a stub is made of WIT: `wit = \"FOLDER\"` in "
          + "\(Manifest.fileName) names it.")
    }
    let resolution = try Self.resolution(of: wit, in: workspace)
    guard let root = resolution.root else {
      throw EngineFailure("\(wit): there is no package in this folder.")
    }
    do throws(StubGenError) {
      let world = try Self.world(of: name, in: root, resolution.graph)
      generator = try StubGenerator(graph: resolution.graph, world: world)
      plan = try generator.plan()
      swift = try generator.swift()
    } catch {
      let place = error.range.map { "\(resolution.sources.place(of: $0)): " } ?? ""
      throw EngineFailure(place + error.text)
    }
    self.template = name
    self.workspace = workspace
    folder = "\(name)-stub"
  }

  private static func resolution(
    of path: String, in workspace: Workspace
  ) throws(EngineFailure) -> Resolution {
    do {
      let resolution = try workspace.resolution(of: path)
      if let error = resolution.diagnostics.first(where: { $0.severity == .error }) {
        throw EngineFailure(DiagnosticText(sources: resolution.sources).text(of: error))
      }
      return resolution
    } catch let failure as EngineFailure {
      throw failure
    } catch {
      throw EngineFailure((error as? FileError)?.text ?? "\(error)")
    }
  }

  /// The world of the template's name where there are several.
  private static func world(
    of template: String, in package: PackageID, _ graph: PackageGraph
  ) throws(StubGenError) -> WorldID {
    let names = graph[package].worlds.map { graph[$0].name }
    return try graph.world(named: names.contains(template) ? template : nil, in: package)
  }

  private func path(_ change: FilePlan.Change) -> String { Files.join(folder, change.path) }

  /// What stands in the file now; nil where there is none.
  private func current(_ change: FilePlan.Change) -> String? {
    let bytes = try? Files.read(workspace.absolute(path(change)))
    return bytes.map { String(decoding: $0, as: UTF8.self) }
  }

  func sheet() throws(EngineFailure) -> StubSheet {
    StubSheet(
      template: template, wit: Self.lines(generator.wit), swift: Self.lines(swift),
      changes: plan.changes.map { change in
        StubSheet.Change(path(change), from: current(change), to: change.content)
      }, notes: generator.notes)
  }

  private static func lines(_ text: LinkedText) -> [StubSheet.Line] {
    text.lines.map { StubSheet.Line(text: $0.text, item: $0.item) }
  }

  func write() throws(EngineFailure) -> String {
    let changes = plan.changes.filter { current($0) != $0.content }
    guard !changes.isEmpty else { return "\(folder) is up to date." }
    do throws(FileError) {
      for change in changes {
        let file = workspace.absolute(path(change))
        try Files.makeFolder(Files.folder(of: file))
        try Files.write(Array(change.content.utf8), to: file)
      }
    } catch {
      throw EngineFailure(error.text)
    }
    return "Wrote \(changes.count) file\(changes.count == 1 ? "" : "s") to \(folder)."
  }
}

extension StubSheet.Change {
  /// What writing `new` over `old` adds and removes, in lines.
  fileprivate init(_ path: String, from old: String?, to new: String) {
    let newLines = Self.lines(new)
    guard let old else {
      self.init(path: path, kind: .new, addedLines: newLines.count)
      return
    }
    let difference = newLines.difference(from: Self.lines(old))
    self.init(
      path: path, kind: old == new ? .same : .changed, addedLines: difference.insertions.count,
      removedLines: difference.removals.count)
  }

  private static func lines(_ text: String) -> [Substring] { text.split(separator: "\n") }
}
