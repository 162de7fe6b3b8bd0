/// What was measured, one line for each case, as a table of Markdown.
struct BenchReport {
  var calibration = ""
  private var lines: [String] = []

  mutating func add(_ name: String, _ what: String, _ result: String) {
    lines.append("| \(name) | \(what) | \(result) | | |")
  }

  mutating func add(
    _ name: String, _ what: String, _ time: Duration, against peer: String, _ peerTime: Duration
  ) {
    let ratio = (time.seconds / peerTime.seconds * 100).rounded() / 100
    lines.append(
      "| \(name) | \(what) | \(time.text) | `\(peer)` \(peerTime.text) | \(ratio) |")
  }

  var text: String {
    """
    Calibration: \(calibration).

    | case | of what | witbench | peer | ratio |
    |---|---|---|---|---|
    \(lines.joined(separator: "\n"))
    """
  }
}

extension Duration {
  var seconds: Double { self / .seconds(1) }

  /// `12.3 ms`, three digits or so.
  var text: String {
    let milliseconds = seconds * 1000
    if milliseconds >= 100 { return "\(Int(milliseconds.rounded())) ms" }
    if milliseconds >= 1 { return "\((milliseconds * 10).rounded() / 10) ms" }
    return "\(Int((milliseconds * 1000).rounded())) µs"
  }
}
