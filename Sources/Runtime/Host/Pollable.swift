/// A `wasi:io/poll` pollable: something that a guest waits for.
package final class Pollable: HostResource {
  package enum Condition {
    case always
    /// From this moment on, in nanoseconds of the guest's monotonic clock.
    case from(UInt64)
    case when(ReadySignal)
  }

  package let condition: Condition
  /// What is to know that a guest waits for this and nothing else.
  let waiting: (any GuestWait)?

  package convenience init(_ condition: Condition) {
    self.init(condition, waiting: nil)
  }

  init(_ condition: Condition, waiting: (any GuestWait)?) {
    self.condition = condition
    self.waiting = waiting
  }

  func isReady(at now: UInt64) -> Bool {
    switch condition {
    case .always: true
    case .from(let deadline): deadline <= now
    case .when(let signal): signal.isReady
    }
  }
}

/// A wait that may turn out never to end.
protocol GuestWait: AnyObject {
  /// Whether the guest has its answer, though nothing became ready: the wait would not have ended.
  var isRefused: Bool { get }
  /// Begins to wait for any of several, of which this is the first. False where none of them would ever
  /// become ready: this one is refused then.
  func begin(among all: [any GuestWait]) -> Bool
  /// Is called once for each `begin` that gave true.
  func end()
}
