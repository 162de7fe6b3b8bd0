import WIT

/// A world as Swift will see it: its scopes, and what everything is called.
struct BindingModel {
  let graph: PackageGraph
  let world: World
  /// What implements the exports: `Worker`, `Stub`.
  let implementation: String
  private(set) var scopes: [BindingScope] = []
  private var scopeIndex: [TypeDefinition.Owner: Int] = [:]
  /// Ends of aliases of types that stand on the error side of a `result`: they are thrown.
  private(set) var errors: Set<TypeID> = []

  init(
    graph: PackageGraph, world id: WorldID, implementation: String
  ) throws(StubGenError) {
    self.graph = graph
    world = graph[id]
    self.implementation = implementation
    try addInterfaces()
    try addWorld(id)
    nameScopes()
    for index in scopes.indices {
      try nameTypes(of: index)
      let resources = scopes[index].types.filter { graph[$0].kind == .resource }
      scopes[index].glueNames = GlueName.all(
        of: scopes[index].imports + scopes[index].exports,
        resources: resources.map { graph[$0].name })
    }
    try check()
  }

  func scope(of type: TypeID) -> BindingScope {
    guard let index = scopeIndex[graph[type].owner] else {
      preconditionFailure("every type in use belongs to a scope")
    }
    return scopes[index]
  }

  /// The type's name without its scope.
  func name(of type: TypeID) -> String {
    scope(of: type).typeNames[type] ?? SwiftName.type(graph[type].name)
  }
}

// Scopes.
extension BindingModel {
  private mutating func addInterfaces() throws(StubGenError) {
    for (items, isExported) in [(world.imports, false), (world.exports, true)] {
      for item in items {
        guard case .interface(let id) = item.content else { continue }
        // What stands in the world only because of a `use` is there for its types.
        let isCalled = item.attributes.range != nil || !hasPlaces
        try add(id, item: item, isExported: isExported, isCalled: isExported || isCalled)
      }
    }
  }

  /// Whether the graph comes from text: what is decoded from a binary does not say what was implied.
  private var hasPlaces: Bool {
    (world.imports + world.exports).contains { $0.attributes.range != nil }
  }

  private mutating func add(
    _ id: InterfaceID, item: WorldItem, isExported: Bool, isCalled: Bool
  ) throws(StubGenError) {
    let interface = graph[id]
    let key = graph.key(of: item)
    let package = graph[interface.package].name
    guard scopeIndex[.interface(id)] == nil else {
      throw StubGenError(
        place: key, range: item.attributes.range,
        reason: .unsupported("an interface that stands in the world twice"))
    }
    var scope = BindingScope(
      path: [package.namespace, package.name, interface.name ?? key], title: key,
      docs: interface.attributes.docs, owner: .interface(id), types: interface.types,
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

  private mutating func addWorld(_ id: WorldID) throws(StubGenError) {
    let package = graph[world.package].name
    var scope = BindingScope(
      path: [package.namespace, package.name, world.name + "-world"],
      title: graph.identifier(of: id), docs: world.attributes.docs, owner: .world(id), types: [],
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

  /// Turns the WIT names in the scopes' paths into Swift's.
  private mutating func nameScopes() {
    let reserved = ReservedNames.global.union([implementation])
    for index in scopes.indices {
      scopes[index].path[0] = SwiftName.type(scopes[index].path[0], avoiding: reserved)
      scopes[index].path[1] = SwiftName.type(scopes[index].path[1])
    }
    // Inside a package its interfaces' names win: none may hide a namespace that is named there.
    let outer = scopes.map { scope in
      scopes.filter { $0.path[0] == scope.path[0] && $0.path[1] == scope.path[1] }
        .reduce(into: ReservedNames.runtime) { $0.formUnion(namespaces(in: $1)) }
    }
    for index in scopes.indices {
      scopes[index].path[2] = SwiftName.type(scopes[index].path[2], avoiding: outer[index])
    }
    for index in scopes.indices {
      let package = scopes[index].path.prefix(2)
      scopes[index].siblings = Set(
        scopes.filter { $0.path.prefix(2) == package }.map(\.name))
    }
  }

  /// The outermost enums that the scope's source names.
  private func namespaces(in scope: BindingScope) -> Set<String> {
    var names: Set = [scope.path[0]]
    for type in scope.types {
      guard case .alias(let target) = graph[type].kind else { continue }
      for id in target.names {
        if let index = scopeIndex[graph[id].owner] { names.insert(scopes[index].path[0]) }
      }
    }
    return names
  }

  private mutating func nameTypes(of index: Int) throws(StubGenError) {
    let scope = scopes[index]
    let reserved = ReservedNames.runtime.union(namespaces(in: scope)).union([implementation])
    var wit: [String: String] = [:]
    for type in scope.types {
      let original = graph[type].name
      let name = SwiftName.type(original, avoiding: reserved)
      try claim(name, original, &wit, scope.title, graph[type].attributes.range)
      scopes[index].typeNames[type] = name
    }
  }

  /// Notes whose a Swift name is, and refuses the second owner.
  func claim(
    _ name: String, _ original: String, _ names: inout [String: String], _ place: String,
    _ range: SourceRange? = nil
  ) throws(StubGenError) {
    if let first = names.updateValue(original, forKey: name) {
      throw StubGenError(
        place: place, range: range,
        reason: .nameClash(swift: name, first: first, second: original))
    }
  }
}

// What is refused, and what is thrown.
extension BindingModel {
  private mutating func check() throws(StubGenError) {
    var scopeNames: [String: String] = [:]
    var checker = BindingChecker(graph: graph)
    for scope in scopes {
      try claim(scope.fullName, scope.title, &scopeNames, scope.title)
      for type in scope.types { try checker.check(type, in: scope.title) }
      for function in scope.imports + scope.exports {
        try checker.check(function, in: scope.title)
        var names: [String: String] = [:]
        for parameter in function.parameters.dropFirst(function.isMethod ? 1 : 0) {
          let place = "\(scope.title).\(function.name)"
          try claim(
            FunctionText.glueVariable(parameter), parameter.name, &names, place,
            function.attributes.range)
        }
      }
      try checkResources(of: scope)
    }
    errors = checker.errors
  }

  /// Exported resources are nested in the one type that implements all exports.
  private func checkResources(of scope: BindingScope) throws(StubGenError) {
    guard scope.isExported else { return }
    let name = scope.typeNames
    let mine = Set(scope.types.filter { graph[$0].kind == .resource }.compactMap { name[$0] })
    for other in scopes where other.isExported && other.owner != scope.owner {
      for type in other.types where graph[type].kind == .resource {
        guard let clash = other.typeNames[type], mine.contains(clash) else { continue }
        throw StubGenError(
          place: scope.title, range: graph[type].attributes.range,
          reason: .nameClash(
            swift: "\(implementation).\(clash)", first: "\(scope.title).\(graph[type].name)",
            second: "\(other.title).\(graph[type].name)"))
      }
    }
  }
}
