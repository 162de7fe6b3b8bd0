import Component

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
  }

  let tables: any OplogTables
  private let time: Double
  private(set) var changes: [Change] = []
  /// The folds of the workers that this commit has touched.
  private(set) var states: [Int64: WorkerState]
  private(set) var deleted: [WorkerAddress] = []
  private(set) var deletedRows: Set<Int64> = []
  /// The folds as they were before this commit, where they are at hand.
  private let known: (Int64) -> WorkerState?

  init(
    _ tables: any OplogTables, states: [Int64: WorkerState], time: Double,
    known: @escaping (Int64) -> WorkerState?
  ) {
    self.tables = tables
    self.states = states
    self.time = time
    self.known = known
  }

  /// The worker's row; nil where there is none.
  func row(of worker: WorkerAddress) throws -> Int64? { try tables.row(of: worker) }

  mutating func state(_ row: Int64) throws -> WorkerState {
    if let touched = states[row] { return touched }
    if !deletedRows.contains(row), let known = known(row) { return known }
    return try tables.state(row)
  }

  mutating func create(
    _ worker: WorkerAddress, _ creation: OplogEntry.Creation
  ) throws -> Int64 {
    let state = WorkerState(address: worker, creation: creation, createdAt: time)
    let row = try tables.add(worker, state)
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
    let stored = StoredEntry(index: index, time: time, entry: entry)
    state.apply(entry, at: index)
    state.checksum = try tables.append(stored, to: row, after: state.checksum)
    states[row] = state
    try keepInvocation(entry, at: index, of: row)
    try keepPromise(entry, at: index, of: row)
    changes.append(Change(row: row, stored: stored, state: state))
    return index
  }

  /// Begins the oldest call that waits, if the worker is free for it.
  mutating func startNext(_ row: Int64) throws {
    let state = try state(row)
    guard state.status == .idle, state.current == nil, state.pendingUpdate == nil,
      let next = state.queue.first
    else { return }
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
    case .enqueued(let call): try tables.addCall(call.key, at: index, of: row)
    case .completed(let key, _, _), .cancelled(let key), .rejected(let key, _):
      try tables.endCall(key, at: index, of: row)
    case .failed(let failure) where !failure.isFinal: break
    case .failed, .exited:
      // What waits behind a failed call fails with it.
      try tables.endCalls(at: index, of: row)
    case .reverted(let rest):
      // A call that was taken back is unknown again; those that wait go on waiting.
      let waiting = Set(try state(row).queue.map(\.key))
      for key in try tables.calls(openAfter: rest, of: row) where !waiting.contains(key) {
        try tables.dropCall(key, of: row)
      }
    default: break
    }
  }

  /// The call of a key that the worker knows, and the index at which it ended.
  func invocation(_ key: String, of row: Int64) throws -> (enqueued: Int, ended: Int?)? {
    try tables.call(key, of: row)
  }

  func entries(of row: Int64, _ worker: WorkerAddress) throws -> [StoredEntry] {
    try tables.entries(of: row, worker)
  }

  func entry(_ index: Int, of row: Int64) throws -> StoredEntry? {
    try tables.entry(index, of: row)
  }

  mutating func delete(_ row: Int64) throws {
    deleted.append(try state(row).address)
    states[row] = nil
    deletedRows.insert(row)
    try tables.delete(row)
  }

  /// Takes over folds that were made anew and are written already.
  mutating func takeOver(_ rebuilt: [Int64: WorkerState]) {
    states.merge(rebuilt) { _, new in new }
  }

  func versions(of template: String) throws -> [TemplateVersion] {
    try tables.versions(of: template)
  }

  func addVersion(_ version: TemplateVersion, of template: String) throws {
    try tables.addVersion(version, of: template)
  }

  func promise(_ index: Int, of row: Int64) throws -> PromiseState {
    try tables.promiseState(index, of: row)
  }

  /// Writes the folds that changed back to their rows.
  func keepStates() throws {
    for row in Set(changes.map(\.row)) {
      guard let state = states[row] else { continue }
      try tables.keep(state, row)
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
