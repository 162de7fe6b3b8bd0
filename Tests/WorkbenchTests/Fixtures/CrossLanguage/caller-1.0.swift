typealias Counters = RPC.CountersStub.StubCounters

/// The caller of Golem's own tests, through a stub in the style of Golem 1.0.
struct Worker: RPC.Caller.CallerWorld.Exports {
  /// Kept from call to call, and with it the counter in its worker.
  private var counter: Counters.Counter?

  private func location(_ worker: String) -> Counters.URI {
    Counters.URI(value: "worker://counters/\(worker)")
  }

  func test1() -> [(String, UInt64)] {
    let location = location("counters_test1")
    var first: Counters.Counter? = Counters.Counter(location: location, name: "counter1")
    var second: Counters.Counter? = Counters.Counter(location: location, name: "counter2")
    var third: Counters.Counter? = Counters.Counter(location: location, name: "counter3")
    for _ in 0..<3 { first?.blockingIncBy(value: 1) }
    second?.incBy(value: 2)
    second?.incBy(value: 1)
    third?.incBy(value: 3)
    let values = [first, second, third].map { $0?.blockingGetValue() ?? 0 }
    // As Rust ends them: the last one first.
    third = nil
    second = nil
    first = nil
    guard values == [3, 3, 3] else { return [] }
    return Counters.API(location: location).blockingGetAllDropped()
  }

  mutating func test2() -> UInt64 {
    let counter =
      self.counter ?? Counters.Counter(location: location("counters_test2"), name: "counter")
    self.counter = counter
    counter.blockingIncBy(value: 1)
    return counter.blockingGetValue()
  }

  func test3() -> UInt64 {
    let api = Counters.API(location: location("counters_test3"))
    api.blockingIncGlobalBy(value: 1)
    return api.blockingGetGlobalValue()
  }

  func test4() -> ([String], [(String, String)]) {
    let counter = Counters.Counter(location: location("counters_test4"), name: "counter")
    return (counter.blockingGetArgs(), counter.blockingGetEnv())
  }

  func test5() -> [UInt64] {
    let counters = ["1", "2", "3"].map { number in
      Counters.Counter(location: location("counters_test5\(number)"), name: "counter")
    }
    let before = counters.map { $0.blockingGetValue() }
    for (counter, value) in zip(counters, before) { counter.incBy(value: 3 - value) }
    let futures = counters.map { $0.getValue() }
    var waiting = futures.map { $0.subscribe() }
    while !waiting.isEmpty {
      for index in WASI.IO.Poll.poll(in: waiting).sorted(by: >) {
        waiting.remove(at: Int(index))
      }
    }
    return futures.map { $0.get() ?? 0 }
  }

  func bugWasmRPCI32(in node: Counters.TimelineNode) -> Counters.TimelineNode {
    Counters.API(location: location("counters_bug32")).blockingBugWasmRPCI32(in: node)
  }
}
