/// A worker that is reached by its URI. Only stubs need it.
final class RemoteWorker {
  let rpc: Golem.RPC.Types.WasmRPC

  init(at location: Golem.RPC.Types.URI) {
    rpc = .init(location: location)
  }

  /// Invokes a function and waits for its result, which stands in a tuple.
  ///
  /// A call that fails traps, as Golem's own stubs do: the caller is restored and tries again.
  @discardableResult
  func call(
    _ function: String, _ arguments: Golem.RPC.Types.WitValue...
  ) -> Golem.RPC.Types.WitValue {
    do throws(Golem.RPC.Types.RPCError) {
      return try rpc.invokeAndAwait(functionName: function, functionParams: arguments)
    } catch {
      fatalError("the remote call failed")
    }
  }

  /// As `call`, for a caller that wants to know why a call failed.
  @discardableResult
  func attempt(
    _ function: String, _ arguments: Golem.RPC.Types.WitValue...
  ) throws(Golem.RPC.Types.RPCError) -> Golem.RPC.Types.WitValue {
    try rpc.invokeAndAwait(functionName: function, functionParams: arguments)
  }
}
