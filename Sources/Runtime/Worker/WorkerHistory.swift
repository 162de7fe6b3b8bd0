import Component

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
      let line: (source: LogLine.Source, text: String)
      switch stored.entry {
      case .log(let source, let text): line = (source, text)
      case .logCut(let text): line = (.warn, text)
      default: continue
      }
      lines.append(
        LogLine(source: line.source, text: line.text, time: stored.time, number: lines.count + 1))
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
      case .jumped(let index):
        // What others put into the queue meanwhile stays there.
        counting.removeAll { $0.index > index && $0.entry.isReplayed }
      case .renewed: counting = Array(counting.prefix(1))
      case .snapshot: counting = Array(counting.prefix(1)) + [entry]
      default: counting.append(entry)
      }
    }
    return counting
  }

  /// The beginning of the atomic region that was not ended when the entries were; nil where none
  /// was, or nothing was done in it.
  static func openRegion(_ script: [StoredEntry]) -> Int? {
    var open: [Int] = []
    for entry in script {
      switch entry.entry {
      case .started, .completed: open = []
      case .hostCall(let call) where GolemHost.beginsRegion(call.name): open.append(entry.index)
      case .hostCall(let call) where GolemHost.endsRegion(call.name):
        guard case .u64(let begin)? = call.request.first else { continue }
        open.removeAll { $0 == Int(clamping: begin) }
      default: break
      }
    }
    guard let begin = open.first, script.last?.index != begin else { return nil }
    return begin
  }

  /// The resources that are held after these entries, oldest first.
  static func resources(_ counting: [StoredEntry]) -> [WorkerResource] {
    var held: [WorkerResource] = []
    for stored in counting {
      switch stored.entry {
      case .resourceCreated(let resource): held.append(resource)
      case .resourceDropped(let id): held.removeAll { $0.id == id }
      default: break
      }
    }
    return held
  }

  /// The number of the first resource that each call has given out, by the index of its `started`.
  static func resourceNumbers(_ entries: [StoredEntry]) -> [Int: UInt64] {
    var numbers: [Int: UInt64] = [:]
    var running: Int?
    for stored in counting(entries) {
      switch stored.entry {
      case .started: running = stored.index
      case .completed, .rejected, .failed, .exited: running = nil
      case .resourceCreated(let resource):
        if let running, numbers[running] == nil { numbers[running] = resource.id }
      default: break
      }
    }
    return numbers
  }

  /// The last index up to `index` at which no call runs: a worker can be taken back to it.
  ///
  /// - Returns: nil where there is no such entry any more, or never was
  static func rest(at index: Int, in entries: [StoredEntry]) -> Int? {
    var rest: Int?
    var runs = false
    for entry in counting(entries) {
      // What was before a snapshot is not run again, and `created` alone is not what the worker was.
      if case .snapshot = entry.entry { rest = nil }
      if entry.index > index { break }
      switch entry.entry {
      case .started, .snapshot: runs = true
      case .completed, .rejected, .exited, .updated: runs = false
      case .failed(let failure) where failure.isFinal: runs = false
      default: break
      }
      if !runs { rest = entry.index }
    }
    return rest
  }
}
