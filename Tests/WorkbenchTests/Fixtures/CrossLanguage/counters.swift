nonisolated(unsafe) var dropped: [(String, UInt64)] = []

/// `rpc:counters` of Golem's own tests, as its Rust worker does it.
struct Worker: RPC.Counters.API.Exports {
  private var total: UInt64 = 0

  final class Counter: RPC.Counters.API.CounterResource {
    private let name: String
    private var value: UInt64 = 0

    init(name: String) {
      self.name = name
    }

    deinit { dropped.append((name, value)) }

    func incBy(value: UInt64) { self.value += value }
    func getValue() -> UInt64 { value }
  }

  mutating func incGlobalBy(value: UInt64) { total += value }
  func getGlobalValue() -> UInt64 { total }
  func getAllDropped() -> [(String, UInt64)] { dropped }
}
