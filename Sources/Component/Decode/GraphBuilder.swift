import WIT

/// Gives the types of a binary their WIT names.
struct GraphBuilder {
  var arena: TypeArena
  var graph = PackageGraph()
  var packages: [PackageName: PackageID] = [:]
  var interfaces: [String: InterfaceID] = [:]
  /// The definition that carries a type index's name.
  var names: [TypeIndex: TypeID] = [:]
  var extras: [ExtraItem] = []
  /// What the interfaces hold so far; also the resources of worlds, by their owner.
  private var typesByName: [InterfaceID: [String: TypeID]] = [:]
  private var functionNames: [InterfaceID: Set<String>] = [:]
  private var resources: [TypeDefinition.Owner: [String: TypeID]] = [:]
  /// The package of the world whose items are read: its inline interfaces belong to it.
  private var home: PackageID?
  /// Where the import or export stands that is being named.
  private(set) var offset = 0

  init(arena: TypeArena) {
    self.arena = arena
  }

  mutating func component(_ shape: ComponentShape) throws(DecodeError) -> DecodedComponent {
    let package = package(PackageName(namespace: "root", name: "component"))
    let world = addWorld("root", in: package)
    graph[world].imports = try items(shape.imports, of: world, isExport: false)
    graph[world].exports = try items(shape.exports, of: world, isExport: true)
    return DecodedComponent(graph: graph, world: world, extras: extras)
  }

  mutating func package(_ name: PackageName) -> PackageID {
    if let known = packages[name] { return known }
    let id = PackageID(index: graph.packages.count)
    graph.packages.append(Package(name: name))
    packages[name] = id
    return id
  }

  mutating func addWorld(_ name: String, in package: PackageID) -> WorldID {
    let world = WorldID(index: graph.worlds.count)
    graph.worlds.append(World(name: name, package: package))
    graph[package].worlds.append(world)
    return world
  }

  /// Says what a type index is called that another sighting has defined.
  mutating func identify(_ type: TypeIndex, as known: TypeID) {
    names[type] = known
    nameRoot(of: type, known)
  }

  mutating func items(
    _ externs: [BinaryExtern], of world: WorldID, isExport: Bool
  ) throws(DecodeError) -> [WorldItem] {
    var items: [WorldItem] = []
    home = graph[world].package
    for extern in externs {
      offset = extern.offset
      let attributes = Attributes(externalID: extern.attributes.externalID)
      switch extern.item {
      case .function(let type):
        let function = try function(extern, type, owner: .world(world))
        items.append(
          WorldItem(name: extern.name, content: .function(function), attributes: attributes))
      case .type(let type):
        let id = try define(extern, type, owner: .world(world))
        items.append(WorldItem(name: extern.name, content: .type(id), attributes: attributes))
        if isExport { extras.append(exportedType(id)) }
      case .instance(let exports):
        items.append(try instance(extern, exports, attributes, isExport: isExport))
      case .component, .coreModule, .other:
        extras.append(ExtraItem(kind: extern.item.kindText, name: extern.name, isExport: isExport))
      }
    }
    return items
  }

  /// WIT has no word for it; what the name stands for is still worth showing.
  private func exportedType(_ id: TypeID) -> ExtraItem {
    var text = WITPrinter.text(of: id, in: graph)
    while text.last == "\n" { text.removeLast() }
    return ExtraItem(kind: "type", name: graph[id].name, isExport: true, definition: text)
  }

  mutating func instance(
    _ extern: BinaryExtern, _ exports: [BinaryExtern], _ attributes: Attributes,
    isExport: Bool = false
  ) throws(DecodeError) -> WorldItem {
    let label = extern.attributes.implements.map { _ in extern.name }
    let path =
      (extern.attributes.implements ?? extern.name)
      + (extern.attributes.versionSuffix ?? "")
    guard let (name, interfaceName) = InterfacePath.parse(path) else {
      guard let home else { throw malformed("`\(extern.name)` is no name of an interface") }
      let id = InterfaceID(index: graph.interfaces.count)
      graph.interfaces.append(Interface(name: nil, package: home))
      try fill(id, exports, name: extern.name, isExport: isExport)
      return WorldItem(name: extern.name, content: .interface(id), attributes: attributes)
    }
    let id: InterfaceID
    if let known = interfaces[path] {
      id = known
    } else {
      let package = package(name)
      id = InterfaceID(index: graph.interfaces.count)
      graph.interfaces.append(Interface(name: interfaceName, package: package))
      graph[package].interfaces.append(id)
      interfaces[path] = id
    }
    try fill(id, exports, name: extern.name, isExport: isExport)
    return WorldItem(name: label, content: .interface(id), attributes: attributes)
  }

  /// Adds what this sighting of an interface shows: each sees only the part that it uses.
  private mutating func fill(
    _ id: InterfaceID, _ exports: [BinaryExtern], name: String, isExport: Bool
  ) throws(DecodeError) {
    for export in exports {
      offset = export.offset
      switch export.item {
      case .type(let type):
        if let known = typesByName[id]?[export.name] {
          identify(type, as: known)
        } else {
          let definition = try define(export, type, owner: .interface(id))
          graph[id].types.append(definition)
          typesByName[id, default: [:]][export.name] = definition
        }
      case .function(let type):
        guard functionNames[id, default: []].insert(export.name).inserted else { continue }
        let function = try function(export, type, owner: .interface(id))
        graph[id].functions.append(function)
      case .instance, .component, .coreModule, .other:
        let within = graph.identifier(of: id) ?? name
        extras.append(
          ExtraItem(
            kind: export.item.kindText, name: export.name, isExport: isExport, interface: within))
      }
    }
  }

