package import Runtime

/// Everything that can happen to a session.
package enum Event: Sendable {
  case input(InputEvent)
  case workspaceLoaded(WorkspaceContents)
  /// From now on changes of files come as `files`.
  case watching
  case files(FileReport)
  /// The runtime is open and every change will come as `worker`; nil where there was nothing to open.
  case runtimeOpened(workers: [WorkerSnapshot]?)
  case worker(WorkerEvent)
  /// What a worker wrote before it was looked at, oldest first.
  case history(WorkerAddress, log: [LogLine], oplog: [OplogLine])
  /// `id` is the one of the `invoke` effect.
  case invocationEnded(id: Int, outcome: CallOutcome, milliseconds: Int)
  case stubPreview(StubSheet)
  /// A stub was not added to a caller, which has these files with a different content.
  case stubConflicts(StubRequest, caller: String, files: [String])
  case compositionPlanned(WiringSheet)
  case composed(CompositionRequest, ComposedSheet)
  case worldChecked(CompositionRequest, WorldChoice, WorldSheet)
  /// Files were written; the sentence says which and how large.
  case written(Operation, summary: String)
  /// Something else that was asked for is done.
  case finished(Operation, summary: String)
  case failed(Operation, reason: String)
  /// A line of a build's output.
  case progress(Operation, line: String)
  /// The time that `Session.timerSeconds` asked for has passed.
  case tick
}

/// What a session asks the engine for, as far as the screen has to keep the answers apart.
package enum Operation: Hashable, Sendable {
  case loadWorkspace, watchFiles, openRuntime
  case previewStub(template: String)
  case writeStub(template: String)
  case addStub(template: String, caller: String)
  case build(template: String)
  /// By the socket's path.
  case planComposition(socket: String)
  case compose(socket: String)
  case checkWorld(socket: String)
  case inspect(WorkerAddress)
  case change(WorkerChange)
  case copy, edit
}
