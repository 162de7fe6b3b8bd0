// In which order packages stand, and that none needs itself.
extension Resolver {
  /// A package comes after those it names; else they stand by their names, as the reference has it.
  mutating func packageOrder() -> [PackageID] {
    let byName = graph.packages.indices.sorted {
      PackageName.precedes(graph.packages[$0].name, graph.packages[$1].name)
    }
    var walk = PackageWalk()
    for index in byName {
      let start = PackageID(index: index)
      guard walk.visited.insert(start).inserted else { continue }
      walk.begin(start, uses(of: start))
      // With a stack of its own: a chain of packages may be long.
      while let step = walk.next() {
        guard case .use(let use) = step, let next = packageIDs[use.name] else { continue }
        if let circle = walk.path(to: next) {
          report(circle)
        } else if walk.visited.insert(next).inserted {
          walk.begin(next, uses(of: next))
        }
      }
    }
    return walk.order
  }

  private func uses(of package: PackageID) -> [PackageNameSyntax] { packageUses[package] ?? [] }

  private mutating func report(_ circle: PackageWalk.Circle) {
    let names = (circle.packages + circle.packages.prefix(1)).map { "\(graph[$0].name)" }
    report(.packageCycle(names.joined(separator: " -> ")), at: circle.place)
    circularPackages.formUnion(circle.packages)
  }
}

/// A walk along what packages name, depth first.
private struct PackageWalk {
  enum Step {
    case use(PackageNameSyntax)
    case left
  }

  /// Packages that need each other, and where the first of them names the second.
  struct Circle {
    var packages: [PackageID]
    var place: SourceRange?
  }

  private struct Visit {
    var package: PackageID
    var rest: ArraySlice<PackageNameSyntax>
    var current: PackageNameSyntax?
  }

  var visited: Set<PackageID> = []
  private(set) var order: [PackageID] = []
  private var visits: [Visit] = []

  mutating func begin(_ package: PackageID, _ uses: [PackageNameSyntax]) {
    visits.append(Visit(package: package, rest: uses[...]))
  }

  /// The next package that is named; nil at the end of the walk.
  mutating func next() -> Step? {
    guard let last = visits.indices.last else { return nil }
    if let use = visits[last].rest.popFirst() {
      visits[last].current = use
      return .use(use)
    }
    order.append(visits.removeLast().package)
    return .left
  }

  /// The circle that naming this package closes.
  func path(to package: PackageID) -> Circle? {
    guard let start = visits.firstIndex(where: { $0.package == package }) else { return nil }
    return Circle(
      packages: visits[start...].map(\.package), place: visits[start].current?.range)
  }
}

extension SyntaxTree.Item {
  /// The paths that it names others by, nested packages left out: what a world imports before what
  /// it exports.
  var usePaths: [UsePath] {
    switch self {
    case .use(let use): [use.path]
    case .interface(let interface): Self.paths(interface.items)
    case .world(let world):
      world.items.flatMap(Self.ownPaths) + world.items.flatMap { Self.paths($0, isImport: true) }
        + world.items.flatMap { Self.paths($0, isImport: false) }
    case .package: []
    }
  }

  private static func paths(_ items: [InterfaceItem]) -> [UsePath] {
    items.compactMap { if case .use(let use) = $0 { use.path } else { nil } }
  }

  private static func ownPaths(_ item: WorldItemSyntax) -> [UsePath] {
    switch item {
    case .use(let use): [use.path]
    case .include(let include): [include.path]
    case .type, .import, .export: []
    }
  }

  private static func paths(_ item: WorldItemSyntax, isImport: Bool) -> [UsePath] {
    let extern: ExternSyntax
    switch item {
    case .import(let syntax) where isImport: extern = syntax
    case .export(let syntax) where !isImport: extern = syntax
    default: return []
    }
    return switch extern.kind {
    case .function: []
    case .interface(_, let items): paths(items)
    case .path(_, let path): [path]
    }
  }
}

extension PackageName {
  /// By namespace, name and version; one without a version comes first.
  fileprivate static func precedes(_ left: PackageName, _ right: PackageName) -> Bool {
    if left.namespace != right.namespace { return left.namespace < right.namespace }
    if left.name != right.name { return left.name < right.name }
    guard let other = right.version else { return false }
    return left.version.map { $0 < other } ?? true
  }
}

extension PackageGraph {
  /// A package's interfaces, those that others use before them.
  func interfacesInOrder(of package: Package) -> [InterfaceID] {
    DependencyOrder.of(package.interfaces) { interfacesUsed(by: self[$0]) }
  }

  mutating func reorderPackages(_ order: [PackageID]) {
    var places: [PackageID: PackageID] = [:]
    for (index, id) in order.enumerated() { places[id] = PackageID(index: index) }
    packages = order.map { self[$0] }
    for index in interfaces.indices {
      interfaces[index].package = places[interfaces[index].package] ?? interfaces[index].package
    }
    for index in worlds.indices {
      worlds[index].package = places[worlds[index].package] ?? worlds[index].package
    }
  }
}
