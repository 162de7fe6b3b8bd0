// Finding what a path names, and what gates say.
extension Resolver {
  func item(_ path: UsePath, in file: FileScope, depth: Int = 0) -> Lookup {
    guard let package = path.package else {
      // The file's own names come first, then the package's.
      if let use = file.uses[path.name.text], depth < 8,
        use.package != nil || use.name.text != path.name.text
      {
        return item(use, in: file, depth: depth + 1)
      }
      return item(path.name, in: file.package)
    }
    guard let id = packageIDs[package.name] else { return .unknownPackage(package) }
    return item(path.name, in: id)
  }

  enum Lookup {
    case found(ScopeItem)
    case unknownPackage(PackageNameSyntax)
    case unknownName(Identifier, PackageID)
  }

  private func item(_ name: Identifier, in package: PackageID) -> Lookup {
    packages[Int(package.index)].names[name.text].map { .found($0) } ?? .unknownName(name, package)
  }

  mutating func interface(_ path: UsePath, in file: FileScope) -> InterfaceID? {
    switch item(path, in: file) {
    case .found(.interface(let id)):
      links[path.range] = .interface(id)
      return id
    case .found(.world): report(.notAnInterface(path.name.text), at: path.range)
    case let missing: report(missing, at: path.range)
    }
    return nil
  }

  mutating func world(_ path: UsePath, in file: FileScope) -> WorldID? {
    switch item(path, in: file) {
    case .found(.world(let id)):
      links[path.range] = .world(id)
      return id
    case .found(.interface): report(.notAWorld(path.name.text), at: path.range)
    case let missing: report(missing, at: path.range)
    }
    return nil
  }

  private mutating func report(_ lookup: Lookup, at range: SourceRange) {
    switch lookup {
    case .found: return
    case .unknownPackage(let package):
      reportMissing(package)
    case .unknownName(let name, let package):
      if brokenNames.contains(name.text) { return }
      let scope = packages[Int(package.index)]
      report(
        .unknownInterface(
          name.text, in: "\(scope.name)",
          suggestion: nearest(to: name.text, among: scope.names.keys.sorted())), at: name.range,
        notes: hiddenNote(scope.hidden[name.text]))
    }
  }

  /// Says which versions and which similar packages there are instead, and where.
  private mutating func reportMissing(_ package: PackageNameSyntax) {
    let name = package.name
    let candidates = packages.indices.filter {
      let other = packages[$0].name
      return (other.namespace == name.namespace && other.name == name.name)
        || nearest(to: "\(name)", among: ["\(other)"]) != nil
    }
    let notes = candidates.compactMap { index in
      graph.packages[index].attributes.range.map {
        Diagnostic.Note(range: $0, text: "`\(packages[index].name)` is declared here")
      }
    }
    let place = "deps/\(name.name)"
    report(
      .unknownPackage(
        "\(name)", candidates: candidates.map { packages[$0].name.description },
        searched: options.searched),
      at: package.range,
      notes: notes.isEmpty
        ? [Diagnostic.Note(range: nil, text: "its files belong into a folder like `\(place)`")]
        : notes)
  }

  /// What the comments and gates before an item say; nil where a gate hides the item.
  mutating func attributes(
    _ leading: Leading, _ range: SourceRange, in package: PackageID
  ) -> Attributes? {
    var since: SemanticVersion?
    var deprecated: SemanticVersion?
    var feature: String?
    var attributes = Attributes(docs: leading.docs, range: range)
    for gate in leading.gates {
      switch gate.kind {
      case .since(let version):
        checkSince(version, of: range, at: gate.range, in: package)
        if since != nil { report(.duplicate(.gate, "@since"), at: gate.range) }
        since = version
      case .deprecated(let version):
        if deprecated != nil { report(.duplicate(.gate, "@deprecated"), at: gate.range) }
        deprecated = version
      case .unstable(let name):
        if feature != nil { report(.duplicate(.gate, "@unstable"), at: gate.range) }
        feature = name
      case .externalID(let id): attributes.externalID = id
      }
    }
    if since != nil, feature != nil { report(.conflictingGates, at: range) }
    if deprecated != nil, since == nil, feature == nil { report(.deprecatedAlone, at: range) }
    if let feature {
      guard options.shows(feature) else { return nil }
      attributes.stability = .unstable(feature: feature, deprecated: deprecated)
    } else if let since {
      attributes.stability = .stable(since: since, deprecated: deprecated)
    }
    return attributes
  }

  private mutating func checkSince(
    _ version: SemanticVersion, of item: SourceRange, at gate: SourceRange,
    in package: PackageID
  ) {
    guard let current = packages[Int(package.index)].name.version else {
      report(.sinceWithoutVersion, at: gate)
      return
    }
    if current < version {
      report(
        .sinceAfterPackage(version, package: current), at: item,
        notes: [Diagnostic.Note(range: gate, text: "the gate is here")])
    }
  }
}

/// The name that a person who wrote `name` may have meant: at most a third of it differs.
package func nearest(to name: String, among candidates: [String]) -> String? {
  let bytes = Array(name.utf8)
  var best: (candidate: String, distance: Int)?
  // Whoever is as near as the best so far comes too late: the limit gets smaller on the way.
  var limit = max(1, bytes.count / 3)
  for candidate in candidates where candidate != name {
    guard abs(candidate.utf8.count - bytes.count) <= limit,
      let distance = editDistance(bytes, Array(candidate.utf8), limit: limit)
    else { continue }
    best = (candidate, distance)
    limit = distance - 1
    if limit < 1 { break }
  }
  return best?.candidate
}

/// How many letters must be put in, taken out, replaced or swapped with their neighbour; nil where
/// it is more than `limit`, or a name is of a length that no person writes.
private func editDistance(_ one: [UInt8], _ two: [UInt8], limit: Int) -> Int? {
  guard one.count <= 200, two.count <= 200 else { return nil }
  var before: [Int] = []
  var previous = Array(0...two.count)
  for (row, byte) in one.enumerated() {
    var current = [row + 1]
    for (column, other) in two.enumerated() {
      var best = min(
        previous[column] + (byte == other ? 0 : 1), previous[column + 1] + 1, current[column] + 1)
      if row > 0, column > 0, byte == two[column - 1], one[row - 1] == other {
        best = min(best, before[column - 1] + 1)
      }
      current.append(best)
    }
    before = previous
    previous = current
    // Rows only grow from two neighbouring ones.
    if !previous.contains(where: { $0 <= limit }), !before.contains(where: { $0 <= limit }) {
      return nil
    }
  }
  return previous[two.count] <= limit ? previous[two.count] : nil
}
