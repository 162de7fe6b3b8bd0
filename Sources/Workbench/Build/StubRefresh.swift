import StubGen
import WIT

/// What a build brings up to date before it compiles a caller: the stub's WIT in the caller's
/// `wit/deps`, and the stub project beside the target where there is one.
///
/// These files are generated: whatever the target's WIT says now is what they say. A package that
/// the caller has besides (`wasm-rpc`, WASI) stays as the caller has it.
struct StubRefresh {
  private let target: String
  private let generator: StubGenerator
  private let workspace: Workspace

  init(of target: String, _ generator: StubGenerator, in workspace: Workspace) {
    self.target = target
    self.generator = generator
    self.workspace = workspace
  }

  /// - Parameter wit: the caller's `wit`, relative to the workspace
  func plan(caller wit: String) throws(BuildFailure) -> ChangePlan {
    var plan = ChangePlan()
    if Files.isFolder(workspace.absolute(wit)) { plan.add(try dependencies(of: wit)) }
    let project = workspace.absolute("\(target)-stub")
    guard Files.isFile(Files.join(project, "wit/_stub.wit")) else { return plan }
    let files: FilePlan
    do {
      files = try generator.plan()
    } catch {
      throw BuildFailure(.refused, "no stub can be made: \(error.text)")
    }
    do {
      try plan.add(files, in: project)
    } catch {
      throw BuildFailure(error)
    }
    return plan
  }

  private func dependencies(of wit: String) throws(BuildFailure) -> ChangePlan {
    let place = workspace.absolute(wit)
    let whole = try StubDependencyPlan(
      files: generator.witFiles, source: "the stub of \(target)", destination: place,
      overwrites: true
    ).plan()
    var plan = ChangePlan()
    for item in whole.items where item.kind == .new || isOfTarget(item.path) {
      if !saysTheSame(item) { plan.add(item) }
    }
    return plan
  }

  /// Whether what is there is only written in another way: with other comments, in an older dialect.
  private func saysTheSame(_ item: ChangePlan.Item) -> Bool {
    guard case .changed = item.kind, let old = item.old else { return false }
    func package(_ path: String, _ text: String) -> SourcePackage {
      SourcePackage(path: path, files: [SourceFile(path: path, text: text)])
    }
    let others = generator.dependencies.filter { $0.content != item.content }
    let resolution = resolve(
      root: package(item.path, old), dependencies: others.map { package($0.path, $0.content) })
    guard resolution.isUsable, let root = resolution.root else { return false }
    return WITPrinter.text(of: root, in: resolution.graph) == item.content
  }

  /// Whether a file is in the folder of the stub's package, or of the target's own.
  private func isOfTarget(_ path: String) -> Bool {
    let stub = generator.stub.package
    let name = "\(stub.namespace)_\(stub.name)"
    let version = stub.version.map { "-\($0)" } ?? ""
    let own = name.dropLast("-stub".count)
    return [name, String(own), own + version].contains(Files.name(of: Files.folder(of: path)))
  }
}

extension StubGenerator {
  /// The stub of a template: of the world with its name, or of the only one.
  init(
    of template: String, _ resolution: Resolution, options: StubOptions
  ) throws(StubGenError) {
    let graph = resolution.graph
    guard let root = resolution.root else {
      throw StubGenError(place: template, reason: .noWorld)
    }
    let names = graph[root].worlds.map { graph[$0].name }
    let world = try graph.world(named: names.contains(template) ? template : nil, in: root)
    try self.init(graph: graph, world: world, options: options)
  }

  /// The stub's WIT and what it needs, relative to a `wit` folder.
  var witFiles: [FilePlan.Change] {
    [FilePlan.Change(path: "_stub.wit", content: wit.text)]
      + dependencies.map {
        FilePlan.Change(path: String($0.path.dropFirst("wit/".count)), content: $0.content)
      }
  }
}
