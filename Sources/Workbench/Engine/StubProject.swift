import Component
import StubGen
import WIT

/// The stub of a template as files of the workspace: `TEMPLATE-stub/wit`, `TEMPLATE-stub/Sources`.
struct StubProject {
  private let request: StubRequest
  private let folder: String
  private let workspace: Workspace
  private let target: Target
  private let options: StubOptions
  private let generator: StubGenerator
  private let plan: FilePlan
  private let swift: LinkedText

  /// What the stub is made of.
  private struct Target {
    var graph: PackageGraph
    var world: WorldID
    var name: StubTarget
    /// Of its WIT; nil for a component.
    var resolution: Resolution?
    var worlds: [String] = []
  }

  init(_ request: StubRequest, in workspace: Workspace) throws(EngineFailure) {
    guard let template = workspace.template(named: request.template) else {
      throw EngineFailure("There is no template `\(request.template)`.")
    }
    self.request = request
    self.workspace = workspace
    folder = "\(request.template)-stub"
    var options = template.description.stub
    if let style = request.style { options.style = style }
    if let errors = request.errors { options.errors = errors }
    self.options = options
    if let wit = template.description.wit {
      target = try Self.target(of: wit, request, in: workspace)
    } else {
      target = try Self.target(of: template, request, in: workspace)
    }
    let (target, resolution) = (self.target, self.target.resolution)
    do throws(StubGenError) {
      generator = try StubGenerator(
        graph: target.graph, world: target.world, named: resolution == nil ? target.name : nil,
        options: options)
      plan = try generator.plan()
      swift = try generator.swift()
    } catch {
      let place =
        error.range.flatMap { range in
          resolution.map { "\($0.sources.place(of: range)): error: " }
        } ?? ""
      throw EngineFailure(place + error.text)
    }
  }

  private static func target(
    of wit: String, _ request: StubRequest, in workspace: Workspace
  ) throws(EngineFailure) -> Target {
    let resolution: Resolution
    do {
      resolution = try workspace.resolution(of: wit)
    } catch {
      throw EngineFailure(error.text)
    }
    if let error = resolution.diagnostics.first(where: { $0.severity == .error }) {
      throw EngineFailure(DiagnosticText(sources: resolution.sources).text(of: error))
    }
    guard let root = resolution.root else {
      throw EngineFailure("\(wit): there is no package in this folder.")
    }
    let graph = resolution.graph
    let names = graph[root].worlds.map { graph[$0].name }
    let named = names.contains(request.template) ? request.template : names.first
    do throws(StubGenError) {
      let world = try graph.world(
        named: names.count > 1 ? request.world ?? named : nil, in: root)
      return Target(
        graph: graph, world: world,
        name: StubTarget(package: graph[root].name, world: graph[world].name),
        resolution: resolution, worlds: names)
    } catch {
      throw EngineFailure(error.text)
    }
  }

  /// A component's own world. What it is called it does not say: its first interface's package and
  /// the template's name stand in until somebody does.
  private static func target(
    of template: Workspace.Template, _ request: StubRequest, in workspace: Workspace
  ) throws(EngineFailure) -> Target {
    guard let path = template.description.component else {
      throw EngineFailure(
        "`\(template.name)` has neither WIT nor a component: `wit = \"FOLDER\"` in "
          + "\(Manifest.fileName) names its WIT.")
    }
    let loaded = workspace.component(at: path)
    guard let component = loaded.component else {
      throw EngineFailure(loaded.problem ?? "\(path): this is no component.")
    }
    let graph = component.graph
    var package: PackageName?
    for case .interface(let id) in graph[component.world].exports.map(\.content) {
      package = package ?? graph[graph[id].package].name
    }
    let guess = StubTarget(
      package: package ?? graph[graph[component.world].package].name,
      world: StubTarget(package: "a:b", world: template.name)?.world ?? graph[component.world].name)
    return Target(graph: graph, world: component.world, name: request.target ?? guess)
  }

  func sheet() -> StubSheet {
    var sheet = StubSheet(
      request: request, wit: Self.lines(generator.wit), swift: Self.lines(swift),
      changes: plan.changes.map { change in
        StubSheet.Change(path: path(change), old: current(change), new: change.content)
      }, target: target.name, options: options)
    sheet.notes = generator.notes
    sheet.worlds = target.worlds
    sheet.isOfComponent = target.resolution == nil
    if sheet.isOfComponent {
      sheet.notes.insert(
        "The component does not say what it is called: \(target.name.package), world "
          + "\(target.name.world), unless n names it otherwise.", at: 0)
    }
    sheet.places = places
    return sheet
  }

