import WIT

extension PackageGraph {
  /// The graph with an interface of its own for each item of a world.
  ///
  /// An interface that is imported and exported is two things for a guest: its resources are not the
  /// same, and what the guest calls is not what it is called by. (Component Model, Explainer.md,
  /// "Import and Export Definitions".) What other exports use of it are the exported types.
  func separatingInterfaces(of id: WorldID) -> PackageGraph {
    var graph = self
    var seen: Set<InterfaceID> = []
    for (index, item) in self[id].imports.enumerated() {
      guard case .interface(let interface) = item.content, !seen.insert(interface).inserted else {
        continue
      }
      var types: [TypeID: TypeID] = [:]
      let copy = graph.copy(interface, types: &types)
      graph.replaceTypes(of: copy, by: types)
      graph[id].imports[index].content = .interface(copy)
    }
    var types: [TypeID: TypeID] = [:]
    for (index, item) in self[id].exports.enumerated() {
      guard case .interface(let interface) = item.content, !seen.insert(interface).inserted else {
        continue
      }
      graph[id].exports[index].content = .interface(graph.copy(interface, types: &types))
    }
    guard !types.isEmpty || graph[id].exports != self[id].exports else { return graph }
    for case .interface(let interface) in graph[id].exports.map(\.content) {
      graph.replaceTypes(of: interface, by: types)
    }
    return graph
  }

  /// A second interface like the first, with types of its own.
  private mutating func copy(
    _ id: InterfaceID, types map: inout [TypeID: TypeID]
  ) -> InterfaceID {
    var interface = self[id]
    let copy = InterfaceID(index: interfaces.count)
    interface.types = interface.types.map { old in
      let new = TypeID(index: types.count)
      var definition = self[old]
      definition.owner = .interface(copy)
      types.append(definition)
      map[old] = new
      return new
    }
    interfaces.append(interface)
    return copy
  }

  private mutating func replaceTypes(of id: InterfaceID, by types: [TypeID: TypeID]) {
    for type in self[id].types { self[type].kind = self[type].kind.replacing(types) }
    self[id].functions = self[id].functions.map { $0.replacing(types) }
  }
}

extension TypeDefinition.Kind {
  fileprivate func replacing(_ types: [TypeID: TypeID]) -> TypeDefinition.Kind {
    switch self {
    case .record(let fields):
      .record(fields.map { Field(name: $0.name, type: $0.type.replacing(types), docs: $0.docs) })
    case .variant(let cases):
      .variant(cases.map { Case(name: $0.name, type: $0.type?.replacing(types), docs: $0.docs) })
    case .alias(let target): .alias(target.replacing(types))
    case .enum, .flags, .resource: self
    }
  }
}

extension Function {
  fileprivate func replacing(_ types: [TypeID: TypeID]) -> Function {
    var copy = self
    copy.kind =
      switch kind {
      case .freestanding: .freestanding
      case .method(let id): .method(types[id] ?? id)
      case .static(let id): .static(types[id] ?? id)
      case .constructor(let id): .constructor(types[id] ?? id)
      }
    copy.parameters = parameters.map {
      Parameter(name: $0.name, type: $0.type.replacing(types))
    }
    copy.result = result?.replacing(types)
    return copy
  }
}

extension Type {
  fileprivate func replacing(_ types: [TypeID: TypeID]) -> Type {
    switch self {
    case .list(let part): .list(part.replacing(types))
    case .fixedLengthList(let part, let count):
      .fixedLengthList(part.replacing(types), count: count)
    case .map(let key, let value):
      .map(key: key.replacing(types), value: value.replacing(types))
    case .option(let part): .option(part.replacing(types))
    case .tuple(let parts): .tuple(parts.map { $0.replacing(types) })
    case .result(let ok, let error):
      .result(ok: ok?.replacing(types), error: error?.replacing(types))
    case .future(let part): .future(part?.replacing(types))
    case .stream(let part): .stream(part?.replacing(types))
    case .named(let id): .named(types[id] ?? id)
    case .own(let id): .own(types[id] ?? id)
    case .borrow(let id): .borrow(types[id] ?? id)
    default: self
    }
  }
}
