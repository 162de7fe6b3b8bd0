/// Draws a placed graph into a grid.
struct WireDrawing {
  private let placement: WirePlacement
  private let columns: LayerColumns
  private(set) var grid: WireGrid
  private(set) var stops: [WirePicture.Stop] = []

  private var graph: WireGraph { placement.graph }

  init(_ placement: WirePlacement, _ columns: LayerColumns) {
    self.placement = placement
    self.columns = columns
    grid = WireGrid(columns: columns.total, rows: placement.rows)
  }

  // Wires.

  mutating func drawWires(selected: String?) {
    // Refused wires lie over satisfied ones, these over open ones.
    let order = placement.nets.indices.sorted { weight(of: $0) < weight(of: $1) }
    for net in order {
      for port in placement.nets[net].ports { draw(port, of: net, heavy: false) }
    }
    for net in placement.nets.indices {
      for port in placement.nets[net].ports where content(of: port).key == selected {
        draw(port, of: net, heavy: true)
      }
    }
  }

  private func content(of port: (node: Int, port: Int)) -> WireGraph.Port {
    graph.nodes[port.node].ports[port.port]
  }

  private func weight(of net: Int) -> Int {
    let marks = placement.nets[net].ports.map { content(of: $0).mark }
    if marks.contains(.refused) { return 2 }
    return marks.contains { $0 == .satisfied || $0 == .satisfiedByHand } ? 1 : 0
  }

  /// The whole way of one wire, from its port to what it leads to.
  private mutating func draw(_ port: (node: Int, port: Int), of net: Int, heavy: Bool) {
    let mark = content(of: port).mark
    let role: Role = heavy && mark.role == .dim ? .text : mark.role
    var row = placement.row(of: port)
    for layer in placement.layers[port.node]..<placement.channels.count {
      guard
        let part = placement.channels[layer].nets.first(where: { $0.id == net })
      else { return }
      let start = columns.right(of: layer)
      guard let right = part.right else {
        let end = columns.track(part.track ?? 0, behind: layer)
        grid.across(row, from: start, to: end, role, heavy: heavy)
        if case .nowhere(let hint) = content(of: port).target {
          grid.put(hint, row, end, role)
        } else {
          grid.put("↺", row, end, role)
        }
        return
      }
      let end = columns.left[layer + 1]
      if let track = part.track {
        let x = columns.track(track, behind: layer)
        grid.across(row, from: start, to: x, role, heavy: heavy)
        grid.down(x, from: min(row, right), to: max(row, right), role, heavy: heavy)
        grid.across(right, from: x, to: end, role, heavy: heavy)
      } else {
        grid.across(right, from: start, to: end, role, heavy: heavy)
      }
      row = right
      if placement.nets[net].layer == layer + 1 {
        grid.put("▸", row, end - 1, role)
        return
      }
      grid.across(row, from: end, to: columns.right(of: layer + 1), role, heavy: heavy)
    }
  }

  // Boxes.

  mutating func drawBoxes(selected: String?) {
    for node in graph.nodes.indices { draw(node, selected: selected) }
  }

  private mutating func draw(_ node: Int, selected: String?) {
    let content = graph.nodes[node]
    let layer = placement.layers[node]
    let (x, y) = (columns.left[layer], placement.top[node])
    let width = columns.width[layer]
    let isSelected =
      selected != nil
      && (content.ports.contains { $0.key == selected }
        || content.entries.contains { $0.key == selected })
    let border: Role =
      isSelected ? .borderFocus : content.kind == .unusedPlug ? .dim : .border
    let inner = max(0, width - 2)
    grid.put("┌\(String(repeating: "─", count: inner))┐", y, x, border)
    for row in (y + 1)..<(y + content.rows - 1) {
      grid.put("│\(String(repeating: " ", count: inner))│", row, x, border)
    }
    grid.put("└\(String(repeating: "─", count: inner))┘", y + content.rows - 1, x, border)
    let title = CellWidth.truncated(content.title, columns: max(1, width - 4))
    grid.put(" \(title) ", y, x + 1, Self.titleRole(content.kind))
    grid.put(CellWidth.truncated(content.remark, columns: width - 4), y + 1, x + 2, .dim)
    for (index, entry) in content.entries.enumerated() {
      let row = y + content.row(ofEntry: index)
      if isReached(node, index) { grid.put("┤", row, x, border) }
      let room = width - 4 - (entry.sign == nil ? 0 : 2)
      grid.put(
        Self.shortened(entry.label, columns: room), row, x + 2,
        content.kind == .host ? .text : .dim)
      if let sign = entry.sign { grid.put(sign.text, row, x + width - 3, sign.role) }
      if let key = entry.key { addStop(key, row, node) }
    }
    for (index, port) in content.ports.enumerated() {
      let row = y + content.row(ofPort: index)
      let label = Self.shortened(port.label, columns: width - 6)
      grid.put(label, row, x + 2, port.mark == .refused ? .error : .text)
      grid.put(port.mark.sign, row, x + width - 3, port.mark.role)
      grid.put("├", row, x + width - 1, border)
      addStop(port.key, row, node)
    }
  }

  private mutating func addStop(_ key: String, _ row: Int, _ node: Int) {
    let layer = placement.layers[node]
    stops.append(
      WirePicture.Stop(
        key: key, row: row, columns: (columns.left[layer] + 1)..<columns.right(of: layer)))
  }

  private func isReached(_ node: Int, _ entry: Int) -> Bool {
    placement.nets.contains { $0.node == node && $0.entry == entry }
  }

  private static func titleRole(_ kind: WireGraph.Kind) -> Role {
    switch kind {
    case .socket: .title
    case .plug: .witName
    case .unusedPlug: .dim
    case .host: .witKeyword
    }
  }

  /// A name, or what tells most of it: its version goes first, then its package.
  static func shortened(_ name: String, columns: Int) -> String {
    let plain = String(name.prefix { $0 != "@" })
    let interface = plain.lastIndex(of: "/").map { String(plain[plain.index(after: $0)...]) }
    let forms = [name, plain] + (interface.map { ["…/\($0)", $0] } ?? [])
    return forms.first { CellWidth.columns(of: $0) <= columns }
      ?? CellWidth.truncated(interface ?? plain, columns: max(1, columns))
  }
}