  private static func lines(_ text: LinkedText) -> [StubSheet.Line] {
    text.lines.map { StubSheet.Line(text: $0.text, item: $0.item) }
  }

  /// Where the items are declared; the world under no name.
  private var places: [String: SourcePlace] {
    guard let sources = target.resolution?.sources else { return [:] }
    let graph = target.graph
    var places: [String: SourcePlace] = [:]
    func add(_ item: String, _ attributes: Attributes) {
      guard places[item] == nil, let range = attributes.range else { return }
      places[item] = sources.place(of: range)
    }
    add("", graph[target.world].attributes)
    for item in graph[target.world].exports {
      switch item.content {
      case .interface(let id):
        let name = graph[id].name ?? graph.key(of: item)
        add(name, graph[id].attributes)
        for function in graph[id].functions {
          let owner = function.resource.map { graph[$0].name } ?? name
          add("\(owner).\(function.localName)", function.attributes)
        }
        for type in graph[id].types { add(graph[type].name, graph[type].attributes) }
      case .function(let function):
        add("\(target.name.world).\(function.localName)", function.attributes)
      case .type: continue
      }
    }
    return places
  }

  private func path(_ change: FilePlan.Change) -> String { Files.join(folder, change.path) }

  /// What stands in the file now; nil where there is none.
  private func current(_ change: FilePlan.Change) -> String? {
    let bytes = try? Files.read(workspace.absolute(path(change)))
    return bytes.map { String(decoding: $0, as: UTF8.self) }
  }

  func write(keeping kept: Set<String>) throws(EngineFailure) -> String {
    var changes = ChangePlan()
    do throws(FileError) {
      for change in plan.changes where !kept.contains(path(change)) {
        try changes.add(change.content, to: workspace.absolute(path(change)))
      }
      try changes.apply()
    } catch {
      throw EngineFailure(error.text)
    }
    let count = changes.changes.count
    return count == 0 ? "\(folder) is up to date." : "Wrote \(counted(count, "file")) to \(folder)."
  }

  /// All of it or nothing: the stub's WIT in the caller's `wit/deps`, and who calls whom in the
  /// manifest.
  func add(to caller: String, overwrites: Bool) throws(EngineFailure) -> StubAddition {
    guard let template = workspace.template(named: caller), let wit = template.description.wit,
      Files.isFolder(workspace.absolute(wit))
    else { throw EngineFailure("`\(caller)` has no folder of WIT to add a stub to.") }
    do throws(BuildFailure) {
      var changes = try StubDependencyPlan(
        files: generator.witFiles, source: folder, destination: workspace.absolute(wit),
        overwrites: overwrites
      ).plan()
      guard changes.refusals.isEmpty else {
        let files = changes.changes.filter { $0.kind != .new }.map {
          String($0.path.dropFirst(workspace.root.utf8.count + 1))
        }
        return .conflicts(files)
      }
      try changeManifest(caller, &changes)
      do throws(FileError) {
        try changes.apply()
      } catch {
        throw BuildFailure(error)
      }
      let count = changes.changes.count
      let note = changes.notes.last { $0.hasPrefix("to call the stub") }.map { " \($0)." } ?? ""
      return .done(
        (count == 0 ? "\(caller) has all of it." : "Wrote \(counted(count, "file")) of \(caller).")
          + note)
    } catch {
      throw EngineFailure(error.text)
    }
  }

  private func changeManifest(
    _ caller: String, _ changes: inout ChangePlan
  ) throws(BuildFailure) {
    let file = workspace.absolute(Manifest.fileName)
    guard workspace.hasManifest, Files.exists(file) else { return }
    do {
      var edit = ManifestEdit(String(decoding: try Files.read(file), as: UTF8.self))
      try edit.addCalls([request.template], to: caller)
      try edit.setStub(options, of: request.template)
      try changes.add(edit.text, to: file)
    } catch let failure as BuildFailure {
      throw failure
    } catch let error as FileError {
      throw BuildFailure(error)
    } catch {
      throw BuildFailure(.couldNotTry, "\(error)")
    }
  }
}
