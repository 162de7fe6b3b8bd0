// Generated stub of rpc:counters-stub. Changes here are lost.

typealias Stub = RPC.CountersStub.StubCounters.Stub

extension RPC.CountersStub.StubCounters {
  /// Passes every call on to a remote worker, through `golem:rpc`.
  enum Stub: Exports {
    final class FutureGetGlobalValueResult: FutureGetGlobalValueResultResource {
      private let remote: RemoteFuture

      init(remote: RemoteFuture) {
        self.remote = remote
      }

      func subscribe() -> Pollable {
        remote.subscribe()
      }

      func get() -> UInt64? {
        remote.get().map { $0.result() }
      }
    }

    final class FutureGetAllDroppedResult: FutureGetAllDroppedResultResource {
      private let remote: RemoteFuture

      init(remote: RemoteFuture) {
        self.remote = remote
      }

      func subscribe() -> Pollable {
        remote.subscribe()
      }

      func get() -> [(String, UInt64)]? {
        remote.get().map { $0.result(as: [Tuple2<String, UInt64>].self).map { $0.values } }
      }
    }

    final class FutureCounterGetValueResult: FutureCounterGetValueResultResource {
      private let remote: RemoteFuture

      init(remote: RemoteFuture) {
        self.remote = remote
      }

      func subscribe() -> Pollable {
        remote.subscribe()
      }

      func get() -> UInt64? {
        remote.get().map { $0.result() }
      }
    }

    final class FutureCounterRenameResult: FutureCounterRenameResultResource {
      private let remote: RemoteFuture

      init(remote: RemoteFuture) {
        self.remote = remote
      }

      func subscribe() -> Pollable {
        remote.subscribe()
      }

      func get() -> (String, [(UInt8, UInt8)])? {
        guard let answer = remote.get() else { return nil }
        let value = answer.result(as: Tuple2<String, [Tuple2<UInt8, UInt8>]>.self)
        return (value.values.0, value.values.1.map { $0.values })
      }
    }

    final class API: APIResource {
      private let remote: RemoteWorker

      init(location: URI) {
        remote = RemoteWorker(at: location)
      }

      func blockingIncGlobalBy(value: UInt64) {
        remote.call("rpc:counters/api.{inc-global-by}", .init(value))
      }

      func incGlobalBy(value: UInt64) {
        remote.send("rpc:counters/api.{inc-global-by}", .init(value))
      }

      func blockingGetGlobalValue() -> UInt64 {
        remote.call("rpc:counters/api.{get-global-value}").result()
      }

      func getGlobalValue() -> Stub.FutureGetGlobalValueResult {
        FutureGetGlobalValueResult(remote: remote.begin("rpc:counters/api.{get-global-value}"))
      }

      func blockingGetAllDropped() -> [(String, UInt64)] {
        let answer = remote.call("rpc:counters/api.{get-all-dropped}")
        return answer.result(as: [Tuple2<String, UInt64>].self).map { $0.values }
      }

      func getAllDropped() -> Stub.FutureGetAllDroppedResult {
        FutureGetAllDroppedResult(remote: remote.begin("rpc:counters/api.{get-all-dropped}"))
      }
    }

    /// Counts for itself.
    final class Counter: CounterResource {
      private let remote: RemoteResource

      /// Makes a counter of that name.
      init(location: URI, name: String) {
        let handle: RemoteHandle =
          RemoteWorker(at: location).call("rpc:counters/api.{counter.new}", .init(name)).result()
        remote = RemoteResource(handle, drop: "rpc:counters/api.{counter.drop}")
      }

      func blockingIncBy(value: UInt64) {
        remote.worker.call("rpc:counters/api.{counter.inc-by}", remote.argument, .init(value))
      }

      func incBy(value: UInt64) {
        remote.worker.send("rpc:counters/api.{counter.inc-by}", remote.argument, .init(value))
      }

      func blockingGetValue() -> UInt64 {
        remote.worker.call("rpc:counters/api.{counter.get-value}", remote.argument).result()
      }

      func getValue() -> Stub.FutureCounterGetValueResult {
        FutureCounterGetValueResult(
          remote: remote.worker.begin("rpc:counters/api.{counter.get-value}", remote.argument))
      }

      func blockingRename(
        remote: String, answer: (String, (UInt8, UInt8))
      ) -> (String, [(UInt8, UInt8)]) {
        let remoteAnswer =
          self.remote.worker.call(
            "rpc:counters/api.{counter.rename}", self.remote.argument, .init(remote),
            .init(Tuple2(answer.0, Tuple2(answer.1.0, answer.1.1)))
          ).result(as: Tuple2<String, [Tuple2<UInt8, UInt8>]>.self)
        return (remoteAnswer.values.0, remoteAnswer.values.1.map { $0.values })
      }

      func rename(
        remote: String, answer: (String, (UInt8, UInt8))
      ) -> Stub.FutureCounterRenameResult {
        FutureCounterRenameResult(
          remote: self.remote.worker.begin(
            "rpc:counters/api.{counter.rename}", self.remote.argument, .init(remote),
            .init(Tuple2(answer.0, Tuple2(answer.1.0, answer.1.1)))))
      }
    }
  }
}
