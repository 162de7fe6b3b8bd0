/// The imports that a composition keeps, merged by version track and in an order in which each
/// follows those that it takes types from.
struct OpenImports {
  private(set) var imports: [OpenImport] = []
  /// Interfaces that a plug provides, and that stay imported for their types alone: another import
  /// is made of them.
  private(set) var forTypesOnly: [String] = []

  private let wiring: Wiring
  private var comparison: TypeComparison
  private var places: [String: Int] = [:]

  init(_ wiring: Wiring, _ comparison: TypeComparison) throws(CompositionError) {
    self.wiring = wiring
    self.comparison = comparison
    for piece in wiring.used {
      for extern in wiring.pieces[piece].shape.imports where wiring.isOpen(extern.name, of: piece) {
        try add(extern, of: piece)
      }
    }
    try addTypesOfWiredInterfaces()
    try sort()
  }

  /// The track of an import that is in the plan.
  func track(of row: Composition.Import) -> String {
    let piece = wiring.used.first { wiring.pieces[$0].name == row.importer }
    return piece.map { wiring.track(of: row.name, in: $0) } ?? row.name
  }

  private mutating func add(_ extern: BinaryExtern, of piece: Int) throws(CompositionError) {
    let track = wiring.track(of: extern.name, in: piece)
    guard let place = places[track] else {
      var new = OpenImport(track: track, extern: extern, piece: piece)
      if case .instance(let exports) = extern.item {
        new.items = exports.map { OpenImport.Item(piece: piece, extern: $0) }
      }
      places[track] = imports.count
      imports.append(new)
      return
    }
    try merge(extern, of: piece, into: place)
  }

  private mutating func merge(
    _ extern: BinaryExtern, of piece: Int, into place: Int
  ) throws(CompositionError) {
    let known = imports[place]
    switch (extern.item, known.extern.item) {
    case (.instance(let exports), .instance):
      var byName: [String: OpenImport.Item] = [:]
      for item in known.items { byName[item.extern.name] = item }
      for export in exports {
        guard let other = byName[export.name] else {
          imports[place].items.append(OpenImport.Item(piece: piece, extern: export))
          continue
        }
        try check(export, of: piece, against: other.extern, of: other.piece, in: known)
      }
    default: try check(extern, of: piece, against: known.extern, of: known.piece, in: known)
    }
    if VersionedName(known.extern).precedes(VersionedName(extern)) {
      imports[place].extern = extern
      imports[place].piece = piece
    }
  }

  private mutating func check(
    _ extern: BinaryExtern, of piece: Int, against other: BinaryExtern, of otherPiece: Int,
    in known: OpenImport
  ) throws(CompositionError) {
    let difference = comparison.difference(
      found: extern.item, in: piece, expected: other.item, in: otherPiece)
    guard let difference else { return }
    throw .importsConflict(
      name: known.extern.name, first: wiring.pieces[otherPiece].name,
      second: wiring.pieces[piece].name,
      difference: difference.inside("\(extern.item.kindText) `\(extern.name)`").text)
  }

  /// An import that stays may be made of types that a plug's interface names. Values are the same
  /// whoever names them, so that interface stays imported for its types; a resource is not.
  private mutating func addTypesOfWiredInterfaces() throws(CompositionError) {
    for piece in wiring.used {
      let needed = try typesOfWiredInterfaces(for: piece)
      for extern in wiring.pieces[piece].shape.imports {
        guard let names = needed[extern.name], case .instance(let exports) = extern.item else {
          continue
        }
        var types = extern
        types.item = .instance(exports.filter { names.contains($0.name) })
        if places[wiring.track(of: extern.name, in: piece)] == nil {
          forTypesOnly.append(extern.name)
        }
        try add(types, of: piece)
      }
    }
  }

  /// By interface, the names of the types that the piece's open imports are made of.
  private func typesOfWiredInterfaces(
    for piece: Int
  ) throws(CompositionError) -> [String: Set<String>] {
    let part = wiring.pieces[piece]
    let wires = wiring.wires[piece]
    var needed: [String: Set<String>] = [:]
    for extern in part.shape.imports where wiring.isOpen(extern.name, of: piece) {
      // Other imports that stay are asked for themselves.
      let reachable = part.arena.reachable(from: extern.item.parts) { type in
        guard let slot = part.slots[type] else { return false }
        return slot.importName != extern.name && wires[slot.importName] == nil
      }
      for type in reachable {
        guard let slot = part.slots[type], let provider = wires[slot.importName] else { continue }
        if isMade(type, in: piece) {
          throw .resourceMoved(
            importer: part.name, name: extern.name,
            resource: ([slot.importName] + slot.path).joined(separator: "."),
            provider: wiring.pieces[provider.piece].name)
        }
        guard let name = slot.path.first else { continue }
        needed[slot.importName, default: []].insert(name)
      }
    }
    return needed
  }

  /// Whether it is a resource that a piece makes, so that no import could give it.
  private func isMade(_ type: TypeIndex, in piece: Int) -> Bool {
    let arena = wiring.pieces[piece].arena
    guard case .resource = arena[arena.root(of: type)] else { return false }
    if case .defined = wiring.provenance(of: type, in: piece) { return true }
    return false
  }

  private mutating func sort() throws(CompositionError) {
    var sorted: [OpenImport] = []
    var done: Set<String> = []
    // Depth first; only a merge of different versions can make a circle.
    func visit(_ place: Int, _ path: [String]) throws(CompositionError) {
      let current = imports[place]
      guard !done.contains(current.track) else { return }
      if let start = path.firstIndex(of: current.track) {
        throw .interfacesInCircle(Array(path[start...]) + [current.track])
      }
      guard path.count < Limits.binaryDepthMax else {
        throw .tooDeep(part: wiring.pieces[current.piece].name)
      }
      for track in requirements(of: current) {
        guard let required = places[track] else { continue }
        try visit(required, path + [current.track])
      }
      done.insert(current.track)
      sorted.append(current)
    }
    for place in imports.indices { try visit(place, []) }
    imports = sorted
  }

  /// The tracks of the other imports whose types an import names.
  private func requirements(of current: OpenImport) -> [String] {
    var tracks: [String] = []
    var seen: Set<String> = [current.track]
    for (piece, parts) in current.partsByPiece {
      let slots = wiring.pieces[piece].slots
      func track(_ type: TypeIndex) -> String? {
        slots[type].map { wiring.track(of: $0.importName, in: piece) }
      }
      let reachable = wiring.pieces[piece].arena.reachable(from: parts) { type in
        guard let track = track(type) else { return false }
        return track != current.track && places[track] != nil
      }
      for type in reachable {
        if let track = track(type), seen.insert(track).inserted { tracks.append(track) }
      }
    }
    return tracks
  }
}
