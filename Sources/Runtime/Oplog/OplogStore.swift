import Dispatch
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
    var changes: [OplogTransaction.Change]
    var deleted: [WorkerAddress]
  }

  private struct Job: Sendable {
    let run: @Sendable (inout OplogTransaction) throws -> Void
    let end: @Sendable ((any Error)?) -> Void
  }

  private struct Pending {
    var jobs: [Job] = []
    var isWriting = false
  }

  private let database: StateDatabase
  private let writer = DispatchQueue(label: "witbench.oplog")
  private let pending = Mutex(Pending())
  /// The folds of the workers that were touched; changed by the writer alone.
  private let states = Mutex<[Int64: WorkerState]>([:])
  private let onCommit: @Sendable (Commit) -> Void

  init(database: StateDatabase, onCommit: @escaping @Sendable (Commit) -> Void) {
    self.database = database
    self.onCommit = onCommit
  }

  /// Runs `build` on the writer and waits until what it appended is durable.
  ///
  /// When it throws, nothing of it is kept.
  @concurrent
  func commit<Result: Sendable>(
    _ build: @escaping @Sendable (inout OplogTransaction) throws -> Result
  ) async throws -> Result {
    let result = Mutex<Result?>(nil)
    let failure: (any Error)? = await withCheckedContinuation { continuation in
      let job = Job(
        run: { transaction in
          let value = try build(&transaction)
          result.withLock { $0 = value }
        },
        end: { continuation.resume(returning: $0) })
      add(job)
    }
    if let failure { throw failure }
    guard let value = result.withLock({ $0 }) else {
      preconditionFailure("a job that did not fail has a result")
    }
    return value
  }

  private func add(_ job: Job) {
    let mustStart = pending.withLock { pending in
      pending.jobs.append(job)
      defer { pending.isWriting = true }
      return !pending.isWriting
    }
    if mustStart { writer.async { self.drain() } }
  }

  private func drain() {
    while true {
      let jobs = pending.withLock { pending -> [Job] in
        let jobs = Array(pending.jobs.prefix(Limits.jobsPerCommitMax))
        pending.jobs.removeFirst(jobs.count)
        if jobs.isEmpty { pending.isWriting = false }
        return jobs
      }
      if jobs.isEmpty { return }
      write(jobs)
    }
  }

  private func write(_ jobs: [Job]) {
    var states = states.withLock { $0 }
    var commit = Commit(changes: [], deleted: [])
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
    self.states.withLock { $0 = states }
    onCommit(commit)
    for (job, failure) in zip(jobs, failures) { job.end(failure) }
  }

  /// Runs one job in a savepoint of its own; what it threw.
  private func run(
    _ job: Job, _ database: Database, _ states: inout [Int64: WorkerState], _ commit: inout Commit
  ) throws -> (any Error)? {
    var transaction = OplogTransaction(
      database, states: states, time: Date().timeIntervalSince1970)
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
    return nil
  }
}

// Reading.
extension OplogStore {
  func state(of row: Int64) throws(StoreError) -> WorkerState {
    if let known = states.withLock({ $0[row] }) { return known }
    return try read { try WorkerState.read($0, row: row) }
  }

  func row(of worker: WorkerAddress) throws(StoreError) -> Int64? {
    try read { database in
      try Int64.fetchOne(
        database, sql: "SELECT id FROM worker WHERE template = ? AND name = ?",
        arguments: [worker.template, worker.name])
    }
  }

  /// The folds of all workers, by template and name.
  func allStates() throws(StoreError) -> [WorkerState] {
    try read { database in
      try Row.fetchAll(
        database, sql: "SELECT template, name, state FROM worker ORDER BY template, name"
      ).map { try WorkerState($0) }
    }
  }

  /// The workers that were in the middle of something.
  func unfinished() throws(StoreError) -> [(row: Int64, worker: WorkerAddress)] {
    try read { database in
      try Row.fetchAll(
        database, sql: "SELECT id, template, name FROM worker WHERE is_unfinished ORDER BY id"
      ).map { ($0["id"], WorkerAddress(template: $0["template"], name: $0["name"])) }
    }
  }

  func entries(of row: Int64, _ worker: WorkerAddress) throws(StoreError) -> [StoredEntry] {
    try read { try OplogReader.entries($0, of: row, worker: worker) }
  }

  func entry(_ index: Int, of row: Int64) throws(StoreError) -> StoredEntry? {
    try read { try OplogReader.entry($0, index, of: row) }
  }

  func outcome(of key: String, row: Int64) throws(StoreError) -> CallOutcome? {
    try read { try OplogReader.outcome($0, of: key, row: row) }
  }

  func promise(_ index: Int, of row: Int64) throws(StoreError) -> PromiseState {
    try read { try OplogReader.promise($0, index, of: row) }
  }

  private func read<Result>(
    _ body: (Database) throws -> Result
  ) throws(StoreError) -> Result {
    do {
      return try database.queue.read(body)
    } catch {
      throw .of(error, path: database.path)
    }
  }
}

// Versions of templates.
extension OplogStore {
  func versions(of template: String) throws(StoreError) -> [TemplateVersion] {
    try read { database in
      try Row.fetchAll(
        database,
        sql:
          "SELECT version, sha256, bytes FROM template_version WHERE template = ? ORDER BY version",
        arguments: [template]
      ).map { TemplateVersion(number: $0["version"], sha256: $0["sha256"], bytes: $0["bytes"]) }
    }
  }

  /// The number of the version with this checksum; a new one where there is none yet.
  @concurrent
  func version(of template: String, sha256: String, bytes: Int) async throws -> TemplateVersion {
    let queue = database.queue
    do {
      return try await queue.write { database in
        let known = try Int.fetchOne(
          database, sql: "SELECT version FROM template_version WHERE template = ? AND sha256 = ?",
          arguments: [template, sha256])
        if let known { return TemplateVersion(number: known, sha256: sha256, bytes: bytes) }
        let next = try Int.fetchOne(
          database,
          sql: "SELECT COALESCE(MAX(version) + 1, 0) FROM template_version WHERE template = ?",
          arguments: [template])
        try database.execute(
          sql:
            "INSERT INTO template_version (template, version, sha256, bytes) VALUES (?, ?, ?, ?)",
          arguments: [template, next, sha256, bytes])
        return TemplateVersion(number: next ?? 0, sha256: sha256, bytes: bytes)
      }
    } catch {
      throw StoreError.of(error, path: database.path)
    }
  }
}
