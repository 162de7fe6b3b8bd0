/// Writes the types of imports anew: what the pieces say of one import stands in different places
/// with different indices, and is put together here.
struct ImportEncoder {
  private enum Section {
    static let alias: UInt8 = 6
    static let type: UInt8 = 7
    static let importing: UInt8 = 10
  }

  let wiring: Wiring
  private(set) var sections = SectionWriter()
  /// The component is first, what is open inside it follows.
  private var scopes = [TypeScope()]
  private var functionCount = 0
  /// The index of each import, within its sort.
  private(set) var imported: [String: Int] = [:]
  /// The import, or the item of one, that is being written; for messages.
  private(set) var extern: BinaryExtern?
  /// How deep in types without names the writing is.
  private var nesting = 0

  init(_ wiring: Wiring) {
    self.wiring = wiring
  }

  /// How many indices of each sort the imports have taken.
  var counts: SortCounts {
    SortCounts(
      functions: functionCount, types: scopes[0].typeCount, instances: scopes[0].instanceCount)
  }

  mutating func write(_ item: OpenImport) throws(CompositionError) {
    extern = item.extern
    var writer = BinaryWriter()
    writer.externName(item.extern.name, item.extern.attributes)
    let index: Int
    switch item.extern.item {
    case .function(let type):
      writer.byte(0x01)
      writer.u32(try self.index(of: type, in: item.piece))
      index = functionCount
      functionCount += 1
    case .type(let type):
      writer.append(try bound(of: type, in: item.piece))
      index = scopes[0].takeType()
      scopes[0].named[SlotKey(track: item.track, path: [])] = index
    case .instance:
      writer.byte(0x05)
      let key = SlotKey(track: item.track, path: [])
      writer.u32(try instanceType(item.items, key))
      index = scopes[0].takeInstance()
      scopes[0].instances[key] = index
    case .component, .coreModule, .other:
      throw .unsupported(
        part: wiring.pieces[item.piece].name,
        what: "imports the \(item.extern.item.kindText) `\(item.extern.name)`")
    }
    imported[item.track] = index
    sections.item(section: Section.importing, writer.bytes)
  }

  /// An instance type with some items; its index in the scope outside.
  private mutating func instanceType(
    _ items: [OpenImport.Item], _ key: SlotKey
  ) throws(CompositionError) -> Int {
    guard scopes.count < Limits.binaryDepthMax else {
      throw .tooDeep(part: items.first.map { wiring.pieces[$0.piece].name } ?? key.track)
    }
    scopes.append(TypeScope())
    for item in items { try declare(item, key) }
    let scope = scopes.removeLast()
    var writer = BinaryWriter()
    writer.byte(0x42)
    writer.u32(scope.declarationCount)
    writer.append(scope.declarations.bytes)
    return define(writer.bytes)
  }

  private mutating func declare(
    _ item: OpenImport.Item, _ key: SlotKey
  ) throws(CompositionError) {
    extern = item.extern
    var writer = BinaryWriter()
    writer.byte(0x04)
    writer.externName(item.extern.name, item.extern.attributes)
    let own = SlotKey(track: key.track, path: key.path + [item.extern.name])
    switch item.extern.item {
    case .function(let type):
      writer.byte(0x01)
      writer.u32(try index(of: type, in: item.piece))
    case .type(let type):
      writer.append(try bound(of: type, in: item.piece))
      scopes[scopes.count - 1].named[own] = scopes[scopes.count - 1].takeType()
    case .instance(let exports):
      let items = exports.map { OpenImport.Item(piece: item.piece, extern: $0) }
      let type = try instanceType(items, own)
      writer.byte(0x05)
      writer.u32(type)
      scopes[scopes.count - 1].instances[own] = scopes[scopes.count - 1].takeInstance()
    case .component, .coreModule, .other:
      throw .unsupported(
        part: wiring.pieces[item.piece].name,
        what: "imports the \(item.extern.item.kindText) `\(item.extern.name)`")
    }
    declare(writer.bytes, at: scopes.count - 1)
  }

