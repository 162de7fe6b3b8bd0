import Component
import Runtime
import Testing

@testable import Workbench

/// What keys do to workers, and what is said before.
@Suite struct WorkerSessionTests {
  private static let alice = WorkerAddress(template: "shopping-cart", name: "alice")

  /// The demo with a worker that has the cursor.
  private func driver(
    _ status: WorkerStatus, change: (inout WorkerSnapshot) -> Void = { _ in }
  ) async throws -> ScreenDriver {
    var driver = try await ScreenDriver(columns: 140, rows: 40)
    var snapshot = WorkerSnapshot(address: Self.alice, status: status, templateVersion: 0)
    snapshot.oplogIndex = 5
    change(&snapshot)
    try await driver.apply(.worker(.changed(snapshot)))
    for (index, kind) in ["created", "enqueued", "started", "promise-created", "log"].enumerated() {
      let line = OplogLine(index: index + 1, kind: kind, text: "", time: 0)
      try await driver.apply(.worker(.oplog(Self.alice, line)))
    }
    try await driver.press("4 j j")
    #expect(driver.session.workers.selected?.address == Self.alice)
    return driver
  }

  @Test(arguments: [
    ("x", WorkerStatus.running, "stops where it is", WorkerChange.interrupt(Self.alice)),
    ("r", .failed, "before the call that failed", .resume(Self.alice)),
    ("s", .running, "goes on waiting", .suspend(Self.alice)),
    ("c", .idle, "it comes back by its 5 oplog entries", .crash(Self.alice)),
    ("d", .idle, "are gone for good", .delete(Self.alice)),
    ("] tab k k v", .idle, "The 2 oplog entries behind it", .revert(Self.alice, to: 3)),
  ])
  func theConsequenceIsSaidBefore(
    _ keys: String, _ status: WorkerStatus, _ words: String, _ change: WorkerChange
  ) async throws {
    var driver = try await driver(status)
    try await driver.press(keys)
    #expect(Self.unwrapped(driver.screen).contains(words), "\(driver.screen)")
    var refused = driver
    try await refused.press("n")
    #expect(!refused.asked.contains(.change(change)))
    try await driver.press("y")
    #expect(driver.asked.last == .change(change))
  }

  /// The text of a popup without its line breaks.
  private static func unwrapped(_ screen: String) -> String {
    screen.split(whereSeparator: { " │\n".contains($0) }).joined(separator: " ")
  }

  @Test(arguments: [
    ("enter", "run again on what the file is now", WorkerChange.update(Self.alice, .automatic)),
    ("j enter", "cannot be taken back behind this", .update(Self.alice, .manual)),
    ("j j enter", "are gone for good", .startAfresh(Self.alice)),
  ])
  func whereTheFileHasChangedItIsOfferedWhatCanBeDone(
    _ keys: String, _ words: String, _ change: WorkerChange
  ) async throws {
    var driver = try await driver(.idle) { $0.templateSHA256 = "another" }
    try await driver.press("u")
    #expect(driver.screen.contains("Keep version 0"), "\(driver.screen)")
    try await driver.press(keys)
    #expect(Self.unwrapped(driver.screen).contains(words), "\(driver.screen)")
    try await driver.press("y")
    #expect(driver.asked.last == .change(change))
  }

  @Test func aWorkerCanBeKeptAsItIs() async throws {
    var driver = try await driver(.idle) { $0.templateSHA256 = "another" }
    try await driver.press("u")
    try driver.expectScreen("workers-update")
    try await driver.press("j j j enter")
    #expect(driver.session.popups.isEmpty)
    var current = try await self.driver(.idle)
    try await current.press("u")
    #expect(current.session.popups.isEmpty)
  }

  @Test func whatLosesNothingIsNotAskedFor() async throws {
    var driver = try await driver(.interrupted)
    try await driver.press("r")
    #expect(driver.asked.last == .change(.resume(Self.alice)))
  }

  @Test func theLastEntryCannotBeRevertedTo() async throws {
    var driver = try await driver(.idle)
    try await driver.press("] tab")
    #expect(!driver.session.canRevert)
    try await driver.press("k")
    #expect(driver.session.canRevert)
    #expect(driver.screen.contains("revert to here"))
  }

