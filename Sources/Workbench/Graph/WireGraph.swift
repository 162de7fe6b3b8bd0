/// What a picture of a composition is made of: boxes, their imports, and where each leads.
///
/// Node 0 is the socket. A graph says nothing of places: `WirePicture` finds them.
package struct WireGraph: Hashable, Sendable {
  /// What became of an import, as far as a picture shows it.
  package enum Mark: Hashable, Sendable {
    case satisfied, satisfiedByHand
    case open, openByHand
    case refused
  }

  /// Where the wire of a port leads.
  package enum Target: Hashable, Sendable {
    /// To an entry of a node, by their indices.
    case entry(node: Int, Int)
    /// Nowhere; what stands at the end of the wire instead.
    case nowhere(String)
  }

  /// An import of a box: a wire leaves it at the right.
  package struct Port: Hashable, Sendable {
    /// What the cursor remembers it by.
    package var key: String
    package var label: String
    package var mark: Mark
    package var target: Target

    package init(key: String, label: String, mark: Mark, target: Target) {
      self.key = key
      self.label = label
      self.mark = mark
      self.target = target
    }
  }

  /// Something that a box gives: wires reach it from the left.
  package struct Entry: Hashable, Sendable {
    /// What the cursor remembers it by; nil where it does not stop here.
    package var key: String?
    package var label: String
    /// A sign behind the label: whether this host serves it.
    package var sign: StyledLine.Span?

    package init(key: String? = nil, label: String, sign: StyledLine.Span? = nil) {
      self.key = key
      self.label = label
      self.sign = sign
    }
  }

  package enum Kind: Hashable, Sendable {
    case socket, plug, unusedPlug, host
  }

  package struct Node: Hashable, Sendable {
    package var title: String
    package var kind: Kind
    /// Stands in a box that has nothing else.
    package var remark: String
    package var entries: [Entry]
    package var ports: [Port]

    package init(
      title: String, kind: Kind, entries: [Entry] = [], ports: [Port] = [], remark: String = ""
    ) {
      self.title = title
      self.remark = remark
      self.kind = kind
      self.entries = entries
      self.ports = ports
    }

    /// With its border.
    var rows: Int { 2 + max(1, entries.count + ports.count) }

    /// The row of an entry or a port below the box's upper edge.
    func row(ofEntry index: Int) -> Int { 1 + index }
    func row(ofPort index: Int) -> Int { 1 + entries.count + index }
  }

  package var nodes: [Node]

  package init(nodes: [Node]) {
    self.nodes = nodes
  }
}

extension WireGraph.Mark {
  package var sign: String {
    switch self {
    case .satisfied: "●"
    case .satisfiedByHand: "◆"
    case .open: "○"
    case .openByHand: "◇"
    case .refused: "✗"
    }
  }

  package var role: Role {
    switch self {
    case .satisfied, .satisfiedByHand: .success
    case .open, .openByHand: .dim
    case .refused: .error
    }
  }
}

extension WireGraph {
  /// The column of boxes in which each node stands: every wire leads to a later one.
  ///
  /// The longest way from the socket decides, so that what stands on others stands left of them. A
  /// wire that closes a circle has no say; the host is last of all.
  var layers: [Int] {
    let order = topologicalOrder
    var position = Array(repeating: 0, count: nodes.count)
    for (index, node) in order.enumerated() { position[node] = index }
    var layers = Array(repeating: 0, count: nodes.count)
    for node in order {
      for next in targets(of: node) where position[next] > position[node] {
        layers[next] = max(layers[next], layers[node] + 1)
      }
    }
    for node in nodes.indices where nodes[node].kind == .unusedPlug { layers[node] = 1 }
    let last = nodes.indices.filter { nodes[$0].kind != .host }.map { layers[$0] }.max() ?? 0
    for node in nodes.indices where nodes[node].kind == .host { layers[node] = last + 1 }
    return layers
  }

  private func targets(of node: Int) -> [Int] {
    nodes[node].ports.compactMap { port in
      if case .entry(let next, _) = port.target { next } else { nil }
    }
  }

  /// All nodes, each before those that its wires lead to.
  private var topologicalOrder: [Int] {
    var isSeen = Array(repeating: false, count: nodes.count)
    var finished: [Int] = []
    for root in nodes.indices where !isSeen[root] {
      isSeen[root] = true
      // Nodes on the way, and how many of their targets were looked at.
      var path = [(node: root, next: 0)]
      while let (node, next) = path.last {
        let targets = targets(of: node)
        guard next < targets.count else {
          finished.append(node)
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        if !isSeen[targets[next]] {
          isSeen[targets[next]] = true
          path.append((targets[next], 0))
        }
      }
    }
    return finished.reversed()
  }
}
