import Component
import GRDB

/// Changes to the oplogs that are kept together or not at all.
///
/// It runs on the store's one writer, which hands out the indices: what it reads is true until it
/// is committed.
struct OplogTransaction {
  /// One worker's entries, and the fold with them.
  struct Change {
    var row: Int64
    var stored: StoredEntry
    var state: WorkerState
    var checksum: UInt32
  }

  private let database: Database
  private let time: Double
  private(set) var changes: [Change] = []
  private(set) var states: [Int64: WorkerState]
  private(set) var deleted: [WorkerAddress] = []

  init(_ database: Database, states: [Int64: WorkerState], time: Double) {
    self.database = database
    self.states = states
    self.time = time
  }

  /// The worker's row; nil where there is none.
  func row(of worker: WorkerAddress) throws -> Int64? {
    try Int64.fetchOne(
      database, sql: "SELECT id FROM worker WHERE template = ? AND name = ?",
      arguments: [worker.template, worker.name])
  }

  mutating func state(_ row: Int64) throws -> WorkerState {
    if let known = states[row] { return known }
    let state = try WorkerState.read(database, row: row)
    states[row] = state
    return state
  }

  mutating func create(
    _ worker: WorkerAddress, _ creation: OplogEntry.Creation
  ) throws -> Int64 {
    let state = WorkerState(address: worker, creation: creation, createdAt: time)
    try database.execute(
      sql: """
        INSERT INTO worker (template, name, status, is_unfinished, state) VALUES (?, ?, ?, 0, x'')
        """,
      arguments: [worker.template, worker.name, state.status.rawValue])
    let row = database.lastInsertedRowID
    states[row] = state
    _ = try append(.created(creation), to: row)
    return row
  }

  /// Appends an entry; its index.
  ///
  /// - Parameter moment: when it happened, if that was not now; seconds since 1970
  @discardableResult
  mutating func append(
    _ entry: OplogEntry, to row: Int64, at moment: Double? = nil
  ) throws -> Int {
    let time = moment ?? time
    var state = try state(row)
    let index = state.lastIndex + 1
    let bytes = entry.encoded
    let checksum = Checksum.of(bytes, index: index, time: time, after: state.checksum)
    state.apply(entry, at: index)
    state.checksum = checksum
    states[row] = state
    try database.execute(
      sql: "INSERT INTO oplog (worker, idx, time, checksum, entry) VALUES (?, ?, ?, ?, ?)",
      arguments: [row, index, time, Int64(checksum), bytes.data])
    try keepInvocation(entry, at: index, of: row)
    try keepPromise(entry, at: index, of: row)
    let stored = StoredEntry(index: index, time: time, entry: entry)
    changes.append(Change(row: row, stored: stored, state: state, checksum: checksum))
    return index
  }

  /// Begins the oldest call that waits, if the worker is free for it.
  mutating func startNext(_ row: Int64) throws {
    let state = try state(row)
    guard state.status == .idle, state.current == nil, let next = state.queue.first else { return }
    try append(.started(key: next.key, enqueuedIndex: next.enqueuedIndex), to: row)
  }

  /// Takes a worker back to an entry. A resource that was dropped behind it is held again.
  mutating func revert(_ row: Int64, to index: Int) throws {
    try append(.reverted(to: index), to: row)
    let state = try state(row)
    let entries = try entries(of: row, state.address)
    let held = Set(state.resources)
    for resource in WorkerHistory.resources(WorkerHistory.counting(entries))
    where !held.contains(resource) {
      try append(.resourceCreated(resource), to: row)
    }
  }

  private mutating func keepInvocation(_ entry: OplogEntry, at index: Int, of row: Int64) throws {
    switch entry {
    case .enqueued(let call):
      try database.execute(
        sql: "INSERT INTO invocation (worker, key, enqueued) VALUES (?, ?, ?)",
        arguments: [row, call.key, index])
    case .completed(let key, _), .cancelled(let key), .rejected(let key, _):
      try database.execute(
        sql: "UPDATE invocation SET ended = ? WHERE worker = ? AND key = ?",
        arguments: [index, row, key])
    case .failed(let failure) where !failure.isFinal: break
    case .failed, .exited:
      // What waits behind a failed call fails with it.
      try database.execute(
        sql: "UPDATE invocation SET ended = ? WHERE worker = ? AND ended IS NULL",
        arguments: [index, row])
    case .reverted(let rest):
      // A call that was taken back is unknown again; those that wait go on waiting.
      let waiting = Set(try state(row).queue.map(\.key))
      for key in try takenBack(after: rest, of: row) where !waiting.contains(key) {
        try database.execute(
          sql: "DELETE FROM invocation WHERE worker = ? AND key = ?", arguments: [row, key])
      }
    default: break
    }
  }

  private func takenBack(after rest: Int, of row: Int64) throws -> [String] {
    try String.fetchAll(
      database,
      sql: "SELECT key FROM invocation WHERE worker = ? AND (ended IS NULL OR ended > ?)",
      arguments: [row, rest])
  }

  /// The call of a key that the worker knows, and the index at which it ended.
  func invocation(_ key: String, of row: Int64) throws -> (enqueued: Int, ended: Int?)? {
    try Row.fetchOne(
      database, sql: "SELECT enqueued, ended FROM invocation WHERE worker = ? AND key = ?",
      arguments: [row, key]
    ).map { ($0["enqueued"], $0["ended"]) }
  }

  func entries(of row: Int64, _ worker: WorkerAddress) throws -> [StoredEntry] {
    try OplogReader.entries(database, of: row, worker: worker)
  }

  func entry(_ index: Int, of row: Int64) throws -> StoredEntry? {
    try OplogReader.entry(database, index, of: row)
  }

  mutating func delete(_ row: Int64) throws {
    deleted.append(try state(row).address)
    states[row] = nil
    let tables = [
      ("oplog", "worker"), ("invocation", "worker"), ("promise", "worker"), ("worker", "id"),
    ]
    for (table, column) in tables {
      try database.execute(sql: "DELETE FROM \(table) WHERE \(column) = ?", arguments: [row])
    }
  }

  func execute(_ sql: String, _ arguments: StatementArguments) throws {
    try database.execute(sql: sql, arguments: arguments)
  }

  func promise(_ index: Int, of row: Int64) throws -> PromiseState {
    try OplogReader.promise(database, index, of: row)
  }

  /// Writes the folds that changed back to their rows.
  func keepStates() throws {
    for row in Set(changes.map(\.row)) {
      guard let state = states[row] else { continue }
      try database.execute(
        sql: "UPDATE worker SET status = ?, is_unfinished = ?, state = ? WHERE id = ?",
        arguments: [state.status.rawValue, state.isUnfinished, state.encoded.data, row])
    }
  }
}

extension Checksum {
  static func of(_ entry: [UInt8], index: Int, time: Double, after previous: UInt32) -> UInt32 {
    var checksum = Checksum(after: previous)
    checksum.add(UInt64(index))
    checksum.add(time.bitPattern)
    checksum.add(entry)
    return checksum.value
  }
}
