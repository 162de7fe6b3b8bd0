/// A plug that nothing in a composition needs.
package struct UnusedPlug: Hashable, Sendable {
  package var name: String
  /// A clause that says why: what it exports, or which other version is wanted.
  package var reason: String
  /// A clause that says what to do, where that is not plain.
  package var advice: String?
  /// Whether the socket's WIT imports what it exports, and only its code does not: compilers drop
  /// imports that nothing calls.
  package var isDropped = false

  package init(name: String, reason: String, advice: String? = nil, isDropped: Bool = false) {
    self.name = name
    self.reason = reason
    self.advice = advice
    self.isDropped = isDropped
  }

  /// Reason and advice.
  package var text: String { advice.map { "\(reason): \($0)" } ?? reason }
}

extension UnusedPlug {
  /// - Parameter declaredImports: what the WIT of the socket's world imports; nil if not known
  init(_ plug: Piece, in wiring: Wiring, declaredImports: [String]?) {
    let name = plug.name
    if let skew = Self.versionSkew(plug, wiring) ?? Self.replacement(plug, wiring) {
      self.init(name: name, reason: skew)
    } else if plug.shape.exports.isEmpty {
      self.init(name: name, reason: "`\(name)` exports nothing")
    } else {
      self.init(plug, socket: wiring.pieces[0].name, declaredImports)
    }
  }

  /// A plug that was given before under another name.
  init(copy name: String, of other: String) {
    self.init(name: name, reason: "`\(name)` has the same bytes as `\(other)`")
  }

  /// Nothing asks for it: is that the compiler's doing?
  private init(_ plug: Piece, socket: String, _ declaredImports: [String]?) {
    let exports = CompositionError.list(plug.shape.exports.map(\.name))
    let cure =
      "the compiler dropped that import because nothing calls it: call it and build `\(socket)` "
      + "again, or leave `\(plug.name)` out"
    guard let declaredImports else {
      self.init(
        name: plug.name, reason: "`\(plug.name)` exports \(exports), which nothing imports",
        advice: "if the WIT of `\(socket)` imports it, \(cure)")
      return
    }
    let declared = Set(declaredImports.map { VersionedName($0).track })
    let dropped = plug.shape.exports.filter { declared.contains(VersionedName($0).track) }
    if dropped.isEmpty {
      self.init(
        name: plug.name,
        reason: "`\(plug.name)` exports \(exports), which nothing imports, nor does the WIT of "
          + "`\(socket)`",
        advice: "import it there and call it, or leave `\(plug.name)` out")
    } else {
      self.init(
        name: plug.name,
        reason: "`\(plug.name)` exports \(CompositionError.list(dropped.map(\.name))), which the "
          + "WIT of `\(socket)` imports, but not `\(socket)` itself",
        advice: cure, isDropped: true)
    }
  }

  /// The near miss: the same interface, but versions that may not stand in for each other.
  private static func versionSkew(_ plug: Piece, _ wiring: Wiring) -> String? {
    for piece in wiring.used {
      for wanted in wiring.pieces[piece].shape.imports
      where wiring.isOpen(wanted.name, of: piece) && !wiring.isManual(wanted.name, of: piece) {
        let path = VersionedName(wanted).path
        for export in plug.shape.exports where VersionedName(export).path == path {
          return "`\(plug.name)` exports `\(export.name)`, but `\(wiring.pieces[piece].name)` "
            + "imports `\(wanted.name)`: versions that cannot stand in for each other"
        }
      }
    }
    return nil
  }

  /// Somebody wants what it exports, but has it from another part, or leaves it open by hand.
  private static func replacement(_ plug: Piece, _ wiring: Wiring) -> String? {
    for piece in wiring.used {
      for wanted in wiring.pieces[piece].shape.imports {
        let track = wiring.track(of: wanted.name, in: piece)
        for export in plug.shape.exports where VersionedName(export).track == track {
          let has =
            wiring.wires[piece][wanted.name].map { "has from `\(wiring.pieces[$0.piece].name)`" }
            ?? "leaves open by hand"
          return "`\(plug.name)` exports `\(export.name)`, which "
            + "`\(wiring.pieces[piece].name)` \(has)"
        }
      }
    }
    return nil
  }
}
