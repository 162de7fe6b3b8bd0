/// Compares two versions of a package, or of a component.
///
/// A package is a contract: its worlds say who exports what, so that an addition to an exported
/// interface is work for every component that targets the world, while an imported one may grow.
/// A component is a product: it may export more and import less. (The reference's `semver-check`
/// tests the same, of one world, up to the first difference; what removes a function that others
/// call is a breach here too, although nobody who targets the world minds.)
package struct Comparison {
  /// One side: a graph and what of it is compared.
  package struct Side: Sendable {
    package var graph: PackageGraph
    package var root: PackageID
    /// The one world to compare, of a component or of what a component is compared with.
    package var world: WorldID?

    package init(graph: PackageGraph, root: PackageID, world: WorldID? = nil) {
      self.graph = graph
      self.root = root
      self.world = world
    }
  }

  /// Whom additions, removals and changes of an interface break.
  struct Stance: Hashable {
    var additions: Set<Change.Audience> = []
    var removals: Set<Change.Audience> = [.callers]
    var changes: Set<Change.Audience> = [.callers, .implementers]

    /// Of a package, exported by none of its worlds.
    static let provided = Stance()
    /// Of a package, exported by a world of it.
    static let implemented = Stance(additions: [.implementers])
    /// Exported by the component itself.
    static let export = Stance(changes: [.callers])
    /// Imported by the component: it may ask for less.
    static let `import` = Stance(
      additions: [.implementers], removals: [], changes: [.implementers])
  }

  let old: Side
  let new: Side
  let types: TypeEquality
  private(set) var changes: [Change] = []
  private var seen: Set<Change> = []
  /// The old definitions whose differences have been told.
  private(set) var compared: Set<TypeID> = []

  /// All differences: the breaking ones first, else in the order of the old text.
  package static func changes(from old: Side, to new: Side) -> [Change] {
    var comparison = Comparison(old: old, new: new)
    if let one = old.world, let other = new.world {
      comparison.compareProducts(one, other)
    } else {
      comparison.comparePackages()
    }
    comparison.compareForeignTypes()
    return comparison.changes.enumerated().sorted { left, right in
      (right.element.step, left.offset) < (left.element.step, right.offset)
    }.map(\.element)
  }

  private init(old: Side, new: Side) {
    self.old = old
    self.new = new
    types = TypeEquality(
      old: old.graph, new: new.graph, home: (old: old.root, new: new.root))
  }

  mutating func markCompared(_ id: TypeID) { compared.insert(id) }

  mutating func add(
    _ breaks: Set<Change.Audience>, _ step: SemverStep? = nil, _ path: String, _ text: String,
    old: SourceRange? = nil, new: SourceRange? = nil
  ) {
    let change = Change(
      breaks: breaks, step: breaks.isEmpty ? step ?? .minor : .major, path: path, text: text,
      old: old, new: new)
    if seen.insert(change).inserted { changes.append(change) }
  }

  /// Something is there that was not. `note` says what it asks of those who provide it.
  mutating func addAddition(
    _ stance: Stance, _ path: String, _ text: String, note: String? = nil, at range: SourceRange?
  ) {
    let isProvided = stance == .provided || stance == .import
    let note = isProvided ? note.map { ": \($0)" } ?? "" : ""
    add(stance.additions, .minor, path, text + note, new: range)
  }

  mutating func addRemoval(
    _ stance: Stance, _ path: String, _ text: String, at range: SourceRange?
  ) {
    add(stance.removals, .minor, path, text, old: range)
  }

  /// The things of two lists that have the same key, and those that have no partner.
  func paired<One, Other>(
    _ ones: [One], _ others: [Other], _ key: (One) -> String, _ otherKey: (Other) -> String
  ) -> (both: [(One, Other)], removed: [One], added: [Other]) {
    var rest: [String: Other] = [:]
    for other in others { rest[otherKey(other)] = other }
    var both: [(One, Other)] = []
    var removed: [One] = []
    for one in ones {
      if let other = rest.removeValue(forKey: key(one)) {
        both.append((one, other))
      } else {
        removed.append(one)
      }
    }
    return (both, removed, others.filter { rest[otherKey($0)] != nil })
  }
}

// Packages.
extension Comparison {
  private mutating func comparePackages() {
    let (one, other) = (old.graph[old.root], new.graph[new.root])
    let path = "\(one.name.namespace):\(one.name.name)"
    let otherPath = "\(other.name.namespace):\(other.name.name)"
    if path != otherPath {
      add(
        [.callers, .implementers], nil, path, "the package is called `\(otherPath)` now",
        old: one.attributes.range, new: other.attributes.range)
    }
    compareDocs(one.attributes, other.attributes, path)
    let exported = exportedInterfaces(old).union(exportedInterfaces(new))
    let interfaces = paired(
      one.interfaces, other.interfaces, { old.graph[$0].name ?? "" }, { new.graph[$0].name ?? "" })
    for id in interfaces.removed {
      addRemoval(
        .provided, "\(path)/\(old.graph[id].name ?? "")", "the interface is gone",
        at: old.graph[id].attributes.range)
    }
    for (one, other) in interfaces.both {
      let name = old.graph[one].name ?? ""
      compare(
        one, other, exported.contains(name) ? .implemented : .provided, Scope("\(path)/\(name)"))
    }
    for id in interfaces.added {
      addAddition(
        .provided, "\(path)/\(new.graph[id].name ?? "")", "the interface is new",
        at: new.graph[id].attributes.range)
    }
    let worlds = paired(one.worlds, other.worlds, { old.graph[$0].name }, { new.graph[$0].name })
    for id in worlds.removed {
      add(
        [.callers, .implementers], nil, "\(path)/\(old.graph[id].name)", "the world is gone",
        old: old.graph[id].attributes.range)
    }
    for (one, other) in worlds.both { compare(one, other, "\(path)/\(old.graph[one].name)") }
    for id in worlds.added {
      addAddition(
        .provided, "\(path)/\(new.graph[id].name)", "the world is new",
        at: new.graph[id].attributes.range)
    }
  }

  /// The names of the root package's interfaces that its worlds export.
  private func exportedInterfaces(_ side: Side) -> Set<String> {
    var names: Set<String> = []
    for world in side.graph[side.root].worlds {
      for item in side.graph[world].exports {
        guard case .interface(let id) = item.content, side.graph[id].package == side.root,
          let name = side.graph[id].name
        else { continue }
        names.insert(name)
      }
    }
    return names
  }
}

/// How what is declared in an interface or world is called.
struct Scope {
  var path: String
  /// An inline interface's name, with its period.
  var prefix: String

  init(_ path: String, prefix: String = "") {
    self.path = path
    self.prefix = prefix
  }

  func path(_ name: String) -> String { "\(path).{\(prefix)\(name)}" }
}
