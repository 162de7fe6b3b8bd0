import Component
import Synchronization

/// Turns commits into events, in their order.
final class EventFeed: Sendable {
  private struct Calls {
    var next: UInt64 = 1
    /// The numbers of the calls that are not over, by worker and key.
    var open: [WorkerAddress: [String: UInt64]] = [:]
  }

  /// Nil where nobody listens: nothing is put into words then.
  let report: (@Sendable (WorkerEvent) -> Void)?
  private let calls = Mutex(Calls())
  private let owner = Mutex(Owner())

  /// A closure in its place would get a further wrapper each time that it is read under the lock.
  private struct Owner {
    weak var runtime: WorkerRuntime?
  }

  init(report: (@Sendable (WorkerEvent) -> Void)?) {
    self.report = report
  }

  /// Where to ask for what is not in the oplog.
  var runtime: WorkerRuntime? {
    get { owner.withLock { $0.runtime } }
    set { owner.withLock { $0.runtime = newValue } }
  }

  /// Called by the store's writer after each commit.
  func tell(_ commit: OplogStore.Commit) {
    let runtime = runtime
    guard let report else {
      for change in commit.changes { signal(change, runtime) }
      return
    }
    // First: a worker that begins afresh has the address of the one that ended.
    for address in commit.deleted { report(.deleted(address)) }
    var last: [Int64: WorkerState] = [:]
    for change in commit.changes {
      if !commit.deletedRows.contains(change.row) {
        report(.oplog(change.state.address, change.stored.line))
        last[change.row] = change.state
      }
      tellCall(change, report)
      signal(change, runtime)
    }
    for (row, state) in last.sorted(by: { $0.key < $1.key }) {
      report(.changed(runtime?.snapshot(state, row: row) ?? WorkerSnapshot(state)))
    }
  }

  private func tellCall(
    _ change: OplogTransaction.Change, _ report: @Sendable (WorkerEvent) -> Void
  ) {
    let address = change.state.address
    let time = change.stored.time
    switch change.stored.entry {
    case .enqueued(let call):
      let id = calls.withLock { calls in
        defer { calls.next += 1 }
        calls.open[address, default: [:]][call.key] = calls.next
        return calls.next
      }
      report(
        .callStarted(
          StartedCall(
            id: id, caller: call.caller, callee: address, function: call.function,
            arguments: OplogEntry.list(call.arguments), time: time)))
    case .completed(let key, let result, _):
      end(key, of: address, .returned(result?.owned(by: address)), time, report)
    case .rejected(let key, let message): end(key, of: address, .failed(message), time, report)
    case .cancelled(let key): end(key, of: address, .failed("cancelled"), time, report)
    case .failed(let failure) where failure.isFinal:
      endAll(of: address, .failed(failure.message), time, report)
    case .exited: endAll(of: address, .failed("the worker has exited"), time, report)
    default: break
    }
  }

  private func end(
    _ key: String, of address: WorkerAddress, _ outcome: CallOutcome, _ time: Double,
    _ report: @Sendable (WorkerEvent) -> Void
  ) {
    let id = calls.withLock { $0.open[address]?.removeValue(forKey: key) }
    if let id { report(.callEnded(id: id, outcome: outcome, time: time)) }
  }

  private func endAll(
    of address: WorkerAddress, _ outcome: CallOutcome, _ time: Double,
    _ report: @Sendable (WorkerEvent) -> Void
  ) {
    let ids = calls.withLock { $0.open.removeValue(forKey: address) } ?? [:]
    for id in ids.values.sorted() {
      report(.callEnded(id: id, outcome: outcome, time: time))
    }
  }

  private func signal(_ change: OplogTransaction.Change, _ runtime: WorkerRuntime?) {
    switch change.stored.entry {
    case .completed(let key, _, _), .cancelled(let key), .rejected(let key, _):
      runtime?.fire(key, row: change.row)
    case .failed(let failure) where failure.isFinal: runtime?.fireAll(change.row)
    case .promiseCompleted(let index, _): runtime?.firePromise(index, row: change.row)
    case .exited, .interrupted: runtime?.fireAll(change.row)
    case .updated, .updateFailed: runtime?.fire(WorkerRuntime.updateSignal, row: change.row)
    default: break
    }
  }
}
