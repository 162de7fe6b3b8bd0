import WIT

/// Reads the types, imports and exports of a component binary.
///
/// Core modules are skipped by their size; what is exported through nested components is found by
/// instantiating their types. (Component Model, Binary.md; no validation is attempted beyond what
/// reading needs.)
struct BinaryDecoder {
  /// The index spaces of one component or of one component or instance type.
  final class Scope {
    let parent: Scope?
    var types: [TypeIndex] = []
    var functions: [TypeIndex?] = []
    var instances: [[BinaryExtern]] = []
    var components: [ComponentShape] = []
    var shape = ComponentShape()
    /// Where names stand among an instance's exports, of large ones whose exports are aliased.
    private var places: [Int: [String: Int]] = [:]

    /// An export of an instance by its name; many aliases of a large instance take no longer each.
    func export(_ name: String, of instance: Int, _ exports: [BinaryExtern]) -> BinaryExtern? {
      guard exports.count > 8 else { return exports.first { $0.name == name } }
      if places[instance] == nil {
        places[instance] = Dictionary(
          exports.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
      }
      return places[instance]?[name].map { exports[$0] }
    }

    init(parent: Scope?) {
      self.parent = parent
    }
  }

  var arena = TypeArena()
  var depth = 0
  /// Work done in copying instance types: a hostile file could make it grow without end.
  var substitutions = 0

  /// The imports and exports of a whole component.
  mutating func decode(_ bytes: [UInt8]) throws(DecodeError) -> ComponentShape {
    var reader = BinaryReader(bytes)
    try BinaryDecoder.checkPreamble(bytes[...])
    _ = try reader.slice(8)
    return try component(&reader, parent: nil)
  }

  static func checkPreamble(_ bytes: ArraySlice<UInt8>) throws(DecodeError) {
    let start = bytes.startIndex
    let magic: [UInt8] = [0x00, 0x61, 0x73, 0x6D]
    if bytes.count < 4, bytes.elementsEqual(magic.prefix(bytes.count)) {
      // A nested part that is empty is cut off too.
      throw DecodeError(
        reason: bytes.isEmpty && start == 0 ? .empty : .endsEarly, offset: bytes.endIndex)
    }
    guard bytes.starts(with: magic) else {
      throw DecodeError(reason: .notWebAssembly, offset: start)
    }
    guard bytes.count >= 8 else { throw DecodeError(reason: .endsEarly, offset: bytes.endIndex) }
    let (version, layer) = (bytes[(start + 4)...(start + 5)], bytes[(start + 6)...(start + 7)])
    guard layer.elementsEqual([1, 0]) else {
      throw DecodeError(reason: .coreModule, offset: start + 4)
    }
    guard version.elementsEqual([0x0D, 0]) else {
      throw DecodeError(
        reason: .unknownVersion(UInt16(bytes[start + 4]) | UInt16(bytes[start + 5]) << 8),
        offset: start + 4)
    }
  }

  mutating func nested<Result>(
    _ reader: BinaryReader, _ body: (inout BinaryDecoder) throws(DecodeError) -> Result
  ) throws(DecodeError) -> Result {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Limits.binaryDepthMax else { throw reader.error("it is nested too deep") }
    return try body(&self)
  }

  private mutating func component(
    _ reader: inout BinaryReader, parent: Scope?
  ) throws(DecodeError) -> ComponentShape {
    let scope = Scope(parent: parent)
    let start = arena.count
    while !reader.isAtEnd {
      let id = try reader.byte()
      let size = try reader.u32()
      var section = try reader.slice(size)
      try self.section(id, &section, scope)
    }
    scope.shape.types = start..<arena.count
    return scope.shape
  }

  private mutating func section(
    _ id: UInt8, _ reader: inout BinaryReader, _ scope: Scope
  ) throws(DecodeError) {
    switch id {
    case 0, 1, 2, 3: return  // Custom, core module, core instance, core type: nothing of WIT.
    case 4:
      try BinaryDecoder.checkPreamble(reader.bytes[reader.offset..<reader.end])
      _ = try reader.slice(8)
      var body = reader
      scope.components.append(
        try nested(reader) { decoder throws(DecodeError) in
          try decoder.component(&body, parent: scope)
        })
      return
    case 5, 6, 7, 8, 10, 11: break
    case 9, 12: return  // Start and values: what runs at instantiation has no WIT.
    default: throw reader.error("an unknown section \(id)")
    }
    for _ in 0..<(try reader.count()) {
      switch id {
      case 5: try instance(&reader, scope)
      case 6: try alias(&reader, scope)
      case 7: scope.types.append(try definition(&reader, scope))
      case 8: try canon(&reader, scope)
      case 10:
        scope.shape.imports.append(try namedExtern(&reader, scope))
      default: try export(&reader, scope)
      }
    }
  }

