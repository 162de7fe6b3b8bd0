/// A named type of an import: its version track and the names inside it.
struct SlotKey: Hashable {
  var track: String
  var path: [String]
}

/// One level of the types being written: the component itself, or an instance type in it.
struct TypeScope {
  /// Type indices that are taken.
  var typeCount = 0
  /// The declarations of an instance type; the component's go to its sections.
  var declarations = BinaryWriter()
  var declarationCount = 0
  /// Named types that this level has.
  var named: [SlotKey: Int] = [:]
  /// Types without a name that were written here already.
  var written: [PieceType: Int] = [:]
  /// Types of levels outside that were brought in, by level and index.
  var outer: [[Int]: Int] = [:]

  mutating func takeType() -> Int {
    defer { typeCount += 1 }
    return typeCount
  }
}
