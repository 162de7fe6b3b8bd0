import Component
import Runtime
import TestSupport
import Testing

@testable import Workbench

/// What the session decides, where a picture would hide it.
@Suite struct SessionTests {
  @Test func lettersOnARowWithoutAFieldRunNothing() async throws {
    var driver = try await ScreenDriver()
    // The worker, then the head of the order's record.
    try await driver.press("5 enter 'alice' down '1qe?:'")
    #expect(driver.session.isFocused(.invoke, .main))
    #expect(driver.session.popups.isEmpty && !driver.session.isFinished && driver.asked.isEmpty)
  }

  @Test func tabGoesFromFieldToField() async throws {
    var driver = try await ScreenDriver()
    try await driver.press(
      "5 enter 'alice' tab 'o-1' tab enter 'p-1' tab 'beans' tab '2.5' tab '1'")
    try await driver.press("tab tab '2.5' tab '1700' ctrl-s")
    let form = try #require(driver.session.invoke.form)
    guard case .invoke(_, let worker, let function, let arguments)? = driver.asked.last else {
      Issue.record("nothing was sent: \(form)")
      return
    }
    #expect(worker == WorkerAddress(template: "purchase-history", name: "alice"))
    #expect(function == "shopping:purchase-history/api.{add-order}")
    #expect(
      arguments.map { WAVE.text(of: $0) } == [
        """
        {order-id: "o-1", items: [{product-id: "p-1", name: "beans", price: 2.5, quantity: 1}], \
        total: 2.5, timestamp: 1700}
        """
      ])
  }

  @Test func quittingAsksWhileACallRuns() async throws {
    var driver = try await ScreenDriver()
    try await driver.press("5 j enter 'alice' ctrl-s ctrl-c")
    #expect(!driver.session.isFinished && driver.screen.contains("A call is still running"))
    try await driver.press("n ctrl-c y")
    #expect(driver.session.isFinished)
  }

  @Test func goingBackLeadsToWhereOneWas() async throws {
    var driver = try await ScreenDriver()
    try await driver.press("j l j i")
    #expect(driver.session.tab == .explore, "a record cannot be called")
    try await driver.press("j j i")
    #expect(driver.session.isFocused(.invoke, .main))
    try await driver.press("alt-4 backspace")
    #expect(driver.session.tab == .invoke)
    try await driver.press("esc ctrl-o")
    #expect(driver.session.tab == .explore)
    #expect(driver.session.exploredFunction?.name == "add-order")
  }

  @Test func theCursorStaysOnWhatItIsOn() async throws {
    var driver = try await ScreenDriver()
    let address = WorkerAddress(template: "shopping-cart", name: "m")
    func made(_ name: String) -> Event {
      var snapshot = WorkerSnapshot(address: address, status: .idle, templateVersion: 0)
      snapshot.address.name = name
      return .worker(.changed(snapshot))
    }
    try await driver.apply(made("m"))
    try await driver.press("4 G up")
    #expect(driver.session.workers.selected?.address.name == "m")
    for name in ["a", "z", "b"] { try await driver.apply(made(name)) }
    #expect(driver.session.workers.selected?.address.name == "m")
  }

  @Test func packagesOfOneNameAreToldApart() async throws {
    let text = "package a:b;\ninterface i { f: func(); }\n"
    let folder = try TemporaryFolder(["one/a.wit": text, "two/a.wit": text])
    var driver = try await ScreenDriver(folder: folder.path)
    #expect(driver.screen.contains("a:b  one") && driver.screen.contains("a:b  two"))
    // Closing one leaves the other open.
    try await driver.press("left")
    #expect(driver.screen.contains("▸ a:b  one") && driver.screen.contains("▾ a:b  two"))
  }

  @Test func messagesGoAfterAWhile() async throws {
    var driver = try await ScreenDriver()
    #expect(driver.session.timerSeconds == nil)
    try await driver.press("5 enter ctrl-s")
    #expect(driver.session.timerSeconds == Limits.toastSeconds && driver.session.toast != nil)
    try await driver.apply(.tick)
    #expect(driver.session.toast == nil && driver.session.timerSeconds == nil)
  }

  @Test func theFooterFitsItsLineAndKeepsTheWayOut() async throws {
    for keys in ["", "2", "3", "4", "5", "5 enter", "5 enter 'a' down down"] {
      for columns in [60, 80, 140] {
        var driver = try await ScreenDriver(columns: columns)
        try await driver.press(keys)
        let entries = Keymap.footer(of: driver.session, columns: columns)
        #expect(entries.map(\.columns).reduce(0, +) <= columns)
        #expect(entries.suffix(2).map(\.word) == ["help", "quit"])
      }
    }
  }

  /// Any keys at all, in any size: nothing traps, and the focus is on a pane that is seen.
  @Test func noKeysBreakTheSession() async throws {
    var random = SystemRandomNumberGenerator()
    let keys = CommandTable.all.flatMap(\.keys).filter { $0 != Key("z").withControl }
    for _ in 0..<60 {
      var driver = try await ScreenDriver(
        columns: Int.random(in: 1...150, using: &random),
        rows: Int.random(in: 1...50, using: &random))
      for _ in 0..<60 {
        let key = keys.randomElement(using: &random) ?? Key("j")
        if key == Key("q") || key == Key("c").withControl { continue }
        try await driver.apply(.input(.key(key)))
        if Int.random(in: 0..<8, using: &random) == 0 {
          try await driver.apply(.input(.key(Key("x"))))
        }
        let session = driver.session
        #expect(session.draw().size == session.size)
        #expect(!Layout.fits(session.size) || session.layout.areas[session.focus] != nil)
      }
    }
  }
}