  /// A resource behind a name that is known already is that resource.
  private mutating func nameRoot(of type: TypeIndex, _ id: TypeID) {
    var current = type
    while case .alias(let next) = arena[current] {
      current = next
      if names[current] != nil { return }
    }
    if case .resource = arena[current] { names[current] = id }
  }

  private mutating func define(
    _ extern: BinaryExtern, _ type: TypeIndex, owner: TypeDefinition.Owner
  ) throws(DecodeError) -> TypeID {
    let id = TypeID(index: graph.types.count)
    graph.types.append(
      TypeDefinition(
        name: extern.name, kind: .resource, owner: owner,
        attributes: Attributes(externalID: extern.attributes.externalID)))
    graph[id].kind = try kind(of: type)
    names[type] = id
    nameRoot(of: type, id)
    resources[owner, default: [:]][extern.name] = id
    return id
  }

  /// The nearest name along a chain of aliases.
  private func named(_ type: TypeIndex) -> TypeID? {
    var current = type
    while true {
      if let id = names[current] { return id }
      guard case .alias(let next) = arena[current] else { return nil }
      current = next
    }
  }

  private func kind(of type: TypeIndex) throws(DecodeError) -> TypeDefinition.Kind {
    if let earlier = named(type) { return .alias(.named(earlier)) }
    switch arena[arena.root(of: type)] {
    case .record(let fields):
      var converted: [Field] = []
      for field in fields {
        converted.append(Field(name: field.name, type: try self.type(field.type)))
      }
      return .record(converted)
    case .variant(let cases):
      var converted: [Case] = []
      for item in cases { converted.append(Case(name: item.name, type: try optional(item.type))) }
      return .variant(converted)
    case .enum(let labels): return .enum(labels.map { Label(name: $0) })
    case .flags(let labels): return .flags(labels.map { Label(name: $0) })
    case .resource: return .resource
    default: return .alias(try self.type(.index(type)))
    }
  }

  private func optional(_ reference: TypeReference?) throws(DecodeError) -> Type? {
    guard let reference else { return nil }
    return try type(reference)
  }

  func malformed(_ what: String) -> DecodeError {
    DecodeError(reason: .malformed(what), offset: offset)
  }

  private func type(
    _ reference: TypeReference, depth: Int = 0
  ) throws(DecodeError) -> Type {
    guard depth < Limits.binaryDepthMax else { throw malformed("a type is nested too deep") }
    guard case .index(let index) = reference else {
      guard case .primitive(let type) = reference else { throw malformed("a type") }
      return type
    }
    if let id = named(index) { return .named(id) }
    func nested(_ reference: TypeReference) throws(DecodeError) -> Type {
      try type(reference, depth: depth + 1)
    }
    func optionalNested(_ reference: TypeReference?) throws(DecodeError) -> Type? {
      guard let reference else { return nil }
      return try nested(reference)
    }
    switch arena[arena.root(of: index)] {
    case .primitive(let type): return type
    case .list(let element): return .list(try nested(element))
    case .fixedLengthList(let element, let count):
      return .fixedLengthList(try nested(element), count: UInt32(count))
    case .map(let key, let value):
      let keyType = try nested(key)
      return .map(key: keyType, value: try nested(value))
    case .option(let wrapped): return .option(try nested(wrapped))
    case .tuple(let elements):
      var converted: [Type] = []
      for element in elements { converted.append(try nested(element)) }
      return .tuple(converted)
    case .result(let ok, let error):
      let okType = try optionalNested(ok)
      return .result(ok: okType, error: try optionalNested(error))
    case .future(let element): return .future(try optionalNested(element))
    case .stream(let element): return .stream(try optionalNested(element))
    case .own(let target): return .own(try resource(target))
    case .borrow(let target): return .borrow(try resource(target))
    default: throw malformed("a type that needs a name has none")
    }
  }

  private func resource(_ index: TypeIndex) throws(DecodeError) -> TypeID {
    guard let id = named(index) else { throw malformed("a resource has no name") }
    return id
  }

  private func function(
    _ extern: BinaryExtern, _ type: TypeIndex, owner: TypeDefinition.Owner
  ) throws(DecodeError) -> Function {
    guard case .function(let isAsync, let parameters, let result) = arena[arena.root(of: type)]
    else { throw malformed("`\(extern.name)` has a type that is no function type") }
    var converted: [Parameter] = []
    for parameter in parameters {
      converted.append(Parameter(name: parameter.name, type: try self.type(parameter.type)))
    }
    return Function(
      name: extern.name, kind: try kind(of: extern.name, owner: owner), isAsync: isAsync,
      parameters: converted, result: try optional(result),
      attributes: Attributes(externalID: extern.attributes.externalID))
  }

  /// What `[method]r.m` and its like are; `r` is a resource of the same owner.
  private func kind(
    of name: String, owner: TypeDefinition.Owner
  ) throws(DecodeError) -> Function.Kind {
    guard name.first == "[", let close = name.firstIndex(of: "]") else { return .freestanding }
    let rest = name[name.index(after: close)...]
    let resource = String(rest.prefix { $0 != "." })
    guard let id = resources[owner]?[resource] else {
      throw malformed("`\(name)` belongs to no resource")
    }
    switch name[..<close] {
    case "[constructor": return .constructor(id)
    case "[method": return .method(id)
    case "[static": return .static(id)
    default: throw malformed("`\(name)` is an unknown kind of function")
    }
  }
}
