/// How much one call has written: beyond its limits nothing is kept.
struct CallLog {
  private let limits: WorkerLimits
  private var lines = 0
  private var bytes = 0
  var isFull = false

  init(limits: WorkerLimits) {
    self.limits = limits
  }

  mutating func begin() {
    lines = 0
    bytes = 0
    isFull = false
  }

  /// Counts a line; false where there is no room for it.
  @discardableResult
  mutating func add(_ line: LogLine) -> Bool {
    lines += 1
    bytes += line.text.utf8.count + 1
    return lines <= limits.logLines && bytes <= limits.logBytes
  }

  /// What stands in the place of all that is not kept.
  var text: String {
    let what =
      lines > limits.logLines
      ? "\(limits.logLines) lines: `limits.log-lines`"
      : "\(ByteCount.text(limits.logBytes)): `limits.log`"
    return "what this call writes from here on is not kept; it wrote \(what) of its template "
      + "allows more"
  }
}
