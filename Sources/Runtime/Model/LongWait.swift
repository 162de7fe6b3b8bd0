/// What a worker waits for that was put away: it takes no memory until then.
package enum LongWait: Hashable, Sendable {
  /// A moment, in nanoseconds of the guests' monotonic clock.
  case until(UInt64)
  /// One of its own promises, by the index of the entry that made it.
  case promise(Int)
  /// The next call, or somebody who resumes it: it was put away by hand.
  case request
}
