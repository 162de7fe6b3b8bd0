package import Component
package import Runtime

/// What a session wants done. It never does anything itself.
package enum Effect: Hashable, Sendable {
  case loadWorkspace
  /// Asks to be told when files change.
  case watchFiles
  /// Starts the runtime if the workspace has workers, or before the first call.
  case openRuntime
  case previewStub(StubRequest)
  /// Writes the files of the stub but those of these paths.
  case writeStub(StubRequest, keeping: Set<String>)
  case addStub(StubRequest, caller: String, overwrites: Bool)
  case build(template: String)
  case planComposition(CompositionRequest)
  case compose(CompositionRequest)
  /// Whether the composition could stand where a world of a WIT folder or file is asked for.
  case checkWorld(CompositionRequest, WorldChoice)
  case invoke(id: Int, worker: WorkerAddress, function: String, arguments: [Value])
  case cancel(id: Int)
  /// Asks for a worker's log and oplog so far.
  case inspect(WorkerAddress)
  case change(WorkerChange)
  /// Keeps between runs which hints are done with.
  case remember(HintBook)
  // The terminal's own.
  case copyToClipboard(String)
  case editExternally(path: String, line: Int)
  /// Gives the terminal back to the shell until `fg`.
  case suspend
  /// Writes the whole screen anew.
  case redraw

  /// Whether the terminal's loop does it; the rest is for `EffectRunner`.
  package var isForTerminal: Bool {
    switch self {
    case .copyToClipboard, .editExternally, .suspend, .redraw: true
    default: false
    }
  }
}
