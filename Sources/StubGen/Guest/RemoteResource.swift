/// A resource that lives in a remote worker, dropped there when the last reference here goes.
final class RemoteResource {
  /// Where it lives.
  let worker: RemoteWorker
  let handle: RemoteHandle
  private let dropName: String
  private var isOurs = true

  /// Takes over a handle that a worker has given.
  ///
  /// - Parameter drop: the remote name of what drops it
  init(_ handle: RemoteHandle, drop: String) {
    worker = RemoteWorker(at: .init(value: handle.uri))
    self.handle = handle
    dropName = drop
  }

  /// Where the drop fails the resource stays with its worker: nothing the caller could do about it
  /// is worth losing the caller, whose own work is done. (Golem's own stubs trap here.)
  deinit {
    guard isOurs else { return }
    do throws(Golem.RPC.Types.RPCError) {
      _ = try worker.attempt(dropName, argument)
    } catch {}
  }

  /// The handle as a call's first argument.
  var argument: Golem.RPC.Types.WitValue {
    .init(nodes: [.handle(.init(value: handle.uri), handle.id)])
  }

  /// Leaves the resource to another worker: it is no longer dropped from here.
  func giveUp() {
    isOurs = false
  }
}

extension RemoteHandle: ComponentValue {
  static var layout: ComponentLayout { Int32.layout }

  init(from decoder: inout some ComponentDecoder) {
    guard let handle = decoder.remoteHandle() else { fatalError("only workers give such handles") }
    self = handle
  }

  func encode(to encoder: inout some ComponentEncoder) {
    if !encoder.remoteHandle(self) { fatalError("only workers take such handles") }
  }
}
