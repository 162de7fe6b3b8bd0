// What an import could be wired to by hand.
extension Composition {
  package struct Candidate: Hashable, Sendable {
    package var export: WireDecision.Export
    /// Why it does not fit, all of it; empty where it does.
    package var differences: [String]
  }

  /// Every export of another part that is of an import's kind, those that fit first.
  ///
  /// Each is tried in the wiring as it is, since resources fit by where they come from.
  package func candidates(for name: String, of importer: String) -> [Candidate] {
    guard let piece = wiring.pieces.firstIndex(where: { $0.name == importer }),
      let wanted = wiring.pieces[piece].shape.imports.first(where: { $0.name == name })
    else { return [] }
    var fitting: [Candidate] = []
    var others: [Candidate] = []
    for (place, part) in wiring.pieces.enumerated().dropFirst() where place != piece {
      for export in part.shape.exports where export.item.kindText == wanted.item.kindText {
        let candidate = Candidate(
          export: WireDecision.Export(part: part.name, name: export.name),
          differences: differences(Provider(piece: place, export: export.name), wanted, piece))
        if candidate.differences.isEmpty {
          fitting.append(candidate)
        } else {
          others.append(candidate)
        }
      }
    }
    return fitting + others
  }

  private func differences(
    _ provider: Provider, _ wanted: BinaryExtern, _ importer: Int
  ) -> [String] {
    var manual = wiring.manual
    manual[importer][wanted.name] = .provider(provider)
    let wiring = Wiring(self.wiring.pieces, manual: manual)
    if let cycle = wiring.cycle {
      return [CompositionError.cycle(cycle.map { wiring.pieces[$0].name }).text]
    }
    guard let found = wiring.item(of: provider) else { return [] }
    var comparison = TypeComparison(wiring)
    return comparison.differences(
      found: found, in: provider.piece, expected: wanted.item, in: importer
    ).map(\.text)
  }
}
