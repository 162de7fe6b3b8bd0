/// Where the lines go that a guest prints and logs.
///
/// Called inside the worker's actor, never while its journal replays.
package protocol GuestOutput: AnyObject {
  func write(_ line: LogLine)
}
