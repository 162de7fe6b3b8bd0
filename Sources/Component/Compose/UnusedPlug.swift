/// A plug that nothing in a composition needs.
package struct UnusedPlug: Hashable, Sendable {
  package var name: String
  /// A clause that says why: what it exports, or which other version is wanted.
  package var reason: String

  package init(name: String, reason: String) {
    self.name = name
    self.reason = reason
  }
}

extension UnusedPlug {
  init(_ plug: Piece, in wiring: Wiring) {
    name = plug.name
    if let skew = Self.versionSkew(plug, wiring) {
      reason = skew
    } else if plug.shape.exports.isEmpty {
      reason = "`\(plug.name)` exports nothing"
    } else {
      let exports = CompositionError.list(plug.shape.exports.map(\.name))
      reason = "`\(plug.name)` exports \(exports), which nothing imports"
    }
  }

  /// The near miss: the same interface, but versions that may not stand in for each other.
  private static func versionSkew(_ plug: Piece, _ wiring: Wiring) -> String? {
    for piece in wiring.used {
      for wanted in wiring.pieces[piece].shape.imports where wiring.isOpen(wanted.name, of: piece) {
        let path = VersionedName(wanted).path
        for export in plug.shape.exports where VersionedName(export).path == path {
          return "`\(plug.name)` exports `\(export.name)`, but `\(wiring.pieces[piece].name)` "
            + "imports `\(wanted.name)`: versions that cannot stand in for each other"
        }
      }
    }
    return nil
  }
}
