/// A `wasi:io/poll` pollable: something that a guest waits for.
package final class Pollable: HostResource {
  package enum Condition {
    case always
    /// From this moment on, in nanoseconds of the guest's monotonic clock.
    case from(UInt64)
    case when(ReadySignal)
  }

  package let condition: Condition

  package init(_ condition: Condition) {
    self.condition = condition
  }

  func isReady(at now: UInt64) -> Bool {
    switch condition {
    case .always: true
    case .from(let deadline): deadline <= now
    case .when(let signal): signal.isReady
    }
  }
}
