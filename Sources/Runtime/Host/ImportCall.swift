package import Component

/// An import that a guest calls: the interface under its exact import name, and the function.
package struct ImportName: Hashable, Sendable {
  /// `wasi:clocks/wall-clock@0.2.3`; empty for a world's own imports.
  package var interface: String
  /// `now`, `[method]output-stream.write`, `[resource-drop]pollable`.
  package var function: String

  package init(interface: String, function: String) {
    self.interface = interface
    self.function = function
  }
}

/// Serves every import of one instance: the one place where a guest's effects pass.
///
/// Resources that the host makes reach the guest as numbers of its own choosing: a
/// `Value.resource` with an empty URI and that number. When a guest drops one, `drop` is called.
/// Both run inside the worker's actor, one at a time; `call` may suspend, and the guest waits then.
/// An error thrown by `call` traps the guest with its text.
package protocol ImportHost: AnyObject {
  /// Whether the guest is only doing again what it did before.
  var isReplaying: Bool { get }

  func call(
    _ name: ImportName, type: FunctionType, arguments: [Value]
  ) async throws -> Value?

  func drop(interface: String, resource: String, number: UInt32) throws
}

extension ImportHost {
  package var isReplaying: Bool { false }
}
