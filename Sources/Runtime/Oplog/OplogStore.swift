import Foundation
import GRDB
import Synchronization

/// Keeps the oplogs of all workers, and tells what changed.
///
/// One writer takes the changes of all workers in turn. What waits while it commits goes into its
/// next commit together: the disk is flushed once for many.
final class OplogStore: Sendable {
  /// What a commit changed, told after it is durable, in the order of the commits.
  struct Commit: Sendable {
    var changes: [OplogTransaction.Change] = []
    var deleted: [WorkerAddress] = []
    var deletedRows: Set<Int64> = []
  }

  private struct Job: Sendable {
    let run: @Sendable (inout OplogTransaction) throws -> Void
    let end: @Sendable ((any Error)?) -> Void
  }

  private struct Pending {
    var jobs: [Job] = []
    var isWriting = false
  }

  /// Where commits go. Workers that are gone with the process are changed on the caller's thread.
  private enum Place: Sendable {
    case database(StateDatabase)
    case memory(MemoryPlace)
  }

  private final class MemoryPlace: Sendable {
    private struct Box: @unchecked Sendable {
      // Used under the lock alone.
      let tables = MemoryTables()
    }

    private let box = Mutex(Box())

    func withTables<Result>(_ body: (MemoryTables) throws -> Result) rethrows -> Result {
      try box.withLock { box in
        // What comes out is a value, or is thrown.
        nonisolated(unsafe) let result = try body(box.tables)
        return result
      }
    }
  }

  private let place: Place
  private let writer = WorkThreads<@Sendable () -> Void>(width: 1) { $0() }
  private let pending = Mutex(Pending())
  /// The folds of the workers that were touched; changed by the writer alone.
  private let states = Mutex<[Int64: WorkerState]>([:])
  private let onCommit: @Sendable (Commit) -> Void

  init(database: StateDatabase, onCommit: @escaping @Sendable (Commit) -> Void) {
    place = .database(database)
    self.onCommit = onCommit
  }

  /// One that keeps nothing beyond the process.
  init(onCommit: @escaping @Sendable (Commit) -> Void) {
    place = .memory(MemoryPlace())
    self.onCommit = onCommit
  }

  /// Runs `build` on the writer and waits until what it appended is durable.
  ///
  /// When it throws, nothing of it is kept.
  func commit<Result: Sendable>(
    _ build: @escaping @Sendable (inout OplogTransaction) throws -> Result
  ) async throws -> Result {
    let database: StateDatabase
    switch place {
    case .memory(let memory): return try commit(build, in: memory)
    case .database(let opened): database = opened
    }
    let result = Mutex<Result?>(nil)
    let failure: (any Error)? = await withCheckedContinuation { continuation in
      let job = Job(
        run: { transaction in
          let value = try build(&transaction)
          result.withLock { $0 = value }
        },
        end: { continuation.resume(returning: $0) })
      add(job, database)
    }
    if let failure { throw failure }
    guard let value = result.withLock({ $0 }) else {
      preconditionFailure("a job that did not fail has a result")
    }
    return value
  }

  private func commit<Result>(
    _ build: (inout OplogTransaction) throws -> Result, in memory: MemoryPlace
  ) throws -> Result {
    try memory.withTables { tables in
      var commit = Commit()
      let result = try tables.transaction {
        var transaction = OplogTransaction(
          tables, states: [:], time: Self.now, known: { _ in nil })
        let result = try build(&transaction)
        try transaction.keepStates()
        commit.changes = transaction.changes
        commit.deleted = transaction.deleted
        commit.deletedRows = transaction.deletedRows
        return result
      }
      // Told before the next commit: the order is that of the commits.
      onCommit(commit)
      return result
    }
  }

  /// Seconds since 1970.
  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private func add(_ job: Job, _ database: StateDatabase) {
    let mustStart = pending.withLock { pending in
      pending.jobs.append(job)
      defer { pending.isWriting = true }
      return !pending.isWriting
    }
    if mustStart { writer.add { self.drain(database) } }
  }

  private func drain(_ database: StateDatabase) {
    while true {
      let jobs = pending.withLock { pending -> [Job] in
        let jobs = Array(pending.jobs.prefix(Limits.jobsPerCommitMax))
        pending.jobs.removeFirst(jobs.count)
        if jobs.isEmpty { pending.isWriting = false }
        return jobs
      }
      if jobs.isEmpty { return }
      write(jobs, database)
    }
  }

