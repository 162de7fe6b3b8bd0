/// What of an oplog still counts.
enum WorkerHistory {
  /// What a replay must meet, in order: reverted entries are gone, notes are left out.
  static func script(_ entries: [StoredEntry]) -> [StoredEntry] {
    counting(entries).filter(\.entry.isReplayed)
  }

  /// All that the worker wrote, numbered; what was taken back was written all the same.
  static func lines(_ entries: [StoredEntry]) -> [LogLine] {
    var lines: [LogLine] = []
    for stored in entries {
      guard case .log(let source, let text) = stored.entry else { continue }
      lines.append(
        LogLine(source: source, text: text, time: stored.time, number: lines.count + 1))
    }
    return lines
  }

  /// The entries that were not taken back, notes among them.
  static func counting(_ entries: [StoredEntry]) -> [StoredEntry] {
    var counting: [StoredEntry] = []
    for entry in entries {
      switch entry.entry {
      case .reverted(let index):
        while let last = counting.last, last.index > index { counting.removeLast() }
      case .renewed: counting = Array(counting.prefix(1))
      default: counting.append(entry)
      }
    }
    return counting
  }

  /// The last index up to `index` at which no call runs: a worker can be taken back to it.
  ///
  /// - Returns: nil where there is no such entry any more, or never was
  static func rest(at index: Int, in entries: [StoredEntry]) -> Int? {
    var rest: Int?
    var runs = false
    for entry in counting(entries) {
      if entry.index > index { break }
      switch entry.entry {
      case .started: runs = true
      case .completed, .exited: runs = false
      case .failed(let failure) where failure.isFinal: runs = false
      default: break
      }
      if !runs { rest = entry.index }
    }
    return rest
  }
}

/// How long to wait before a failed call is tried again.
enum RetryDelay {
  static func after(tries: Int) -> Duration {
    let delays = Limits.retryDelaysMilliseconds
    let milliseconds = delays[min(tries, delays.count) - 1]
    // Upward only, so that the stated wait is the least.
    return .milliseconds(milliseconds) * Double.random(in: 1...1.15)
  }
}
