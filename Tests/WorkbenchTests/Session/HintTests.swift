import TestSupport
import Testing

@testable import Workbench

@Suite struct HintTests {
  private func driver(_ hints: HintBook = HintBook()) async throws -> ScreenDriver {
    var driver = try await ScreenDriver(columns: 100)
    var hints = hints
    hints.isOn = true
    driver.begin(with: ScreenSettings(themes: .init(always: .builtIn), hints: hints))
    return driver
  }

  private func status(_ driver: ScreenDriver) -> Substring {
    driver.screen.split(separator: "\n").dropLast().last ?? ""
  }

  @Test func aHintStaysUntilItWasTried() async throws {
    var driver = try await driver()
    #expect(status(driver).contains("Hint: ? lists all that can be done here"))
    try await driver.press("j")
    #expect(status(driver).contains("Hint: ? lists"))
    try await driver.press("?")
    #expect(!status(driver).contains("Hint"))
    try await driver.press("esc")
    #expect(status(driver).contains("Hint: 4 goes to the workers"))
    try await driver.press("4")
    #expect(status(driver).contains("Hint: ] leafs through log, oplog and calls"))
    try await driver.press("] 1")
    #expect(!status(driver).contains("Hint"))
    // A function is what the next one is about.
    try await driver.press("l j j j")
    #expect(status(driver).contains("Hint: i fills in a call of this function"))
  }

  @Test func aHintNamesAKeyThatWorksThere() async throws {
    var driver = try await driver()
    driver.begin(
      with: ScreenSettings(
        themes: .init(always: .builtIn), keys: KeyBindings(changes: [.help: [Key("H")]]),
        hints: driver.session.hints))
    #expect(status(driver).contains("Hint: H lists"))
    try await driver.press("5")
    #expect(status(driver).contains("Hint: enter fills in a call of the selected function"))
    try await driver.press("enter 'a'")
    #expect(status(driver).contains("Hint: ctrl-s sends the call"))
  }

  @Test func whatIsKnownIsKeptAndNotSaidAgain() async throws {
    var driver = try await driver()
    try await driver.press("? esc")
    guard case .remember(let kept)? = driver.asked.last else {
      Issue.record("nothing was to be remembered")
      return
    }
    let again = try await self.driver(HintBook(text: kept.text))
    #expect(status(again).contains("Hint: 4 goes to the workers"))
  }

  @Test func whoHasSeenAHintThreeTimesIsNotToldAgain() async throws {
    var text = ""
    for _ in 1...3 {
      var driver = try await driver(HintBook(text: text))
      #expect(status(driver).contains("Hint: ? lists"))
      try await driver.press("j k")
      text = driver.session.hints.text
    }
    #expect(!status(try await driver(HintBook(text: text))).contains("Hint: ? lists"))
  }

  @Test func nobodyIsToldWhoWantsNoHints() async throws {
    var driver = try await ScreenDriver(columns: 100)
    try await driver.press("j ? esc")
    #expect(!status(driver).contains("Hint"))
    #expect(driver.asked.isEmpty)
  }

  @Test func aDamagedFileIsAnEmptyOne() {
    #expect(HintBook(text: "help\nnothing 3\nhelp -4\nopen x\n").counts == [.help: 0])
  }
}
