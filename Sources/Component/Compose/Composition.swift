/// Components put together: a socket, and plugs that give what it imports.
///
/// Making one decides everything and writes nothing, so that the plan can be shown: which import is
/// given by whom, which stays, what does not fit and why. `encode` then gives the bytes: the pieces
/// unchanged, in a component that imports what nobody gives and exports what the socket exports.
/// Plugs may stand on other plugs. The same parts give the same bytes, whatever their names and
/// the plugs' order.
package struct Composition: Sendable {
  package enum Wire: Hashable, Sendable {
    /// A plug exports it; its name.
    case satisfied(by: String)
    /// It stays an import, for the host to serve.
    case open
    /// A plug has it, but it does not fit, or several have it; why.
    case refused(by: String, reason: String)
  }

  package struct Import: Hashable, Sendable {
    /// The part that imports it: the socket, or a plug in use.
    package var importer: String
    package var name: String
    package var wire: Wire
  }

  /// The socket's imports in their order, then those of the plugs in use.
  package let imports: [Import]
  /// What the composed component imports; empty while there is a problem.
  package let openImports: [String]
  /// What it exports.
  package let exports: [String]
  package let unusedPlugs: [UnusedPlug]
  /// What else is worth knowing, a sentence each.
  package let notes: [String]
  /// Why `encode` will refuse; nil when it can go on.
  package let problem: CompositionError?

  private let wiring: Wiring
  private let open: OpenImports?
  private let reexports: Reexports?

  /// Plans a composition.
  ///
  /// - Throws: when a part cannot be read; that parts do not go together is `problem`
  package init(
    socket: CompositionPart, plugs: [CompositionPart]
  ) throws(CompositionError) {
    guard plugs.count <= Limits.plugsMax else { throw .tooManyParts(plugs.count) }
    var pieces = [try Piece(socket)]
    for plug in plugs where !pieces.dropFirst().contains(where: { $0.bytes == plug.bytes }) {
      pieces.append(try Piece(plug))
    }
    try pieces[0].refuseExportsWithoutWIT()
    let wiring = Wiring(pieces)
    let plan = Plan(wiring)
    self.wiring = wiring
    imports = plan.imports
    unusedPlugs = plan.unusedPlugs
    problem = plan.problem
    open = plan.open
    reexports = plan.reexports
    openImports = plan.open?.imports.map(\.extern.name) ?? []
    let also = plan.reexports?.exports ?? []
    exports = also.map(\.export) + pieces[0].shape.exports.map(\.name)
    notes =
      (plan.open?.forTypesOnly ?? []).map {
        "`\($0)` stays imported for its types: another import uses them"
      }
      + also.map {
        "`\($0.export)` of `\(pieces[$0.piece].name)` is exported too: exports use its types"
      }
  }

  /// The composed component.
  package func encode() throws(CompositionError) -> [UInt8] {
    if let problem { throw problem }
    guard let open, let reexports else {
      preconditionFailure("a plan without a problem is complete")
    }
    return try CompositionEncoder.encode(wiring, open, reexports)
  }
}

/// The decisions behind a composition, made in order; the first problem ends them.
private struct Plan {
  private(set) var imports: [Composition.Import] = []
  private(set) var unusedPlugs: [UnusedPlug] = []
  private(set) var problem: CompositionError?
  private(set) var open: OpenImports?
  private(set) var reexports: Reexports?

  init(_ wiring: Wiring) {
    unusedPlugs = Self.unusedPlugs(wiring)
    if let cycle = wiring.cycle { problem = .cycle(cycle.map { wiring.pieces[$0].name }) }
    var comparison = TypeComparison(wiring)
    for piece in wiring.used {
      for wanted in wiring.pieces[piece].shape.imports {
        imports.append(
          Composition.Import(
            importer: wiring.pieces[piece].name, name: wanted.name,
            wire: wire(wanted, of: piece, wiring, &comparison)))
      }
    }
    if problem == nil, wiring.used == [0], !unusedPlugs.isEmpty {
      problem = Self.nothingToPlug(wiring, unusedPlugs)
    }
    guard problem == nil else { return }
    do {
      open = try OpenImports(wiring, comparison)
      let reexports = Reexports(wiring)
      try Self.refuseClashes(reexports, wiring)
      self.reexports = reexports
    } catch {
      problem = error
    }
  }

  private static func nothingToPlug(
    _ wiring: Wiring, _ unused: [UnusedPlug]
  ) -> CompositionError {
    let socket = wiring.pieces[0]
    for plug in wiring.pieces.dropFirst() {
      let wanted = plug.shape.imports.first { socket.exportPlaces[$0.name] != nil }
      guard let wanted else { continue }
      return .wrongWayRound(socket: socket.name, plug: plug.name, name: wanted.name)
    }
    return .nothingToPlug(
      socket: socket.name, imports: socket.shape.imports.map(\.name), plugs: unused)
  }

  private static func unusedPlugs(_ wiring: Wiring) -> [UnusedPlug] {
    var needed = Set(wiring.used)
    for piece in wiring.used { needed.formUnion(wiring.ambiguous[piece].values.joined()) }
    return wiring.pieces.indices.filter { !needed.contains($0) }
      .map { UnusedPlug(wiring.pieces[$0], in: wiring) }
  }

  /// What becomes of an import; a problem is noted where it is the first.
  private mutating func wire(
    _ wanted: BinaryExtern, of piece: Int, _ wiring: Wiring, _ comparison: inout TypeComparison
  ) -> Composition.Wire {
    let importer = wiring.pieces[piece].name
    if let providers = wiring.ambiguous[piece][wanted.name] {
      let names = providers.map { wiring.pieces[$0].name }
      problem =
        problem ?? .severalProviders(importer: importer, name: wanted.name, providers: names)
      return .refused(
        by: names.joined(separator: ", "),
        reason: "\(names.count) plugs provide it; give only one of them")
    }
    guard let provider = wiring.wires[piece][wanted.name] else { return .open }
    let name = wiring.pieces[provider.piece].name
    // With a cycle nothing says where a resource comes from.
    guard wiring.cycle == nil, let found = wiring.item(of: provider),
      let difference = comparison.difference(
        found: found, in: provider.piece, expected: wanted.item, in: piece)
    else { return .satisfied(by: name) }
    problem =
      problem
      ?? .typesDiffer(
        importer: importer, name: wanted.name, provider: name, difference: difference.text)
    return .refused(by: name, reason: difference.text)
  }

  private static func refuseClashes(
    _ reexports: Reexports, _ wiring: Wiring
  ) throws(CompositionError) {
    var taken: [String: Int] = [:]
    for export in wiring.pieces[0].shape.exports { taken[export.name] = 0 }
    for export in reexports.exports {
      if let other = taken.updateValue(export.piece, forKey: export.export) {
        throw .exportedTwice(
          name: export.export, socket: wiring.pieces[other].name,
          plug: wiring.pieces[export.piece].name)
      }
    }
  }
}
