import GRDB

/// Why the workspace's state cannot be read or written.
package enum StoreError: Error, Hashable, Sendable {
  /// Another process has the workspace open; its number, where it is known.
  case locked(path: String, owner: Int?)
  case unusable(path: String, reason: String)
  /// The database is of a later version of this program.
  case tooNew(path: String, version: Int)
  /// An entry is not what was written.
  case corrupt(WorkerAddress, index: Int, reason: String)
  case unknownWorker(WorkerAddress)

  package var text: String {
    switch self {
    case .locked(let path, let owner):
      "\(path): another witbench\(owner.map { " (process \($0))" } ?? "") has this workspace open; "
        + "end it, or use its screen"
    case .unusable(let path, let reason): "\(path): \(reason)"
    case .tooNew(let path, let version):
      "\(path): was written by a later witbench (format \(version)); use that one"
    case .corrupt(let worker, let index, let reason):
      "the oplog of \(worker.template)/\(worker.name) is damaged at entry \(index): \(reason)"
    case .unknownWorker(let worker):
      "there is no worker \(worker.template)/\(worker.name)"
    }
  }

  /// What SQLite says, in words with something to do.
  static func of(_ error: any Error, path: String) -> StoreError {
    if let error = error as? StoreError { return error }
    guard let error = error as? DatabaseError else {
      return .unusable(path: path, reason: "\(error)")
    }
    let reason =
      switch error.resultCode {
      case .SQLITE_FULL: "no space is left on the disk; make room and try again"
      case .SQLITE_READONLY: "the database cannot be written to; check its permissions"
      case .SQLITE_CANTOPEN: "the database cannot be opened; check the folder's permissions"
      case .SQLITE_NOTADB: "this is no database of workers; move it away to start afresh"
      case .SQLITE_CORRUPT: "the database is damaged: \(error.message ?? "no details")"
      default: error.message ?? "SQLite error \(error.resultCode.rawValue)"
      }
    return .unusable(path: path, reason: reason)
  }
}
