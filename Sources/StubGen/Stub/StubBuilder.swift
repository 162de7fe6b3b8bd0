import WIT

/// Makes the stub WIT of a world.
///
/// The rules are the original generator's; where following them would give WIT that no tool takes,
/// or a call that fails when it is made, something close is written and a note says so.
struct StubBuilder {
  private(set) var stub: StubWIT
  private(set) var notes: [String] = []
  /// The target's graph, types renamed to what they are called in the stub.
  private var graph: PackageGraph
  private let world: World
  private let uri: TypeID
  /// Names of types and resources in the stub's interface.
  private var taken: Set<String> = ["uri"]
  private var resourceNames: [TypeID: String] = [:]
  private var usedTypes: Set<TypeID> = []

  init(graph: PackageGraph, world id: WorldID) throws(StubGenError) {
    self.graph = graph
    world = graph[id]
    var package = graph[world.package].name
    package.name += "-stub"
    stub = StubWIT(
      package: package, interface: "stub-\(world.name)", world: "wasm-rpc-stub-\(world.name)")
    uri = TypeID(index: graph.types.count)
    self.graph.types.append(
      TypeDefinition(name: "uri", kind: .alias(.string), owner: .world(id)))
    if let version = package.version {
      let target = graph[world.package].name
      notes.append(
        "The stub's package is \(package): the original generator writes "
          + "\(target.namespace):\(target.name)@\(version)-stub, a pre-release of the target itself."
      )
    }
    try build()
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
    for (id, key) in interfaces { try use(typesOf: id, key: key) }
    for (index, (id, key)) in interfaces.enumerated() {
      try add(interface: id, key: key, as: names[index])
    }
    if !functions.isEmpty { try addWorld(as: worldName) }
  }
}

// Names.
extension StubBuilder {
  /// Takes a name that is still free, the second choice with a note.
  ///
  /// A resource may not have the name of one of its members either.
  /// (Component Model, Explainer.md, "Name Uniqueness".)
  private mutating func reserve(
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

  private mutating func use(typesOf id: InterfaceID, key: String) throws(StubGenError) {
    for type in graph[id].types where !graph.isResource(type) {
      guard graph[id].name != nil else {
        throw StubGenError(
          place: key, range: graph[type].attributes.range,
          reason: .typeOfInlineInterface(graph[type].name))
      }
      use(type, of: id)
    }
  }

  /// Brings a type in under its own name, or under another where that is taken.
  private mutating func use(_ type: TypeID, of id: InterfaceID) {
    guard usedTypes.insert(type).inserted else { return }
    let name = graph[type].name
    let root = graph.root(of: type)
    if taken.contains(name),
      usedTypes.contains(where: {
        $0 != type && graph[$0].name == name && graph.root(of: $0) == root
      })
    {
      // The same type under the same name, by way of another interface.
      return
    }
    let interface = graph[id].name ?? ""
    let local = reserve(name, otherwise: "\(interface)-\(name)")
    graph[type].name = local
    let package = graph[graph[id].package].name
    stub.uses.append(
      StubWIT.Use(
        interface: "\(escaped(package.namespace)):\(escaped(package.name))/\(escaped(interface))"
          + (package.version.map { "@\($0)" } ?? ""),
        name: name, alias: local == name ? nil : local, item: "\(interface).\(name)"))
  }
}

// Resources.
extension StubBuilder {
  private mutating func add(
    interface id: InterfaceID, key: String, as name: String
  ) throws(StubGenError) {
    let interface = graph[id]
    var resource = StubWIT.Resource(
      name: name, docs: interface.attributes.docs, origin: .interface, remotePath: key,
      members: [locationConstructor(item: name)], item: name)
    for function in interface.functions where function.resource == nil {
      resource.members.append(try member(function, path: key, item: name))
    }
    stub.resources.append(resource)
    for type in interface.types where graph[type].kind == .resource {
      try add(resource: type, functions: interface.functions, key: key)
    }
  }

  private mutating func add(
    resource type: TypeID, functions: [Function], key: String
  ) throws(StubGenError) {
    let name = graph[type].name
    let path = "\(key)/\(originalName(of: type, in: functions) ?? name)"
    let members = functions.filter { $0.resource == type }
    var resource = StubWIT.Resource(
      name: name, docs: graph[type].attributes.docs, origin: .resourceWithoutConstructor,
      remotePath: path, members: [], item: name)
    if let constructor = members.first(where: \.isConstructor) {
      resource.origin = .resource
      resource.members.append(try self.constructor(constructor, path: path, item: name))
    } else {
      resource.members.append(locationConstructor(item: name))
    }
    // The original generator writes the static ones last.
    for function in members where function.isMethod {
      resource.members.append(try member(function, path: path, item: name))
    }
    for function in members where function.isStatic {
      resource.members.append(try member(function, path: path, item: name))
    }
    stub.resources.append(resource)
  }

