import Component

/// How often a failed call is tried, and how long is waited before each further try.
package struct RetryPolicy: Hashable, Sendable {
  /// Tries in all.
  package var triesMax: Int
  /// Nanoseconds before the second try, and before any.
  package var minDelay: UInt64
  package var maxDelay: UInt64
  /// What each wait is longer than the one before.
  package var multiplier: Double
  /// The part of itself by which a wait may be longer, by chance.
  package var jitter: Double

  package static let standard = RetryPolicy(
    triesMax: Limits.triesMax, minDelay: 100_000_000, maxDelay: 1_000_000_000, multiplier: 3,
    jitter: 0.15)

  /// How long to wait after so many failed tries. Jitter only adds: the stated wait is the least.
  func delay(after tries: Int) -> Duration {
    var nanoseconds = Double(minDelay)
    for _ in 0..<min(max(0, tries - 1), Limits.triesCountedMax) { nanoseconds *= multiplier }
    nanoseconds = min(nanoseconds, Double(maxDelay)) * Double.random(in: 1...(1 + jitter))
    return .nanoseconds(Int64(min(nanoseconds, Limits.retryDelayNanosecondsMax)))
  }

  var text: String {
    "\(triesMax) tries, \(minDelay / 1_000_000) to \(maxDelay / 1_000_000) ms, × \(multiplier)"
  }

  var parts: [Value] {
    [.u64(UInt64(triesMax)), .u64(minDelay), .u64(maxDelay), .f64(multiplier), .f64(jitter)]
  }

  init(
    triesMax: Int, minDelay: UInt64, maxDelay: UInt64, multiplier: Double, jitter: Double
  ) {
    self.triesMax = triesMax
    self.minDelay = minDelay
    self.maxDelay = maxDelay
    self.multiplier = multiplier.isFinite ? max(1, multiplier) : 1
    self.jitter = jitter.isFinite ? min(1, max(0, jitter)) : 0
  }

  init(_ parts: inout StoredParts) throws(ValueCodingError) {
    self.init(
      triesMax: try parts.integer(), minDelay: try parts.number(), maxDelay: try parts.number(),
      multiplier: try parts.float(), jitter: try parts.float())
  }
}
