/// A named type or interface of an import: its version track and the names inside it.
struct SlotKey: Hashable {
  var track: String
  var path: [String]

  /// The interface that it stands in.
  var parent: SlotKey { SlotKey(track: track, path: path.dropLast()) }
}

/// One level of the types being written: the component itself, or an instance type in it.
struct TypeScope {
  /// Indices that are taken.
  var typeCount = 0
  var instanceCount = 0
  /// The declarations of an instance type; the component's go to its sections.
  var declarations = BinaryWriter()
  var declarationCount = 0
  /// Named types that this level has.
  var named: [SlotKey: Int] = [:]
  /// Interfaces that this level has: imported ones, and those inside others.
  var instances: [SlotKey: Int] = [:]
  /// Types without a name that were written here already.
  var written: [PieceType: Int] = [:]
  /// Types of levels outside that were brought in, by level and index.
  var outer: [[Int]: Int] = [:]

  mutating func takeType() -> Int {
    defer { typeCount += 1 }
    return typeCount
  }

  mutating func takeInstance() -> Int {
    defer { instanceCount += 1 }
    return instanceCount
  }
}
