/// A type as it stands in a signature, a field or an alias.
///
/// Anonymous types are written out in place; everything with a name of its own is a
/// `TypeDefinition` in the graph's arena and is referred to by `named`, or, where it is a resource,
/// by `own` and `borrow`. (Component Model, WIT.md, "Types".)
package enum Type: Hashable, Sendable {
  case bool
  case u8, u16, u32, u64
  case s8, s16, s32, s64
  case f32, f64
  case char, string, errorContext
  indirect case list(Type)
  indirect case fixedLengthList(Type, count: UInt32)
  indirect case map(key: Type, value: Type)
  indirect case option(Type)
  case tuple([Type])
  indirect case result(ok: Type?, error: Type?)
  indirect case future(Type?)
  indirect case stream(Type?)
  /// A record, variant, enum, flags or alias. A resource by value is `own`; only the target of an
  /// alias may name a resource itself.
  case named(TypeID)
  /// The definition is a resource, or an alias (`use`, `type`) that ends at one.
  case own(TypeID)
  case borrow(TypeID)
}

/// A type with a name: declared by `record`, `variant`, `enum`, `flags`, `resource`, `type` or `use`.
package struct TypeDefinition: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case record([Field])
    case variant([Case])
    case `enum`([Label])
    case flags([Label])
    /// `type a = …`, and `use i.{a}`, which is an alias whose target another owner declares.
    case alias(Type)
    case resource
  }

  package enum Owner: Hashable, Sendable {
    case interface(InterfaceID)
    case world(WorldID)
  }

  package var name: String
  package var kind: Kind
  package var owner: Owner
  package var attributes: Attributes

  package init(name: String, kind: Kind, owner: Owner, attributes: Attributes = Attributes()) {
    self.name = name
    self.kind = kind
    self.owner = owner
    self.attributes = attributes
  }
}

extension TypeDefinition.Kind {
  /// The definitions that it names, each as often as it does.
  package var definitions: [TypeID] {
    switch self {
    case .record(let fields): fields.flatMap(\.type.definitions)
    case .variant(let cases): cases.flatMap { $0.type?.definitions ?? [] }
    case .alias(let target): target.definitions
    case .enum, .flags, .resource: []
    }
  }
}

extension Type {
  /// The definitions that it names, each as often as it does.
  package var definitions: [TypeID] {
    switch self {
    case .named(let id), .own(let id), .borrow(let id): [id]
    case .list(let element), .fixedLengthList(let element, _), .option(let element):
      element.definitions
    case .map(let key, let value): key.definitions + value.definitions
    case .tuple(let elements): elements.flatMap(\.definitions)
    case .result(let ok, let error): (ok?.definitions ?? []) + (error?.definitions ?? [])
    case .future(let element), .stream(let element): element?.definitions ?? []
    case .bool, .u8, .u16, .u32, .u64, .s8, .s16, .s32, .s64, .f32, .f64, .char, .string,
      .errorContext:
      []
    }
  }
}

/// A field of a record.
package struct Field: Hashable, Sendable {
  package var name: String
  package var type: Type
  package var docs: String?

  package init(name: String, type: Type, docs: String? = nil) {
    self.name = name
    self.type = type
    self.docs = docs
  }
}

/// A case of a variant.
package struct Case: Hashable, Sendable {
  package var name: String
  package var type: Type?
  package var docs: String?

  package init(name: String, type: Type?, docs: String? = nil) {
    self.name = name
    self.type = type
    self.docs = docs
  }
}

/// A case of an enum or a flag of a flags type.
package struct Label: Hashable, Sendable {
  package var name: String
  package var docs: String?

  package init(name: String, docs: String? = nil) {
    self.name = name
    self.docs = docs
  }
}