  /// The resource's name at home: the part of its members' names between `]` and `.`.
  private func originalName(of type: TypeID, in functions: [Function]) -> String? {
    guard let name = functions.first(where: { $0.resource == type })?.name,
      let close = name.firstIndex(of: "]")
    else { return nil }
    return String(name[name.index(after: close)...].prefix { $0 != "." })
  }

  private mutating func addWorld(as name: String) throws(StubGenError) {
    notes.append(
      "The functions of the world itself are invoked by their plain names: the original generator "
        + "puts the package in front, which its own runtime does not find.")
    var resource = StubWIT.Resource(
      name: name, docs: world.attributes.docs, origin: .world, remotePath: "",
      members: [locationConstructor(item: name)], item: name)
    for function in functions {
      resource.members.append(try member(function, path: "", item: name))
    }
    stub.resources.append(resource)
  }
}

// Members.
extension StubBuilder {
  private func locationConstructor(item: String) -> StubWIT.Member {
    StubWIT.Member(
      name: "constructor", signature: "constructor(location: uri)", item: "\(item).constructor")
  }

  private mutating func constructor(
    _ function: Function, path: String, item: String
  ) throws(StubGenError) -> StubWIT.Member {
    try check(function, path: path)
    var function = function
    rename("location", of: &function)
    function.parameters.insert(Parameter(name: "location", type: .named(uri)), at: 0)
    return StubWIT.Member(
      name: "constructor", signature: WITPrinter.text(of: function, in: graph),
      remoteName: "\(path)/new", docs: function.attributes.docs, item: "\(item).constructor")
  }

  private mutating func member(
    _ original: Function, path: String, item: String
  ) throws(StubGenError) -> StubWIT.Member {
    try check(original, path: path)
    var function = original
    if original.isMethod { function.parameters.removeFirst() }
    rename("self", of: &function)
    if !original.isStatic { function.kind = .freestanding }
    function.name = original.localName
    if containsBareResult(function) {
      notes.append("`\(function.name)` has a bare `result`, at which the original generator fails.")
    }
    let remote = path.isEmpty ? function.name : "\(path)/\(function.name)"
    return StubWIT.Member(
      name: function.name, signature: WITPrinter.text(of: function, in: graph),
      remoteName: remote, docs: function.attributes.docs, item: "\(item).\(function.name)")
  }

  /// Renames a parameter that would stand twice in the stub.
  private mutating func rename(_ name: String, of function: inout Function) {
    guard let index = function.parameters.firstIndex(where: { $0.name == name }) else { return }
    function.parameters[index].name = "\(name)-argument"
    notes.append(
      "The parameter `\(name)` of `\(function.localName)` is called `\(name)-argument` in the stub, "
        + "where it would stand twice.")
  }

  private func containsBareResult(_ function: Function) -> Bool {
    (function.parameters.map(\.type) + [function.result].compactMap { $0 })
      .contains { $0.contains { $0 == .result(ok: nil, error: nil) } }
  }

  /// Sees to it that every type the function names can be named in the stub.
  private mutating func check(_ function: Function, path: String) throws(StubGenError) {
    let place = path.isEmpty ? "world \(world.name): \(function.name)" : "\(path).\(function.name)"
    let types = function.parameters.map(\.type) + [function.result].compactMap { $0 }
    for id in types.flatMap(\.names) {
      let reason: StubGenError.Reason
      switch graph[id].owner {
      case _ where graph.isResource(id):
        if resourceNames[graph.root(of: id)] != nil { continue }
        reason = .foreignResource(graph[id].name)
      case .interface: continue
      case .world:
        if useOrigin(of: id) { continue }
        reason = .typeOfWorld(graph[id].name)
      }
      throw StubGenError(place: place, range: function.attributes.range, reason: reason)
    }
  }

  /// Brings in what a world `use`s from an interface, and calls it as that.
  private mutating func useOrigin(of id: TypeID) -> Bool {
    var current = id
    while case .alias(.named(let next)) = graph[current].kind {
      current = next
      guard case .interface(let owner) = graph[current].owner else { continue }
      guard graph[owner].name != nil else { return false }
      use(current, of: owner)
      graph[id].name = graph[current].name
      return true
    }
    return false
  }
}
