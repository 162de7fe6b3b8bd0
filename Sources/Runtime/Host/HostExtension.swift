package import Component

/// Host interfaces beside WASI: calls between workers, the workers' own affairs.
package protocol HostExtension: AnyObject {
  /// Whether an interface is served, under the name that a component imports it by:
  /// `golem:rpc/types@0.1.0`. Asked before anything is instantiated.
  func serves(_ interface: String) -> Bool

  /// Answers one call of an interface that is served.
  ///
  /// Resources are kept in `host.resources`, waiting is done by `host.stop` so that a waiting guest
  /// can be stopped, results that are not determined go through `host.journal`.
  func call(
    _ name: ImportName, type: FunctionType, arguments: [Value], on host: GuestHost
  ) async throws -> Value?
}
