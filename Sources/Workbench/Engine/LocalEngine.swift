import Synchronization

/// The engine over a workspace on this machine: reads its files and runs its workers.
package final class LocalEngine: Engine {
  /// The folder or file as the user gave it.
  private let path: String
  /// As it was read last.
  private let opened = Mutex<Workspace?>(nil)
  let workers = OpenWorkers()

  package init(path: String) {
    self.path = path
  }

  /// The workspace as it was read last; reads it where that has not happened yet.
  func workspace() throws(EngineFailure) -> Workspace {
    if let workspace = opened.withLock({ $0 }) { return workspace }
    return try open()
  }

  private func open() throws(EngineFailure) -> Workspace {
    do {
      let workspace = try Workspace.open(path)
      opened.withLock { $0 = workspace }
      workers.update(workspace)
      return workspace
    } catch {
      throw EngineFailure(error.text)
    }
  }

  @concurrent package func loadWorkspace() async throws(EngineFailure) -> WorkspaceContents {
    await WorkspaceReader(workspace: try open()).contents()
  }
}
