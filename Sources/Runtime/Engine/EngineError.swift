/// Why the engine cannot run something.
package enum EngineError: Error, Hashable, Sendable {
  /// libwasmtime was not found; where it was looked for.
  case libraryMissing(searched: [String])
  /// A file was found that is not the library, or not of the right version.
  case libraryUnusable(String)
  case configuration
  /// The bytes are no component that the engine takes; its own words.
  case invalidComponent(String)

  package var text: String {
    switch self {
    case .libraryMissing(let searched):
      "libwasmtime was not found, which runs the workers: run Scripts/setup, or name the file in "
        + "WITBENCH_LIBWASMTIME (looked at \(searched.joined(separator: ", ")))"
    case .libraryUnusable(let message):
      "libwasmtime cannot be used: \(message); run Scripts/setup to fetch version 50.0.1"
    case .configuration: "libwasmtime refuses its configuration on this machine"
    case .invalidComponent(let message): "the component cannot be loaded: \(message)"
    }
  }
}

/// How a call in a guest ended when it did not return.
package struct Trap: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case trap
    /// The guest called `exit`.
    case exit(isSuccess: Bool)
    /// Somebody stopped it; the reason that was given.
    case stopped(String)
    /// It waits for long: it can be put away and made again from its journal.
    case waiting(LongWait)
    case stackOverflow
    /// It wanted more than its template allows; the message names the limit.
    case limit
    /// A host function failed: its error reached the guest as a trap.
    case host
    /// The arguments were not of the function's types; the guest was not entered.
    case arguments
  }

  package var kind: Kind
  package var message: String
  /// `module!function` of the guest's frames, the innermost first.
  package var backtrace: [String]

  package init(kind: Kind, message: String, backtrace: [String] = []) {
    self.kind = kind
    self.message = message
    self.backtrace = backtrace
  }
}
