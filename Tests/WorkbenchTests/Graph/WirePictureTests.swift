import Foundation
import TestSupport
import Testing

@testable import Workbench

/// Pictures of wirings: texts in Fixtures/Graphs, and what has to hold for any graph.
@Suite struct WirePictureTests {
  private static let plain: [(String, WireGraph)] = [
    (
      "caller-and-stub",
      graph([
        ("cart", ["rpc:host", "stub>stub/stub-history", "wasi:clocks/wall-clock@0.2.0:host"]),
        ("stub", ["rpc:host", "api:host"]),
      ])
    ),
    (
      "triangle",
      graph([
        ("main", ["a>one", "b>two"]), ("one", ["b>two", "clock:host"]), ("two", ["clock:host"]),
      ])
    ),
    (
      "chain",
      graph([
        ("main", ["a>one", "w:host", "x:host"]), ("one", ["b>two"]), ("two", ["c>three"]),
        ("three", ["d:host"]),
      ])
    ),
    (
      "crossed",
      graph([
        ("main", ["a>two", "b>one", "c>one", "d>two"]), ("one", ["e:host"]), ("two", ["f>three"]),
        ("three", []), ("idle", []),
      ])
    ),
    ("cycle", graph([("main", ["a>one"]), ("one", ["b>two", "c:host"]), ("two", ["a>one"])])),
  ]

  @Test(arguments: plain.map(\.0)) func aWiringIsDrawn(_ name: String) throws {
    let graph = try #require(Self.plain.first { $0.0 == name }?.1)
    let first = graph.nodes[0].ports.first?.key
    let wide = WirePicture(graph, columns: 96)
    let narrow = WirePicture(graph, columns: 40, selected: first)
    let text = [wide, narrow].map { $0.lines.map(\.text).joined(separator: "\n") }
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures/Graphs/\(name).txt")
    let difference = try Golden.difference(text.joined(separator: "\n\n") + "\n", from: file)
    #expect(difference == nil)
  }

  /// Follows lines from every port: each leads to its own entry, whatever it crosses on its way.
  @Test func everyWireLeadsToItsEntry() throws {
    for seed in 0..<400 {
      var random = Seeded(state: UInt64(seed))
      let graph = Self.random(&random)
      let placement = WirePlacement(graph)
      let layers = graph.layers
      for net in placement.nets {
        for port in net.ports {
          guard let node = net.node else { continue }
          var row = placement.row(of: port)
          for layer in layers[port.node]..<net.layer {
            let id = placement.nets.firstIndex { $0.node == node && $0.entry == net.entry }
            let part = try #require(placement.channels[layer].nets.first { $0.id == id })
            #expect(part.left.contains(row), "seed \(seed)")
            row = try #require(part.right)
          }
          #expect(row == placement.top[node] + 1 + net.entry, "seed \(seed)")
        }
      }
      Self.expectNoOverlap(placement, seed)
    }
  }

  private static func expectNoOverlap(_ placement: WirePlacement, _ seed: Int) {
    for layer in 0..<placement.layerCount {
      var taken: Set<Int> = []
      let nodes = placement.graph.nodes.indices.filter { placement.layers[$0] == layer }
      let rows =
        nodes.flatMap {
          Array(placement.top[$0]..<(placement.top[$0] + placement.graph.nodes[$0].rows))
        }
        + placement.lanes[layer].values
      for row in rows { #expect(taken.insert(row).inserted, "seed \(seed), column \(layer)") }
    }
    for channel in placement.channels {
      for (index, net) in channel.nets.enumerated() {
        for other in channel.nets.dropFirst(index + 1) {
          if let track = net.track, track == other.track {
            #expect(!net.rows.overlaps(other.rows), "seed \(seed)")
          }
          // Where one comes in and the other leaves in one row, they turn in time.
          for (one, two) in [(net, other), (other, net)] {
            guard let right = two.right, one.left.contains(right) else { continue }
            #expect((one.track ?? -1) < (two.track ?? -1), "seed \(seed)")
          }
        }
      }
    }
  }

  @Test func everyPortIsAPlaceInsideThePicture() {
    for seed in 400..<500 {
      var random = Seeded(state: UInt64(seed))
      let graph = Self.random(&random)
      let picture = WirePicture(graph, columns: Int.random(in: 1...160, using: &random))
      #expect(picture.stops.count == graph.nodes.map(\.ports.count).reduce(0, +))
      for stop in picture.stops {
        let text = Array(picture.lines[stop.row].text)
        #expect(
          text.indices.contains(stop.columns.upperBound) && text[stop.columns.upperBound] == "├")
      }
    }
  }

