/// The decisions behind a composition, made in order: what goes on without the earlier ones being
/// right is decided all the same, so that one look shows as much as possible.
struct CompositionPlan {
  private(set) var imports: [Composition.Import] = []
  private(set) var unusedPlugs: [UnusedPlug] = []
  private(set) var problems: [CompositionError]
  private(set) var open: OpenImports?
  private(set) var reexports: Reexports?

  init(_ wiring: Wiring, problems: [CompositionError], _ declaredImports: [String]?) {
    self.problems = problems
    unusedPlugs = Self.unusedPlugs(wiring, declaredImports)
    if let cycle = wiring.cycle {
      self.problems.append(.cycle(cycle.map { wiring.pieces[$0].name }))
    }
    var comparison = TypeComparison(wiring)
    for piece in wiring.used {
      for wanted in wiring.pieces[piece].shape.imports {
        imports.append(row(wanted, of: piece, wiring, &comparison))
      }
    }
    // Whoever took the wires off by hand wants the socket as it is.
    if self.problems.isEmpty, wiring.used == [0], !unusedPlugs.isEmpty, wiring.manual[0].isEmpty {
      self.problems.append(Self.nothingToPlug(wiring, unusedPlugs))
    }
    guard self.problems.isEmpty else { return }
    do {
      let open = try OpenImports(wiring, comparison)
      let reexports = Reexports(wiring)
      try Self.refuseClashes(reexports, wiring)
      self.open = open
      self.reexports = reexports
      nameOpenImports(open)
    } catch {
      self.problems.append(error)
      blame(error)
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

  private static func unusedPlugs(_ wiring: Wiring, _ declaredImports: [String]?) -> [UnusedPlug] {
    var needed = Set(wiring.used)
    for piece in wiring.used { needed.formUnion(wiring.ambiguous[piece].values.joined()) }
    return wiring.pieces.indices.filter { !needed.contains($0) }
      .map { UnusedPlug(wiring.pieces[$0], in: wiring, declaredImports: declaredImports) }
  }

  /// What becomes of an import; what is wrong with it is noted as a problem.
  private mutating func row(
    _ wanted: BinaryExtern, of piece: Int, _ wiring: Wiring, _ comparison: inout TypeComparison
  ) -> Composition.Import {
    let importer = wiring.pieces[piece].name
    var row = Composition.Import(
      importer: importer, name: wanted.name, kind: wanted.item.kindText, wire: .open,
      isManual: wiring.isManual(wanted.name, of: piece))
    if let providers = wiring.ambiguous[piece][wanted.name] {
      row.providers = providers.map { wiring.pieces[$0].name }
      problems.append(
        .severalProviders(importer: importer, name: wanted.name, providers: row.providers))
      row.wire = .refused(
        by: row.providers.joined(separator: ", "),
        reason: "\(row.providers.count) plugs provide it; give only one of them")
      return row
    }
    guard let provider = wiring.wires[piece][wanted.name] else {
      row.nearMisses = NearMiss.all(for: wanted, of: piece, in: wiring)
      return row
    }
    let name = wiring.pieces[provider.piece].name
    row.export = WireDecision.Export(
      part: name, name: ([provider.export] + provider.path).joined(separator: "."))
    row.wire = .satisfied(by: name)
    // With a cycle nothing says where a resource comes from.
    guard wiring.cycle == nil, let found = wiring.item(of: provider) else { return row }
    row.differences = comparison.differences(
      found: found, in: provider.piece, expected: wanted.item, in: piece
    ).map(\.text)
    guard let difference = row.differences.first else { return row }
    problems.append(
      .typesDiffer(importer: importer, name: wanted.name, provider: name, difference: difference))
    row.wire = .refused(by: name, reason: difference)
    return row
  }

  private mutating func nameOpenImports(_ open: OpenImports) {
    var names: [String: String] = [:]
    for item in open.imports { names[item.track] = item.extern.name }
    for index in imports.indices where imports[index].wire == .open {
      imports[index].openName = names[open.track(of: imports[index])]
    }
  }

  /// Shows what is wrong at the imports that it is about.
  private mutating func blame(_ error: CompositionError) {
    switch error {
    case .resourceMoved(let importer, let name, let resource, let provider):
      refuse(
        importer, name, by: provider,
        "it uses resource `\(resource)` that `\(provider)` now provides: provide `\(name)` too")
    case .importsConflict(let name, let first, let second, let difference):
      refuse(second, name, by: first, "`\(first)` imports it otherwise: \(difference)")
      refuse(first, name, by: second, "`\(second)` imports it otherwise: \(difference)")
    default: return
    }
  }

  private mutating func refuse(
    _ importer: String, _ name: String, by other: String, _ reason: String
  ) {
    let track = VersionedName(name).track
    for index in imports.indices
    where imports[index].importer == importer && imports[index].wire == .open
      && VersionedName(imports[index].name).track == track
    {
      imports[index].wire = .refused(by: other, reason: reason)
      imports[index].differences = [reason]
    }
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
