package import Component
package import Runtime

// Workers: running them and looking at them.
extension LocalEngine {
  @concurrent package func openRuntime(
    report: @escaping @Sendable (WorkerEvent) -> Void
  ) async throws(EngineFailure) -> [WorkerSnapshot] {
    throw notConnected
  }

  @concurrent package func invoke(
    _ worker: WorkerAddress, function: String, arguments: [Value]
  ) async -> CallOutcome {
    .failed(notConnected.text)
  }

  @concurrent package func history(
    of worker: WorkerAddress
  ) async throws(EngineFailure) -> (log: [LogLine], oplog: [OplogLine]) {
    throw notConnected
  }

  @concurrent package func interrupt(_ worker: WorkerAddress) async throws(EngineFailure) {
    throw notConnected
  }

  @concurrent package func resume(_ worker: WorkerAddress) async throws(EngineFailure) {
    throw notConnected
  }

  @concurrent package func delete(_ worker: WorkerAddress) async throws(EngineFailure) {
    throw notConnected
  }

  private var notConnected: EngineFailure {
    EngineFailure("Workers are not connected in this build yet.")
  }
}
