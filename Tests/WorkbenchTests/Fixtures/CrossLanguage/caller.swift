typealias Counters = RPC.CountersStub.StubCounters

/// The caller of Golem's own tests, through the article's stub.
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
    for _ in 0..<3 { first?.incBy(value: 1) }
    second?.incBy(value: 2)
    second?.incBy(value: 1)
    third?.incBy(value: 3)
    let values = [first, second, third].map { $0?.getValue() ?? 0 }
    // As Rust ends them: the last one first.
    third = nil
    second = nil
    first = nil
    guard values == [3, 3, 3] else { return [] }
    return Counters.API(location: location).getAllDropped()
  }

  mutating func test2() -> UInt64 {
    let counter =
      self.counter ?? Counters.Counter(location: location("counters_test2"), name: "counter")
    self.counter = counter
    counter.incBy(value: 1)
    return counter.getValue()
  }

  func test3() -> UInt64 {
    let api = Counters.API(location: location("counters_test3"))
    api.incGlobalBy(value: 1)
    return api.getGlobalValue()
  }
}
