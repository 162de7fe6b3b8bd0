/// What must be exported beside the socket's exports.
///
/// An exported function may only be made of types that the composition imports or exports under a
/// name. Where an interface that the socket exports takes types from one that a plug gives, that
/// one is exported too, and with it those of the plug's that it takes types from in turn.
struct Reexports {
  /// In the order of the pieces, then of each piece's exports.
  let exports: [Provider]

  init(_ wiring: Wiring) {
    var search = Search(wiring: wiring)
    search.visitSocket()
    let found = search.found
    exports = wiring.order.flatMap { piece in
      wiring.pieces[piece].shape.exports.lazy
        .map { Provider(piece: piece, export: $0.name) }
        .filter { found.contains($0) }
    }
  }

  private struct Search {
    let wiring: Wiring
    var found: Set<Provider> = []
    private var open: [Provider] = []

    init(wiring: Wiring) {
      self.wiring = wiring
    }

    mutating func visitSocket() {
      let socket = wiring.pieces[0]
      followWires(of: 0, from: socket.shape.exports.flatMap(\.item.parts))
      while let next = open.popLast() {
        guard let item = wiring.item(of: next) else { continue }
        followWires(of: next.piece, from: item.parts)
        addSiblings(of: next, item)
      }
    }

    private mutating func add(_ export: Provider) {
      // A type inside an interface is exported with it.
      let whole = Provider(piece: export.piece, export: export.export)
      if found.insert(whole).inserted { open.append(whole) }
    }

    private mutating func followWires(of piece: Int, from types: [TypeIndex]) {
      let part = wiring.pieces[piece]
      for type in part.arena.reachable(from: types) {
        guard let slot = part.slots[type], let provider = wiring.wires[piece][slot.importName]
        else { continue }
        add(provider)
      }
    }

    /// The plug's other interfaces that define types of this one.
    private mutating func addSiblings(of export: Provider, _ item: BinaryItem) {
      let part = wiring.pieces[export.piece]
      let used = Set(
        part.arena.reachable(from: item.parts).filter { part.slots[$0] == nil && part.isNamed($0) })
      for sibling in part.shape.exports where sibling.name != export.export {
        guard case .instance(let items) = sibling.item else { continue }
        let isUsed = items.contains { item in
          guard case .type(let type) = item.item else { return false }
          return used.contains(part.arena.root(of: type))
        }
        if isUsed { add(Provider(piece: export.piece, export: sibling.name)) }
      }
    }
  }
}

extension Piece {
  /// Whether a definition is of the kinds that signatures only know by a name.
  fileprivate func isNamed(_ type: TypeIndex) -> Bool {
    switch arena[type] {
    case .record, .variant, .enum, .flags, .resource: true
    default: false
    }
  }
}
