import TestSupport
import Testing

/// The whole job on the shopping example, on the screen: from its WIT to a live worker.
@Suite(.serialized, .timeLimit(.minutes(10))) struct ShoppingTourTests {
  @Test(arguments: [(80, 24), (140, 40)])
  func fromAnInterfaceToALiveWorker(_ columns: Int, _ rows: Int) throws {
    let demo = try DemoCopy()
    let terminal = try TerminalSession(size: (columns, rows))
    try terminal.open(demo.path).waitFor("shopping:purchase-history").waitFor("0 workers")
    try explore(terminal)
    try previewStub(terminal)
    try compose(terminal)
    try invoke(terminal)
    try watch(terminal)
    try terminal.send("q").waitUntilGone("1 Explore")
    #expect(try terminal.modes == .shell)
    // What was done on the screen is there for the next process.
    let orders = try demo.invoke("purchase-history/alice", "get-orders")
    #expect(orders.output.contains(#"items: [{product-id: "p1", name: "Mug", price: 12.5"#))
    #expect(orders.output.contains("total: 25,"))
  }

  /// To `shopping:purchase-history/api` and its function.
  private func explore(_ terminal: TerminalSession) throws {
    try terminal.send("/").type("interface api").waitFor("find: interface api").send("Enter")
      .waitFor("WIT: api").waitFor("record product-item {")
    try terminal.send("l", "j", "j", "j").waitFor("ƒ add-order").waitFor(
      "add-order: func(order: order);")
  }

  private func previewStub(_ terminal: TerminalSession) throws {
    try terminal.send("s").waitFor("interface stub-purchase-history {")
      .waitFor("add-order: func(order: order);").waitFor("enum Stub: Exports {").waitFor(
        "purchase-history-stub")
  }

  private func compose(_ terminal: TerminalSession) throws {
    try terminal.send("3").waitFor("Wiring of shopping-cart").waitFor("[×] purchase_history")
      .send("Tab", "v").waitFor("● shopping:purchase-history-stub/stub-purch")
      .waitFor("○ wasi:clocks/wall-clock@0.2.0")
    try terminal.send("c").waitFor("Composed shopping-cart/shopping_cart_composed.wasm")
      .waitFor("Runs here; Golem 1.0–1.1: yes;")
      .send("Escape").waitUntilGone("Composed shopping-cart")
  }

  private func invoke(_ terminal: TerminalSession) throws {
    try terminal.send("5").waitFor("┌ Functions ")
    try choose("initialize-cart", terminal)
    try terminal.type("alice").send("Down").type("alice").send("C-s").waitFor("✓ done; no result")
    try leaveForm(terminal)
    try choose("add-item", terminal)
    try terminal.waitFor("quantity").send("Down", "Down").type("p1").send("Down").type("Mug")
      .send("Down").type("a lot").waitFor("✗ a number is needed")
      .send("C-u").type("12.5").send("Down").type("2").send("C-s")
      .waitFor("✓ add-item({product-id: ")
    try leaveForm(terminal)
    try choose("checkout", terminal)
    // Nothing is pressed after this: the second worker comes by itself.
    try terminal.waitFor("1 worker").send("C-s").waitFor("order-id").waitFor("2 workers")
    try leaveForm(terminal)
  }

  private func leaveForm(_ terminal: TerminalSession) throws {
    try terminal.send("Escape").waitFor("/ find")
  }

  private func choose(_ function: String, _ terminal: TerminalSession) throws {
    try terminal.send("/").type(function).waitFor("find: \(function)").send("Enter")
      .waitFor("/… \(function) ─", or: "/alice \(function) ─").send("Enter")
  }

  private func watch(_ terminal: TerminalSession) throws {
    try terminal.send("4").waitFor("● Idle").waitFor("purchase-history")
      .send("Home", "j").waitFor("purchase-history/alice").send("]").waitFor("[Oplog]")
      .waitFor("enqueued shopping:purchase-history/api.").waitFor("completed")
  }
}
