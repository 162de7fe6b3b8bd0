extension PackageGraph {
  /// What a definition is, as WIT's keyword; `use` for a name that another owner's type is given.
  package func word(for id: TypeID) -> String {
    switch self[id].kind {
    case .record: "record"
    case .variant: "variant"
    case .enum: "enum"
    case .flags: "flags"
    case .alias(.named(let target)) where self[target].owner != self[id].owner: "use"
    case .alias(.own(let target)) where self[target].owner != self[id].owner: "use"
    case .alias: "type"
    case .resource: "resource"
    }
  }

  /// `add-item`, `cart.add`, `cart.constructor`.
  package func label(of function: Function) -> String {
    function.resource.map { "\(self[$0].name).\(function.localName)" } ?? function.name
  }

  /// What a chain of aliases between interfaces ends at: where the type is declared.
  package func declaration(of id: TypeID) -> TypeID {
    var current = id
    while true {
      switch self[current].kind {
      case .alias(.named(let next)), .alias(.own(let next)):
        guard self[next].owner != self[current].owner else { return current }
        current = next
      default: return current
      }
    }
  }

  /// Whether the definition is a `use`: another owner's type under a name of its own.
  package func isUse(_ id: TypeID) -> Bool { declaration(of: id) != id }
}

extension TypeDefinition {
  /// The fields, cases or flags by their names.
  package var members: [(name: String, type: Type?, docs: String?)] {
    switch kind {
    case .record(let fields): fields.map { ($0.name, $0.type, $0.docs) }
    case .variant(let cases): cases.map { ($0.name, $0.type, $0.docs) }
    case .enum(let labels), .flags(let labels): labels.map { ($0.name, nil, $0.docs) }
    case .alias, .resource: []
    }
  }
}
