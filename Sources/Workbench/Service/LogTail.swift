import Runtime

/// Puts log lines into their order that come from two sides: those that were kept, and those that
/// are just being written.
struct LogTail {
  private var last: Int
  private var ahead: [Int: LogLine] = [:]

  init(after: Int) {
    last = after
  }

  /// Whether lines are held back because one before them has not come yet.
  var hasGap: Bool { !ahead.isEmpty }

  /// Takes lines in; those whose turn it is, in their order.
  mutating func take(_ lines: [LogLine]) -> [LogLine] {
    // What lies before the oldest line that is kept is gone.
    if last == 0, let first = lines.first, first.number > 1, lines.count > 1 {
      last = first.number - 1
    }
    for line in lines where line.number > last { ahead[line.number] = line }
    var ready: [LogLine] = []
    while let next = ahead.removeValue(forKey: last + 1) {
      ready.append(next)
      last += 1
    }
    return ready
  }
}
