import CThreads
import Synchronization

/// A thread that hands things over when their time has come, and sleeps until then.
final class AlarmThread<Item: Sendable>: Sendable {
  private struct State {
    var alarms = AlarmHeap<Item>()
    var isStarted = false
    /// How many there may be before those are looked for that nobody waits for any more.
    var sweepCount = 1_024
  }

  private let state = Mutex(State())
  private let timer = ct_timer()
  private let deliver: @Sendable (Item) -> Void
  private let isStale: @Sendable (Item) -> Bool

  /// It is there for good, and so is its thread once it is needed.
  ///
  /// - Parameter isStale: whether nobody waits for a thing any more
  init(
    deliver: @escaping @Sendable (Item) -> Void, isStale: @escaping @Sendable (Item) -> Bool
  ) {
    precondition(timer >= 0, "the system gives a process a timer")
    self.deliver = deliver
    self.isStale = isStale
  }

  func add(_ item: Item, after nanoseconds: UInt64) {
    let (sum, isOver) = ct_now().addingReportingOverflow(nanoseconds)
    let instant = isOver ? .max : sum
    let mustStart = state.withLock { state in
      if state.alarms.count >= state.sweepCount {
        state.alarms.removeAll(where: isStale)
        state.sweepCount = max(1_024, 2 * state.alarms.count)
      }
      state.alarms.push(item, at: instant)
      if state.alarms.first == instant { ct_timer_set(timer, instant) }
      defer { state.isStarted = true }
      return !state.isStarted
    }
    if mustStart { start() }
  }

  private func start() {
    let isStarted = DetachedThread.start { self.run() }
    precondition(isStarted, "the system gives a process at least a few threads")
  }

  private func run() {
    while true {
      ct_timer_wait(timer)
      for item in takeDue() { deliver(item) }
    }
  }

  private func takeDue() -> [Item] {
    state.withLock { state in
      let now = ct_now()
      var due: [Item] = []
      while let first = state.alarms.first, first <= now { due.append(state.alarms.popFirst()) }
      if let next = state.alarms.first { ct_timer_set(timer, next) }
      return due
    }
  }
}
