package import Component

/// Host interfaces beside WASI: calls between workers, the workers' own affairs.
package protocol HostExtension: AnyObject, SendableMetatype {
  /// Who that is, for people.
  static var title: String { get }
  /// The functions that are served of an interface, under the name that a component imports it by:
  /// `golem:rpc/types@0.1.0`; nil where it is none of this extension's. Asked before anything is
  /// instantiated.
  static func functions(of interface: String) -> Set<String>?

  /// Whether this one serves an interface: those above, and what depends on the guest.
  func serves(_ interface: String) -> Bool

  /// Whether there is something left to do that the guest has no word for any more.
  var isOwing: Bool { get }

  /// Does that: before the guest's next call, and at the end of its invocation.
  func settle(on host: GuestHost) async throws

  /// Answers one call of an interface that is served.
  ///
  /// Resources are kept in `host.resources`, waiting is done by `host.stop` so that a waiting guest
  /// can be stopped, results that are not determined go through `host.journal`.
  func call(
    _ name: ImportName, type: FunctionType, arguments: [Value], on host: GuestHost
  ) async throws -> Value?
}

extension HostExtension {
  package static var title: String { "this runtime" }

  package func serves(_ interface: String) -> Bool {
    Self.functions(of: interface) != nil
  }

  package var isOwing: Bool { false }

  package func settle(on host: GuestHost) async throws {}
}