  private func write(_ jobs: [Job], _ database: StateDatabase) {
    var states: [Int64: WorkerState] = [:]
    var commit = Commit()
    var failures: [(any Error)?] = Array(repeating: nil, count: jobs.count)
    do {
      CrashPoint.hit("before commit")
      try database.queue.write { database in
        for (index, job) in jobs.enumerated() {
          failures[index] = try run(job, database, &states, &commit)
        }
      }
      CrashPoint.hit("after commit")
    } catch {
      let failure = StoreError.of(error, path: database.path)
      for job in jobs { job.end(failure) }
      return
    }
    self.states.withLock { known in
      for row in commit.deletedRows { known[row] = nil }
      known.merge(states) { _, new in new }
    }
    onCommit(commit)
    for (job, failure) in zip(jobs, failures) { job.end(failure) }
  }

  /// Runs one job in a savepoint of its own; what it threw.
  private func run(
    _ job: Job, _ database: Database, _ states: inout [Int64: WorkerState],
    _ commit: inout Commit
  ) throws -> (any Error)? {
    let deletedBefore = commit.deletedRows
    var transaction = OplogTransaction(
      DatabaseTables(database: database), states: states, time: Self.now
    ) { row in deletedBefore.contains(row) ? nil : self.states.withLock { $0[row] } }
    do {
      try database.inSavepoint {
        try job.run(&transaction)
        try transaction.keepStates()
        return .commit
      }
    } catch let error as DatabaseError where error.resultCode != .SQLITE_CONSTRAINT {
      // The database itself is in trouble: nothing of this commit can be trusted.
      throw error
    } catch {
      return error
    }
    states = transaction.states
    commit.changes += transaction.changes
    commit.deleted += transaction.deleted
    commit.deletedRows.formUnion(transaction.deletedRows)
    return nil
  }
}

// Reading.
extension OplogStore {
  func state(of row: Int64) throws(StoreError) -> WorkerState {
    if let known = states.withLock({ $0[row] }) { return known }
    return try read { try $0.state(row) }
  }

  func row(of worker: WorkerAddress) throws(StoreError) -> Int64? {
    try read { try $0.row(of: worker) }
  }

  /// The folds of all workers, by template and name.
  func allStates() throws(StoreError) -> [(row: Int64, state: WorkerState)] {
    try read { try $0.states() }
  }

  /// The folds of a template's workers whose names come behind `name`, by name.
  func states(
    of template: String, after name: String?, atMost count: Int
  ) throws(StoreError) -> [WorkerState] {
    try read { try $0.states(of: template, after: name, atMost: count) }
  }

  func workerCount(of template: String) throws(StoreError) -> Int {
    try read { try $0.workerCount(of: template) }
  }

  /// The workers that were in the middle of something.
  func unfinished() throws(StoreError) -> [(row: Int64, worker: WorkerAddress)] {
    try read { try $0.unfinished() }
  }

  func entries(of row: Int64, _ worker: WorkerAddress) throws(StoreError) -> [StoredEntry] {
    try read { try $0.entries(of: row, worker) }
  }

  func entry(_ index: Int, of row: Int64) throws(StoreError) -> StoredEntry? {
    try read { try $0.entry(index, of: row) }
  }

  func outcome(of key: String, row: Int64) throws(StoreError) -> CallOutcome? {
    try read { try $0.outcome(of: key, row) }
  }

  func promise(_ index: Int, of row: Int64) throws(StoreError) -> PromiseState {
    try read { try $0.promiseState(index, of: row) }
  }

  func versions(of template: String) throws(StoreError) -> [TemplateVersion] {
    try read { try $0.versions(of: template) }
  }

  private func read<Result>(
    _ body: (any OplogTables) throws -> Result
  ) throws(StoreError) -> Result {
    switch place {
    case .memory(let memory):
      do {
        return try memory.withTables(body)
      } catch {
        throw .of(error, path: "memory")
      }
    case .database(let database):
      do {
        return try database.queue.read { try body(DatabaseTables(database: $0)) }
      } catch {
        throw .of(error, path: database.path)
      }
    }
  }
}

// Versions of templates.
extension OplogStore {
  /// The number of the version with this checksum; a new one where there is none yet.
  func version(of template: String, sha256: String, bytes: Int) async throws -> TemplateVersion {
    try await commit { transaction in
      let versions = try transaction.versions(of: template)
      if let known = versions.first(where: { $0.sha256 == sha256 }) { return known }
      let next = TemplateVersion(
        number: (versions.last?.number ?? -1) + 1, sha256: sha256, bytes: bytes)
      try transaction.addVersion(next, of: template)
      return next
    }
  }
}
