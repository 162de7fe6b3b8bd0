import Runtime
import Synchronization

/// The workers of a workspace, opened when they are first needed.
final class OpenWorkers: Sendable {
  private struct State {
    var runtime: WorkerRuntime?
    var report: @Sendable (WorkerEvent) -> Void = { _ in }
  }

  private let state = Mutex(State())

  /// Who is told of changes; set before the workers are opened.
  var report: @Sendable (WorkerEvent) -> Void {
    get { state.withLock { $0.report } }
    set { state.withLock { $0.report = newValue } }
  }

  /// The runtime; the workspace's state is made where there is none yet.
  func runtime(of workspace: Workspace) throws(EngineFailure) -> WorkerRuntime {
    let opened = state.withLock { state -> Result<WorkerRuntime, EngineFailure> in
      if let runtime = state.runtime { return .success(runtime) }
      do throws(RuntimeFailure) {
        let runtime = try WorkerRuntime(
          .init(
            folder: workspace.stateFolder, durability: workspace.durability,
            templates: workspace.runtimeTemplates), report: state.report)
        state.runtime = runtime
        return .success(runtime)
      } catch {
        return .failure(EngineFailure(error.text))
      }
    }
    return try opened.get()
  }

  /// Tells the workers that the workspace was read anew.
  func update(_ workspace: Workspace) {
    state.withLock { $0.runtime }?.setTemplates(workspace.runtimeTemplates)
  }
}
