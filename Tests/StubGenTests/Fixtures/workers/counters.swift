nonisolated(unsafe) var dropped: [(String, UInt64)] = []

struct Worker: RPC.Counters.API.Exports {
  private var total: UInt64 = 0

  final class Counter: RPC.Counters.API.CounterResource {
    private var name: String
    private var value: UInt64 = 0

    init(name: String) {
      self.name = name
    }

    deinit { dropped.append((name, value)) }

    func incBy(value: UInt64) { self.value += value }
    func getValue() -> UInt64 { value }

    func rename(
      remote: String, answer: (String, (UInt8, UInt8))
    ) -> (String, [(UInt8, UInt8)]) {
      defer { name = remote + answer.0 }
      return (name, [answer.1])
    }
  }

  mutating func incGlobalBy(value: UInt64) { total += value }
  func getGlobalValue() -> UInt64 { total }
  func getAllDropped() -> [(String, UInt64)] { dropped }
}
