/// Where the lines go that a guest prints and logs.
///
/// Called inside the worker's actor, also while its journal replays: a line that was written before
/// comes again then. It throws when the guest does not repeat itself.
package protocol GuestOutput: AnyObject {
  func write(_ line: LogLine) throws
}
