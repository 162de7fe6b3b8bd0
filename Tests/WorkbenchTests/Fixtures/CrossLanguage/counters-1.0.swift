/// What `rpc:counters` has more in Golem 1.0.
extension Worker {
  func bugWasmRPCI32(
    in node: RPC.Counters.API.TimelineNode
  ) -> RPC.Counters.API.TimelineNode {
    node
  }
}

extension Worker.Counter {
  func getArgs() -> [String] { WASI.CLI.Environment.getArguments() }
  func getEnv() -> [(String, String)] { WASI.CLI.Environment.getEnvironment() }
}
