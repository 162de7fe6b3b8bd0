package import Runtime

/// The templates with their workers, and what is known of each.
package struct WorkerBoard: Sendable {
  package enum Journal: Int, Hashable, Sendable, CaseIterable {
    case log, oplog, calls

    package var title: String {
      switch self {
      case .log: "Log"
      case .oplog: "Oplog"
      case .calls: "Calls"
      }
    }
  }

  package enum Row: Hashable, Sendable {
    case template(String)
    case worker(WorkerAddress)
  }

  /// A call between workers, or from a person.
  package struct Call: Hashable, Sendable {
    package var start: StartedCall
    package var outcome: CallOutcome?
    /// Seconds since 1970; nil while it runs.
    package var endedAt: Double?
    /// How many calls it stands in: a worker's own calls belong to the one that it is doing.
    package var depth = 0
  }

  package private(set) var templates: [String] = []
  package private(set) var snapshots: [WorkerAddress: WorkerSnapshot] = [:]
  package private(set) var logs: [WorkerAddress: [LogLine]] = [:]
  package private(set) var oplogs: [WorkerAddress: [OplogLine]] = [:]
  /// As a tree: below each call, those that were made in it, oldest first.
  package private(set) var calls: [Call] = []
  package private(set) var rows: [Row] = []
  package var journal = Journal.log
  /// The row with the cursor; kept by the session.
  package var cursor = 0
  /// The workers whose history was asked for.
  package var inspected: Set<WorkerAddress> = []
  /// A worker that was just made and gets the cursor once it is listed.
  package var awaited: WorkerAddress?

  package init() {}

  package var selectedRow: Row? { rows.indices.contains(cursor) ? rows[cursor] : nil }

  package var selected: WorkerSnapshot? {
    if case .worker(let address)? = selectedRow { return snapshots[address] }
    return nil
  }

  package var selectedTemplate: String? {
    switch selectedRow {
    case .template(let name): name
    case .worker(let address): address.template
    case nil: nil
    }
  }

  /// An entry of the selected worker's oplog, by its row.
  package func selectedOplog(at row: Int) -> OplogLine? {
    guard let lines = selected.flatMap({ oplogs[$0.address] }), lines.indices.contains(row) else {
      return nil
    }
    return lines[row]
  }

  package var canInterrupt: Bool {
    switch selected?.status {
    case .running, .retrying, .suspended: true
    default: false
    }
  }

  package var canSuspend: Bool {
    switch selected?.status {
    case .running, .retrying, .idle: true
    default: false
    }
  }

  package var canResume: Bool {
    switch selected?.status {
    case .interrupted, .suspended, .failed: true
    default: false
    }
  }

  package var runningCount: Int { snapshots.values.count { $0.status == .running } }

  package mutating func setTemplates(_ names: [String]) {
    templates = names
    arrange()
  }

  package mutating func setWorkers(_ workers: [WorkerSnapshot]) {
    for worker in workers {
      // What was told of it meanwhile is newer.
      if let known = snapshots[worker.address], known.oplogIndex >= worker.oplogIndex { continue }
      snapshots[worker.address] = worker
    }
    arrange()
  }

  package mutating func setHistory(
    of worker: WorkerAddress, log: [LogLine], oplog: [OplogLine]
  ) {
    // Lines that came while the history was read are behind it already, or newer than its end.
    let newer = (logs[worker] ?? []).filter { line in log.last.map { line.time > $0.time } ?? true }
    logs[worker] = log + newer
    let last = oplog.last?.index ?? 0
    oplogs[worker] = oplog + (oplogs[worker] ?? []).filter { $0.index > last }
  }

  package mutating func apply(_ event: WorkerEvent) {
    switch event {
    case .changed(let snapshot):
      let isNew = snapshots.updateValue(snapshot, forKey: snapshot.address) == nil
      if isNew { arrange() }
    case .deleted(let address):
      snapshots[address] = nil
      logs[address] = nil
      oplogs[address] = nil
      inspected.remove(address)
      arrange()
    case .log(let address, let line):
      append(line, to: &logs[address, default: []])
    case .oplog(let address, let line):
      // A history that was asked for may already hold it.
      if oplogs[address]?.last.map({ $0.index >= line.index }) == true { return }
      append(line, to: &oplogs[address, default: []])
    case .callStarted(let start): add(Call(start: start))
    case .callEnded(let id, let outcome, let time):
      guard let index = calls.lastIndex(where: { $0.start.id == id }) else { return }
      calls[index].outcome = outcome
      calls[index].endedAt = time
    case .compiling, .recovered: break
    }
  }

  private mutating func add(_ call: Call) {
    guard let caller = call.start.caller,
      let parent = calls.lastIndex(where: { $0.start.callee == caller && $0.outcome == nil })
    else {
      append(call, to: &calls)
      return
    }
    var call = call
    call.depth = calls[parent].depth + 1
    let below = calls[(parent + 1)...].prefix { $0.depth > calls[parent].depth }
    calls.insert(call, at: below.endIndex)
  }

  /// Keeps the newest lines: a chatty guest must not fill our memory.
  private func append<Line>(_ line: Line, to lines: inout [Line]) {
    lines.append(line)
    if lines.count > Limits.journalLinesMax + Limits.journalSlackLines {
      lines.removeFirst(lines.count - Limits.journalLinesMax)
    }
  }

  /// Templates in the manifest's order, workers by their names; templates that are gone from the
  /// manifest but still have workers stand at the end.
  private mutating func arrange() {
    let byTemplate = Dictionary(grouping: snapshots.keys, by: \.template)
    let others = byTemplate.keys.filter { !templates.contains($0) }.sorted()
    rows = (templates + others).flatMap { template in
      [Row.template(template)] + (byTemplate[template] ?? []).sorted().map(Row.worker)
    }
  }
}
