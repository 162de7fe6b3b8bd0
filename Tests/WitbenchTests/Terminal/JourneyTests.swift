import Foundation
import TestSupport
import Testing
import Workbench

/// The whole way on the screen: from WIT to two workers, one of which has called the other.
@Suite struct JourneyTests {
  @Test func fromTheStubToAWorkerThatCallsAnother() throws {
    let demo = try DemoCopy()
    let terminal = try TerminalSession(size: (120, 36))
    try withExtendedLifetime(demo) {
      try terminal.open(demo.path).waitFor("shopping:cart")
      #expect(!FileManager.default.fileExists(atPath: demo.path + "/.witbench"))

      // The stub of the callee, both languages, and what would be written; then written.
      try terminal.send("s").waitFor("interface stub-purchase-history").waitFor("final class API")
        .waitFor("g writes").waitFor("+ new")
      try terminal.send("g").waitFor("Wrote ").waitFor("all up to date")
      let stub = try Files.read(demo.path + "/purchase-history-stub/wit/_stub.wit")
      #expect(String(decoding: stub, as: UTF8.self).contains("interface stub-purchase-history"))

      // The caller with the stub inside.
      let composed = demo.path + "/shopping-cart/shopping_cart_composed.wasm"
      try FileManager.default.removeItem(atPath: composed)
      try terminal.send("3").waitFor("▸┤ stub-purchase")
      try terminal.send("c").waitFor("Composed shopping-cart/shopping_cart_composed.wasm")
      try terminal.send("Escape").waitUntilGone("Exports")
      #expect(Files.isFile(composed))

      // A cart, an item in it, and the checkout, which calls the user's purchase history.
      try terminal.send("5").waitFor("initialize-cart").send("/").type("initialize").send("Enter")
      try call(terminal, "initialize-cart", worker: "alice", fields: ["user-1"])
        .waitFor("done; no result")
      try terminal.send("Escape", "j")
      try call(terminal, "add-item", worker: nil, fields: ["p-1", "Beans", "2.5", "4"])
        .waitFor("shopping-cart/alice add-item").waitFor("done; no result")
      try terminal.send("Escape", "j", "j", "j").waitFor("shopping-cart/alice checkout")
      try terminal.send("C-s").waitFor("success({order-id: ")

      // Both workers, and who has called whom.
      try terminal.send("4").waitFor("alice").waitFor("user-1").send("]", "]")
        .waitFor("you → shopping-cart/alice checkout")
        .waitFor("└ purchase-history/user-1 add-order")
      try terminal.send("q").waitFor(TerminalSession.prompt)
    }
    // What was done is kept, and another process finds it.
    let orders = try demo.invoke("purchase-history/user-1", "get-orders")
    #expect(orders.status == 0 && orders.output.contains("Beans"), "\(orders)")
  }

  /// Fills in the form of the selected function and sends it.
  private func call(
    _ terminal: TerminalSession, _ function: String, worker: String?, fields: [String]
  ) throws -> TerminalSession {
    try terminal.waitFor("▸ \(function)").send("Enter")
    if let worker { try terminal.type(worker).waitFor("/\(worker) \(function)") }
    for field in fields { try terminal.send("Tab").type(field).waitFor(field) }
    return try terminal.send("C-s")
  }
}
