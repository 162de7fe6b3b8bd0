import Component

/// The tables of workers that are gone with the process: no bytes, no checksums.
///
/// Used by one thread at a time.
final class MemoryTables: OplogTables {
  private final class Worker {
    let address: WorkerAddress
    var state: WorkerState
    var entries: [StoredEntry] = []
    var calls: [String: (enqueued: Int, ended: Int?)] = [:]
    var promises: [Int: (index: Int, completed: Int?)] = [:]

    init(_ state: WorkerState) {
      address = state.address
      self.state = state
    }
  }

  private var workers: [Int64: Worker] = [:]
  private var rows: [WorkerAddress: Int64] = [:]
  private var nextRow: Int64 = 1
  private var versions: [String: [TemplateVersion]] = [:]
  /// Takes back what the transaction under way has done, the last first.
  private var undo: [() -> Void] = []

  /// Runs a transaction: when it throws, nothing of it is kept.
  func transaction<Result>(_ body: () throws -> Result) throws -> Result {
    defer { undo.removeAll(keepingCapacity: true) }
    do {
      return try body()
    } catch {
      for step in undo.reversed() { step() }
      throw error
    }
  }

  private func worker(_ row: Int64) throws -> Worker {
    guard let worker = workers[row] else {
      throw StoreError.unusable(path: "worker \(row)", reason: "there is no such worker")
    }
    return worker
  }

  func row(of worker: WorkerAddress) -> Int64? { rows[worker] }

  func state(_ row: Int64) throws -> WorkerState { try worker(row).state }

  func add(_ worker: WorkerAddress, _ state: WorkerState) -> Int64 {
    let row = nextRow
    nextRow += 1
    workers[row] = Worker(state)
    rows[worker] = row
    undo.append {
      self.workers[row] = nil
      self.rows[worker] = nil
    }
    return row
  }

  func append(_ stored: StoredEntry, to row: Int64, after _: UInt32) throws -> UInt32 {
    let worker = try worker(row)
    worker.entries.append(stored)
    undo.append { worker.entries.removeLast() }
    return 0
  }

  func keep(_ state: WorkerState, _ row: Int64) throws {
    let worker = try worker(row)
    let before = worker.state
    worker.state = state
    undo.append { worker.state = before }
  }

  func delete(_ row: Int64) throws {
    let worker = try worker(row)
    workers[row] = nil
    rows[worker.address] = nil
    undo.append {
      self.workers[row] = worker
      self.rows[worker.address] = row
    }
  }

  func entries(of row: Int64, _: WorkerAddress) throws -> [StoredEntry] {
    try worker(row).entries
  }

  func entry(_ index: Int, of row: Int64) throws -> StoredEntry? {
    let entries = try worker(row).entries
    return entries.indices.contains(index - 1) ? entries[index - 1] : nil
  }
}

// Calls.
extension MemoryTables {
  private func set(_ key: String, _ row: Int64, _ call: (enqueued: Int, ended: Int?)?) throws {
    let worker = try worker(row)
    let before = worker.calls[key]
    worker.calls[key] = call
    undo.append { worker.calls[key] = before }
  }

  func addCall(_ key: String, at index: Int, of row: Int64) throws {
    try set(key, row, (index, nil))
  }

  func call(_ key: String, of row: Int64) -> (enqueued: Int, ended: Int?)? {
    workers[row]?.calls[key]
  }

  func endCall(_ key: String, at index: Int, of row: Int64) throws {
    guard let call = try worker(row).calls[key] else { return }
    try set(key, row, (call.enqueued, index))
  }

  func endCalls(at index: Int, of row: Int64) throws {
    for (key, call) in try worker(row).calls where call.ended == nil {
      try set(key, row, (call.enqueued, index))
    }
  }

  func dropCall(_ key: String, of row: Int64) throws {
    try set(key, row, nil)
  }

  func calls(openAfter index: Int, of row: Int64) throws -> [String] {
    try worker(row).calls.filter { $0.value.ended.map { $0 > index } ?? true }.map(\.key)
  }
}

// All of one worker's.
extension MemoryTables {
  func calls(of row: Int64) -> [String: KeptCalls.Span] {
    (workers[row]?.calls ?? [:]).mapValues { .init(first: $0.enqueued, last: $0.ended) }
  }

  func promises(of row: Int64) -> [Int: KeptCalls.Span] {
    (workers[row]?.promises ?? [:]).mapValues { .init(first: $0.index, last: $0.completed) }
  }
}

// Promises.
extension MemoryTables {
  private func setPromise(
    _ index: Int, _ row: Int64, _ promise: (index: Int, completed: Int?)?
  ) throws {
    let worker = try worker(row)
    let before = worker.promises[index]
    worker.promises[index] = promise
    undo.append { worker.promises[index] = before }
  }

  func addPromise(_ index: Int, of row: Int64) throws {
    try setPromise(index, row, (index, nil))
  }

  func promise(_ index: Int, of row: Int64) -> (index: Int, completed: Int?)? {
    workers[row]?.promises[index]
  }

  func completePromise(_ index: Int, at completed: Int, of row: Int64) throws {
    guard let promise = try worker(row).promises[index] else { return }
    try setPromise(index, row, (promise.index, completed))
  }

  func deletePromise(_ index: Int, of row: Int64) throws {
    try setPromise(index, row, nil)
  }
}

// All workers and templates.
extension MemoryTables {
  func states() -> [(row: Int64, state: WorkerState)] {
    workers.map { ($0.key, $0.value.state) }.sorted { a, b in
      (a.1.address.template, a.1.address.name) < (b.1.address.template, b.1.address.name)
    }
  }

  func states(of template: String, after name: String?, atMost count: Int) -> [WorkerState] {
    let all = workers.values.map(\.state).filter { state in
      state.address.template == template && name.map { state.address.name > $0 } ?? true
    }
    return Array(all.sorted { $0.address.name < $1.address.name }.prefix(count))
  }

  func workerCount(of template: String) -> Int {
    rows.keys.count { $0.template == template }
  }

  func unfinished() -> [(row: Int64, worker: WorkerAddress)] {
    workers.filter(\.value.state.isUnfinished).sorted { $0.key < $1.key }
      .map { ($0.key, $0.value.address) }
  }

  func versions(of template: String) -> [TemplateVersion] { versions[template] ?? [] }

  func addVersion(_ version: TemplateVersion, of template: String) {
    versions[template, default: []].append(version)
    undo.append { self.versions[template]?.removeLast() }
  }
}
