import WIT

// Type definitions.
extension BinaryDecoder {
  private static let primitives: [UInt8: Type] = [
    0x7F: .bool, 0x7E: .s8, 0x7D: .u8, 0x7C: .s16, 0x7B: .u16, 0x7A: .s32, 0x79: .u32,
    0x78: .s64, 0x77: .u64, 0x76: .f32, 0x75: .f64, 0x74: .char, 0x73: .string,
    0x64: .errorContext,
  ]

  func reference(
    _ reader: inout BinaryReader, _ scope: Scope
  ) throws(DecodeError) -> TypeReference {
    if let primitive = BinaryDecoder.primitives[try reader.peek()] {
      _ = try reader.byte()
      return .primitive(primitive)
    }
    return .index(try element(scope.types, try reader.s33(), reader))
  }

  private func optionalReference(
    _ reader: inout BinaryReader, _ scope: Scope
  ) throws(DecodeError) -> TypeReference? {
    try reader.optional { reader throws(DecodeError) in try reference(&reader, scope) }
  }

  mutating func definition(
    _ reader: inout BinaryReader, _ scope: Scope
  ) throws(DecodeError) -> TypeIndex {
    let offset = reader.offset
    return try arena.add(try definedType(&reader, scope), at: offset)
  }

  private mutating func definedType(
    _ reader: inout BinaryReader, _ scope: Scope
  ) throws(DecodeError) -> BinaryType {
    let opcode = try reader.byte()
    if let primitive = BinaryDecoder.primitives[opcode] { return .primitive(primitive) }
    switch opcode {
    case 0x72: return .record(try fields(&reader, scope))
    case 0x71: return .variant(try cases(&reader, scope))
    case 0x70: return .list(try reference(&reader, scope))
    case 0x67:
      let element = try reference(&reader, scope)
      return .fixedLengthList(element, count: try reader.u32())
    case 0x6F:
      return .tuple(
        try reader.vector { reader throws(DecodeError) in try reference(&reader, scope) })
    case 0x6E: return .flags(try reader.vector { reader throws(DecodeError) in try reader.name() })
    case 0x6D: return .enum(try reader.vector { reader throws(DecodeError) in try reader.name() })
    case 0x6B: return .option(try reference(&reader, scope))
    case 0x6A:
      let ok = try optionalReference(&reader, scope)
      return .result(ok: ok, error: try optionalReference(&reader, scope))
    case 0x69: return .own(try element(scope.types, try reader.u32(), reader))
    case 0x68: return .borrow(try element(scope.types, try reader.u32(), reader))
    case 0x66: return .stream(try optionalReference(&reader, scope))
    case 0x65: return .future(try optionalReference(&reader, scope))
    case 0x63:
      let key = try reference(&reader, scope)
      return .map(key, try reference(&reader, scope))
    case 0x3F, 0x3E:
      _ = try reader.byte()
      if opcode == 0x3E { _ = try reader.u32() }
      _ = try reader.optional { reader throws(DecodeError) in try reader.u32() }
      return .resource
    case 0x40, 0x43:
      let parameters = try fields(&reader, scope)
      let result = try functionResult(&reader, scope)
      return .function(isAsync: opcode == 0x43, parameters, result)
    case 0x41, 0x42:
      let shape = try declarations(&reader, scope)
      return opcode == 0x41 ? .component(shape) : .instance(shape.exports)
    default: throw reader.error("an unknown type \(opcode)")
    }
  }

  private func fields(
    _ reader: inout BinaryReader, _ scope: Scope
  ) throws(DecodeError) -> [(name: String, type: TypeReference)] {
    try reader.vector { reader throws(DecodeError) in
      let name = try reader.name()
      return (name: name, type: try reference(&reader, scope))
    }
  }

  private func cases(
    _ reader: inout BinaryReader, _ scope: Scope
  ) throws(DecodeError) -> [(name: String, type: TypeReference?)] {
    try reader.vector { reader throws(DecodeError) in
      let name = try reader.name()
      let type = try optionalReference(&reader, scope)
      guard try reader.byte() == 0 else { throw reader.error("a case does not end with 0") }
      return (name: name, type: type)
    }
  }

