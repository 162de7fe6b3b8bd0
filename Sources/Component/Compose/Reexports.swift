/// What must be exported beside the socket's exports.
///
/// What an export is made of must be imported or exported under a name. Where an interface that the
/// socket exports has such parts from one that a plug gives, that one is exported too, and with it
/// those of the plug's that it has parts from in turn. A type that an interface names itself needs
/// nobody else's name, only its fields do. (Component Model, Explainer.md, "named types".)
struct Reexports {
  /// In the order of the pieces, then of each piece's exports.
  let exports: [Provider]

  init(_ wiring: Wiring) {
    var search = Search(wiring)
    search.run()
    let found = search.found
    exports = wiring.order.flatMap { piece in
      wiring.pieces[piece].shape.exports.lazy
        .map { Provider(piece: piece, export: $0.name) }
        .filter { found.contains($0) }
    }
  }

  private struct Search {
    let wiring: Wiring
    private(set) var found: Set<Provider> = []
    private var open: [Provider] = []
    /// By piece, which of its exports names a type.
    private var owners: [Int: [TypeIndex: String]] = [:]

    init(_ wiring: Wiring) {
      self.wiring = wiring
    }

    mutating func run() {
      var named: Set<TypeIndex> = []
      for export in wiring.pieces[0].shape.exports { visit(export.item, of: 0, &named) }
      while let next = open.popLast() {
        guard let item = wiring.item(of: next) else { continue }
        var named: Set<TypeIndex> = []
        visit(item, of: next.piece, &named)
      }
    }

    /// - Parameter named: types that have a name without anybody's help
    private mutating func visit(_ item: BinaryItem, of piece: Int, _ named: inout Set<TypeIndex>) {
      let arena = wiring.pieces[piece].arena
      switch item {
      case .instance(let exports): for export in exports { visit(export.item, of: piece, &named) }
      case .function(let type): follow(arena[arena.root(of: type)].parts, of: piece, &named)
      case .type(let type):
        follow(arena[arena.root(of: type)].parts, of: piece, &named)
        named.insert(type)
      case .component, .coreModule, .other: return
      }
    }

    private mutating func follow(
      _ types: [TypeIndex], of piece: Int, _ named: inout Set<TypeIndex>
    ) {
      let part = wiring.pieces[piece]
      var seen: Set<TypeIndex> = []
      var rest = types
      while let type = rest.popLast() {
        guard !named.contains(type), seen.insert(type).inserted else { continue }
        if let slot = part.slots[type] {
          if let provider = wiring.wires[piece][slot.importName] { add(provider) }
        } else if let owner = owner(of: type, in: piece) {
          add(Provider(piece: piece, export: owner))
        } else {
          rest += part.arena[type].parts
        }
      }
    }

    private mutating func add(_ export: Provider) {
      // A type inside an interface is exported with it; the socket's exports all are anyway.
      let whole = Provider(piece: export.piece, export: export.export)
      guard whole.piece != 0, found.insert(whole).inserted else { return }
      open.append(whole)
    }

    private mutating func owner(of type: TypeIndex, in piece: Int) -> String? {
      if let known = owners[piece] { return known[type] }
      var owner: [TypeIndex: String] = [:]
      func note(_ item: BinaryItem, _ export: String) {
        switch item {
        case .type(let type): owner[type] = owner[type] ?? export
        case .instance(let items): for inner in items { note(inner.item, export) }
        case .function, .component, .coreModule, .other: return
        }
      }
      for export in wiring.pieces[piece].shape.exports { note(export.item, export.name) }
      owners[piece] = owner
      return owner[type]
    }
  }
}