  private mutating func export(
    _ reader: inout BinaryReader, _ scope: Scope
  ) throws(DecodeError) {
    let offset = reader.offset
    let (name, attributes) = try externName(&reader)
    let sort = try sort(&reader)
    let index = try reader.u32()
    let item: BinaryItem
    if try reader.byte() != 0 {
      item = try extern(&reader, scope)
    } else {
      item = try self.item(sort, index, scope, reader, isNewIdentity: true)
      try add(item, to: scope, sort)
    }
    scope.shape.exports.append(
      BinaryExtern(name: name, attributes: attributes, item: item, offset: offset))
  }

  mutating func namedExtern(
    _ reader: inout BinaryReader, _ scope: Scope
  ) throws(DecodeError) -> BinaryExtern {
    let offset = reader.offset
    let (name, attributes) = try externName(&reader)
    let item = try extern(&reader, scope)
    return BinaryExtern(name: name, attributes: attributes, item: item, offset: offset)
  }

  enum Sort: Equatable {
    case core(UInt8), function, value, type, component, instance
  }

  private func sort(_ reader: inout BinaryReader) throws(DecodeError) -> Sort {
    switch try reader.byte() {
    case 0: return .core(try reader.byte())
    case 1: return .function
    case 2: return .value
    case 3: return .type
    case 4: return .component
    case 5: return .instance
    default: throw reader.error("an unknown sort")
    }
  }

  /// What an index of a sort stands for. An exported type is a new identity of the old one.
  private mutating func item(
    _ sort: Sort, _ index: Int, _ scope: Scope, _ reader: BinaryReader,
    isNewIdentity: Bool = false
  ) throws(DecodeError) -> BinaryItem {
    switch sort {
    case .core: return .coreModule
    case .value: return .other("value")
    case .function:
      guard let type = try element(scope.functions, index, reader) else {
        return .other("function without a type")
      }
      return .function(type)
    case .type:
      let type = try element(scope.types, index, reader)
      return .type(isNewIdentity ? try arena.add(.alias(type), at: reader.offset) : type)
    case .component: return .component(try element(scope.components, index, reader))
    case .instance: return .instance(try element(scope.instances, index, reader))
    }
  }

  func element<Element>(
    _ space: [Element], _ index: Int, _ reader: BinaryReader
  ) throws(DecodeError) -> Element {
    guard space.indices.contains(index) else {
      throw reader.error("index \(index) is out of range: there are \(space.count)")
    }
    return space[index]
  }

  private func add(_ item: BinaryItem, to scope: Scope, _ sort: Sort) throws(DecodeError) {
    switch item {
    case .function(let type): scope.functions.append(type)
    case .type(let type): scope.types.append(type)
    case .instance(let exports): scope.instances.append(exports)
    case .component(let shape): scope.components.append(shape)
    case .coreModule: break
    case .other: if sort == .function { scope.functions.append(nil) }
    }
  }

  func externName(
    _ reader: inout BinaryReader
  ) throws(DecodeError) -> (String, BinaryNameAttributes) {
    let kind = try reader.byte()
    guard kind <= 2 else { throw reader.error("an unknown form of a name") }
    let name = try reader.name()
    var attributes = BinaryNameAttributes()
    guard kind == 2 else { return (name, attributes) }
    for _ in 0..<(try reader.count()) {
      let which = try reader.byte()
      let text = try reader.name()
      switch which {
      case 0: attributes.implements = text
      case 1: attributes.versionSuffix = text
      case 2: attributes.externalID = text
      default: throw reader.error("an unknown attribute of a name")
      }
    }
    return (name, attributes)
  }
}

// Imports, aliases, instances, canonical definitions.
extension BinaryDecoder {
  /// The type of an import or export; it takes the next index of its sort.
  mutating func extern(
    _ reader: inout BinaryReader, _ scope: Scope
  ) throws(DecodeError) -> BinaryItem {
    switch try reader.byte() {
    case 0:
      _ = try reader.byte()
      _ = try reader.u32()
      return .coreModule
    case 1:
      let type = try element(scope.types, try reader.u32(), reader)
      guard case .function = arena[arena.root(of: type)] else {
        throw reader.error("a function has a type that is no function type")
      }
      scope.functions.append(type)
      return .function(type)
    case 2:
      if try reader.byte() == 0 { _ = try reader.u32() } else { _ = try reference(&reader, scope) }
      return .other("value")
    case 3:
      let isEqual = try reader.byte() == 0
      let type =
        isEqual
        ? try arena.add(
          .alias(try element(scope.types, try reader.u32(), reader)), at: reader.offset)
        : try arena.add(.resource, at: reader.offset)
      scope.types.append(type)
      return .type(type)
    case 4:
      let type = try element(scope.types, try reader.u32(), reader)
      guard case .component(let shape) = arena[arena.root(of: type)] else {
        throw reader.error("a component has a type that is no component type")
      }
      scope.components.append(shape)
      return .component(shape)
    case 5:
      let type = try element(scope.types, try reader.u32(), reader)
      guard case .instance(let exports) = arena[arena.root(of: type)] else {
        throw reader.error("an instance has a type that is no instance type")
      }
      // Each import of an instance type has its own identities.
      var map = Substitution(fresh: .exported)
      let fresh = try substitute(exports, &map, reader)
      scope.instances.append(fresh)
      return .instance(fresh)
    default: throw reader.error("an unknown kind of import or export")
    }
  }

