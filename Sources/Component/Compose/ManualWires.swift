/// What decisions mean: names of parts, imports and exports looked up.
struct ManualWires {
  enum Wire: Hashable {
    case open
    case provider(Provider)
  }

  /// By piece, then by the import's name.
  private(set) var byPiece: [[String: Wire]]
  /// Decisions that name what is not there; they have no effect.
  private(set) var problems: [CompositionError] = []

  private let pieces: [Piece]

  /// - Parameter places: which pieces have a part's name; a plug that was given twice has two
  init(_ decisions: [WireDecision], _ pieces: [Piece], places: [String: [Int]]) {
    byPiece = Array(repeating: [:], count: pieces.count)
    self.pieces = pieces
    for decision in decisions {
      do {
        try add(decision, places)
      } catch {
        problems.append(error)
      }
    }
  }

  private mutating func add(
    _ decision: WireDecision, _ places: [String: [Int]]
  ) throws(CompositionError) {
    let importer = try Self.piece(decision.importer, places)
    let imports = pieces[importer].shape.imports
    guard let name = Self.name(decision.name, among: imports) else {
      throw .noSuchImport(
        part: decision.importer, name: decision.name, imports: imports.map(\.name))
    }
    var wire = Wire.open
    if let export = decision.export {
      let provider = try Self.piece(export.part, places)
      let exports = pieces[provider].shape.exports
      guard let found = Self.name(export.name, among: exports) else {
        throw .noSuchExport(part: export.part, name: export.name, exports: exports.map(\.name))
      }
      wire = .provider(Provider(piece: provider, export: found))
    }
    guard byPiece[importer].updateValue(wire, forKey: name) ?? wire == wire else {
      throw .wiredTwice(importer: decision.importer, name: name)
    }
  }

  private static func piece(
    _ name: String, _ places: [String: [Int]]
  ) throws(CompositionError) -> Int {
    guard let found = places[name], let first = found.first else {
      throw .noSuchPart(name: name, parts: places.keys.sorted())
    }
    guard found.allSatisfy({ $0 == first }) else { throw .partsOfOneName(name) }
    return first
  }

  /// The very name, or the only one that is it without a version.
  private static func name(_ wanted: String, among externs: [BinaryExtern]) -> String? {
    if externs.contains(where: { $0.name == wanted }) { return wanted }
    let fitting = externs.filter { VersionedName($0).path == wanted }
    return fitting.count == 1 ? fitting[0].name : nil
  }
}
