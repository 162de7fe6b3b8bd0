import WIT

extension Type {
  /// The types directly inside this one, as it is written; definitions are not entered.
  var parts: [Type] {
    switch self {
    case .list(let type), .option(let type), .fixedLengthList(let type, _): [type]
    case .map(let key, let value): [key, value]
    case .tuple(let types): types
    case .result(let ok, let error): [ok, error].compactMap { $0 }
    case .future(let type), .stream(let type): [type].compactMap { $0 }
    default: []
    }
  }

  /// Whether this type or one inside it fulfils the condition; definitions are not entered.
  func contains(_ condition: (Type) -> Bool) -> Bool {
    condition(self) || parts.contains { $0.contains(condition) }
  }

  /// The definitions that the type names, in the order of the text.
  var names: [TypeID] {
    switch self {
    case .named(let id), .own(let id), .borrow(let id): [id]
    default: parts.flatMap(\.names)
    }
  }
}

extension Function {
  var isMethod: Bool { if case .method = kind { true } else { false } }
  var isStatic: Bool { if case .static = kind { true } else { false } }
  var isConstructor: Bool { if case .constructor = kind { true } else { false } }
}
