import Component

// wasi:sockets: there, so that components which only might use the network run; every call that
// would reach it is refused.
extension HostInterface {
  static let sockets: [HostInterface] = [
    HostInterface(
      "wasi:sockets/instance-network",
      ["instance-network": { _, host in try host.resources.insert(Network()) }]),
    HostInterface(
      "wasi:sockets/network",
      // No error that a guest can hold is one of the network.
      ["network-error-code": { _, _ in .option(nil) }]),
    refused("wasi:sockets/tcp"),
    refused("wasi:sockets/tcp-create-socket"),
    refused("wasi:sockets/udp"),
    refused("wasi:sockets/udp-create-socket"),
    refused("wasi:sockets/ip-name-lookup"),
  ]

  private static func refused(_ name: String) -> HostInterface {
    HostInterface(
      name, [:],
      fallback: { call, _ in
        // Only functions with an error to give can be reached: nobody ever gets a socket.
        guard case .result(_, .enum(let codes)?)? = call.type.result,
          codes.labels.contains("access-denied")
        else { throw HostError("\(call.name.function): workers have no network") }
        return .error(.enum("access-denied"))
      })
  }

  private final class Network: HostResource {}
}
