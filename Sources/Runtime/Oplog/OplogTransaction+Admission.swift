import Component

/// Whether a worker takes a call.
enum Admission: Hashable, Sendable {
  /// It waits in the queue now, or is next.
  case new(row: Int64)
  /// The worker knows the key: the call waits, runs or has an answer.
  case known(row: Int64)
  /// It does not take the call; why.
  case refused(String)
}

extension OplogTransaction {
  /// Puts a call into a worker's queue; a worker that does not exist is made.
  mutating func admit(
    _ call: OplogEntry.Invocation, to worker: WorkerAddress,
    makingIt creation: OplogEntry.Creation
  ) throws -> Admission {
    let row = try row(of: worker) ?? create(worker, creation)
    if let known = try invocation(call.key, of: row) {
      guard case .enqueued(let before)? = try entry(known.enqueued, of: row)?.entry,
        before.function == call.function, before.arguments == call.arguments
      else {
        return .refused(
          "\(worker.template)/\(worker.name) knows the idempotency key \(call.key) from another "
            + "call; use a fresh key, or none")
      }
      return .known(row: row)
    }
    let state = try state(row)
    switch state.status {
    case .failed:
      return .refused(
        "\(worker.template)/\(worker.name) has failed and takes no calls: "
          + "\(state.lastError ?? "no reason was kept"); `resume` takes it back to before that call"
      )
    case .exited:
      return .refused("\(worker.template)/\(worker.name) has exited and takes no calls")
    case .interrupted: try append(.resumed, to: row)
    case .suspended where state.wait == .request: try append(.resumed, to: row)
    case .idle, .running, .retrying, .suspended: break
    }
    try append(.enqueued(call), to: row)
    try startNext(row)
    return .new(row: row)
  }
}
