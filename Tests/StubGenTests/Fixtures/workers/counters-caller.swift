typealias Counters = RPC.CountersStub.StubCounters

struct Worker: RPC.Caller.CallerWorld.Exports {
  func run() -> [String] {
    var log: [String] = []
    let location = Counters.URI(value: "worker://counters/one")
    let api = Counters.API(location: location)
    do {
      let one = Counters.Counter(location: location, name: "one")
      let two = Counters.Counter(location: location, name: "two")
      one.incBy(value: 3)
      two.incBy(value: 4)
      one.incBy(value: 2)
      let (old, pairs) = one.rename(remote: "first", answer: ("!", (7, 8)))
      log.append("renamed \(old) \(pairs[0].0) \(pairs[0].1)")
      log.append("counted \(one.getValue()) \(two.getValue())")
    }
    api.incGlobalBy(value: 5)
    log.append("all \(api.getGlobalValue()) dropped \(api.getAllDropped().count)")
    return log
  }
}
