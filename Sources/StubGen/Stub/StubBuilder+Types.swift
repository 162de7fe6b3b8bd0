import WIT

// Types: what the stub's interface uses of others, and what it declares anew.
extension StubBuilder {
  mutating func provide(typesOf id: InterfaceID, key: String) throws(StubGenError) {
    for type in graph[id].types where !graph.isResource(type) { provide(type) }
  }

  /// Sees to it that the stub's interface has a type by the name that the graph gives it.
  ///
  /// A type is used from the interface that declares it. One that no other package can name is
  /// declared anew, and so is one that holds resources: in the stub they are the stub's own.
  mutating func provide(_ type: TypeID) {
    guard !graph.isResource(type), provided.insert(type).inserted else { return }
    if case .interface(let owner) = graph[type].owner, graph[owner].name != nil,
      !holdsResource(type)
    {
      use(type, of: owner)
    } else {
      declare(type)
    }
  }

  /// Brings a type in under its own name, or under another where that is taken.
  private mutating func use(_ type: TypeID, of id: InterfaceID) {
    let name = graph[type].name
    let root = graph.root(of: type)
    if taken.contains(name),
      provided.contains(where: {
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

  private mutating func declare(_ type: TypeID) {
    if case .alias(.named(let target)) = graph[type].kind {
      let isSameName = graph[target].name == graph[type].name
      provide(target)
      // A `use`: what it names has been provided.
      if isSameName {
        graph[type].name = graph[target].name
        return
      }
    }
    for definition in graph[type].kind.definitions { provide(definition) }
    let name = graph[type].name
    let prefix: String
    let reason: String
    switch graph[type].owner {
    case .interface(let id) where graph[id].name != nil:
      prefix = graph[id].name ?? ""
      reason = "it holds resources, which are the stub's own there"
    case .interface:
      prefix = "inline"
      reason = "it stands in an inline interface, from which nothing can be used"
    case .world:
      prefix = world.name
      reason = "it is declared in the world, from which nothing can be used"
    }
    let local = reserve(name, otherwise: "\(prefix)-\(name)")
    graph[type].name = local
    let text = WITPrinter.text(of: type, in: graph)
    stub.declarations.append(
      StubWIT.Declaration(
        lines: text.split(separator: "\n").map(String.init), item: "\(prefix).\(name)"))
    notes.append("The stub declares `\(local)` anew: \(reason).")
  }

  /// Whether a value of the type has a resource in it that the target exports.
  func holdsResource(_ type: TypeID) -> Bool {
    resources(in: .named(type)).contains { resourceNames[$0] != nil }
  }

  /// The resources of which a value of the type has handles, each once.
  func resources(in type: Type) -> Set<TypeID> {
    var found: Set<TypeID> = []
    var seen: Set<TypeID> = []
    var waiting = type.definitions
    while let next = waiting.popLast() {
      guard seen.insert(next).inserted else { continue }
      if graph.isResource(next) {
        found.insert(graph.root(of: next))
      } else {
        waiting += graph[next].kind.definitions
      }
    }
    return found
  }
}
