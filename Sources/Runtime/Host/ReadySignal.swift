import Synchronization

/// A signal that is given once, from anywhere, and stays given.
package final class ReadySignal: Sendable {
  private enum State {
    case waiting([Int: @Sendable () -> Void])
    case ready
  }

  private let state = Mutex((next: 0, State.waiting([:])))

  package init() {}

  /// One that was given already.
  static func fired() -> ReadySignal {
    let signal = ReadySignal()
    signal.fire()
    return signal
  }

  package var isReady: Bool {
    state.withLock { if case .ready = $0.1 { true } else { false } }
  }

  /// Gives the signal; a second time changes nothing.
  package func fire() {
    let actions = state.withLock { state -> [Int: @Sendable () -> Void] in
      guard case .waiting(let actions) = state.1 else { return [:] }
      state.1 = .ready
      return actions
    }
    for action in actions.values { action() }
  }

  /// Runs `action` when the signal is given, or at once if it was; a token to take that back.
  package func onReady(_ action: @escaping @Sendable () -> Void) -> Int {
    let (token, isReady) = state.withLock { state in
      state.next += 1
      guard case .waiting(var actions) = state.1 else { return (state.next, true) }
      actions[state.next] = action
      state.1 = .waiting(actions)
      return (state.next, false)
    }
    if isReady { action() }
    return token
  }

  package func forget(_ token: Int) {
    state.withLock { state in
      guard case .waiting(var actions) = state.1 else { return }
      actions[token] = nil
      state.1 = .waiting(actions)
    }
  }

  /// Waits until the signal is given.
  package func wait() async {
    await withCheckedContinuation { continuation in
      _ = onReady { continuation.resume() }
    }
  }
}
