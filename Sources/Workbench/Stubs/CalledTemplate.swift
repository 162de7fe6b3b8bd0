import Component
import Runtime
import StubGen
import WIT

/// A template that a stub's interface may be of: its WIT, and what its component has now.
struct CalledTemplate {
  let template: String
  private let graph: PackageGraph
  private let world: WorldID
  /// Of the target's component; nil where there is none that can be read.
  private let component: ComponentType?

  /// Why a template that is meant has no stub.
  struct Refusal: Error {
    var text: String
  }

  /// Nil where the template has not the world that the name asks for.
  init?(
    _ template: Workspace.Template, named stub: StubName, in workspace: Workspace,
    memory: FileMemory?
  ) throws(Refusal) {
    self.template = template.name
    let decoded = template.description.component.flatMap {
      workspace.component(at: Files.normalized($0), memory: memory).component
    }
    component = decoded?.type
    if let wit = template.description.wit {
      guard
        let found = try Self.world(
          of: Files.normalized(wit), stub, template.name, workspace, memory)
      else { return nil }
      (graph, world) = found
    } else {
      guard let found = decoded?.named(as: stub) else { return nil }
      (graph, world) = found
    }
  }

  private static func world(
    of path: String, _ stub: StubName, _ template: String, _ workspace: Workspace,
    _ memory: FileMemory?
  ) throws(Refusal) -> (PackageGraph, WorldID)? {
    guard let resolution = try? workspace.resolution(of: path, memory: memory),
      let root = resolution.root, resolution.graph[root].name == stub.package
    else { return nil }
    guard resolution.isUsable else {
      throw Refusal(
        text: "the WIT of `\(template)`, \(path), has mistakes: see `witbench wit check`")
    }
    let graph = resolution.graph
    return graph[root].worlds.first { graph[$0].name == stub.world }.map { (graph, $0) }
  }

  /// The stub that serves an import best: of every style, the one with the fewest differences.
  func service(for wanted: InterfaceType) throws(Refusal) -> StubService {
    var best: (service: StubService, count: Int)?
    for errors in StubErrors.allCases {
      for style in StubStyle.allCases {
        let service = try service(StubOptions(style: style, errors: errors), wanted)
        let count = service.differences(from: wanted).count
        if count == 0 { return service }
        if best.map({ count < $0.count }) ?? true { best = (service, count) }
      }
    }
    guard let best else { throw Refusal(text: "there is no style of stubs") }
    return best.service
  }

  private func service(
    _ options: StubOptions, _ wanted: InterfaceType
  ) throws(Refusal) -> StubService {
    do throws(StubGenError) {
      let generator = try StubGenerator(graph: graph, world: world, options: options)
      var service = try StubService(generator, of: template, named: wanted.name ?? "")
      if let component { service.removeWhatIsMissing(in: component) }
      return service
    } catch {
      throw Refusal(text: "`\(template)` can have no stub: \(error.text)")
    }
  }
}

extension DecodedComponent {
  /// The component's graph with its world under the name that a stub's tells: a binary keeps none.
  ///
  /// Nil where it exports nothing of the package.
  fileprivate func named(as stub: StubName) -> (PackageGraph, WorldID)? {
    var graph = graph
    let isExported = graph[world].exports.contains { item in
      guard case .interface(let id) = item.content else { return false }
      return graph[graph[id].package].name == stub.package
    }
    guard isExported,
      let home = graph.packages.indices.first(where: { graph.packages[$0].name == stub.package })
    else { return nil }
    let nowhere = graph[world].package
    graph[nowhere].worlds.removeAll { $0 == world }
    graph[world].package = PackageID(index: home)
    graph[world].name = stub.world
    graph.packages[home].worlds.append(world)
    return (graph, world)
  }
}

extension StubService {
  /// What a stub does, with the types that its own WIT gives them.
  init(
    _ generator: StubGenerator, of template: String, named interface: String
  ) throws(StubGenError) {
    let stub = generator.stub
    let resolution = resolve(
      root: Self.package("wit/_stub.wit", generator.wit.text),
      dependencies: generator.dependencies.map { Self.package($0.path, $0.content) })
    guard resolution.isUsable, let root = resolution.root,
      let id = resolution.graph[root].interfaces.first(where: {
        resolution.graph[$0].name == stub.interface
      })
    else {
      let reason = resolution.diagnostics.first { $0.severity == .error }?.message.text ?? ""
      throw StubGenError(place: "\(stub.package)", reason: .unresolvable(reason))
    }
    let types = InterfaceType(id, name: interface, in: resolution.graph)
    let calls = Dictionary(
      stub.resources.flatMap(\.members).map { ($0.binaryName, Call($0.call)) }
    ) { first, _ in first }
    self.init(
      interface: interface, target: template,
      functions: types.functions.compactMap { type in
        calls[type.name].map { Function(type: type, call: $0) }
      },
      drops: Dictionary(
        stub.resources.compactMap { resource in
          guard case .resource(let dropName, _) = resource.origin else { return nil }
          return (resource.name, dropName)
        }
      ) { first, _ in first },
      givesErrors: stub.errors == .result)
  }

  private static func package(_ path: String, _ text: String) -> SourcePackage {
    SourcePackage(path: path, files: [SourceFile(path: path, text: text)])
  }

  /// Marks what calls functions that the target's component has not: its WIT is ahead of it.
  fileprivate mutating func removeWhatIsMissing(in component: ComponentType) {
    for name in functions.keys {
      guard let remote = remoteName(of: name), (try? component.function(named: remote)) == nil
      else { continue }
      absent[name] = "the component of `\(target)` has no `\(remote)`, though its WIT has: build it"
    }
  }
}

extension StubService.Call {
  fileprivate init(_ call: StubWIT.Member.Call) {
    self =
      switch call {
      case .open: .open
      case .make(let name): .make(name)
      case .invoke(let name): .invoke(name)
      case .send(let name): .send(name)
      case .begin(let name, _): .begin(name)
      case .subscribe: .subscribe
      case .get: .get
      }
  }
}
