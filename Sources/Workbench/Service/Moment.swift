#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Moments as people read them.
enum Moment {
  /// `2026-05-04 17:03:09.250`, in the machine's time zone; `time` is seconds since 1970.
  static func text(_ time: Double) -> String {
    // Whole milliseconds first: 0.9996 s must not become 1000 ms of the second before.
    let milliseconds = Int64((time * 1000).rounded())
    var seconds = time_t(milliseconds / 1000)
    var parts = tm()
    localtime_r(&seconds, &parts)
    let date = [
      digits(Int(parts.tm_year) + 1900, 4), digits(Int(parts.tm_mon) + 1, 2),
      digits(Int(parts.tm_mday), 2),
    ].joined(separator: "-")
    let clock = [parts.tm_hour, parts.tm_min, parts.tm_sec].map { digits(Int($0), 2) }
      .joined(separator: ":")
    return "\(date) \(clock).\(digits(Int(milliseconds % 1000), 3))"
  }

  private static func digits(_ number: Int, _ count: Int) -> String {
    let text = "\(number)"
    return String(repeating: "0", count: max(0, count - text.count)) + text
  }
}
