/// A composition drawn with boxes and wires: the socket at the left, what gives its imports right of
/// it, the host at the right edge.
///
/// A pure function of the graph, the width there is and the port that is looked at. Names are
/// shortened as far as the width asks; what is still wider has to be scrolled.
package struct WirePicture: Hashable, Sendable {
  /// A port as a place for the cursor.
  package struct Stop: Hashable, Sendable {
    package var key: String
    package var row: Int
    package var columns: Range<Int>
  }

  /// A name in a box is cut to this when there is no room; less tells nothing.
  private static let labelColumnsMin = 16

  package private(set) var lines: [StyledLine]
  /// Box by box.
  package private(set) var stops: [Stop]

  /// - Parameters:
  ///   - columns: the width that is wanted
  ///   - selected: the key of the port whose wire stands out
  package init(_ graph: WireGraph, columns: Int, selected: String? = nil) {
    let placement = WirePlacement(graph)
    let columnsOfLayers = LayerColumns(placement, columns: columns, labelMin: Self.labelColumnsMin)
    var drawing = WireDrawing(placement, columnsOfLayers)
    drawing.drawWires(selected: selected)
    drawing.drawBoxes(selected: selected)
    lines = (0..<placement.rows).map { drawing.grid.line($0) }
    stops = drawing.stops
  }
}

/// Where the columns of boxes begin and how wide they are.
struct LayerColumns {
  private(set) var left: [Int] = []
  private(set) var width: [Int]
  /// Cells between the tracks of each channel.
  private(set) var spacing: [Int]
  private(set) var total = 0

  /// The border and blanks around a label and its sign.
  private static let frameColumns = 6

  init(_ placement: WirePlacement, columns: Int, labelMin: Int) {
    width = Array(repeating: 0, count: placement.layerCount)
    spacing = placement.channels.map { $0.trackCount > 4 ? 1 : 2 }
    for (node, content) in placement.graph.nodes.enumerated() {
      let labels = content.entries.map(\.label) + content.ports.map(\.label)
      let widest = labels.map { CellWidth.columns(of: $0) + Self.frameColumns }.max() ?? 0
      let texts = [content.title, content.remark].map { CellWidth.columns(of: $0) + 4 }
      width[placement.layers[node]] = ([width[placement.layers[node]], widest] + texts).max() ?? 0
    }
    let least = labelMin + Self.frameColumns
    let spread = placement.channels.indices.reduce(0) {
      $0 + Self.columns(of: placement.channels[$1], spacing[$1])
    }
    var excess = width.reduce(0, +) + spread - columns
    while excess > 0, let widest = width.indices.max(by: { width[$0] < width[$1] }),
      width[widest] > least
    {
      width[widest] -= 1
      excess -= 1
    }
    if excess > 0 { spacing = spacing.map { _ in 1 } }
    let channels = placement.channels.indices.map {
      Self.columns(of: placement.channels[$0], spacing[$0])
    }
    var x = 0
    for layer in width.indices {
      left.append(x)
      x += width[layer] + (layer < channels.count ? channels[layer] : 0)
    }
    total = x
  }

  private static func columns(of channel: WireChannel, _ spacing: Int) -> Int {
    // A cell at each side of the tracks, and the arrow.
    4 + max(0, channel.trackCount - 1) * spacing + (channel.trackCount > 0 ? 1 : 0)
  }

  func right(of layer: Int) -> Int { left[layer] + width[layer] - 1 }

  func track(_ track: Int, behind layer: Int) -> Int {
    right(of: layer) + 2 + track * spacing[layer]
  }
}
