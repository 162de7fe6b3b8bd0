/// The space between two columns of boxes, in which wires go up and down.
///
/// Each net comes in at rows of the left side and leaves at one row of the right. Where these
/// differ it has a track of its own, a column in which it runs vertically. Two nets never lie on
/// each other; they may cross.
struct WireChannel: Hashable {
  struct Net: Hashable {
    /// What it is, over all channels.
    var id: Int
    var left: [Int]
    /// Nil where it ends in the channel.
    var right: Int?
    /// Counted from the left; nil where it goes straight through.
    var track: Int?

    /// The rows that its vertical part covers.
    var rows: ClosedRange<Int> {
      let rows = left + (right.map { [$0] } ?? [])
      return (rows.min() ?? 0)...(rows.max() ?? 0)
    }
  }

  private(set) var nets: [Net]
  private(set) var trackCount = 0

  /// Gives every net its track; nil where that cannot be done: the right side has to be moved.
  ///
  /// Where one net comes in at the row at which another leaves, the first has to turn before the
  /// second: these conditions may form a circle. They cannot when no row is shared.
  init?(_ nets: [Net]) {
    self.nets = nets
    let turning = nets.indices.filter { nets[$0].right == nil || nets[$0].left != [nets[$0].right] }
    var after = Array(repeating: [Int](), count: nets.count)
    for later in turning {
      guard let right = nets[later].right else { continue }
      after[later] = turning.filter { $0 != later && nets[$0].left.contains(right) }
    }
    // Short ways in stand left, so that the others need not cross them.
    var waiting = turning.sorted { Self.precedes(nets[$0], nets[$1]) }
    while !waiting.isEmpty {
      guard
        let place = waiting.firstIndex(where: { net in
          after[net].allSatisfy { self.nets[$0].track != nil }
        })
      else { return nil }
      let net = waiting.remove(at: place)
      var track = after[net].compactMap { self.nets[$0].track }.max().map { $0 + 1 } ?? 0
      while isTaken(track, nets[net].rows) { track += 1 }
      self.nets[net].track = track
      trackCount = max(trackCount, track + 1)
    }
  }

  private func isTaken(_ track: Int, _ rows: ClosedRange<Int>) -> Bool {
    nets.contains { $0.track == track && $0.rows.overlaps(rows) }
  }

  /// Of wires that go down the lowest turns first, of those that go up the highest.
  private static func precedes(_ first: Net, _ second: Net) -> Bool {
    func rank(_ net: Net) -> (Int, Int, Int) {
      guard let right = net.right else { return (0, net.rows.lowerBound, net.id) }
      let isDown = right >= net.rows.upperBound
      return isDown ? (2, -net.rows.upperBound, net.id) : (1, net.rows.lowerBound, net.id)
    }
    return rank(first) < rank(second)
  }
}
