/// What gives an import: a piece's export, or a type inside it.
struct Provider: Hashable {
  var piece: Int
  var export: String
  /// Names inside the exported interface; empty for the export itself.
  var path: [String] = []
}

/// Where a resource comes from. Two resources are one type where this is equal.
enum Provenance: Hashable {
  /// The composition imports it.
  case imported(track: String, path: [String])
  /// A piece made it.
  case defined(piece: Int, TypeIndex)
}

/// Which import is given by which export.
///
/// Piece 0 is the socket. A plug's imports are wired too, so plugs can stand on each other.
struct Wiring {
  let pieces: [Piece]
  /// What is decided by hand, by piece, then by the import's name.
  let manual: [[String: ManualWires.Wire]]
  /// By piece, then by the import's name.
  private(set) var wires: [[String: Provider]]
  /// Imports that several plugs provide; they are not wired.
  private(set) var ambiguous: [[String: [Int]]]
  /// What the socket reaches by wires, the socket first: the order depends on imports alone, not
  /// on the order of the plugs.
  private(set) var used: [Int] = []
  /// The pieces of a cycle of wires, the first again at the end.
  private(set) var cycle: [Int]?
  /// The pieces in use, each after those that it needs.
  private(set) var order: [Int] = []

  init(_ pieces: [Piece], manual: [[String: ManualWires.Wire]]) {
    self.pieces = pieces
    self.manual = manual
    wires = Array(repeating: [:], count: pieces.count)
    ambiguous = Array(repeating: [:], count: pieces.count)
    let exports = ExportDirectory(plugs: pieces)
    for piece in pieces.indices {
      for wanted in pieces[piece].shape.imports {
        if let decided = manual[piece][wanted.name] {
          if case .provider(let provider) = decided { wires[piece][wanted.name] = provider }
          continue
        }
        let providers = exports.providers(of: wanted, for: piece)
        if providers.count > 1 {
          ambiguous[piece][wanted.name] = providers.map(\.piece)
        } else if let provider = providers.first {
          wires[piece][wanted.name] = provider
        }
      }
    }
    findOrder()
    if cycle == nil { for piece in used { deriveTypes(of: piece) } }
  }

  func isOpen(_ importName: String, of piece: Int) -> Bool {
    wires[piece][importName] == nil && ambiguous[piece][importName] == nil
  }

  func isManual(_ importName: String, of piece: Int) -> Bool {
    manual[piece][importName] != nil
  }

  func track(of importName: String, in piece: Int) -> String {
    pieces[piece].importNames[importName]?.track ?? importName
  }

  func item(of provider: Provider) -> BinaryItem? {
    pieces[provider.piece].export(provider.export, path: provider.path)
  }

  /// Follows a resource through aliases and wires to what it is.
  func provenance(of type: TypeIndex, in piece: Int) -> Provenance {
    var (type, piece) = (type, piece)
    // A wire leads to another piece and there is no cycle: there are fewer hops than pieces.
    for _ in pieces.indices {
      type = pieces[piece].arena.root(of: type)
      guard let slot = pieces[piece].slots[type] else { break }
      guard let provider = wires[piece][slot.importName] else {
        return .imported(track: track(of: slot.importName, in: piece), path: slot.path)
      }
      guard case .type(let target)? = item(of: provider)?.item(at: slot.path) else { break }
      (type, piece) = (target, provider.piece)
    }
    return .defined(piece: piece, type)
  }

  private mutating func findOrder() {
    var path: [Int] = []
    var isDone = Array(repeating: false, count: pieces.count)
    visit(0, &path, &isDone)
  }

  private mutating func visit(_ piece: Int, _ path: inout [Int], _ isDone: inout [Bool]) {
    if let start = path.firstIndex(of: piece) {
      cycle = cycle ?? Array(path[start...]) + [piece]
      return
    }
    guard !isDone[piece] else { return }
    used.append(piece)
    path.append(piece)
    for wanted in pieces[piece].shape.imports {
      guard let provider = wires[piece][wanted.name] else { continue }
      visit(provider.piece, &path, &isDone)
    }
    path.removeLast()
    isDone[piece] = true
    order.append(piece)
  }

  /// Where a world uses a resource of an interface, the type is an import of its own: it comes from
  /// whoever gives the interface.
  private mutating func deriveTypes(of piece: Int) {
    for wanted in pieces[piece].shape.imports where isOpen(wanted.name, of: piece) {
      guard !isManual(wanted.name, of: piece), case .type(let type) = wanted.item else { continue }
      let arena = pieces[piece].arena
      guard case .resource = arena[arena.root(of: type)] else { continue }
      var current = type
      while case .alias(let next) = arena[current] {
        current = next
        guard let slot = pieces[piece].slots[current],
          let provider = wires[piece][slot.importName]
        else { continue }
        wires[piece][wanted.name] = Provider(
          piece: provider.piece, export: provider.export, path: provider.path + slot.path)
        break
      }
    }
  }
}

/// Who exports what, by name and by versions that may stand in for each other.
private struct ExportDirectory {
  private var byName: [String: [Int]] = [:]
  private var byTrack: [String: [(name: VersionedName, provider: Provider)]] = [:]

  /// - Parameter plugs: all pieces; the socket, the first, provides nothing
  init(plugs: [Piece]) {
    for piece in plugs.indices.dropFirst() {
      for export in plugs[piece].shape.exports {
        let name = VersionedName(export)
        byName[export.name, default: []].append(piece)
        byTrack[name.track, default: []].append(
          (name, Provider(piece: piece, export: export.name)))
      }
    }
  }

  /// Those with the very name; if there are none, those with another version of its track.
  func providers(of wanted: BinaryExtern, for piece: Int) -> [Provider] {
    let exact = byName[wanted.name, default: []].filter { $0 != piece }
    if !exact.isEmpty { return exact.map { Provider(piece: $0, export: wanted.name) } }
    var latest: [Int: (name: VersionedName, provider: Provider)] = [:]
    for candidate in byTrack[VersionedName(wanted).track, default: []] {
      let (name, provider) = candidate
      guard provider.piece != piece else { continue }
      if let known = latest[provider.piece], !known.name.precedes(name) { continue }
      latest[provider.piece] = candidate
    }
    return latest.values.map(\.provider).sorted { $0.piece < $1.piece }
  }
}
