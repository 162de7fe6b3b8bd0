/// A worker that is reached by its URI. Only stubs need it.
final class RemoteWorker {
  private let rpc: Golem.RPC.Types.WasmRPC

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
    call(function, arguments)
  }

  fileprivate func call(
    _ function: String, _ arguments: [Golem.RPC.Types.WitValue]
  ) -> Golem.RPC.Types.WitValue {
    do throws(Golem.RPC.Types.RPCError) {
      return try rpc.invokeAndAwait(functionName: function, functionParams: arguments)
    } catch {
      fatalError("the remote call failed")
    }
  }

  /// Drops a resource that lives in the worker.
  ///
  /// Where that fails the resource stays with its worker: nothing the caller could do about it is
  /// worth losing the caller, whose own work is done. (Golem's own stubs trap here.)
  fileprivate func drop(_ handle: Golem.RPC.Types.WitValue, _ function: String) {
    do throws(Golem.RPC.Types.RPCError) {
      _ = try rpc.invokeAndAwait(functionName: function, functionParams: [handle])
    } catch {}
  }
}

/// A resource that lives in a remote worker, dropped there when the last reference here goes.
final class RemoteResource {
  private let worker: RemoteWorker
  private let handle: Golem.RPC.Types.WitValue
  private let dropName: String

  /// Makes the resource by calling its remote constructor.
  ///
  /// - Parameter path: the resource's remote name, `ns:package/interface/resource`
  init(
    at location: Golem.RPC.Types.URI, _ path: String, _ arguments: Golem.RPC.Types.WitValue...
  ) {
    worker = RemoteWorker(at: location)
    dropName = path + "/drop"
    let made = worker.call(path + "/new", arguments)
    guard case .tupleValue(let elements) = made.nodes[0], let element = elements.first,
      case .handle(let uri, let id) = made.nodes[Int(element)]
    else { fatalError("the constructor's result is not a handle") }
    handle = .init(nodes: [.handle(uri, id)])
  }

  deinit {
    worker.drop(handle, dropName)
  }

  /// Calls a method: the handle goes first.
  @discardableResult
  func call(
    _ function: String, _ arguments: Golem.RPC.Types.WitValue...
  ) -> Golem.RPC.Types.WitValue {
    worker.call(function, [handle] + arguments)
  }
}