  private func functionResult(
    _ reader: inout BinaryReader, _ scope: Scope
  ) throws(DecodeError) -> TypeReference? {
    guard try reader.byte() != 0 else { return try reference(&reader, scope) }
    let count = try reader.count()
    guard count == 0 else { throw reader.error("a function with named results, which is old") }
    return nil
  }

  /// The body of a component or instance type.
  private mutating func declarations(
    _ reader: inout BinaryReader, _ parent: Scope
  ) throws(DecodeError) -> ComponentShape {
    let scope = Scope(parent: parent)
    let firstType = arena.count
    let start = reader
    var body = reader
    try nested(start) { decoder throws(DecodeError) in
      for _ in 0..<(try body.count()) { try decoder.declaration(&body, scope) }
    }
    reader = body
    scope.shape.types = firstType..<arena.count
    return scope.shape
  }

  private mutating func declaration(
    _ reader: inout BinaryReader, _ scope: Scope
  ) throws(DecodeError) {
    switch try reader.byte() {
    case 0: try skipCoreType(&reader)
    case 1: scope.types.append(try definition(&reader, scope))
    case 2: try alias(&reader, scope)
    case 3:
      scope.shape.imports.append(try namedExtern(&reader, scope))
    case 4:
      scope.shape.exports.append(try namedExtern(&reader, scope))
    default: throw reader.error("an unknown declaration")
    }
  }
}

/// Which types stand for which in a copy of an instance's exports.
struct Substitution {
  /// Which resources the copy has anew.
  enum Fresh {
    /// Those that an instance type exports: the copy is an import of it.
    case exported
    /// Those that the component defines: the copy is an instance of it.
    case among(Range<TypeIndex>)
  }

  let fresh: Fresh
  var types: [TypeIndex: TypeIndex] = [:]

  init(fresh: Fresh) {
    self.fresh = fresh
  }
}

// Copying with new identities, as instantiation does.
extension BinaryDecoder {
  func bind(_ item: BinaryItem, _ argument: BinaryItem?, _ map: inout Substitution) {
    switch (item, argument) {
    case (.type(let type), .type(let target)?): map.types[type] = target
    case (.instance(let exports), .instance(let provided)?):
      var byName: [String: BinaryItem] = [:]
      for export in provided { byName[export.name] = export.item }
      for export in exports { bind(export.item, byName[export.name], &map) }
    default: break
    }
  }

  mutating func substitute(
    _ exports: [BinaryExtern], _ map: inout Substitution, _ reader: BinaryReader
  ) throws(DecodeError) -> [BinaryExtern] {
    var copies: [BinaryExtern] = []
    copies.reserveCapacity(exports.count)
    for export in exports {
      var copy = export
      copy.item = try substitute(export.item, &map, reader)
      copies.append(copy)
    }
    return copies
  }

  private mutating func substitute(
    _ item: BinaryItem, _ map: inout Substitution, _ reader: BinaryReader
  ) throws(DecodeError) -> BinaryItem {
    substitutions += 1
    guard substitutions <= Limits.binarySubstitutionsMax else {
      throw reader.error("its instances copy each other without end")
    }
    switch item {
    case .type(let type):
      if let known = map.types[type] { return .type(known) }
      let copy: TypeIndex
      switch (arena[type], map.fresh) {
      case (.resource, .exported): copy = try arena.add(.resource, at: reader.offset)
      case (.alias(let target), _):
        copy = try arena.add(
          .alias(try substitute(target, &map, reader)), at: reader.offset)
      default:
        copy = try arena.add(
          .alias(try substitute(type, &map, reader)), at: reader.offset)
      }
      map.types[type] = copy
      return .type(copy)
    case .function(let type): return .function(try substitute(type, &map, reader))
    case .instance(let exports):
      return .instance(
        try nested(reader) { decoder throws(DecodeError) in
          try decoder.substitute(exports, &map, reader)
        })
    case .component, .coreModule, .other: return item
    }
  }

