import Foundation
import TestSupport
import Testing

@testable import Runtime

/// What stands between the oplog and its bytes: one at a time, for the recorder knows one folder.
@Suite(.serialized) enum StorageTests {}

/// Power is lost at any moment, with any part of what was not synced on the disk: what somebody was
/// told is there, and what is there is what happened, up to some moment.
///
/// `WITBENCH_POWER_SEEDS` says how many losses; `Scripts/prove power` is the long form.
extension StorageTests {
  @Suite(.timeLimit(.minutes(60))) struct PowerLossTests {
    private static let lossesPerRun = 100

    private static var losses: Int {
      ProcessInfo.processInfo.environment["WITBENCH_POWER_SEEDS"].flatMap { Int($0) } ?? 300
    }

    @Test func nothingThatWasToldIsLostWithThePower() async throws {
      var seed: UInt64 = 0
      var lost = 0
      while lost < Self.losses {
        let run = try await StorageRun(seed: seed)
        let losses = min(Self.lossesPerRun, Self.losses - lost)
        for failure in try run.losePower(times: losses) { Issue.record("\(failure)") }
        lost += losses
        seed += 1
      }
      print("power was lost \(lost) times in \(seed) runs")
    }

    /// The disk that is simulated does lose what nobody flushed.
    @Test func withoutFlushesMuchIsLost() async throws {
      let run = try await StorageRun(seed: 1, durability: .relaxed)
      #expect(try !run.losePower(times: 100).isEmpty)
    }
  }
}