  @Test func aLongNameKeepsWhatTellsMost() {
    let name = "shopping:purchase-history/api@1.0.0"
    #expect(WireDrawing.shortened(name, columns: 40) == name)
    #expect(WireDrawing.shortened(name, columns: 30) == "shopping:purchase-history/api")
    #expect(WireDrawing.shortened(name, columns: 10) == "…/api")
    #expect(WireDrawing.shortened(name, columns: 3) == "api")
    #expect(WireDrawing.shortened("a-function", columns: 6) == "a-fun…")
  }

  /// Boxes with their imports: `name>box` is given by a box, `name:host` stays open.
  private static func graph(_ boxes: [(String, [String])]) -> WireGraph {
    var entries: [[String]] = boxes.map { _ in [] }
    var open: [String] = []
    var nodes = boxes.enumerated().map { index, box in
      WireGraph.Node(title: box.0, kind: index == 0 ? .socket : .plug)
    }
    for (index, box) in boxes.enumerated() {
      for wire in box.1 {
        let (name, target): (String, WireGraph.Target)
        if wire.hasSuffix(":host") {
          name = String(wire.dropLast(5))
          if !open.contains(name) { open.append(name) }
          target = .entry(node: boxes.count, 0)
        } else {
          let parts = wire.split(separator: ">").map(String.init)
          let box = parts[1].prefix { $0 != "/" }
          name = parts[1].contains("/") ? parts[1] : parts[0]
          let node = boxes.firstIndex { $0.0 == box } ?? 0
          if !entries[node].contains(name) { entries[node].append(name) }
          target = .entry(node: node, entries[node].firstIndex(of: name) ?? 0)
        }
        let mark: WireGraph.Mark = wire.hasSuffix(":host") ? .open : .satisfied
        nodes[index].ports.append(
          .init(key: "\(box.0) \(name)", label: name, mark: mark, target: target))
      }
    }
    for index in nodes.indices {
      nodes[index].entries = entries[index].map { .init(label: $0) }
      if index > 0, entries[index].isEmpty {
        nodes[index].kind = .unusedPlug
        nodes[index].remark = "not used"
      }
    }
    if !open.isEmpty {
      nodes.append(.init(title: "host", kind: .host, entries: open.map { .init(label: $0) }))
    }
    return WireGraph(nodes: nodes)
  }

  private static func random(_ random: inout Seeded) -> WireGraph {
    let count = Int.random(in: 1...9, using: &random)
    var nodes = (0..<count).map { index in
      WireGraph.Node(
        title: "n\(index)", kind: index == 0 ? .socket : .plug,
        entries: (0..<Int.random(in: 1...3, using: &random)).map { .init(label: "e\($0)") })
    }
    nodes.append(.init(title: "host", kind: .host, entries: [.init(label: "x")]))
    for node in 0..<count {
      for port in 0..<Int.random(in: 0...6, using: &random) {
        let next = Int.random(in: 0...count, using: &random)
        let target: WireGraph.Target =
          Int.random(in: 0..<12, using: &random) == 0
          ? .nowhere("?")
          : .entry(node: next, Int.random(in: 0..<nodes[next].entries.count, using: &random))
        nodes[node].ports.append(
          .init(key: "\(node).\(port)", label: "p\(port)", mark: .satisfied, target: target))
      }
    }
    return WireGraph(nodes: nodes)
  }
}

/// The same numbers for the same seed.
private struct Seeded: RandomNumberGenerator {
  var state: UInt64

  /// SplitMix64.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
