/// Which row everything of a graph stands in, and how wires run between the columns.
///
/// Boxes stand in columns (`WireGraph.layers`). A wire that passes a column has a lane there, a row
/// of its own; wires to one entry share their lanes. Columns are placed from the left, each near
/// what leads to it.
struct WirePlacement {
  /// Wires that lead to one entry, or one that leads nowhere.
  struct Net {
    var node: Int?
    var entry = 0
    /// Where it leads to, as a column; that of its port where it leads nowhere.
    var layer: Int
    var ports: [(node: Int, port: Int)] = []
  }

  let graph: WireGraph
  let layers: [Int]
  private(set) var nets: [Net] = []
  /// The upper edge of each node.
  private(set) var top: [Int]
  /// By column, then by net.
  private(set) var lanes: [[Int: Int]]
  /// Behind each column but the last.
  private(set) var channels: [WireChannel] = []
  private(set) var rows = 0

  var layerCount: Int { (layers.max() ?? 0) + 1 }

  init(_ graph: WireGraph) {
    self.graph = graph
    layers = graph.layers
    top = Array(repeating: 0, count: graph.nodes.count)
    lanes = Array(repeating: [:], count: (layers.max() ?? 0) + 1)
    findNets()
    place(layer: 0, offset: 0)
    for layer in 0..<(layerCount - 1) {
      var offset = 0
      var channel: WireChannel?
      // Ends where no row of the left side is one of the right: nothing stands in the way then.
      while channel == nil {
        place(layer: layer + 1, offset: offset)
        channel = WireChannel(channelNets(behind: layer))
        offset += 1
      }
      if let channel { channels.append(channel) }
    }
    // Ends that lead nowhere in the last column.
    if let channel = WireChannel(channelNets(behind: layerCount - 1)), !channel.nets.isEmpty {
      channels.append(channel)
    }
    let bottoms = graph.nodes.indices.map { top[$0] + graph.nodes[$0].rows }
    rows = max(bottoms.max() ?? 0, (lanes.flatMap(\.values).max() ?? -1) + 1)
  }

  private mutating func findNets() {
    var known: [[Int]: Int] = [:]
    for (node, content) in graph.nodes.enumerated() {
      for (port, wire) in content.ports.enumerated() {
        // What closes a circle has no way to the right.
        guard case .entry(let target, let entry) = wire.target, layers[target] > layers[node] else {
          nets.append(Net(node: nil, layer: layers[node], ports: [(node, port)]))
          continue
        }
        if let net = known[[target, entry]] {
          nets[net].ports.append((node, port))
        } else {
          known[[target, entry]] = nets.count
          nets.append(Net(node: target, entry: entry, layer: layers[target], ports: [(node, port)]))
        }
      }
    }
  }

  func row(of port: (node: Int, port: Int)) -> Int {
    top[port.node] + graph.nodes[port.node].row(ofPort: port.port)
  }

  /// The rows at which a net leaves a column.
  private func leftRows(of net: Int, in layer: Int) -> [Int] {
    let own = nets[net].ports.filter { layers[$0.node] == layer }.map { row(of: $0) }
    return own + (lanes[layer][net].map { [$0] } ?? [])
  }

  private func rightRow(of net: Int, in layer: Int) -> Int? {
    guard let node = nets[net].node else { return nil }
    if layers[node] == layer { return top[node] + graph.nodes[node].row(ofEntry: nets[net].entry) }
    return lanes[layer][net]
  }

  private func channelNets(behind layer: Int) -> [WireChannel.Net] {
    nets.indices.compactMap { net in
      let left = leftRows(of: net, in: layer)
      guard !left.isEmpty, nets[net].node == nil || nets[net].layer > layer else { return nil }
      let right = layer + 1 < layerCount ? rightRow(of: net, in: layer + 1) : nil
      return WireChannel.Net(id: net, left: left, right: right)
    }
  }

  private enum Item {
    case node(Int)
    case lane(net: Int)
  }

  /// Places a column near what leads to it, `offset` rows lower.
  private mutating func place(layer: Int, offset: Int) {
    lanes[layer] = [:]
    var items: [(item: Item, wanted: Int)] = graph.nodes.indices.filter { layers[$0] == layer }
      .map { (.node($0), wantedTop(of: $0)) }
    if layer > 0 {
      for net in nets.indices where nets[net].node != nil && nets[net].layer > layer {
        let rows = leftRows(of: net, in: layer - 1).sorted()
        if !rows.isEmpty { items.append((.lane(net: net), rows[rows.count / 2])) }
      }
    }
    let order = items.indices.sorted { (items[$0].wanted, $0) < (items[$1].wanted, $1) }
    var next = offset
    var wasNode = false
    for index in order {
      let wanted = items[index].wanted == Int.max ? next : items[index].wanted + offset
      switch items[index].item {
      case .node(let node):
        top[node] = max(next + (wasNode ? 1 : 0), wanted)
        next = top[node] + graph.nodes[node].rows
        wasNode = true
      case .lane(let net):
        lanes[layer][net] = max(next, wanted)
        next = max(next, wanted) + 1
        wasNode = false
      }
    }
  }

  /// Where its wires would come in straight; nodes without wires stand below the others.
  private func wantedTop(of node: Int) -> Int {
    guard layers[node] > 0 else { return 0 }
    let wanted = nets.indices.filter { nets[$0].node == node }.compactMap { net -> Int? in
      let rows = leftRows(of: net, in: layers[node] - 1).sorted()
      return rows.isEmpty ? nil : rows[0] - graph.nodes[node].row(ofEntry: nets[net].entry)
    }
    return wanted.isEmpty ? Int.max : max(0, wanted.reduce(0, +) / wanted.count)
  }
}
