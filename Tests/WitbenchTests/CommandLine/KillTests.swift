import TestSupport
import Testing

/// The short form of `Scripts/prove kills`.
@Suite(.timeLimit(.minutes(10))) struct KillTests {
  @Test func whatIsKilledAtRandomMomentsIsDoneOnceInEveryWorker() throws {
    let seed = UInt64.random(in: 1 ... .max)
    let load = try KillLoad(seed: seed)
    for round in 1...8 { try load.run(round: round) }
    #expect(load.failures == [], "seed \(seed)")
    #expect(load.kills == 8)
  }
}
