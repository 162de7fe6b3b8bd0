/// Whether a component could stand where a world is asked for: it exports what the world exports,
/// and asks for nothing that the world does not import.
///
/// (`wasm-tools component targets` answers the same, up to the first difference.)
package struct WorldConformance: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    /// The world exports it, the component does not.
    case missingExport = "missing-export"
    /// The component imports it, the world does not.
    case extraImport = "extra-import"
    /// Both have it, with types that differ.
    case differs
  }

  package struct Row: Hashable, Sendable {
    package var kind: Kind
    /// The import or export, or the way to what differs.
    package var path: String
    /// How it differs, seen from the world: what it has is gone or otherwise in the component.
    package var text: String
  }

  /// What keeps the component from the world; empty where it fits.
  package private(set) var rows: [Row] = []

  /// - Parameters:
  ///   - component: its graph and its world
  ///   - world: the world that it is to be of
  package init(of component: Comparison.Side, to world: Comparison.Side) {
    var (component, world) = (component, world)
    guard let own = component.world, let wanted = world.world else {
      preconditionFailure("a component and a world are compared")
    }
    let exports = Self.keys(component.graph[own].exports, component.graph)
    for (key, item) in Self.keyed(world.graph[wanted].exports, world.graph)
    where !exports.contains(key) {
      let name = world.graph.key(of: item)
      rows.append(
        Row(kind: .missingExport, path: name, text: "the component does not export it"))
    }
    let imports = Self.keys(world.graph[wanted].imports, world.graph)
    for (key, item) in Self.keyed(component.graph[own].imports, component.graph)
    where !imports.contains(key) {
      let name = component.graph.key(of: item)
      rows.append(Row(kind: .extraImport, path: name, text: "the world does not import it"))
    }
    // What one of them lacks has been said: only what both have is compared.
    let common = (
      imports: imports.intersection(Self.keys(component.graph[own].imports, component.graph)),
      exports: exports.intersection(Self.keys(world.graph[wanted].exports, world.graph))
    )
    component.graph.keep(own, imports: common.imports, exports: common.exports)
    world.graph.keep(wanted, imports: common.imports, exports: common.exports)
    rows += Comparison.changes(from: world, to: component).filter { !$0.breaks.isEmpty }
      .map { Row(kind: .differs, path: $0.path, text: $0.text) }
  }

  private static func keyed(
    _ items: [WorldItem], _ graph: PackageGraph
  ) -> [(key: String, item: WorldItem)] {
    items.compactMap { item in graph.conformanceKey(of: item).map { ($0, item) } }
  }

  private static func keys(_ items: [WorldItem], _ graph: PackageGraph) -> Set<String> {
    Set(keyed(items, graph).map(\.key))
  }
}

extension PackageGraph {
  /// What an import or export is found by: versions that may stand in for each other are one. Nil
  /// for types: they come with what uses them.
  fileprivate func conformanceKey(of item: WorldItem) -> String? {
    if case .type = item.content { return nil }
    let key = key(of: item)
    guard item.name == nil, let at = key.firstIndex(of: "@"),
      let track = SemanticVersion(key[key.index(after: at)...])?.track
    else { return key }
    return "\(key[..<at])@\(track)"
  }

  fileprivate mutating func keep(_ world: WorldID, imports: Set<String>, exports: Set<String>) {
    let old = self[world]
    var new = old
    new.imports = old.imports.filter { item in
      conformanceKey(of: item).map { imports.contains($0) } ?? false
    }
    new.exports = old.exports.filter { item in
      conformanceKey(of: item).map { exports.contains($0) } ?? false
    }
    self[world] = new
  }
}