  @Test func aWorkerIsMadeByAForm() async throws {
    var driver = try await driver(.idle)
    try await driver.press("w")
    #expect(driver.screen.contains("New worker of shopping-cart"))
    try await driver.press("enter")
    #expect(driver.screen.contains("✗ a worker has a name"))
    try await driver.press("'bob' tab 'one \"two words\"' tab 'A=1 B=\"2 3\"' enter")
    let bob = WorkerAddress(template: "shopping-cart", name: "bob")
    let change = WorkerChange.create(
      bob, arguments: ["one", "two words"],
      environment: [.init(name: "A", value: "1"), .init(name: "B", value: "2 3")])
    #expect(driver.asked.last == .change(change))
    // It gets the cursor, whichever comes first, it or the word that it is made.
    try await driver.apply(.finished(.change(change), summary: "bob is made."))
    #expect(driver.session.workers.selected?.address == Self.alice)
    try await driver.apply(
      .worker(.changed(WorkerSnapshot(address: bob, status: .idle, templateVersion: 0))))
    #expect(driver.session.workers.selected?.address == bob)
  }

  @Test(arguments: [
    ("tab 'a \"b'", "a \" is not closed"), ("tab tab 'NAME'", "`NAME` is not NAME=value"),
    ("tab tab 'A=1 A=2'", "`A` stands there twice"), ("tab tab '=1'", "`=1` is not NAME=value"),
  ])
  func aFieldSaysWhatItsTextLacks(_ keys: String, _ words: String) async throws {
    var driver = try await driver(.idle)
    try await driver.press("w 'n' \(keys) enter")
    #expect(driver.screen.contains("✗ \(words)"), "\(driver.screen)")
    #expect(!driver.session.popups.isEmpty)
  }

  @Test func aForkBeginsAtTheSelectedEntry() async throws {
    var driver = try await driver(.idle)
    try await driver.press("f 'whole' enter")
    #expect(driver.asked.last == .change(.fork(Self.alice, name: "whole", at: nil)))
    try await driver.press("] tab k f 'part' enter")
    #expect(driver.asked.last == .change(.fork(Self.alice, name: "part", at: 4)))
  }

  @Test func aPromiseGetsItsData() async throws {
    var driver = try await driver(.suspended)
    try await driver.press("] tab k p 'hé' enter")
    let change = WorkerChange.completePromise(
      Self.alice, index: 4, data: [0x68, 0xC3, 0xA9])
    #expect(driver.asked.last == .change(change))
  }

  @Test func aWorkerOfAnOlderFileSaysSo() async throws {
    let driver = try await driver(.idle) { $0.templateSHA256 = "0" }
    #expect(driver.screen.contains("alice  ≠ file"))
    #expect(driver.screen.contains("The template's file has"))
    let file = try #require(driver.session.workspace?.template(named: "shopping-cart")?.sha256)
    let same = try await self.driver(.idle) { $0.templateSHA256 = file }
    #expect(!same.screen.contains("≠"))
  }

  @Test func aCallIsShownWhole() async throws {
    var driver = try await driver(.idle)
    let call = StartedCall(
      id: 1, caller: nil, callee: Self.alice, function: "shopping:cart/api.{f}",
      arguments: "\"p-1\"", time: 60)
    try await driver.apply(.worker(.callStarted(call)))
    try await driver.apply(.worker(.callEnded(id: 1, outcome: .returned(.u32(7)), time: 61.25)))
    try await driver.press("] ] tab")
    #expect(driver.screen.contains(#"you → shopping-cart/alice f("p-1")  ✓ 7  1250 ms"#))
    #expect(driver.screen.contains("took       1250 ms"))
  }

  @Test func workersThatOthersMakeAreAskedForWhenFilesChange() async throws {
    var session = Session(size: Size(columns: 80, rows: 24))
    _ = session.start()
    let contents = WorkspaceContents(
      name: "w", path: "w", templates: [TemplateContents(name: "t")])
    #expect(session.apply(.workspaceLoaded(contents)).contains(.openRuntime))
    #expect(session.apply(.runtimeOpened(workers: nil)).isEmpty)
    #expect(session.runtime == .empty)
    #expect(session.apply(.files(.changed([]))) == [.loadWorkspace])
    #expect(session.apply(.workspaceLoaded(contents)) == [.openRuntime])
    let worker = WorkerSnapshot(
      address: .init(template: "t", name: "a"), status: .idle, templateVersion: 0)
    _ = session.apply(.runtimeOpened(workers: [worker]))
    #expect(session.workers.snapshots[worker.address] == worker)
    #expect(session.runtime == .open)
  }
}