  /// A type with the map applied inside it; the same index where nothing in it changes.
  private mutating func substitute(
    _ type: TypeIndex, _ map: inout Substitution, _ reader: BinaryReader
  ) throws(DecodeError) -> TypeIndex {
    if let known = map.types[type] { return known }
    substitutions += 1
    guard substitutions <= Limits.binarySubstitutionsMax else {
      throw reader.error("its instances copy each other without end")
    }
    depth += 1
    defer { depth -= 1 }
    guard depth <= Limits.binaryDepthMax else { throw reader.error("it is nested too deep") }
    if case .resource = arena[type], case .among(let own) = map.fresh, own.contains(type) {
      let copy = try arena.add(.resource, at: reader.offset)
      map.types[type] = copy
      return copy
    }
    var changed = false
    let copy = try rewritten(type, &map, &changed, reader)
    let index = changed ? try arena.add(copy, at: reader.offset) : type
    map.types[type] = index
    return index
  }

  private mutating func rewritten(
    _ type: TypeIndex, _ map: inout Substitution, _ changed: inout Bool, _ reader: BinaryReader
  ) throws(DecodeError) -> BinaryType {
    func index(
      _ old: TypeIndex, _ decoder: inout BinaryDecoder, _ map: inout Substitution,
      _ changed: inout Bool
    ) throws(DecodeError) -> TypeIndex {
      let new = try decoder.substitute(old, &map, reader)
      if new != old { changed = true }
      return new
    }
    func reference(
      _ old: TypeReference, _ decoder: inout BinaryDecoder, _ map: inout Substitution,
      _ changed: inout Bool
    ) throws(DecodeError) -> TypeReference {
      guard case .index(let old) = old else { return old }
      return .index(try index(old, &decoder, &map, &changed))
    }
    func optional(
      _ old: TypeReference?, _ decoder: inout BinaryDecoder, _ map: inout Substitution,
      _ changed: inout Bool
    ) throws(DecodeError) -> TypeReference? {
      guard let old else { return nil }
      return try reference(old, &decoder, &map, &changed)
    }
    let old = arena[type]
    switch old {
    case .primitive, .flags, .enum, .resource, .component, .instance: return old
    case .alias(let target): return .alias(try index(target, &self, &map, &changed))
    case .own(let target): return .own(try index(target, &self, &map, &changed))
    case .borrow(let target): return .borrow(try index(target, &self, &map, &changed))
    case .list(let element): return .list(try reference(element, &self, &map, &changed))
    case .fixedLengthList(let element, let count):
      return .fixedLengthList(try reference(element, &self, &map, &changed), count: count)
    case .option(let wrapped): return .option(try reference(wrapped, &self, &map, &changed))
    case .stream(let element): return .stream(try optional(element, &self, &map, &changed))
    case .future(let element): return .future(try optional(element, &self, &map, &changed))
    case .map(let key, let value):
      let newKey = try reference(key, &self, &map, &changed)
      return .map(newKey, try reference(value, &self, &map, &changed))
    case .result(let ok, let error):
      let newOK = try optional(ok, &self, &map, &changed)
      return .result(ok: newOK, error: try optional(error, &self, &map, &changed))
    case .tuple(let elements):
      var copies: [TypeReference] = []
      for element in elements { copies.append(try reference(element, &self, &map, &changed)) }
      return .tuple(copies)
    case .record(let fields):
      var copies: [(name: String, type: TypeReference)] = []
      for field in fields {
        copies.append((field.name, try reference(field.type, &self, &map, &changed)))
      }
      return .record(copies)
    case .variant(let cases):
      var copies: [(name: String, type: TypeReference?)] = []
      for item in cases {
        copies.append((item.name, try optional(item.type, &self, &map, &changed)))
      }
      return .variant(copies)
    case .function(let isAsync, let parameters, let result):
      var copies: [(name: String, type: TypeReference)] = []
      for parameter in parameters {
        copies.append((parameter.name, try reference(parameter.type, &self, &map, &changed)))
      }
      return .function(
        isAsync: isAsync, copies, try optional(result, &self, &map, &changed))
    }
  }
}
