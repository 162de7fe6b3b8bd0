package import Runtime

/// What can be done to a worker beside calling it.
package enum WorkerChange: Hashable, Sendable {
  case create(WorkerAddress, arguments: [String], environment: [EnvironmentVariable])
  /// At an entry of the oplog, or as far as it is whole.
  case fork(WorkerAddress, name: String, at: Int?)
  case interrupt(WorkerAddress)
  case resume(WorkerAddress)
  /// Puts it away until it is called or resumed.
  case suspend(WorkerAddress)
  case crash(WorkerAddress)
  case revert(WorkerAddress, to: Int)
  case completePromise(WorkerAddress, index: Int, data: [UInt8])
  case delete(WorkerAddress)
  /// To what the template's file is now.
  case update(WorkerAddress, UpdateMode)
  /// Deletes it and makes it anew of what the template's file is now.
  case startAfresh(WorkerAddress)

  /// The worker that it is done to; the new one where one is made.
  package var worker: WorkerAddress {
    switch self {
    case .create(let worker, _, _), .interrupt(let worker), .resume(let worker),
      .suspend(let worker), .crash(let worker), .revert(let worker, _),
      .completePromise(let worker, _, _), .delete(let worker), .update(let worker, _),
      .startAfresh(let worker):
      worker
    case .fork(let worker, let name, _): WorkerAddress(template: worker.template, name: name)
    }
  }

  package var makesWorker: Bool {
    switch self {
    case .create, .fork: true
    default: false
    }
  }

  /// While it is done; nil for what is over at once.
  var progress: String? {
    switch self {
    case .create, .fork: "making \(worker.text)…"
    case .interrupt: "interrupting \(worker.text)…"
    case .crash: "crashing \(worker.text)…"
    case .revert: "taking \(worker.text) back…"
    case .delete: "deleting \(worker.text)…"
    case .suspend: "putting \(worker.text) away…"
    case .update: "updating \(worker.text)…"
    case .startAfresh: "beginning \(worker.text) afresh…"
    case .resume, .completePromise: nil
    }
  }

  /// What comes of it, said before it is done; nil where nothing is lost by it.
  func consequence(for worker: WorkerSnapshot) -> String? {
    let name = worker.address.text
    let waiting = worker.queuedCount
    switch self {
    case .create, .fork, .completePromise: return nil
    case .interrupt:
      return "Interrupt \(name)? \(Self.running(worker)) stops where it is, and who called is told "
        + "so." + Self.queue(waiting, "waits", "wait") + " r lets it go on from there."
    case .resume:
      guard worker.status == .failed else { return nil }
      return "Let \(name) go on? It is taken back to before the call that failed, which counts no "
        + "more; what that call sent to other workers stays sent."
    case .suspend:
      return "Suspend \(name)? It is put out of memory, in the middle of its call if it is in one; "
        + "who waits for that call goes on waiting. The next call or r brings it back."
    case .crash:
      return "Crash \(name)? It is taken out of memory wherever it is. Nothing that stands in its "
        + "oplog is lost: it comes back by its \(Self.entries(worker.oplogIndex)) and goes on."
    case .revert(_, let index):
      let count = worker.oplogIndex - index
      return "Take \(name) back to entry \(index)? The \(Self.entries(count)) behind it count no "
        + "more; a call that ran there is taken back as a whole, with its key. What was sent to "
        + "other workers stays sent."
    case .delete:
      return "Delete \(name)? Its state, its \(Self.entries(worker.oplogIndex)), its log and its "
        + "files are gone for good." + Self.queue(waiting, "is not done", "are not done")
        + " The next call makes it anew."
    case .update(_, .automatic):
      return "Update \(name) by replay? Its \(Self.entries(worker.oplogIndex)) are run again on "
        + "what the file is now, without effects outside. If that does the same, the worker goes on with "
        + "it and keeps its state; if not, it stays on version \(worker.templateVersion)."
        + Self.whenRunning(worker)
    case .update(_, .manual):
      return "Update \(name) by a snapshot? Version \(worker.templateVersion) saves its state and "
        + "what the file is now loads it. What was before counts no more: the worker cannot be taken "
        + "back behind this. If it does not work, it stays on version \(worker.templateVersion)."
        + Self.whenRunning(worker)
    case .startAfresh:
      return "Begin \(name) afresh? Its state, its \(Self.entries(worker.oplogIndex)), its log and "
        + "its files are gone for good; it is made anew of what the file is now, with its arguments "
        + "and variables." + Self.queue(waiting, "is not done", "are not done")
    }
  }

  private static func whenRunning(_ worker: WorkerSnapshot) -> String {
    worker.currentFunction.map { " It waits until `\($0.shortFunction)` is over." } ?? ""
  }

  private static func running(_ worker: WorkerSnapshot) -> String {
    worker.currentFunction.map { "`\($0.shortFunction)`" } ?? "What it does"
  }

  private static func entries(_ count: Int) -> String {
    count == 1 ? "1 oplog entry" : "\(count) oplog entries"
  }

  private static func queue(_ count: Int, _ one: String, _ several: String) -> String {
    switch count {
    case 0: ""
    case 1: " 1 call in its queue \(one)."
    default: " \(count) calls in its queue \(several)."
    }
  }
}
