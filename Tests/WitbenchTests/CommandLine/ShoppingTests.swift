import Foundation
import TestSupport
import Testing

/// The whole job on the shopping example, each step a process of its own.
@Suite(.timeLimit(.minutes(10))) struct ShoppingTests {
  /// One step: worker, function, arguments.
  private struct Step {
    var worker: String
    var function: String
    var argument: String?

    init(_ worker: String, _ function: String, _ argument: String? = nil) {
      self.worker = worker
      self.function = function
      self.argument = argument
    }

    func run(
      _ demo: DemoCopy, key: String? = nil, crashAt place: Int? = nil
    ) throws -> Program.Answer {
      let environment = place.map { ["WITBENCH_CRASH_AT": "\($0)"] } ?? [:]
      guard let argument else {
        return try demo.invoke(worker, function, key: key, environment: environment)
      }
      return try demo.invoke(worker, function, argument, key: key, environment: environment)
    }
  }

  private static let mug = #"{product-id: "p1", name: "Mug", price: 12.5, quantity: 2}"#
  private static let tea = #"{product-id: "p2", name: "Tea", price: 2.5, quantity: 4}"#

  @Test(arguments: [true, false])
  func anOrderReachesItsHistoryAndStaysThere(isComposed: Bool) throws {
    let demo = try DemoCopy(isComposed: isComposed)
    #expect(try demo.invoke("shopping-cart/alice", "initialize-cart", #""alice""#).status == 0)
    let added = try demo.invoke("shopping-cart/alice", "add-item", Self.mug)
    #expect(added.status == 0)
    #expect(added.output == "")
    let first = try Self.orderID(demo.invoke("shopping-cart/alice", "checkout").output)
    _ = try demo.invoke("shopping-cart/alice", "shopping:cart/api.{add-item}", Self.tea)
    let second = try Self.orderID(
      demo.invoke("shopping-cart/alice", "shopping:cart/api/checkout").output)
    let orders = try demo.invoke("purchase-history/alice", "get-orders").output
    #expect(orders.hasPrefix(#"[{order-id: "\#(first)", items: [\#(Self.mug)], total: 25, "#))
    #expect(orders.contains(#"{order-id: "\#(second)", items: [\#(Self.tea)], total: 10, "#))
    #expect(first != second)
  }

  /// Every place at which a crash makes a difference, in every command of the job: the command is
  /// repeated with its key, and each order is there once.
  @Test(arguments: [
    (0, true), (1, true), (2, true), (3, true), (4, true), (2, false), (4, false),
  ]) func aCrashAnywhereLosesNothingAndDoesNothingTwice(
    _ crashing: Int, isComposed: Bool
  ) throws {
    let steps = [
      Step("shopping-cart/alice", "initialize-cart", #""alice""#),
      Step("shopping-cart/alice", "add-item", Self.mug), Step("shopping-cart/alice", "checkout"),
      Step("shopping-cart/alice", "add-item", Self.tea), Step("shopping-cart/alice", "checkout"),
    ]
    var place = 0
    var isKilled = true
    while isKilled {
      place += 1
      let demo = try DemoCopy(isComposed: isComposed)
      var ids: [String] = []
      for (index, step) in steps.enumerated() {
        let key = "step \(index)"
        if index == crashing {
          isKilled = try step.run(demo, key: key, crashAt: place).isKilled
        }
        let answer = try step.run(demo, key: key)
        #expect(answer.status == 0, "step \(index), crash at \(place): \(answer.errors)")
        if step.function == "checkout" { ids.append(try Self.orderID(answer.output)) }
      }
      let orders = try demo.invoke("purchase-history/alice", "get-orders").output
      #expect(orders.matches(of: /order-id/).count == 2, "crash at \(place): \(orders)")
      #expect(ids.allSatisfy { orders.contains($0) }, "crash at \(place): \(orders)")
      #expect(orders.contains("total: 25,") && orders.contains("total: 10,"))
    }
    // Fewer would mean that the places are gone from the code, and this test with them.
    #expect(place > 5)
  }

  @Test func aCommandThatIsKilledAtAnyMomentCanBeRepeated() throws {
    let demo = try DemoCopy()
    _ = try demo.invoke("shopping-cart/bob", "initialize-cart", #""bob""#)
    for round in 1...10 {
      _ = try demo.invoke("shopping-cart/bob", "add-item", Self.mug, key: "add \(round)")
      let process = try Program.start([
        "invoke", "--workspace", demo.path, "--idempotency-key", "out \(round)",
        "shopping-cart/bob", "checkout",
      ])
      // The moments lie over the whole of a run: it takes some tens of milliseconds.
      usleep(UInt32(round) * 6_000)
      process.kill(SIGKILL)
      _ = try process.wait()
      let answer = try demo.invoke("shopping-cart/bob", "checkout", key: "out \(round)")
      #expect(answer.status == 0, "\(answer.errors)")
    }
    let orders = try demo.invoke("purchase-history/bob", "get-orders").output
    #expect(orders.matches(of: /order-id/).count == 10)
    #expect(Set(orders.matches(of: /order-id: "([^"]+)"/).map(\.output.1)).count == 10)
  }

  private static func orderID(_ answer: String) throws -> String {
    let match = try #require(
      answer.firstMatch(of: /^success\(\{order-id: "([^"]+)"\}\)\n$/), "unexpected: \(answer)")
    return String(match.output.1)
  }
}
