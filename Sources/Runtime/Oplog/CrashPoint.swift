#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import Synchronization

/// Places between which a crash makes a difference, for tests that crash at each of them.
///
/// In a debug build, with `WITBENCH_CRASH_AT=N`, the process kills itself without a word at the N-th
/// place that it passes. In a release build they are nothing.
enum CrashPoint {
  #if DEBUG
    private static let target = getenv("WITBENCH_CRASH_AT").flatMap { Int(String(cString: $0)) }
    private static let passed = Mutex(0)
  #endif

  static func hit(_ name: StaticString) {
    #if DEBUG
      guard let target else { return }
      let number = passed.withLock { passed in
        passed += 1
        return passed
      }
      if number == target { kill(getpid(), SIGKILL) }
    #endif
  }
}
