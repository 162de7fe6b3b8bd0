package import Component
package import Runtime

/// What the session's effects are performed with: the workspace, the generators and the runtime.
///
/// Every method may take its time: it is called off the loop's thread. Errors reach the user as
/// `text`.
package protocol Engine: Sendable {
  @concurrent func loadWorkspace() async throws(EngineFailure) -> WorkspaceContents
  /// Watches the files that `loadWorkspace` reads; `report` is called from any thread.
  @concurrent func watchFiles(
    report: @escaping @Sendable (FileReport) -> Void
  ) async throws(EngineFailure)
  /// Opens the runtime; `report` is called for every change from then on, in order. nil where no
  /// worker was ever made: then it is asked again when there is one.
  @concurrent func openRuntime(
    report: @escaping @Sendable (WorkerEvent) -> Void
  ) async throws(EngineFailure) -> [WorkerSnapshot]?
  @concurrent func previewStub(_ request: StubRequest) async throws(EngineFailure) -> StubSheet
  /// Writes the stub's files but those of these paths; a sentence about what was written.
  @concurrent func writeStub(
    _ request: StubRequest, keeping: Set<String>
  ) async throws(EngineFailure) -> String
  /// Copies the stub's WIT to a caller, and has the manifest say who calls.
  @concurrent func addStub(
    _ request: StubRequest, to caller: String, overwrites: Bool
  ) async throws(EngineFailure) -> StubAddition
  /// Builds, handing each line of output on; a sentence about what was made.
  @concurrent func build(
    template: String, output: @escaping @Sendable (String) -> Void
  ) async throws(EngineFailure) -> String
  @concurrent func planComposition(
    _ request: CompositionRequest
  ) async throws(EngineFailure) -> WiringSheet
  /// Writes the composed component and reads what it needs.
  @concurrent func compose(
    _ request: CompositionRequest
  ) async throws(EngineFailure) -> ComposedSheet
  @concurrent func checkWorld(
    _ request: CompositionRequest, _ world: WorldChoice
  ) async throws(EngineFailure) -> WorldSheet
  @concurrent func invoke(
    _ worker: WorkerAddress, function: String, arguments: [Value]
  ) async -> CallOutcome
  @concurrent func history(
    of worker: WorkerAddress
  ) async throws(EngineFailure) -> (log: [LogLine], oplog: [OplogLine])
  /// A sentence about what came of it.
  @concurrent func make(_ change: WorkerChange) async throws(EngineFailure) -> String
}

/// Why the engine could not do what was asked: a sentence with what to do about it.
package struct EngineFailure: Error, Hashable, Sendable {
  package var text: String

  package init(_ text: String) {
    self.text = text
  }
}

/// What is to be said of the workspace's files while it is open.
package enum FileReport: Hashable, Sendable {
  /// Something came, went or changed: these paths; none where they are too many to know.
  case changed([String])
  /// Changes in these folders will not be seen, and why.
  case unwatched([FileError])
}
