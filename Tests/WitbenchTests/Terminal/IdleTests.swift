import TestSupport
import Testing

/// The screen while nobody wants anything. `Scripts/prove idle` counts how often it runs.
@Suite(.timeLimit(.minutes(10))) struct IdleTests {
  @Test func withIdleWorkersNoTimerWakesTheScreen() throws {
    let load = try IdleLoad(workers: 3)
    defer { load.end() }
    // A timer that is set again and again would never let this end.
    load.settle()
    #expect(load.isHeldByScreen)
  }
}
