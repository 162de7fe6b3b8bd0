import Runtime
import Synchronization

/// The workers of a workspace, opened when they are first needed, and kept open: other processes are
/// answered from here.
final class OpenWorkers: Sendable {
  private struct State {
    var opening: Task<Result<WorkspaceOwner, EngineFailure>, Never>?
    var workspace: Workspace?
    var isListening = false
  }

  private let state = Mutex(State())
  private let feed = WorkerFeed()

  /// Tells of all changes from now on.
  func listen(_ report: @escaping @Sendable (WorkerEvent) -> Void) {
    let isNew = state.withLock { state in
      defer { state.isListening = true }
      return !state.isListening
    }
    if isNew { feed.listen(report) }
  }

  /// The runtime; the workspace's state is made where there is none yet. Workers that were in the
  /// middle of something when it was closed last go on.
  func runtime(of workspace: Workspace) async throws(EngineFailure) -> WorkerRuntime {
    let task = state.withLock { state in
      if state.workspace == nil { state.workspace = workspace }
      if let task = state.opening { return task }
      let task = Task { await self.open(workspace) }
      state.opening = task
      return task
    }
    switch await task.value {
    case .success(let owner): return owner.runtime
    case .failure(let failure):
      // The next who needs it tries anew.
      state.withLock { if $0.opening == task { $0.opening = nil } }
      throw failure
    }
  }

  @concurrent
  private func open(_ workspace: Workspace) async -> Result<WorkspaceOwner, EngineFailure> {
    let deadline = ContinuousClock.now + .seconds(Runtime.Limits.lockWaitSeconds)
    var isAsked = false
    while true {
      do {
        let owner = try WorkspaceOwner(
          { self.state.withLock { $0.workspace } ?? workspace }, feed: feed, yields: false,
          waitSeconds: 0)
        try owner.runtime.recover()
        return .success(owner)
      } catch let failure {
        guard failure.kind == .held, ContinuousClock.now < deadline else {
          return .failure(EngineFailure(failure.text))
        }
      }
      if !isAsked, let socket = StateFolder.holder(workspace.stateFolder)?.socket {
        // A subcommand gives the workspace to the screen, and goes on through it.
        if let refusal = Self.wish(socket) { return .failure(refusal) }
        isAsked = true
      }
      try? await Pause.wait(for: .milliseconds(Limits.ownerPollMilliseconds))
    }
  }

  private static func wish(_ socket: String) -> EngineFailure? {
    let words = Mutex("")
    let status = try? OwnerLink(to: socket).ask(.yield) { frame in
      if case .note(let text) = frame { words.withLock { $0 += text } }
    }
    guard let status, status != 0 else { return nil }
    let text = words.withLock { $0 }
    return EngineFailure(text.hasSuffix("\n") ? String(text.dropLast()) : text)
  }

  /// Tells the workers that the workspace was read anew.
  func update(_ workspace: Workspace) {
    let opening = state.withLock { state in
      state.workspace = workspace
      return state.opening
    }
    guard let opening else { return }
    Task {
      if case .success(let owner) = await opening.value {
        owner.runtime.setTemplates(workspace.runtimeTemplates)
      }
    }
  }
}
