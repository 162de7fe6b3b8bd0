import Synchronization

/// A time that a task waits, without a thread and without Dispatch (see `TaskPool`).
package final class Pause: Sendable {
  private enum State {
    case begun
    case waiting(UnsafeContinuation<Void, Never>)
    case over

    var isOver: Bool { if case .over = self { true } else { false } }
  }

  private static let alarms = AlarmThread<Pause>(
    deliver: { $0.end() }, isStale: { pause in pause.state.withLock { $0.isOver } })

  private let state = Mutex(State.begun)

  private init() {}

  /// Waits so long, those times included in which the machine sleeps.
  ///
  /// - Throws: `CancellationError`, at once, when the task is cancelled
  package static func wait(for duration: Duration) async throws(CancellationError) {
    guard !Task.isCancelled else { throw CancellationError() }
    if duration > .zero {
      let pause = Pause()
      alarms.add(pause, after: nanoseconds(of: duration))
      await withTaskCancellationHandler {
        await withUnsafeContinuation { pause.begin($0) }
      } onCancel: {
        pause.end()
      }
    }
    if Task.isCancelled { throw CancellationError() }
  }

  private static func nanoseconds(of duration: Duration) -> UInt64 {
    let parts = duration.components
    let (whole, isOver) = UInt64(parts.seconds).multipliedReportingOverflow(by: 1_000_000_000)
    let part = UInt64(parts.attoseconds / 1_000_000_000)
    return isOver || whole > .max - part ? .max : whole + part
  }

  private func begin(_ continuation: UnsafeContinuation<Void, Never>) {
    let isOver = state.withLock { state in
      if state.isOver { return true }
      state = .waiting(continuation)
      return false
    }
    if isOver { continuation.resume() }
  }

  private func end() {
    let waiting = state.withLock { state in
      defer { state = .over }
      if case .waiting(let continuation) = state { return Optional(continuation) }
      return nil
    }
    waiting?.resume()
  }
}
