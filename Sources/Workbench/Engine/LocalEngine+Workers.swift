package import Component
package import Runtime

// Workers: running them and looking at them.
extension LocalEngine {
  /// Opens the workers that are kept here and lets those go on that were in the middle of something.
  ///
  /// Where no worker was ever made nothing is opened, and nothing written: the first call does that.
  @concurrent package func openRuntime(
    report: @escaping @Sendable (WorkerEvent) -> Void
  ) async throws(EngineFailure) -> [WorkerSnapshot] {
    let workspace = try workspace()
    workers.listen(report)
    guard StateFolder.exists(workspace.stateFolder), !workspace.isReadOnly else { return [] }
    let runtime = try await workers.runtime(of: workspace)
    do {
      let snapshots = try runtime.snapshots()
      try runtime.recover()
      return snapshots
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

  @concurrent package func interrupt(_ worker: WorkerAddress) async throws(EngineFailure) {
    let runtime = try await workers.runtime(of: try workspace())
    do {
      if try await runtime.interrupt(worker) { return }
    } catch {
      throw EngineFailure(error.text)
    }
    throw EngineFailure("\(worker.text) does nothing now.")
  }

  @concurrent package func resume(_ worker: WorkerAddress) async throws(EngineFailure) {
    let runtime = try await workers.runtime(of: try workspace())
    do {
      try await runtime.resume(worker)
    } catch {
      throw EngineFailure(error.text)
    }
  }

  @concurrent package func delete(_ worker: WorkerAddress) async throws(EngineFailure) {
    let runtime = try await workers.runtime(of: try workspace())
    do {
      try await runtime.delete(worker)
    } catch {
      throw EngineFailure(error.text)
    }
  }
}
