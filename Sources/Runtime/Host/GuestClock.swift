#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The clocks that guests see, in nanoseconds.
///
/// The monotonic one counts from 1970 and goes on across restarts of the process: instants that a
/// worker has kept stay comparable, and a sleep that was under way ends when it was meant to.
enum GuestClock {
  /// The two clocks at one moment, the process's first look at them.
  private static let start = (wall: read(CLOCK_REALTIME), steady: read(CLOCK_MONOTONIC))

  static var wall: UInt64 { read(CLOCK_REALTIME) }

  /// Never goes back while the process lives, whatever is done to the wall clock.
  static var monotonic: UInt64 { start.wall + (read(CLOCK_MONOTONIC) - start.steady) }

  private static func read(_ clock: clockid_t) -> UInt64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
