typealias Counters = RPC.CountersStub.StubCounters

/// Calls through a stub in the style of Golem 1.0: with and without waiting.
struct Worker: RPC.Caller.CallerWorld.Exports {
  private let location = Counters.URI(value: "worker://counters/one")

  func run() -> [String] {
    let api = Counters.API(location: location)
    var log = counted()
    api.incGlobalBy(value: 5)
    api.blockingIncGlobalBy(value: 6)
    let total = api.getGlobalValue()
    total.subscribe().block()
    log.append("all \(total.get() ?? 0) and again \(total.get() ?? 0)")
    for (name, value) in api.blockingGetAllDropped() { log.append("dropped \(name) \(value)") }
    return log
  }

  private func counted() -> [String] {
    let one = Counters.Counter(location: location, name: "one")
    let two = Counters.Counter(location: location, name: "two")
    one.blockingIncBy(value: 3)
    one.incBy(value: 4)
    two.incBy(value: 5)
    let (first, second) = (one.getValue(), two.getValue())
    let renamed = one.rename(remote: "first", answer: ("!", (7, 8)))
    let pollables = [first.subscribe(), second.subscribe(), renamed.subscribe()]
    var waiting: [WASI.IO.Poll.Pollable] = pollables
    while !waiting.isEmpty {
      let ready = WASI.IO.Poll.poll(in: waiting)
      for index in ready.sorted(by: >) { waiting.remove(at: Int(index)) }
    }
    var log = ["counted \(first.get() ?? 0) \(second.get() ?? 0)"]
    if let (old, pairs) = renamed.get() { log.append("renamed \(old) \(pairs[0].0)") }
    log.append("now \(one.blockingGetValue())")
    return log
  }
}
