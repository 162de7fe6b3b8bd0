package import Runtime
import Synchronization

/// A workspace's workers, opened by this process, which answers other processes about them.
package final class WorkspaceOwner: Sendable {
  package let runtime: WorkerRuntime
  package let feed: WorkerFeed
  private let socket: OwnerSocket?
  /// Somebody asked for the workspace.
  private let wish: Wish

  /// Opens the workers; what was under way goes on.
  ///
  /// - Parameters:
  ///   - workspace: as it is now, asked again for each request
  ///   - yields: whether another process gets it that asks
  ///   - waitSeconds: how long to wait for another process that has them open
  package init(
    _ workspace: @escaping @Sendable () -> Workspace, feed: WorkerFeed, yields: Bool,
    waitSeconds: Double
  ) throws(RuntimeFailure) {
    let now = workspace()
    let runtime = try WorkerRuntime(
      .init(
        folder: now.stateFolder, durability: now.durability, templates: now.runtimeTemplates,
        stubs: { workspace().stubOffer(for: $0, of: $1) }, waitSeconds: waitSeconds),
      report: { feed.tell($0) })
    let wish = Wish()
    self.runtime = runtime
    self.feed = feed
    self.wish = wish
    // What is kept in memory is nobody else's.
    socket =
      now.durability == .memory
      ? nil
      : try? OwnerSocket(folder: now.stateFolder) { message, reply in
        switch message {
        case .request(let request):
          await WorkerDesk(workspace: workspace(), runtime: runtime, feed: feed)
            .answer(request, reply)
        case .yield where yields:
          wish.make()
          reply(.end(0))
        case .yield:
          reply(.note("another screen has this workspace open\n"))
          reply(.end(2))
        }
      }
    if let socket { runtime.publish(socket: socket.path) }
  }

  /// Waits until another process asks for the workspace.
  func isWanted() async {
    await wish.wait()
  }

  /// Lets the workspace go when others have their answers; `isWaiting` is told of it once if that
  /// takes a while. Whoever follows a log asks again of the next owner.
  @concurrent
  package func close(isWaiting: @escaping @Sendable (_ others: Int) -> Void = { _ in }) async {
    if let socket {
      let patience = Task {
        try await Pause.wait(for: .seconds(Limits.drainSeconds))
        isWaiting(socket.busyCount)
      }
      socket.hangUpEndless()
      await socket.idle()
      socket.stopListening()
      // Who came in between.
      await socket.idle()
      patience.cancel()
    }
    await runtime.close()
  }

  /// The same at once.
  @concurrent
  func handOver() async {
    socket?.stopListening()
    socket?.hangUp()
    await runtime.close()
  }
}

/// A wish that somebody may wait for.
private final class Wish: Sendable {
  private struct State {
    var isMade = false
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())

  func make() {
    let waiting = state.withLock { state in
      state.isMade = true
      defer { state.waiting = [] }
      return state.waiting
    }
    for continuation in waiting { continuation.resume() }
  }

  func wait() async {
    await withCheckedContinuation { continuation in
      let isMade = state.withLock { state in
        if !state.isMade { state.waiting.append(continuation) }
        return state.isMade
      }
      if isMade { continuation.resume() }
    }
  }
}
