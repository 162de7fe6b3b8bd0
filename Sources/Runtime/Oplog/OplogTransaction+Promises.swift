/// Whether a promise has its data.
enum PromiseState: Hashable, Sendable {
  /// It was never made, or is deleted.
  case unknown
  case open
  case completed([UInt8])
}

extension OplogTransaction {
  /// Gives a promise its data and lets its worker go on, if that was put away until then.
  ///
  /// - Returns: false where it has data already; nil where there is no such promise
  mutating func completePromise(_ index: Int, of row: Int64, _ data: [UInt8]) throws -> Bool? {
    switch try promise(index, of: row) {
    case .unknown: return nil
    case .completed: return false
    case .open: break
    }
    try append(.promiseCompleted(index: index, data: data), to: row)
    let state = try state(row)
    if state.status == .suspended, state.wait == .promise(index) {
      try append(.resumed, to: row)
    }
    return true
  }

  func keepPromise(_ entry: OplogEntry, at index: Int, of row: Int64) throws {
    switch entry {
    case .promiseCreated: try tables.addPromise(index, of: row)
    case .promiseCompleted(let promise, _):
      try tables.completePromise(promise, at: index, of: row)
    case .promiseDeleted(let promise): try tables.deletePromise(promise, of: row)
    default: break
    }
  }
}

extension OplogTables {
  func promiseState(_ index: Int, of row: Int64) throws -> PromiseState {
    guard let promise = try promise(index, of: row) else { return .unknown }
    guard let completed = promise.completed else { return .open }
    guard case .promiseCompleted(_, let data)? = try entry(completed, of: row)?.entry
    else { return .unknown }
    return .completed(data)
  }
}
