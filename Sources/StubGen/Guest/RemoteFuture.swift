// Calls that are not waited for. Stubs in the style of Golem 1.0 need them.

extension RemoteWorker {
  /// Invokes a function without waiting for it. A call that cannot be sent traps.
  func send(_ function: String, _ arguments: Golem.RPC.Types.WitValue...) {
    do throws(Golem.RPC.Types.RPCError) {
      try rpc.invoke(functionName: function, functionParams: arguments)
    } catch {
      fatalError("the call could not be sent")
    }
  }

  /// As `send`, for a caller that wants to know why a call could not be sent.
  func attemptSend(
    _ function: String, _ arguments: Golem.RPC.Types.WitValue...
  ) throws(Golem.RPC.Types.RPCError) {
    try rpc.invoke(functionName: function, functionParams: arguments)
  }

  /// Invokes a function whose result will be asked for later.
  func begin(_ function: String, _ arguments: Golem.RPC.Types.WitValue...) -> RemoteFuture {
    RemoteFuture(rpc.asyncInvokeAndAwait(functionName: function, functionParams: arguments))
  }
}

/// The result of a call that is under way.
final class RemoteFuture {
  private let future: Golem.RPC.Types.FutureInvokeResult

  fileprivate init(_ future: Golem.RPC.Types.FutureInvokeResult) {
    self.future = future
  }

  /// Is ready when the result is.
  func subscribe() -> WASI.IO.Poll.Pollable { future.subscribe() }

  /// What the call came to; nil as long as it is under way.
  func outcome() -> Result<Golem.RPC.Types.WitValue, Golem.RPC.Types.RPCError>? { future.get() }

  /// The result; nil as long as there is none. A call that failed traps.
  func get() -> Golem.RPC.Types.WitValue? {
    switch future.get() {
    case nil: return nil
    case .success(let value): return value
    case .failure: fatalError("the remote call failed")
    }
  }
}
