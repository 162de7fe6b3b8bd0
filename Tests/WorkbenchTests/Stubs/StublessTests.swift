import Component
import Runtime
import TestSupport
import Testing
import Workbench

/// Callers that still import their stub: they do what they do when it is composed with them.
///
/// These start the Swift compiler and take some seconds each.
@Suite(.timeLimit(.minutes(10))) struct StublessTests {
  @Test(arguments: StublessWorkspace.Caller.allCases)
  func anUncomposedCallerDoesWhatTheComposedDoes(
    _ caller: StublessWorkspace.Caller
  ) async throws {
    let workspace = try await StublessWorkspace(caller)
    let composed = try await workspace.run(isComposed: true)
    let uncomposed = try await workspace.run(isComposed: false)
    #expect(uncomposed.answers == composed.answers)
    #expect(uncomposed.calls == composed.calls)
    guard case .returned(.list(let lines)?)? = composed.answers.first else {
      Issue.record("\(composed.answers)")
      return
    }
    let log = lines.map { WAVE.text(of: $0) }
    #expect(log == Self.expected(caller))
    // Here, since building takes longer than all the rest.
    if caller == .future { try crashAnywhereDoesNothingTwice(workspace) }
  }

  @Test func aCallThatFailsTrapsTheCallerWithTheReason() throws {
    let demo = try DemoCopy(isComposed: false)
    let manifest = "\(demo.path)/witbench.toml"
    let text = String(decoding: try Files.read(manifest), as: UTF8.self)
      .replacing("${templates.purchase-history.id}", with: "nowhere")
    try Files.write(Array(text.utf8), to: manifest)
    let item = #"{product-id: "p", name: "Pen", price: 2.5, quantity: 4}"#
    #expect(try demo.invoke("shopping-cart/a", "initialize-cart", #""ann""#).status == 0)
    #expect(try demo.invoke("shopping-cart/a", "add-item", item).status == 0)
    let answer = try demo.invoke("shopping-cart/a", "checkout")
    #expect(answer.status == 1)
    #expect(
      answer.errors.contains(
        "[method]api.add-order: the call of a worker of `purchase-history` failed: not-found: "
          + "there is no template `nowhere`"), "\(answer.errors)")
  }

  /// Every third place at which a crash makes a difference, for there are many, and those of a call
  /// come by fours: the call is repeated with its key, and the target is asked for everything once.
  private func crashAnywhereDoesNothingTwice(_ workspace: StublessWorkspace) throws {
    _ = try workspace.workspace(isComposed: false)
    var place = -2
    var isKilled = true
    var all: [String]?
    while isKilled {
      place += 3
      let state = "\(workspace.path)/.witbench"
      if Files.exists(state) { try Files.removeFolder(state) }
      let command = ["invoke", "--idempotency-key", "k", "caller/a", "run"]
      let crashed = try Program.run(
        command, environment: ["WITBENCH_CRASH_AT": "\(place)"], in: workspace.path)
      isKilled = crashed.isKilled
      let answer = try Program.run(command, in: workspace.path)
      #expect(answer.status == 0, "crash at \(place): \(answer.errors)")
      let expected = "[\(Self.expected(.future).joined(separator: ", "))]\n"
      #expect(answer.output == expected, "crash at \(place)")
      let oplog = try Program.run(
        ["worker", "oplog", "--query", "enqueued", "counters/one"], in: workspace.path)
      let calls = oplog.output.matches(of: #/enqueued +(.+) key /#).map { String($0.output.1) }
      // What was not waited for may be done in another order.
      let sorted = calls.sorted()
      #expect(all ?? sorted == sorted, "crash at \(place)")
      all = sorted
    }
    #expect(all?.count == 15)
    // Fewer would mean that the places are gone from the code, and this test with them.
    #expect(place > 60)
  }

  private static func expected(_ caller: StublessWorkspace.Caller) -> [String] {
    let lines =
      switch caller {
      case .rich:
        [
          "tea+mug", "mug", "tea", "3 7", "a+b", "tea(mug)", "41 41 42", "l held 1", "held",
          "9 second", "none", "optional", "two", "fine", "not fine", "3 4", "failed as told",
          "30 is too much", "5 3", "live 0",
        ]
      case .future:
        [
          "counted 7 5", "renamed one 7", "now 7", "all 11 and again 11", "dropped two 5",
          "dropped first! 7",
        ]
      case .careful:
        [
          "counted 2", "all 0", "sent", "not-found: there is no template `nowhere`",
          "later: not-found: there is no template `nowhere`",
          "not sent: not-found: there is no template `nowhere`",
          "protocol-error: caller/a -> caller/a would wait for itself",
          "later: protocol-error: \(nothing("get-global-value"))",
          "not sent: protocol-error: \(nothing("inc-global-by"))",
        ]
      }
    return lines.map { "\"\($0)\"" }
  }

  /// What is said of a function that the caller, taken for its target, has not.
  private static func nothing(_ function: String) -> String {
    "there is no function `rpc:counters/api.{\(function)}`; these exist:\\n"
      + "  run: func() -> list<string>"
  }
}
