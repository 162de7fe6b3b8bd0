/// An import that a composition keeps, put together from what its pieces see of it.
struct OpenImport {
  /// An item of an imported interface, as one piece sees it.
  struct Item {
    var piece: Int
    var extern: BinaryExtern
  }

  let track: String
  /// The latest version among the pieces that import it.
  var extern: BinaryExtern
  /// Whose view `extern` is.
  var piece: Int
  /// For an interface: what any piece uses of it, each item once.
  var items: [Item] = []

  var isInterface: Bool {
    if case .instance = extern.item { true } else { false }
  }

  /// The types in it, by the piece that sees them, in a fixed order.
  var partsByPiece: [(piece: Int, parts: [TypeIndex])] {
    guard isInterface else { return [(piece, extern.item.parts)] }
    var parts: [Int: [TypeIndex]] = [:]
    var order: [Int] = []
    for item in items {
      if parts[item.piece] == nil { order.append(item.piece) }
      parts[item.piece, default: []] += item.extern.item.parts
    }
    return order.map { ($0, parts[$0, default: []]) }
  }
}
