import Synchronization

/// The engine over a workspace on this machine: reads its files and runs its workers.
package final class LocalEngine: Engine {
  /// The folder or file as the user gave it.
  private let path: String
  /// As it was read last.
  private let opened = Mutex<Workspace?>(nil)
  let workers = OpenWorkers()
  let memory = FileMemory()
  private let watching = Mutex<Watching?>(nil)

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
    var workspace = try open()
    // What came into a folder before it was watched is found by looking again.
    for _ in 1..<Limits.scansMax where watch(workspace) { workspace = try open() }
    return await WorkspaceReader(workspace: workspace, memory: memory).contents()
  }

  @concurrent package func watchFiles(
    report: @escaping @Sendable (FileReport) -> Void
  ) async throws(EngineFailure) {
    let workspace = try workspace()
    do throws(FileError) {
      let watch = try FolderWatch(
        hidden: [Workspace.stateFolderName], isRelevant: Workspace.shows
      ) { change in
        report(.changed(change.paths.sorted()))
      }
      watching.withLock { $0 = Watching(watch: watch, report: report) }
    } catch {
      throw EngineFailure("Changes of files will not be seen, press R after one: \(error.reason)")
    }
    _ = self.watch(workspace)
  }

  /// Watches the workspace's folders, if somebody wants to know; whether there are new ones.
  private func watch(_ workspace: Workspace) -> Bool {
    watching.withLock { watching in
      guard let current = watching else { return false }
      let (isWider, failures) = current.watch.update(workspace.watchedFolders)
      let new = failures.filter { !current.told.contains($0) }
      watching?.told.formUnion(new)
      if !new.isEmpty { current.report(.unwatched(new)) }
      return isWider
    }
  }
}

/// The watch over a workspace's folders, and who hears of it.
private struct Watching {
  var watch: FolderWatch
  var report: @Sendable (FileReport) -> Void
  /// The folders that cannot be watched, as far as that was said.
  var told: Set<FileError> = []
}
