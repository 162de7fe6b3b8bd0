package import Component

/// A resource of a worker that others hold a handle of.
package struct WorkerResource: Hashable, Sendable {
  /// The number in its handle, `worker://TEMPLATE/NAME/NUMBER`.
  package var id: UInt64
  package var name: String
  /// The interface that declares it; nil in a world.
  package var interface: String?
  /// The constructor's arguments in WAVE, where these name it: `"x"` of `counter("x")`.
  package var parameters: String?

  package init(id: UInt64, name: String, interface: String?, parameters: String? = nil) {
    self.id = id
    self.name = name
    self.interface = interface
    self.parameters = parameters
  }

  /// `rpc:counters/api.{counter}`, or with its arguments `rpc:counters/api.{counter("x")}`.
  package var text: String {
    let local = name + (parameters.map { "(\($0))" } ?? "")
    return interface.map { "\($0).{\(local)}" } ?? local
  }

  /// `{"id":1,"name":"counter","interface":"rpc:counters/api","parameters":"\"x\""}`
  package var json: JSON {
    .object([
      "id": .integer(id), "name": .string(name),
      "interface": interface.map { .string($0) } ?? .null,
      "parameters": parameters.map { .string($0) } ?? .null,
    ])
  }
}