  private mutating func declare(_ bytes: [UInt8], at level: Int) {
    scopes[level].declarations.append(bytes)
    scopes[level].declarationCount += 1
  }

  /// What a named type is: a resource of its own, or equal to another type.
  private mutating func bound(
    of type: TypeIndex, in piece: Int
  ) throws(CompositionError) -> [UInt8] {
    var writer = BinaryWriter()
    writer.byte(0x03)
    if case .alias(let target) = wiring.pieces[piece].arena[type] {
      writer.byte(0x00)
      writer.u32(try index(of: target, in: piece))
    } else {
      writer.byte(0x01)
    }
    return writer.bytes
  }

  /// Adds a type to the innermost scope.
  private mutating func define(_ bytes: [UInt8]) -> Int {
    if scopes.count == 1 {
      sections.item(section: Section.type, bytes)
    } else {
      declare([0x01] + bytes, at: scopes.count - 1)
    }
    return scopes[scopes.count - 1].takeType()
  }
}

// Finding types, by name or by structure.
extension ImportEncoder {
  /// The index of a type in the innermost scope, written there if it is not yet.
  mutating func index(
    of type: TypeIndex, in piece: Int
  ) throws(CompositionError) -> Int {
    let part = wiring.pieces[piece]
    var current = type
    while true {
      if let slot = part.slots[current] {
        let track = wiring.track(of: slot.importName, in: piece)
        if let known = named(SlotKey(track: track, path: slot.path)) { return known }
      }
      let key = PieceType(piece: piece, reference: .index(current))
      if let known = scopes[scopes.count - 1].written[key] { return known }
      guard case .alias(let next) = part.arena[current] else { break }
      current = next
    }
    nesting += 1
    defer { nesting -= 1 }
    guard nesting < Limits.binaryDepthMax else { throw .tooDeep(part: part.name) }
    let index = define(try definition(of: part.arena[current], in: piece))
    let key = PieceType(piece: piece, reference: .index(current))
    scopes[scopes.count - 1].written[key] = index
    return index
  }

  private mutating func named(_ key: SlotKey) -> Int? {
    for level in scopes.indices.reversed() {
      if let index = scopes[level].named[key] { return outer(level, index) }
    }
    guard let name = key.path.last else { return nil }
    for level in scopes.indices.reversed() {
      guard let instance = instance(key.parent, at: level) else { continue }
      alias(sort: 0x03, of: instance, name, at: level)
      let index = scopes[level].takeType()
      scopes[level].named[key] = index
      return outer(level, index)
    }
    return nil
  }

  /// An interface, or one inside it, that a level has.
  private mutating func instance(_ key: SlotKey, at level: Int) -> Int? {
    if let known = scopes[level].instances[key] { return known }
    guard let name = key.path.last, let outside = instance(key.parent, at: level) else {
      return nil
    }
    alias(sort: 0x05, of: outside, name, at: level)
    let index = scopes[level].takeInstance()
    scopes[level].instances[key] = index
    return index
  }

  private mutating func alias(sort: UInt8, of instance: Int, _ name: String, at level: Int) {
    var writer = BinaryWriter()
    writer.byte(sort)
    writer.byte(0x00)
    writer.u32(instance)
    writer.name(name)
    if level == 0 {
      sections.item(section: Section.alias, writer.bytes)
    } else {
      declare([0x02] + writer.bytes, at: level)
    }
  }

  /// A type of an outer scope, brought into the innermost.
  private mutating func outer(_ level: Int, _ index: Int) -> Int {
    let innermost = scopes.count - 1
    guard level < innermost else { return index }
    if let known = scopes[innermost].outer[[level, index]] { return known }
    var writer = BinaryWriter()
    writer.append([0x02, 0x03, 0x02])
    writer.u32(innermost - level)
    writer.u32(index)
    declare(writer.bytes, at: innermost)
    let local = scopes[innermost].takeType()
    scopes[innermost].outer[[level, index]] = local
    return local
  }
}
