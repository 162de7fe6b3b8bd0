import Component
import Foundation
import StubGen
import TestSupport
import Testing
import WIT

/// The demo's purchase history under other names: package, interface, types, fields, functions and
/// parameters are called whatever the seed says, and orders are kept all the same.
@Suite(.timeLimit(.minutes(60))) struct RenamedDemoTests {
  /// `Scripts/prove stubs [COUNT]` sets it.
  private static let count =
    ProcessInfo.processInfo.environment["WITBENCH_WORLDS"].flatMap(UInt64.init) ?? 10

  /// Names that stand beside each other in the demo's WIT.
  private static let scopes = [
    ["shopping"], ["purchase-history"], ["api"],
    ["product-item", "order", "add-order", "get-orders"],
    ["product-id", "name", "price", "quantity"], ["order-id", "items", "total", "timestamp"],
  ]

  /// The demo's WIT with every name replaced, each place by the scope that it stands in.
  private static func wit(seed: UInt64) -> String {
    var random = SeededRandom(seed: seed)
    let names = scopes.map { scope -> [String] in
      var taken: Set<String> = ["golem"]
      return scope.map { _ in
        while true {
          let name = random.pick(RandomWorld.words).lowercased()
          if taken.insert(name.filter { $0 != "-" }).inserted { return name }
        }
      }
    }
    let (item, order) = (names[4], names[5])
    let top = names[3]
    return """
      package %\(names[0][0]):%\(names[1][0]);
      interface %\(names[2][0]) {
        record %\(top[0]) {
          %\(item[0]): string, %\(item[1]): string, %\(item[2]): f32, %\(item[3]): u32
        }
        record %\(top[1]) {
          %\(order[0]): string, %\(order[1]): list<%\(top[0])>, %\(order[2]): f32,
          %\(order[3]): u64
        }
        %\(top[2]): func(%\(random.pick(RandomWorld.words).lowercased()): %\(top[1]));
        %\(top[3]): func() -> list<%\(top[1])>;
      }
      world %\(random.pick(RandomWorld.words).lowercased()) { export %\(names[2][0]); }

      """
  }

  @Test(arguments: 1...count)
  func ordersAreKeptWhateverTheyAreCalled(_ seed: UInt64) async throws {
    let text = Self.wit(seed: seed)
    let resolution = Fixture.resolution(text)
    try #require(resolution.isUsable, "\(text)")
    let world = try Fixture.world(of: resolution)
    do {
      let worker = try Guest(
        resolution, worker: try EchoWorker.keeper(resolution.graph, world))
      let generator = try StubGenerator(graph: resolution.graph, world: world)
      let stub = try Guest(generator)
      let host = RemoteHost(try await RunningGuest(try worker.build()))
      let running = try await RunningGuest(try stub.build(), host: host)
      let names = generator.stub.resources.flatMap(\.members).map(\.binaryName)
      let functions = names.compactMap { name in
        running.type.functions.first { $0.type.name == name }
      }
      try #require(functions.count == 3)
      let location = Value.record([.init(name: "value", value: .string("worker://a/b"))])
      let object = try #require(try await running.call(functions[0], [location]))
      var random = SeededRandom(seed: seed)
      let type = try #require(functions[1].type.parameters.last?.type)
      let orders = (0..<20).map { _ in Value.random(type, &random) }
      for order in orders { _ = try await running.call(functions[1], [object, order]) }
      let kept = try await running.call(functions[2], [object])
      #expect(kept.map(WAVE.text) == WAVE.text(of: .list(orders)))
    } catch {
      Issue.record("seed \(seed): \(error)\n\(text)")
    }
  }
}
