/// Components put together: a socket, and plugs that give what it imports.
///
/// Making one decides everything and writes nothing, so that the plan can be shown: which import is
/// given by whom, which stays, what does not fit and why. `encode` then gives the bytes: the pieces
/// unchanged, in a component that imports what nobody gives and exports what the socket exports.
/// Plugs may stand on other plugs. The same parts give the same bytes, whatever their names and
/// the plugs' order.
package struct Composition: Sendable {
  package enum Wire: Hashable, Sendable {
    /// A part exports it; its name.
    case satisfied(by: String)
    /// It stays an import, for the host to serve.
    case open
    /// A part has it, but it does not fit, or several have it; why, as a clause.
    case refused(by: String, reason: String)
  }

  package struct Import: Hashable, Sendable {
    /// The part that imports it: the socket, or a plug in use.
    package var importer: String
    package var name: String
    /// `interface`, `func`, `type`.
    package var kind: String
    package var wire: Wire
    /// What is at the other end, fitting or not: its name there may be of another version, or, by
    /// hand, any. Nil where the import is open or several parts provide it.
    package var export: WireDecision.Export?
    /// Whether the wire, or that there is none, was decided by hand.
    package var isManual = false
    /// Everything that does not fit, with the way to it; the first is the wire's reason.
    package var differences: [String] = []
    /// The parts that provide it, where there is more than one and none was chosen.
    package var providers: [String] = []
    /// For an open import: what somebody may have meant to give it.
    package var nearMisses: [NearMiss] = []
    /// The name under which the composed component imports it; nil where it does not.
    package var openName: String?

    /// Whether the other end is of another version that may stand in for the wanted one.
    package var isOtherVersion: Bool {
      guard let export else { return false }
      return export.name != name && VersionedName(export.name).track == VersionedName(name).track
    }
  }

  /// The socket or a plug, as it was given.
  package struct Part: Hashable, Sendable {
    package var name: String
    package var isSocket: Bool
    /// Whether the composed component contains it.
    package var isUsed: Bool
    package var imports: [String]
    package var exports: [String]
    package var byteCount: Int
  }

  /// The socket, then the plugs as they were given.
  package let parts: [Part]
  /// The socket's imports in their order, then those of the plugs in use.
  package let imports: [Import]
  /// What the composed component imports; empty while there is a problem.
  package let openImports: [String]
  /// What it exports.
  package let exports: [String]
  package let unusedPlugs: [UnusedPlug]
  /// What else is worth knowing, a sentence each.
  package let notes: [String]
  /// Why `encode` will refuse, as far as is known; empty when it can go on.
  package let problems: [CompositionError]
  /// The first of them.
  package var problem: CompositionError? { problems.first }

  let wiring: Wiring
  private let open: OpenImports?
  private let reexports: Reexports?

  /// Plans a composition.
  ///
  /// - Parameters:
  ///   - wires: decisions by hand, which win over what fits by name; one that names what is not
  ///     there is a problem and else without effect
  ///   - declaredImports: what the world imports that the socket was made of, if it is known: what
  ///     the compiler dropped can be told then
  /// - Throws: when a part cannot be read; that parts do not go together is `problem`
  package init(
    socket: CompositionPart, plugs: [CompositionPart], wires: [WireDecision] = [],
    declaredImports: [String]? = nil
  ) throws(CompositionError) {
    guard plugs.count <= Limits.plugsMax else { throw .tooManyParts(plugs.count) }
    let given = try GivenParts(socket: socket, plugs: plugs)
    try given.pieces[0].refuseExportsWithoutWIT()
    let manual = ManualWires(wires, given.pieces, places: given.placesByName)
    let wiring = Wiring(given.pieces, manual: manual.byPiece)
    let plan = CompositionPlan(wiring, problems: manual.problems, declaredImports)
    self.wiring = wiring
    parts = given.parts(used: wiring.used)
    imports = plan.imports
    unusedPlugs = plan.unusedPlugs + given.copies
    problems = plan.problems
    open = plan.open
    reexports = plan.reexports
    openImports = plan.open?.imports.map(\.extern.name) ?? []
    let also = plan.reexports?.exports ?? []
    exports = also.map(\.export) + given.pieces[0].shape.exports.map(\.name)
    notes =
      (plan.open?.forTypesOnly ?? []).map {
        "`\($0)` stays imported for its types: another import uses them"
      }
      + also.map {
        "`\($0.export)` of `\(given.pieces[$0.piece].name)` is exported too: exports use its types"
      }
  }

  /// The composed component.
  package func encode() throws(CompositionError) -> [UInt8] {
    try encodeChunks().joinedBytes
  }

  /// The composed component in pieces that follow each other; the parts in it are not copied.
  package func encodeChunks() throws(CompositionError) -> [[UInt8]] {
    try encodeChunks(drops: [])
  }

  /// The same, with functions that drop resources of the socket's exports.
  func encodeChunks(drops: [ResourceDrop]) throws(CompositionError) -> [[UInt8]] {
    if let problem { throw problem }
    guard let open, let reexports else {
      preconditionFailure("a plan without a problem is complete")
    }
    return try CompositionEncoder.encode(wiring, open, reexports, drops: drops)
  }
}

extension [[UInt8]] {
  /// All pieces as one.
  package var joinedBytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(reduce(0) { $0 + $1.count })
    for chunk in self { bytes += chunk }
    return bytes
  }
}

/// Parts as they were given, and the pieces that they are: equal plugs are one.
private struct GivenParts {
  private(set) var pieces: [Piece]
  private(set) var copies: [UnusedPlug] = []
  /// By part, the socket first.
  private var places = [0]
  private var names: [String]

  init(socket: CompositionPart, plugs: [CompositionPart]) throws(CompositionError) {
    pieces = [try Piece(socket)]
    names = [socket.name]
    for plug in plugs {
      names.append(plug.name)
      let known = pieces.indices.dropFirst().first { pieces[$0].bytes == plug.bytes }
      places.append(known ?? pieces.count)
      if let known {
        copies.append(UnusedPlug(copy: plug.name, of: pieces[known].name))
      } else {
        pieces.append(try Piece(plug))
      }
    }
  }

  var placesByName: [String: [Int]] {
    var places: [String: [Int]] = [:]
    for (name, place) in zip(names, self.places) { places[name, default: []].append(place) }
    return places
  }

  func parts(used: [Int]) -> [Composition.Part] {
    var rest = Set(used)
    return zip(names, places).map { name, place in
      let piece = pieces[place]
      return Composition.Part(
        name: name, isSocket: place == 0, isUsed: rest.remove(place) != nil,
        imports: piece.shape.imports.map(\.name), exports: piece.shape.exports.map(\.name),
        byteCount: piece.bytes.count)
    }
  }
}
