package import Component
package import Runtime

// Workers: running them and looking at them.
extension LocalEngine {
  /// Opens the workers that are kept here and lets those go on that were in the middle of something.
  ///
  /// Where no worker was ever made nothing is opened, and nothing written: the first call does that,
  /// ours or that of another process, and `watchFiles` tells of it.
  @concurrent package func openRuntime(
    report: @escaping @Sendable (WorkerEvent) -> Void
  ) async throws(EngineFailure) -> [WorkerSnapshot]? {
    let workspace = try workspace()
    workers.listen(report)
    // Nobody else's call can be seen here.
    guard !workspace.isReadOnly else { return [] }
    guard StateFolder.exists(workspace.stateFolder) else { return nil }
    let runtime = try await workers.runtime(of: workspace)
    do {
      return try runtime.snapshots()
    } catch {
      throw EngineFailure(error.text)
    }
  }

  @concurrent package func invoke(
    _ worker: WorkerAddress, function: String, arguments: [Value]
  ) async -> CallOutcome {
    do {
      let runtime = try await workers.runtime(of: try workspace())
      return try await runtime.invoke(worker, function: function, arguments: arguments)
    } catch let failure as RuntimeFailure {
      return .failed(failure.text)
    } catch let failure as EngineFailure {
      return .failed(failure.text)
    } catch {
      return .failed("\(error)")
    }
  }

  @concurrent package func history(
    of worker: WorkerAddress
  ) async throws(EngineFailure) -> (log: [LogLine], oplog: [OplogLine]) {
    let runtime = try await workers.runtime(of: try workspace())
    do {
      return try runtime.history(of: worker)
    } catch {
      throw EngineFailure(error.text)
    }
  }

  @concurrent package func make(_ change: WorkerChange) async throws(EngineFailure) -> String {
    let runtime = try await workers.runtime(of: try workspace())
    do {
      return try await change.made(in: runtime)
    } catch let failure as RuntimeFailure {
      throw EngineFailure(failure.text)
    } catch let failure as EngineFailure {
      throw failure
    } catch {
      throw EngineFailure("\(error)")
    }
  }
}

extension WorkerChange {
  /// Does it; a sentence about what came of it.
  fileprivate func made(in runtime: WorkerRuntime) async throws -> String {
    let name = worker.text
    switch self {
    case .create(let worker, let arguments, let environment):
      try await runtime.create(worker, arguments: arguments, environment: environment)
      return "\(name) is made."
    case .fork(let origin, let fork, let index):
      try await runtime.fork(origin, to: fork, at: index)
      return "\(name) is made, with the past of \(origin.text)."
    case .interrupt(let worker):
      let isInterrupted = try await runtime.interrupt(worker)
      return isInterrupted ? "\(name) is interrupted." : "\(name) has ended what it did."
    case .resume(let worker):
      try await runtime.resume(worker)
      return "\(name) goes on."
    case .suspend(let worker):
      let isSuspended = try await runtime.suspend(worker)
      return isSuspended
        ? "\(name) is put away." : "\(name) takes no calls: there is nothing to put away."
    case .crash(let worker):
      try await runtime.simulateCrash(worker)
      return "\(name) has crashed, and comes back by its oplog."
    case .revert(let worker, let index):
      let rest = try await runtime.revert(worker, to: index)
      let also = rest == index ? "" : ", before the call that ran at entry \(index)"
      return "\(name) is where it was at entry \(rest)\(also)."
    case .completePromise(let worker, let index, let data):
      let isNew = try await runtime.completePromise(worker, index: index, data: data)
      return isNew
        ? "\(name) has the data of promise \(index)." : "Promise \(index) had its data already."
    case .delete(let worker):
      try await runtime.delete(worker)
      return "\(name) is deleted."
    case .update(let worker, let mode):
      let outcome = try await runtime.update(worker, to: .latest, mode: mode)
      if case .failed = outcome { throw EngineFailure("\(outcome.text(of: worker)).") }
      return "\(outcome.text(of: worker))."
    case .startAfresh(let worker):
      let made = try await runtime.startAfresh(worker)
      return "\(name) begins afresh, on version \(made.templateVersion)."
    }
  }
}
