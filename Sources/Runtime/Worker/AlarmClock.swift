import Synchronization

/// Wakes workers that sleep out of memory.
final class AlarmClock: Sendable {
  private struct Alarms {
    var tasks: [Int64: Task<Void, Never>] = [:]
    var isClosed = false
  }

  private let alarms = Mutex(Alarms())

  /// Calls `action` at that moment of the guests' monotonic clock; the worker's earlier alarm is
  /// forgotten.
  func set(_ row: Int64, at instant: UInt64, _ action: @escaping @Sendable () -> Void) {
    alarms.withLock { alarms in
      alarms.tasks[row]?.cancel()
      guard !alarms.isClosed else { return }
      alarms.tasks[row] = Task { @concurrent in
        while true {
          let now = GuestClock.monotonic
          if now >= instant { break }
          // In steps of at most a day: no sum overflows.
          let wait = Int64(min(instant - now, 86_400_000_000_000))
          do {
            try await Pause.wait(for: .nanoseconds(wait))
          } catch {
            return
          }
        }
        action()
      }
    }
  }

  func forget(_ row: Int64) {
    alarms.withLock { $0.tasks.removeValue(forKey: row)?.cancel() }
  }

  func close() {
    alarms.withLock { alarms in
      alarms.isClosed = true
      for task in alarms.tasks.values { task.cancel() }
      alarms.tasks = [:]
    }
  }
}
