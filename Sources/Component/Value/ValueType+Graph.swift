package import WIT

extension ValueType {
  /// A type of a graph, written out.
  package init(_ type: Type, in graph: PackageGraph) {
    self =
      switch type {
      case .bool: .bool
      case .u8: .u8
      case .u16: .u16
      case .u32: .u32
      case .u64: .u64
      case .s8: .s8
      case .s16: .s16
      case .s32: .s32
      case .s64: .s64
      case .f32: .f32
      case .f64: .f64
      case .char: .char
      case .string: .string
      case .errorContext: .unsupported("error-context")
      case .list(let element): .list(ValueType(element, in: graph))
      case .fixedLengthList(let element, let count):
        .fixedLengthList(ValueType(element, in: graph), count: count)
      case .map(let key, let value):
        .map(key: ValueType(key, in: graph), value: ValueType(value, in: graph))
      case .option(let wrapped): .option(ValueType(wrapped, in: graph))
      case .tuple(let elements): .tuple(elements.map { ValueType($0, in: graph) })
      case .result(let ok, let error):
        .result(
          ok: ok.map { ValueType($0, in: graph) }, error: error.map { ValueType($0, in: graph) })
      case .future: .unsupported("future")
      case .stream: .unsupported("stream")
      case .own(let id): .own(Resource(id, in: graph))
      case .borrow(let id): .borrow(Resource(id, in: graph))
      // Not down a chain of aliases step by step: it may be long.
      case .named(let id): ValueType(definition: graph.root(of: id), in: graph)
      }
  }

  private init(definition id: TypeID, in graph: PackageGraph) {
    let definition = graph[id]
    let name = definition.name
    switch definition.kind {
    case .record(let fields):
      self = .record(
        Record(
          name: name,
          fields: fields.map {
            Field(name: $0.name, type: ValueType($0.type, in: graph), docs: $0.docs)
          }))
    case .variant(let cases):
      self = .variant(
        Variant(
          name: name,
          cases: cases.map { item in
            Case(
              name: item.name, type: item.type.map { ValueType($0, in: graph) }, docs: item.docs)
          }))
    case .enum(let labels): self = .enum(Labels(name: name, labels: labels.map(\.name)))
    case .flags(let labels): self = .flags(Labels(name: name, labels: labels.map(\.name)))
    case .alias(let target): self = ValueType(target, in: graph)
    case .resource: self = .own(Resource(id, in: graph))
    }
  }
}

extension ValueType.Resource {
  /// The resource at the end of the aliases.
  package init(_ id: TypeID, in graph: PackageGraph) {
    let definition = graph[graph.root(of: id)]
    let interface: String? =
      if case .interface(let owner) = definition.owner { graph.identifier(of: owner) } else { nil }
    self.init(name: definition.name, interface: interface)
  }
}

extension FunctionType {
  package init(_ function: Function, in graph: PackageGraph) {
    self.init(
      name: function.name,
      parameters: function.parameters.map {
        Parameter(name: $0.name, type: ValueType($0.type, in: graph))
      },
      result: function.result.map { ValueType($0, in: graph) }, docs: function.attributes.docs)
  }
}

extension ComponentType {
  /// What a component of this world imports and exports.
  package init(world id: WorldID, in graph: PackageGraph) {
    let world = graph[id]
    self.init(
      imports: InterfaceType.list(world.imports, in: graph),
      exports: InterfaceType.list(world.exports, in: graph))
  }
}

extension InterfaceType {
  fileprivate static func list(_ items: [WorldItem], in graph: PackageGraph) -> [InterfaceType] {
    var interfaces: [InterfaceType] = []
    var own = InterfaceType(name: nil, functions: [])
    for item in items {
      switch item.content {
      case .function(let function): own.functions.append(FunctionType(function, in: graph))
      case .type(let id):
        if graph[id].kind == .resource { own.resources.append(graph[id].name) }
      case .interface(let id):
        interfaces.append(InterfaceType(id, name: graph.key(of: item), in: graph))
      }
    }
    if !own.functions.isEmpty || !own.resources.isEmpty { interfaces.append(own) }
    return interfaces
  }

  package init(_ id: InterfaceID, name: String, in graph: PackageGraph) {
    self.init(
      name: name, functions: graph[id].functions.map { FunctionType($0, in: graph) },
      resources: graph[id].types.filter { graph[$0].kind == .resource }.map { graph[$0].name },
      usedResources: graph[id].types.compactMap { type in
        guard graph[type].kind != .resource, graph.isResource(type) else { return nil }
        return UsedResource(
          name: graph[type].name, original: ValueType.Resource(type, in: graph))
      })
  }
}
