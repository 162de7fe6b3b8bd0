import Component
import Runtime
import TestSupport
import Testing

@testable import Workbench

/// Pictures: keys, and what the screen shows then.
@Suite struct ScreenTests {
  @Test(arguments: [
    ("explore", ""),
    ("explore-type", "j l j"),
    ("explore-component", "G up"),
    ("explore-find", "/ 'checkout' enter"),
    ("explore-jump", "j l j j j tab enter"),
    ("explore-search", "f 'list<ord'"),
    ("explore-search-name", "f 'prduct-item'"),
    ("explore-search-nothing", "f 'option<nothing>'"),
    ("explore-users", "f 'product-item' enter u"),
    ("stubs", "2"),
    ("stubs-linked", "2 tab G up up up up up up"),
    ("stubs-golem", "2 tab t r j j j j j j"),
    ("compose", "3"),
    ("compose-wire", "3 tab"),
    ("compose-rows", "3 tab v"),
    ("compose-choice", "3 tab j j w"),
    ("compose-open", "3 tab j j w j enter"),
    ("compose-nothing", "3 down"),
    ("workers-none", "4"),
    ("workers-new", "4 w 'alice' tab 'one' tab 'nothing' enter"),
    ("invoke", "5"),
    ("invoke-form", "5 enter 'alice' tab 'o-1' tab enter 'p-1'"),
    ("invoke-mistakes", "5 enter 'alice' tab 'o-1' tab tab '12,5' ctrl-s"),
    ("invoke-wave", "5 enter 'alice' ctrl-w"),
    ("help", "?"),
    ("help-filter", "? 'work'"),
    ("prompt", ": 'wor'"),
    ("messages", "5 enter ctrl-s esc m"),
  ])
  func whatKeysLeadTo(_ name: String, _ keys: String) async throws {
    var driver = try await ScreenDriver()
    try await driver.press(keys)
    try driver.expectScreen(name)
  }

  @Test(arguments: [
    ("wide-explore", "j l", 140, 40), ("wide-stubs", "2 tab G", 140, 40),
    ("wide-explore-component", "G up", 140, 40),
    ("wide-compose", "3 tab j j", 140, 40), ("wide-compose-list", "3", 140, 40),
    ("wide-invoke", "5 enter 'alice' tab 'o-1'", 140, 40),
    ("narrow-explore", "l", 62, 18), ("narrow-compose", "3 tab", 62, 18),
    ("narrow-stubs", "2 tab", 62, 18),
    ("narrow-invoke", "5 enter 'alice'", 62, 18), ("too-small", "", 40, 8),
  ])
  func everySizeHasItsPicture(
    _ name: String, _ keys: String, _ columns: Int, _ rows: Int
  ) async throws {
    var driver = try await ScreenDriver(columns: columns, rows: rows)
    try await driver.press(keys)
    try driver.expectScreen(name)
  }

  @Test func workersAreShownAsTheyAre() async throws {
    var driver = try await ScreenDriver()
    let alice = WorkerAddress(template: "shopping-cart", name: "alice")
    let bob = WorkerAddress(template: "shopping-cart", name: "bob")
    var running = WorkerSnapshot(address: alice, status: .running, templateVersion: 0)
    running.currentFunction = "shopping:cart/api.{checkout}"
    running.queuedCount = 2
    running.oplogIndex = 17
    running.memoryBytes = 3 << 20
    running.isLoaded = true
    var failed = WorkerSnapshot(address: bob, status: .failed, templateVersion: 1)
    failed.lastError = "wasm trap: unreachable"
    for snapshot in [running, failed] { try await driver.apply(.worker(.changed(snapshot))) }
    try await driver.press("4 j j")
    for number in 1...3 {
      let line = LogLine(source: .stdout, text: "line \(number)", time: Double(number) * 3600)
      try await driver.apply(.worker(.log(alice, line)))
    }
    try driver.expectScreen("workers-log")
    let entry = OplogLine(index: 1, kind: "created", text: "version 0", time: 0)
    try await driver.apply(.worker(.oplog(alice, entry)))
    try await driver.press("]")
    try driver.expectScreen("workers-oplog")
    try await driver.apply(
      .worker(
        .callStarted(
          .init(
            id: 1, caller: nil, callee: alice, function: "shopping:cart/api.{f}",
            arguments: "\"p-1\", 2", time: 7200))))
    try await driver.apply(
      .worker(
        .callStarted(
          .init(
            id: 2, caller: alice, callee: bob, function: "shopping:cart/api.{g}", time: 7200.5))))
    try await driver.apply(
      .worker(.callEnded(id: 2, outcome: .failed("it trapped"), time: 7200.512)))
    try await driver.press("] tab")
    try driver.expectScreen("workers-calls")
    try await driver.press("esc j d")
    try driver.expectScreen("workers-delete")
    try await driver.press("y")
    #expect(driver.asked.last == .change(.delete(bob)))
  }

  @Test func aCallHasItsResult() async throws {
    var driver = try await ScreenDriver()
    try await driver.press("5 j enter 'alice' ctrl-s")
    let alice = WorkerAddress(template: "purchase-history", name: "alice")
    let function = "shopping:purchase-history/api.{get-orders}"
    #expect(driver.asked.last == .invoke(id: 1, worker: alice, function: function, arguments: []))
    try driver.expectScreen("result-running")
    let order = Value.record([
      .init(name: "order-id", value: .string("o-1")), .init(name: "items", value: .list([])),
      .init(name: "total", value: .f32(12.5)), .init(name: "timestamp", value: .u64(1_700_000_000)),
    ])
    try await driver.apply(
      .invocationEnded(id: 1, outcome: .returned(.list([order])), milliseconds: 12))
    try driver.expectScreen("result")
    try await driver.press("ctrl-s")
    try await driver.apply(
      .invocationEnded(id: 2, outcome: .failed("wasm trap: unreachable\n  at f"), milliseconds: 3))
    try driver.expectScreen("result-failed")
    // The history loads a call into its form again.
    try await driver.press("esc shift-tab down enter")
    #expect(driver.session.isFocused(.invoke, .main))
    #expect(driver.session.invoke.shownCall == 1)
  }

  @Test func aWorkspaceThatCannotBeReadSaysWhy() async throws {
    let folder = try TemporaryFolder(["witbench.toml": "[workspace]\nname = 3\n"])
    let driver = try await ScreenDriver(folder: folder.path)
    #expect(driver.screen.contains("expected a string, found an integer"))
    #expect(driver.screen.contains("R reads the workspace again."))
  }

  @Test func anEmptyFolderSaysWhatToDo() async throws {
    let folder = try TemporaryFolder()
    for tab in 1...5 {
      var driver = try await ScreenDriver(folder: folder.path)
      try await driver.press("\(tab)")
      #expect(driver.screen.contains("No ") || driver.screen.contains("Nothing to call."))
    }
  }
}
