import WIT

/// Indices into a `TypeArena`: each is the identity of one type index of the binary.
typealias TypeIndex = Int

/// A type as fields and parameters refer to it.
enum TypeReference: Hashable, Sendable {
  case primitive(Type)
  case index(TypeIndex)
}

/// A type of a component binary. (Component Model, Binary.md, "Type Definitions".)
enum BinaryType: Sendable {
  case primitive(Type)
  case record([(name: String, type: TypeReference)])
  case variant([(name: String, type: TypeReference?)])
  case list(TypeReference)
  case fixedLengthList(TypeReference, count: Int)
  case tuple([TypeReference])
  case flags([String])
  case `enum`([String])
  case option(TypeReference)
  case result(ok: TypeReference?, error: TypeReference?)
  case own(TypeIndex)
  case borrow(TypeIndex)
  case stream(TypeReference?)
  case future(TypeReference?)
  case map(TypeReference, TypeReference)
  case resource
  case function(isAsync: Bool, [(name: String, type: TypeReference)], TypeReference?)
  case component(ComponentShape)
  case instance([BinaryExtern])
  /// A new identity for a type that already has one.
  case alias(TypeIndex)
}

/// What a name in an import or export stands for.
indirect enum BinaryItem: Sendable {
  case function(TypeIndex)
  case type(TypeIndex)
  case instance([BinaryExtern])
  case component(ComponentShape)
  case coreModule
  /// A value or a function without a known type: it has no WIT.
  case other(String)
}

/// A named import or export with the attributes of its name.
struct BinaryExtern: Sendable {
  var name: String
  var attributes = BinaryNameAttributes()
  var item: BinaryItem
  /// Where its name stands in the file.
  var offset: Int
}

struct BinaryNameAttributes: Sendable {
  var implements: String?
  var versionSuffix: String?
  var externalID: String?
}

/// The imports and exports of a component, in their order.
struct ComponentShape: Sendable {
  var imports: [BinaryExtern] = []
  var exports: [BinaryExtern] = []
  /// What the arena grew by when the component was read: each instance of it has resources of its
  /// own in place of those among them.
  var types: Range<TypeIndex> = 0..<0
}

/// All types of one binary.
struct TypeArena: Sendable {
  private(set) var types: [BinaryType] = []
  /// Parallel to `types`.
  private var measures: [TypeMeasure] = []

  subscript(index: TypeIndex) -> BinaryType { types[index] }

  mutating func add(_ type: BinaryType, at offset: Int) throws(DecodeError) -> TypeIndex {
    guard types.count < Limits.binaryTypesMax else {
      throw DecodeError(
        reason: .malformed("it has more than \(Limits.binaryTypesMax) types"), offset: offset)
    }
    let measure = measure(of: type)
    guard !measure.isTooDeep else {
      throw DecodeError(reason: .malformed("its types are nested too deep"), offset: offset)
    }
    guard !measure.isTooLarge else {
      throw DecodeError(
        reason: .malformed("it has a type with millions of parts, written out"), offset: offset)
    }
    types.append(type)
    measures.append(measure)
    return types.count - 1
  }

  private func measure(of type: BinaryType) -> TypeMeasure {
    switch type {
    case .record(let fields): measure(of: fields.map(\.type))
    case .variant(let cases): measure(of: cases.map(\.type))
    case .list(let element), .fixedLengthList(let element, _), .option(let element):
      measure(of: [element])
    case .tuple(let elements): measure(of: elements)
    case .result(let ok, let error): measure(of: [ok, error])
    case .stream(let element), .future(let element): measure(of: [element])
    case .map(let key, let value): measure(of: [key, value])
    case .function(_, let parameters, let result): measure(of: parameters.map(\.type) + [result])
    case .alias(let original): measures[original]
    case .primitive, .flags, .enum, .own, .borrow, .resource, .component, .instance: TypeMeasure()
    }
  }

  private func measure(of parts: [TypeReference?]) -> TypeMeasure {
    var measure = TypeMeasure()
    for part in parts {
      switch part {
      case .index(let index): measure.add(measures[index])
      case .primitive, nil: measure.add(TypeMeasure())
      }
    }
    return measure
  }

  var count: Int { types.count }

  /// The definition at the end of a chain of aliases.
  func root(of index: TypeIndex) -> TypeIndex {
    var index = index
    while case .alias(let next) = types[index] { index = next }
    return index
  }
}
