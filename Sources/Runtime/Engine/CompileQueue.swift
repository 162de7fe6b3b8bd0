import CThreads
import Foundation

/// Where components are compiled: threads of their own, so that a compilation of seconds holds up
/// no worker.
final class CompileQueue: Sendable {
  private let threads: WorkThreads<@Sendable () -> Void>

  /// - Parameters:
  ///   - width: how many compilations run at once
  ///   - givesWay: whether everything else goes before them
  init(width: Int, givesWay: Bool = false) {
    threads = WorkThreads(width: width) { work in
      if givesWay { ct_give_way() }
      work()
    }
  }

  func run<Result: Sendable>(_ work: @escaping @Sendable () -> Result) async -> Result {
    await withCheckedContinuation { continuation in
      threads.add { continuation.resume(returning: work()) }
    }
  }
}

/// Tells how far a compilation is. The library does not say, so it is the time that has passed
/// against what such a component took elsewhere: it only comes near the end until that is there.
struct CompileProgress: Sendable {
  private let estimate: Double
  private let report: @Sendable (Double) -> Void

  init(bytes: Int, tier: CodeTier, report: @escaping @Sendable (Double) -> Void) {
    estimate = max(0.02, Double(bytes) * tier.secondsPerByte)
    self.report = report
  }

  /// Runs `work` and reports from 0 to 1.
  func during<Result: Sendable>(_ work: () async -> Result) async -> Result {
    let report = report
    let estimate = estimate
    report(0)
    let teller = Task { @concurrent in
      let start = ContinuousClock.now
      while true {
        // Cancelled when the work is done.
        do {
          try await Pause.wait(for: .milliseconds(Limits.progressMilliseconds))
        } catch {
          return
        }
        report(Self.share(elapsed: (ContinuousClock.now - start) / .seconds(1), of: estimate))
      }
    }
    let result = await work()
    teller.cancel()
    // What was being reported comes before the end.
    await teller.value
    report(1)
    return result
  }

  /// 0.86 when the estimate is over, and never 1.
  static func share(elapsed: Double, of estimate: Double) -> Double {
    min(0.99, 1 - exp(-2 * elapsed / estimate))
  }
}
