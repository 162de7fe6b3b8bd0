/// A composition as a picture: parts and the host as nodes, imports as edges.
package struct CompositionGraph: Hashable, Sendable {
  package struct Node: Hashable, Sendable {
    package enum Role: String, Hashable, Sendable {
      case socket, plug, host
    }

    package var name: String
    package var role: Role
    package var isUsed: Bool
  }

  package struct Edge: Hashable, Sendable {
    package enum State: String, Hashable, Sendable {
      case satisfied, open, refused
    }

    /// The place of the importer in `nodes`.
    package var importer: Int
    /// The place of what gives it, or is to.
    package var provider: Int
    package var importName: String
    /// The name at the other end; nil at the host's.
    package var exportName: String?
    package var state: State
    package var isManual: Bool
  }

  /// The socket, the plugs as they were given, the host last.
  package private(set) var nodes: [Node]
  /// In the order of the plan's imports; one that several parts provide has an edge to each.
  package private(set) var edges: [Edge] = []

  package init(_ composition: Composition) {
    nodes = composition.parts.map {
      Node(name: $0.name, role: $0.isSocket ? .socket : .plug, isUsed: $0.isUsed)
    }
    var places: [String: Int] = [:]
    for (place, node) in nodes.enumerated() where places[node.name] == nil || node.isUsed {
      places[node.name] = place
    }
    let host = nodes.count
    nodes.append(
      Node(
        name: "host", role: .host, isUsed: composition.imports.contains { $0.wire == .open }))
    for row in composition.imports {
      guard let importer = places[row.importer] else { continue }
      let ends = Self.ends(of: row).map { places[$0] ?? host }
      for end in ends.isEmpty ? [host] : ends {
        edges.append(
          Edge(
            importer: importer, provider: end, importName: row.name,
            exportName: end == host ? nil : row.export?.name ?? row.name, state: row.wire.state,
            isManual: row.isManual))
      }
    }
  }

  private static func ends(of row: Composition.Import) -> [String] {
    if !row.providers.isEmpty { return row.providers }
    switch row.wire {
    case .satisfied(let part): return [part]
    case .refused(let part, _) where row.export != nil: return [part]
    case .refused, .open: return []
    }
  }
}

extension Composition {
  package var graph: CompositionGraph { CompositionGraph(self) }
}

extension Composition.Wire {
  package var state: CompositionGraph.Edge.State {
    switch self {
    case .satisfied: .satisfied
    case .open: .open
    case .refused: .refused
    }
  }
}

// Graphviz.
extension CompositionGraph {
  /// The picture in the DOT language: an arrow leads from the importer to who gives it.
  package var dot: String {
    var lines = ["digraph composition {", "  rankdir=LR;", "  node [shape=box];"]
    for (place, node) in nodes.enumerated() where node.role != .host || node.isUsed {
      lines.append("  n\(place) [label=\(Self.quoted(node.name))\(Self.style(of: node))];")
    }
    for edge in edges where nodes[edge.provider].role != .host || nodes[edge.provider].isUsed {
      let renamed = edge.exportName.flatMap { $0 == edge.importName ? nil : " = \($0)" } ?? ""
      lines.append(
        "  n\(edge.importer) -> n\(edge.provider) "
          + "[label=\(Self.quoted(edge.importName + renamed))\(Self.style(of: edge))];")
    }
    return lines.joined(separator: "\n") + "\n}\n"
  }

  private static func style(of node: Node) -> String {
    switch node.role {
    case .socket: ", style=bold"
    case .host: ", shape=ellipse"
    case .plug: node.isUsed ? "" : ", style=dotted"
    }
  }

  private static func style(of edge: Edge) -> String {
    switch edge.state {
    case .satisfied: edge.isManual ? ", style=bold" : ""
    case .open: ", style=dashed"
    case .refused: ", color=red"
    }
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for character in text.unicodeScalars {
      switch character {
      case "\"", "\\": quoted += "\\\(character)"
      default: quoted.unicodeScalars.append(character.value < 0x20 ? " " : character)
      }
    }
    return quoted + "\""
  }
}
