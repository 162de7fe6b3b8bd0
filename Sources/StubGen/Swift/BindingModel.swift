import WIT

/// A world as Swift will see it: its scopes, and what everything is called.
struct BindingModel {
  let graph: PackageGraph
  let world: World
  /// What implements the exports: `Worker`, `Stub`.
  var implementation: String { isStub ? "Stub" : "Worker" }
  let isStub: Bool
  var scopes: [BindingScope] = []
  private var scopeIndex: [TypeDefinition.Owner: Int] = [:]
  /// Ends of aliases of types that stand on the error side of a `result`: they are thrown.
  private(set) var errors: Set<TypeID> = []
  /// The lengths of the tuples that occur.
  private(set) var tupleLengths: Set<Int> = []
  /// Resources of a stub that stand for those of workers and are sent to them.
  private(set) var remoteObjects: Set<TypeID> = []

  /// What a worker is written against.
  init(graph: PackageGraph, world: WorldID, namedAs: WorldID) throws(StubGenError) {
    try self.init(graph: graph, world: world, namedAs: namedAs, isStub: false)
  }

  /// What a stub is made of: its own world.
  init(graph: PackageGraph, world: WorldID, stub: StubWIT) throws(StubGenError) {
    try self.init(graph: graph, world: world, namedAs: world, isStub: true)
    let names = stub.resources.filter {
      if case .resource(_, isSent: true) = $0.origin { true } else { false }
    }.map(\.name)
    for scope in scopes where scope.isExported {
      remoteObjects.formUnion(
        scope.types.filter { graph[$0].kind == .resource && names.contains(graph[$0].name) })
    }
  }

  private init(
    graph: PackageGraph, world id: WorldID, namedAs: WorldID, isStub: Bool
  ) throws(StubGenError) {
    self.graph = graph.separatingInterfaces(of: id)
    world = self.graph[id]
    self.isStub = isStub
    addInterfaces()
    addWorld(id, namedAs: graph[namedAs])
    nameEverything()
    try check()
  }

  func scope(of type: TypeID) -> BindingScope {
    guard let index = scopeIndex[graph[type].owner] else {
      preconditionFailure("every type in use belongs to a scope")
    }
    return scopes[index]
  }

  /// The same; nil where the type's owner is not of the world.
  func existingScope(of type: TypeID) -> BindingScope? {
    scopeIndex[graph[type].owner].map { scopes[$0] }
  }

  /// The type's name without its scope.
  func name(of type: TypeID) -> String {
    scope(of: type).typeNames[type] ?? SwiftName.type(graph[type].name)
  }
}

// Scopes.
extension BindingModel {
  private mutating func addInterfaces() {
    for (items, isExported) in [(world.imports, false), (world.exports, true)] {
      for item in items {
        guard case .interface(let id) = item.content else { continue }
        // What stands in the world only because of a `use` is there for its types.
        let isCalled = item.attributes.range != nil || !hasPlaces
        add(id, item: item, isExported: isExported, isCalled: isExported || isCalled)
      }
    }
  }

  /// Whether the graph comes from text: what is decoded from a binary does not say what was implied.
  private var hasPlaces: Bool {
    (world.imports + world.exports).contains { $0.attributes.range != nil }
  }

  private mutating func add(
    _ id: InterfaceID, item: WorldItem, isExported: Bool, isCalled: Bool
  ) {
    let interface = graph[id]
    let key = graph.key(of: item)
    let package = graph[interface.package].name
    let plainName = interface.name ?? key
    let isSecond = scopes.contains { $0.title == key }
    var scope = BindingScope(
      path: [package.namespace, package.name, isSecond ? "exported-\(plainName)" : plainName],
      title: key, plainName: plainName, package: interface.package, docs: interface.attributes.docs,
      owner: .interface(id), types: interface.types,
      isExported: isExported, importModule: key, exportPrefix: key + "#")
    if isExported {
      scope.exports = interface.functions
    } else if isCalled {
      scope.imports = interface.functions
    } else {
      scope.imports = interface.functions.filter { $0.resource != nil }
    }
    scopeIndex[scope.owner] = scopes.count
    scopes.append(scope)
  }

  private mutating func addWorld(_ id: WorldID, namedAs known: World) {
    let package = graph[known.package].name
    var scope = BindingScope(
      path: [package.namespace, package.name, known.name + "-world"],
      title: graph.identifier(of: id), plainName: known.name, package: known.package,
      docs: world.attributes.docs, owner: .world(id), types: [],
      isExported: false, importModule: "$root", exportPrefix: "")
    for item in world.imports {
      switch item.content {
      case .type(let type): scope.types.append(type)
      case .function(let function): scope.imports.append(function)
      case .interface: continue
      }
    }
    for case .function(let function) in world.exports.map(\.content) {
      scope.exports.append(function)
    }
    scope.isExported = !scope.exports.isEmpty
    guard !scope.types.isEmpty || !scope.imports.isEmpty || scope.isExported else { return }
    scopeIndex[scope.owner] = scopes.count
    scopes.append(scope)
  }
}

// What is refused, and what is thrown.
extension BindingModel {
  private mutating func check() throws(StubGenError) {
    var checker = BindingChecker(graph: graph)
    for scope in scopes {
      for type in scope.types { try checker.check(type, in: scope.title) }
      for function in scope.imports + scope.exports {
        try checker.check(function, in: scope.title)
      }
    }
    errors = checker.errors
    tupleLengths = checker.tupleLengths
  }
}
