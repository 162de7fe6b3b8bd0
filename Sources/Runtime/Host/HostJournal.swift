package import Component

/// Where the results of host calls that the invocation does not determine are kept: clocks, random
/// bytes, the environment, what was ready when a guest polled, other workers' answers.
///
/// A worker's oplog is one. It lives inside the worker's actor.
package protocol HostJournal: AnyObject {
  /// Whether the next result comes out of the journal.
  var isReplaying: Bool { get }

  /// Whether the guest is in the middle of something that it wants done as a whole: run again it
  /// would begin that anew.
  var isAtomic: Bool { get }

  /// Gives the result of one host call.
  ///
  /// Live, it runs `live` and keeps what that gives before the guest sees it. On replay it gives
  /// what was kept and does not run `live`; it throws when the journal has another call at this
  /// place. `request` is what the call asked for, in a form that holds no handles: it is compared
  /// on replay and shown to people. What `live` throws is thrown on, and not kept.
  func record(
    _ name: ImportName, request: [Value], live: () async throws -> Value?
  ) async throws -> Value?

  /// Makes what was recorded last, before a guest waits or learns that it does.
  func flush() async throws
}

/// A journal that keeps nothing: for instances that are never restored.
package final class NoJournal: HostJournal {
  package init() {}

  package var isReplaying: Bool { false }
  package var isAtomic: Bool { false }

  package func record(
    _ name: ImportName, request: [Value], live: () async throws -> Value?
  ) async throws -> Value? {
    try await live()
  }

  package func flush() async throws {}
}
