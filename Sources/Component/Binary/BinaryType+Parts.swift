extension BinaryType {
  /// The types that this one names inside itself, in their order.
  var parts: [TypeIndex] {
    switch self {
    case .primitive, .flags, .enum, .resource, .component: []
    case .alias(let target), .own(let target), .borrow(let target): [target]
    case .list(let part), .fixedLengthList(let part, _), .option(let part): Self.indices([part])
    case .stream(let part), .future(let part): Self.indices([part])
    case .map(let key, let value): Self.indices([key, value])
    case .result(let ok, let error): Self.indices([ok, error])
    case .tuple(let elements): Self.indices(elements)
    case .record(let fields): Self.indices(fields.map(\.type))
    case .variant(let cases): Self.indices(cases.map(\.type))
    case .function(_, let parameters, let result):
      Self.indices(parameters.map(\.type) + [result])
    case .instance(let exports): exports.flatMap(\.item.parts)
    }
  }

  private static func indices(_ references: [TypeReference?]) -> [TypeIndex] {
    references.compactMap { reference in
      guard case .index(let index)? = reference else { return nil }
      return index
    }
  }
}

extension BinaryItem {
  /// The types that stand in it; those of components inside are their own affair.
  var parts: [TypeIndex] {
    switch self {
    case .function(let type), .type(let type): [type]
    case .instance(let exports): exports.flatMap(\.item.parts)
    case .component, .coreModule, .other: []
    }
  }

  /// What it is, as WIT readers call it.
  var kindText: String {
    switch self {
    case .function: "func"
    case .type: "type"
    case .instance: "interface"
    case .component: "component"
    case .coreModule: "core module"
    case .other(let what): what
    }
  }
}

extension TypeArena {
  /// All types that are reachable from some, themselves too, each once and in a fixed order.
  ///
  /// - Parameter isBoundary: a type that is found, but whose parts are not looked at
  func reachable(
    from start: [TypeIndex], isBoundary: (TypeIndex) -> Bool = { _ in false }
  ) -> [TypeIndex] {
    var seen: Set<TypeIndex> = []
    var found: [TypeIndex] = []
    var open = Array(start.reversed())
    while let type = open.popLast() {
      guard seen.insert(type).inserted else { continue }
      found.append(type)
      if !isBoundary(type) { open += self[type].parts.reversed() }
    }
    return found
  }
}
