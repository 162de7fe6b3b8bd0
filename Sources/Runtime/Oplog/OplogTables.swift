import Component

/// Where oplogs and what follows from them are kept: in a database, or in memory alone.
///
/// Changes are made inside of a transaction, by one writer at a time.
protocol OplogTables {
  func row(of worker: WorkerAddress) throws -> Int64?
  func state(_ row: Int64) throws -> WorkerState
  func add(_ worker: WorkerAddress, _ state: WorkerState) throws -> Int64
  /// Keeps an entry; the checksum that the next one's follows from.
  func append(
    _ stored: StoredEntry, to row: Int64, after checksum: UInt32
  ) throws -> UInt32
  func keep(_ state: WorkerState, _ row: Int64) throws
  func delete(_ row: Int64) throws

  func entries(of row: Int64, _ worker: WorkerAddress) throws -> [StoredEntry]
  func entry(_ index: Int, of row: Int64) throws -> StoredEntry?

  func addCall(_ key: String, at index: Int, of row: Int64) throws
  /// The call of a key that the worker knows, and the index at which it ended.
  func call(_ key: String, of row: Int64) throws -> (enqueued: Int, ended: Int?)?
  func endCall(_ key: String, at index: Int, of row: Int64) throws
  /// Ends all calls that have not ended.
  func endCalls(at index: Int, of row: Int64) throws
  func dropCall(_ key: String, of row: Int64) throws
  /// The keys of the calls that had not ended at an index.
  func calls(openAfter index: Int, of row: Int64) throws -> [String]

  func addPromise(_ index: Int, of row: Int64) throws
  /// The promise of an index, and the index of its data; nil where there is none.
  func promise(_ index: Int, of row: Int64) throws -> (index: Int, completed: Int?)?
  func completePromise(_ index: Int, at completed: Int, of row: Int64) throws
  func deletePromise(_ index: Int, of row: Int64) throws

  /// The folds of all workers, by template and name.
  func states() throws -> [(row: Int64, state: WorkerState)]
  /// The folds of a template's workers whose names come behind `name`, by name.
  func states(
    of template: String, after name: String?, atMost count: Int
  ) throws -> [WorkerState]
  func workerCount(of template: String) throws -> Int
  /// The workers that were in the middle of something.
  func unfinished() throws -> [(row: Int64, worker: WorkerAddress)]
  func versions(of template: String) throws -> [TemplateVersion]
  func addVersion(_ version: TemplateVersion, of template: String) throws
}

extension OplogTables {
  /// How the call of a key ended; nil while it has not.
  func outcome(of key: String, _ row: Int64) throws -> CallOutcome? {
    guard let call = try call(key, of: row) else {
      return .failed("the call was taken back: its worker was reverted or deleted")
    }
    guard let ended = call.ended else { return nil }
    switch try entry(ended, of: row)?.entry {
    case .completed(_, let result, _): return .returned(result)
    case .failed(let failure): return .failed(failure.message)
    case .exited(let isSuccess):
      return .failed(isSuccess ? "the worker has exited" : "the worker has exited with a failure")
    case .rejected(_, let message): return .failed(message)
    case .cancelled: return .failed("the call was cancelled before it began")
    default: return .failed("the answer of this call is missing from the oplog")
    }
  }
}
