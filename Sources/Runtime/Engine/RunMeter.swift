#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The processor time that a guest takes in one call: what it waits for is not counted, nor what
/// others do meanwhile.
struct RunMeter {
  private let limitSeconds: Double?
  private var spent: Duration = .zero

  init(_ limitSeconds: Double?) {
    self.limitSeconds = limitSeconds
  }

  mutating func during<Result>(_ body: () -> Result) -> Result {
    guard limitSeconds != nil else { return body() }
    let start = Self.threadTime
    defer { spent += Self.threadTime - start }
    return body()
  }

  /// A guest stays on its thread while it is polled.
  private static var threadTime: Duration {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }

  var isOver: Bool {
    guard let limitSeconds else { return false }
    return spent > .seconds(limitSeconds)
  }

  var trap: Trap {
    Trap(
      kind: .limit,
      message: "the call takes more than its \(limitSeconds ?? 0) seconds of processor time: "
        + "`limits.time` of its template allows more")
  }
}
