import WIT

/// Makes the stub WIT of a world.
///
/// The rules are the original generator's; where following them would give WIT that no tool takes,
/// or a call that fails when it is made, something close is written and a note says so.
struct StubBuilder {
  var stub: StubWIT
  var notes: [String] = []
  /// The target's graph, types renamed to what they are called in the stub.
  var graph: PackageGraph
  let world: World
  let worldID: WorldID
  private let targetName: PackageName
  /// What the stub uses of `golem:rpc`, as types of the graph.
  private(set) var uri: TypeID
  private(set) var rpcError: TypeID
  /// Names of types and resources in the stub's interface.
  var taken: Set<String> = ["uri"]
  /// The stub's own resources for those of the target.
  var resourceNames: [TypeID: String] = [:]
  /// Types that the stub's interface has, used or declared.
  var provided: Set<TypeID> = []
  /// The functions beside the one whose forms are made.
  var siblings: Set<String> = []
  /// Resources of which handles are sent to workers, or come from them.
  var sent: Set<TypeID> = []

  init(
    graph: PackageGraph, world id: WorldID, named: StubTarget?, options: StubOptions
  ) throws(StubGenError) {
    self.graph = graph
    var world = graph[id]
    if let named { world.name = named.world }
    self.world = world
    worldID = id
    targetName = named?.package ?? graph[world.package].name
    stub = StubWIT(of: targetName, world: world.name, options: options)
    uri = TypeID(index: graph.types.count)
    rpcError = TypeID(index: graph.types.count + 1)
    for name in ["uri", "rpc-error"] {
      self.graph.types.append(
        TypeDefinition(name: name, kind: .alias(.string), owner: .world(id)))
    }
    if options.errors == .result { taken.insert("rpc-error") }
    if options.style == .golem10 { taken.insert("pollable") }
    noteVersion()
    try build()
  }

  private mutating func noteVersion() {
    let target = targetName
    guard let version = target.version else { return }
    notes.append(
      "The stub's package is \(stub.package): the original generator writes "
        + "\(target.namespace):\(target.name)@\(version)-stub, a pre-release of the target itself.")
  }

  private var interfaces: [(id: InterfaceID, key: String)] {
    world.exports.compactMap { item in
      if case .interface(let id) = item.content { (id, graph.key(of: item)) } else { nil }
    }
  }

  private var functions: [Function] {
    world.exports.compactMap { item in
      if case .function(let function) = item.content { function } else { nil }
    }
  }

  private mutating func build() throws(StubGenError) {
    guard !world.exports.isEmpty else {
      throw StubGenError(
        place: "world \(world.name)", range: world.attributes.range, reason: .nothingExported)
    }
    let names = interfaces.map { nameResources(of: $0.id, key: $0.key) }
    let worldName =
      functions.isEmpty
      ? "" : reserve(world.name, otherwise: "\(world.name)-world", members: functions)
    for (id, key) in interfaces { try provide(typesOf: id, key: key) }
    for (index, (id, key)) in interfaces.enumerated() {
      try add(interface: id, key: key, as: names[index])
    }
    if !functions.isEmpty { try addWorld(functions, as: worldName) }
    // Futures stand before all others; so the original generator writes them.
    let isFuture = { (resource: StubWIT.Resource) in resource.origin == .future }
    stub.resources = stub.resources.filter(isFuture) + stub.resources.filter { !isFuture($0) }
    markSent()
  }

  private mutating func markSent() {
    let names = Set(sent.compactMap { resourceNames[$0] })
    for index in stub.resources.indices where names.contains(stub.resources[index].name) {
      guard case .resource(let dropName, _) = stub.resources[index].origin else { continue }
      stub.resources[index].origin = .resource(dropName: dropName, isSent: true)
    }
  }
}

// Names.
extension StubBuilder {
  /// Takes a name that is still free, the second choice with a note.
  ///
  /// A resource may not have the name of one of its members either.
  /// (Component Model, Explainer.md, "Name Uniqueness".)
  mutating func reserve(
    _ name: String, otherwise second: String, members: [Function] = []
  ) -> String {
    let isMember = members.contains { $0.localName == name }
    guard isMember || !taken.insert(name).inserted else { return name }
    var candidate = second
    while !taken.insert(candidate).inserted { candidate += "-too" }
    let reason = isMember ? "one of its functions has the name" : "the name is taken there"
    notes.append("`\(name)` is called `\(candidate)` in the stub: \(reason).")
    return candidate
  }

  /// Names the resource that stands for an interface, and those for the interface's resources.
  private mutating func nameResources(of id: InterfaceID, key: String) -> String {
    let package = graph[graph[id].package].name
    let plain = graph[id].name ?? key
    let name = reserve(
      plain, otherwise: "\(package.name)-\(plain)",
      members: graph[id].functions.filter { $0.resource == nil })
    for type in graph[id].types where graph[type].kind == .resource {
      resourceNames[type] = reserve(graph[type].name, otherwise: "\(plain)-\(graph[type].name)")
    }
    for index in graph.types.indices {
      let type = TypeID(index: index)
      guard graph.isResource(type), let name = resourceNames[graph.root(of: type)] else { continue }
      graph[type].name = name
    }
    return name
  }
}
