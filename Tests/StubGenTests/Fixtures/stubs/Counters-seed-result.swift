// Generated stub of rpc:counters-stub. Changes here are lost.

typealias Stub = RPC.CountersStub.StubCounters.Stub

extension RPC.CountersStub.StubCounters {
  /// Passes every call on to a remote worker, through `golem:rpc`.
  enum Stub: Exports {
    final class API: APIResource {
      private let remote: RemoteWorker

      init(location: URI) {
        remote = RemoteWorker(at: location)
      }

      func incGlobalBy(value: UInt64) throws(RPCError) {
        try remote.attempt("rpc:counters/api/inc-global-by", .init(value))
      }

      func getGlobalValue() throws(RPCError) -> UInt64 {
        try remote.attempt("rpc:counters/api/get-global-value").result()
      }

      func getAllDropped() throws(RPCError) -> [(String, UInt64)] {
        let answer = try remote.attempt("rpc:counters/api/get-all-dropped")
        return answer.result(as: [Tuple2<String, UInt64>].self).map { $0.values }
      }
    }

    /// Counts for itself.
    final class Counter: CounterResource {
      private let remote: RemoteResource

      /// Makes a counter of that name.
      init(location: URI, name: String) throws(RPCError) {
        let handle: RemoteHandle =
          try RemoteWorker(at: location).attempt(
            "rpc:counters/api/counter/new", .init(name)
          ).result()
        remote = RemoteResource(handle, drop: "rpc:counters/api/counter/drop")
      }

      func incBy(value: UInt64) throws(RPCError) {
        try remote.worker.attempt("rpc:counters/api/counter/inc-by", remote.argument, .init(value))
      }

      func getValue() throws(RPCError) -> UInt64 {
        try remote.worker.attempt("rpc:counters/api/counter/get-value", remote.argument).result()
      }

      func rename(
        remote: String, answer: (String, (UInt8, UInt8))
      ) throws(RPCError) -> (String, [(UInt8, UInt8)]) {
        let remoteAnswer =
          try self.remote.worker.attempt(
            "rpc:counters/api/counter/rename", self.remote.argument, .init(remote),
            .init(Tuple2(answer.0, Tuple2(answer.1.0, answer.1.1)))
          ).result(as: Tuple2<String, [Tuple2<UInt8, UInt8>]>.self)
        return (remoteAnswer.values.0, remoteAnswer.values.1.map { $0.values })
      }
    }
  }
}
