import Synchronization

/// Stops a guest from any thread, also one that waits for the host. It cannot be turned back.
package final class StopSwitch: Sendable {
  private let stored = Mutex<String?>(nil)
  private let signal = ReadySignal()

  package init() {}

  /// Why the guest shall stop; nil while it may go on.
  package var reason: String? { stored.withLock { $0 } }

  /// Makes the guest end with this reason, within an epoch tick. The first reason stays.
  package func stop(_ reason: String) {
    stored.withLock { $0 = $0 ?? reason }
    signal.fire()
  }

  /// Waits until one of the signals is given or the time is over, whichever is first.
  ///
  /// Every wait of a host function goes through here or through `value`, so that it ends when the
  /// guest is stopped: with a trap of the kind `stopped`.
  package func wait(
    for signals: [ReadySignal], atMost duration: Duration? = nil
  ) async throws(Trap) {
    try check()
    if signals.contains(where: \.isReady) { return }
    let first = ReadySignal()
    let tokens = (signals + [signal]).map { ($0, $0.onReady { first.fire() }) }
    defer { for (signal, token) in tokens { signal.forget(token) } }
    let timer = duration.map { duration in
      Task {
        // Cancelled is as good as over: nobody waits any more.
        try? await Pause.wait(for: duration)
        first.fire()
      }
    }
    defer { timer?.cancel() }
    await first.wait()
    try check()
  }

  /// Runs `operation` beside the guest and waits for its value.
  ///
  /// When the guest is stopped the operation is cancelled and not waited for.
  package func value<Value: Sendable>(
    of operation: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    let done = ReadySignal()
    let task = Task { @concurrent in
      defer { done.fire() }
      return try await operation()
    }
    do {
      try await wait(for: [done])
    } catch {
      task.cancel()
      throw error
    }
    return try await task.value
  }

  func check() throws(Trap) {
    if let reason { throw Trap(kind: .stopped(reason), message: reason) }
  }
}
