/// What of an oplog still counts.
enum WorkerHistory {
  /// What a replay must meet, in order: reverted entries are gone, notes are left out.
  static func script(_ entries: [StoredEntry]) -> [StoredEntry] {
    var script: [StoredEntry] = []
    for entry in entries {
      if case .reverted(let index) = entry.entry {
        script.removeAll { $0.index > index }
      } else if entry.entry.isReplayed {
        script.append(entry)
      }
    }
    return script
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
