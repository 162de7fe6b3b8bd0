import WIT

/// An export that does not give an open import, though somebody may have meant it to.
package struct NearMiss: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    /// It would fit, but the import is left open by hand.
    case leftOpen = "left-open"
    /// The same interface in versions that cannot stand in for each other.
    case otherTrack = "other-track"
    /// A name that differs by a slip, or the same interface name of another package.
    case alike
  }

  package var part: String
  package var export: String
  package var kind: Kind

  package init(part: String, export: String, kind: Kind) {
    self.part = part
    self.export = export
    self.kind = kind
  }

  /// A clause for people.
  package var text: String {
    switch kind {
    case .leftOpen: "`\(part)` exports `\(export)`, but the import is left open by hand"
    case .otherTrack:
      "`\(part)` exports `\(export)`: another track, whose versions cannot stand in for this one"
    case .alike: "`\(part)` exports `\(export)`, a name that is alike"
    }
  }
}

extension NearMiss {
  private static let countMax = 5

  /// The exports that come nearest to an open import, the likeliest first.
  static func all(for wanted: BinaryExtern, of piece: Int, in wiring: Wiring) -> [NearMiss] {
    let name = VersionedName(wanted)
    var found: [Kind: [NearMiss]] = [:]
    var others: [(path: String, miss: NearMiss)] = []
    for (index, plug) in wiring.pieces.enumerated().dropFirst() where index != piece {
      for export in plug.shape.exports where export.item.kindText == wanted.item.kindText {
        let other = VersionedName(export)
        var miss = NearMiss(part: plug.name, export: export.name, kind: .alike)
        if other.track == name.track {
          miss.kind = .leftOpen
        } else if other.path == name.path {
          miss.kind = .otherTrack
        } else {
          others.append((other.path, miss))
          guard interface(other.path) == interface(name.path) else { continue }
        }
        found[miss.kind, default: []].append(miss)
      }
    }
    let near = nearest(to: name.path, among: others.map(\.path))
    let alike = others.filter { $0.path == near }.map(\.miss)
    let sorted =
      found[.leftOpen, default: []] + found[.otherTrack, default: []] + alike
      + found[.alike, default: []].filter { !alike.contains($0) }
    return Array(sorted.prefix(countMax))
  }

  /// `c` of `a:b/c`; nil for a plain name.
  private static func interface(_ path: String) -> Substring? {
    path.lastIndex(of: "/").map { path[path.index(after: $0)...] }
  }
}
