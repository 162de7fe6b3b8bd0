typealias Counters = RPC.CountersStub.StubCounters

/// Calls through a stub whose functions tell what went wrong.
struct Worker: RPC.Caller.CallerWorld.Exports {
  func run() -> [String] {
    var log: [String] = []
    for place in ["worker://counters/one", "worker://nowhere/one", "worker://caller/a"] {
      let location = Counters.URI(value: place)
      let api = Counters.API(location: location)
      do throws(Counters.RPCError) {
        let counter = try Counters.Counter(location: location, name: "one")
        try counter.incBy(value: 2)
        log.append("counted \(try counter.blockingGetValue())")
      } catch {
        log.append(text(of: error))
      }
      let total = api.getGlobalValue()
      total.subscribe().block()
      switch total.get() {
      case .success(let value)?: log.append("all \(value)")
      case .failure(let error)?: log.append("later: \(text(of: error))")
      case nil: log.append("nothing")
      }
      do throws(Counters.RPCError) {
        try api.incGlobalBy(value: 1)
        log.append("sent")
      } catch {
        log.append("not sent: \(text(of: error))")
      }
    }
    return log
  }

  private func text(of error: Counters.RPCError) -> String {
    switch error {
    case .protocolError(let text): "protocol-error: \(text)"
    case .denied(let text): "denied: \(text)"
    case .notFound(let text): "not-found: \(text)"
    case .remoteInternalError(let text): "remote-internal-error: \(text)"
    }
  }
}