  mutating func alias(_ reader: inout BinaryReader, _ scope: Scope) throws(DecodeError) {
    let sort = try sort(&reader)
    switch try reader.byte() {
    case 0:
      let index = try reader.u32()
      let name = try reader.name()
      if case .core = sort { return }
      let exports = try element(scope.instances, index, reader)
      guard let found = scope.export(name, of: index, exports) else {
        throw reader.error("an alias of `\(name)`, which the instance does not export")
      }
      try add(found.item, to: scope, sort)
    case 1:
      _ = try reader.u32()
      _ = try reader.name()
    case 2:
      let count = try reader.u32()
      let index = try reader.u32()
      if case .core = sort { return }
      var outer = scope
      for _ in 0..<min(count, Limits.binaryDepthMax + 1) {
        guard let parent = outer.parent else { throw reader.error("an alias leads outside") }
        outer = parent
      }
      try add(try item(sort, index, outer, reader), to: scope, sort)
    default: throw reader.error("an unknown form of an alias")
    }
  }

  mutating func instance(_ reader: inout BinaryReader, _ scope: Scope) throws(DecodeError) {
    guard try reader.byte() == 0 else {
      var exports: [BinaryExtern] = []
      for _ in 0..<(try reader.count()) {
        let offset = reader.offset
        let (name, attributes) = try externName(&reader)
        let sort = try sort(&reader)
        let item = try item(sort, try reader.u32(), scope, reader, isNewIdentity: true)
        exports.append(
          BinaryExtern(name: name, attributes: attributes, item: item, offset: offset))
      }
      scope.instances.append(exports)
      return
    }
    let shape = try element(scope.components, try reader.u32(), reader)
    var arguments: [String: BinaryItem] = [:]
    for _ in 0..<(try reader.count()) {
      let name = try reader.name()
      let sort = try sort(&reader)
      arguments[name] = try item(sort, try reader.u32(), scope, reader)
    }
    var map = Substitution(fresh: .among(shape.types))
    for item in shape.imports { bind(item.item, arguments[item.name], &map) }
    scope.instances.append(try substitute(shape.exports, &map, reader))
  }

  /// Skips a canonical definition; `lift` makes a function. (Binary.md, "Canonical Definitions".)
  mutating func canon(_ reader: inout BinaryReader, _ scope: Scope) throws(DecodeError) {
    let opcode = try reader.byte()
    if opcode == 0x00 {
      _ = try reader.byte()
      _ = try reader.u32()
      try canonOptions(&reader)
      let type = try element(scope.types, try reader.u32(), reader)
      scope.functions.append(type)
      return
    }
    guard let shape = BinaryDecoder.canonShapes[opcode] else {
      throw reader.error("an unknown canonical definition \(opcode)")
    }
    for part in shape {
      switch part {
      case .byte: _ = try reader.byte()
      case .number: _ = try reader.u32()
      case .options: try canonOptions(&reader)
      case .results:
        if try reader.byte() == 0 {
          _ = try reference(&reader, scope)
        } else {
          _ = try reader.byte()
        }
      }
    }
  }

  private func canonOptions(_ reader: inout BinaryReader) throws(DecodeError) {
    for _ in 0..<(try reader.count()) {
      switch try reader.byte() {
      case 3, 4, 5, 7, 8: _ = try reader.u32()
      case 0, 1, 2, 6, 9: break
      default: throw reader.error("an unknown option of a canonical definition")
      }
    }
  }

  private enum CanonPart {
    case byte, number, options, results
  }

  private static let canonShapes: [UInt8: [CanonPart]] = [
    0x01: [.byte, .number, .options],
    0x02: [.number], 0x03: [.number], 0x04: [.number], 0x05: [], 0x06: [.byte],
    0x09: [.results, .options], 0x0A: [.byte, .number], 0x0B: [.byte, .number], 0x0C: [.byte],
    0x0D: [], 0x0E: [.number], 0x0F: [.number, .options], 0x10: [.number, .options],
    0x11: [.number, .byte], 0x12: [.number, .byte], 0x13: [.number], 0x14: [.number],
    0x15: [.number], 0x16: [.number, .options], 0x17: [.number, .options],
    0x18: [.number, .byte], 0x19: [.number, .byte], 0x1A: [.number], 0x1B: [.number],
    0x1C: [.options], 0x1D: [.options], 0x1E: [], 0x1F: [], 0x20: [.byte, .number],
    0x21: [.byte, .number], 0x22: [], 0x23: [], 0x24: [], 0x25: [], 0x26: [],
    0x27: [.number, .number], 0x28: [], 0x29: [.byte], 0x2A: [.byte], 0x2B: [.byte],
    0x2C: [.byte], 0x2D: [.byte],
    // Shared-everything threads as wasm-tools writes them: without Binary.md's `sh?`.
    0x40: [.number], 0x41: [.number, .number], 0x42: [],
  ]
}
