import Foundation
import TestSupport
import Testing

@testable import Workbench

/// What the Stubs tab does beside showing.
@Suite struct StubSessionTests {
  private static let history = """
    package shop:history;
    interface api {
      add: func(cents: u32);
    }
    world history { export api; }
    world other { export undo: func(); }

    """

  private static let files = [
    "witbench.toml": """
    [templates.history]
    wit = "history/wit"
    component = "history/history.wasm"

    [templates.cart] # mine
    wit = "cart/wit"
    component = "cart/cart.wasm"
    """,
    "history/wit/history.wit": history,
    "cart/wit/cart.wit": "package shop:cart;\nworld cart { export pay: func(); }\n",
  ]

  private func driver(
    _ folder: TemporaryFolder, columns: Int = 120, rows: Int = 40
  ) async throws -> ScreenDriver {
    var driver = try await ScreenDriver(columns: columns, rows: rows, folder: folder.path)
    try await driver.press("2")
    return driver
  }

  private func expect(
    _ driver: ScreenDriver, shows text: String? = nil, hides other: String? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let screen = driver.screen
    if let text, !screen.contains(text) {
      Issue.record("there is no `\(text)`", sourceLocation: sourceLocation)
    }
    if let other, screen.contains(other) {
      Issue.record("there is `\(other)`", sourceLocation: sourceLocation)
    }
  }

  private func text(_ path: String, in folder: TemporaryFolder) throws -> String {
    try String(contentsOfFile: "\(folder.path)/\(path)", encoding: .utf8)
  }

  @Test func styleErrorsAndWorldAreSwitchedInPlace() async throws {
    let folder = try TemporaryFolder(Self.files)
    defer { withExtendedLifetime(folder) {} }
    var driver = try await driver(folder)
    expect(driver, shows: "Stub WIT: history, seed, trap")
    try await driver.press("t")
    expect(driver, shows: "Stub WIT: history, golem-1.0, trap")
    expect(driver, shows: "blocking-add: func(cents: u32);")
    try await driver.press("r")
    expect(driver, shows: "Stub WIT: history, golem-1.0, result")
    #expect(driver.session.stubSheet?.wit.contains { $0.text.hasSuffix("rpc-error>;") } == true)
    try await driver.press("w j enter")
    expect(driver, shows: "Stub WIT: other, golem-1.0, result")
    expect(driver, shows: "resource other {")
    try await driver.press("w k enter t r")
    expect(driver, shows: "Stub WIT: history, seed, trap")
  }

  @Test func anEditOfTheSourceIsFollowedAndAMistakeIsShownInPlace() async throws {
    let folder = try TemporaryFolder(Self.files)
    var driver = try await driver(folder)
    let path = "history/wit/history.wit"
    try folder.write(Self.history.replacing("add:", with: "put:"), to: path)
    try await driver.apply(.files(.changed([])))
    expect(driver, shows: "put: func(cents: u32);")
    try folder.write(Self.history.replacing("u32", with: "nope"), to: path)
    try await driver.apply(.files(.changed([])))
    // The stub from before, and why there is no newer one.
    expect(driver, shows: "put: func(cents: u32);")
    expect(driver, shows: "older than its WIT")
    expect(driver, shows: "\(path):3:20: error: there is no type `nope`")
    try await driver.press("e")
    #expect(driver.asked.last == .editExternally(path: path, line: 3))
    try folder.write(Self.history, to: path)
    try await driver.apply(.files(.changed([])))
    expect(driver, shows: "add: func(cents: u32);")
    expect(driver, hides: "older than its WIT")
  }

  @Test func theItemUnderTheCursorIsOpenedWhereItIsDeclared() async throws {
    let folder = try TemporaryFolder(Self.files)
    defer { withExtendedLifetime(folder) {} }
    var driver = try await driver(folder)
    try await driver.press("tab G")
    while driver.session.linkedStubItem != "api.add" { try await driver.press("k") }
    try await driver.press("e")
    #expect(driver.asked.last == .editExternally(path: "history/wit/history.wit", line: 3))
    try await driver.press("Y")
    guard case .copyToClipboard(let copied)? = driver.asked.last else {
      Issue.record("nothing was copied")
      return
    }
    #expect(copied == driver.session.stubSheet.map { $0.wit.map { $0.text + "\n" }.joined() })
  }

  @Test func filesThatDifferAreShownAndWrittenOrKept() async throws {
    let folder = try TemporaryFolder(Self.files)
    var driver = try await driver(folder)
    try await driver.press("g")
    expect(driver, shows: "all up to date")
    let path = "history-stub/wit/_stub.wit"
    let generated = try text(path, in: folder)
    let mine = generated.replacing("add:", with: "mine:")
    try folder.write(mine, to: path)
    try await driver.apply(.files(.changed([])))
    expect(driver, shows: "g writes 1 file")
    try await driver.press("tab tab tab d")
    expect(driver, shows: "-     mine: func(cents: u32);")
    expect(driver, shows: "+     add: func(cents: u32);")
    try await driver.press("esc space")
    expect(driver, shows: "kept")
    try await driver.press("g")
    #expect(try text(path, in: folder) == mine)
    try await driver.press("space g")
    #expect(try text(path, in: folder) == generated)
  }

  @Test func aCallerGetsTheStubAndIsAskedBeforeItLosesAnything() async throws {
    let folder = try TemporaryFolder(Self.files)
    var driver = try await driver(folder)
    try await driver.press("r a enter")
    let stub = "cart/wit/deps/shop_history-stub/_stub.wit"
    #expect(try text(stub, in: folder).contains("result<_, rpc-error>"))
    let manifest = try text("witbench.toml", in: folder)
    #expect(manifest.contains("[templates.cart] # mine\n"))
    #expect(manifest.contains("calls = [\"history\"]"))
    #expect(manifest.contains("stub.errors = \"result\""))
    #expect(driver.session.messages.last?.text.contains("write `import shop:history-stub/") == true)
    try folder.write("// mine\n", to: stub)
    try await driver.press("a enter")
    expect(driver, shows: "1 file with a different content")
    try await driver.press("n")
    #expect(try text(stub, in: folder) == "// mine\n")
    try await driver.press("a enter y")
    #expect(try text(stub, in: folder).contains("result<_, rpc-error>"))
  }

  @Test func aComponentWithoutWITIsNamedByWhoKnowsIt() async throws {
    let folder = try TemporaryFolder()
    let demo = Project.root.appending(path: "demo-workspace/purchase-history/purchase_history.wasm")
    defer { withExtendedLifetime(folder) {} }
    try folder.write(try TemporaryFolder.bytes(demo.path), to: "history.wasm")
    var driver = try await driver(folder)
    expect(driver, shows: "package shopping:purchase-history-stub;")
    expect(driver, shows: "interface stub-history {")
    expect(driver, shows: "unless n names it otherwise")
    try await driver.press("n ctrl-u 'no name' enter")
    expect(driver, shows: "a package is named like")
    try await driver.press("ctrl-u 'my:shop@1.0.0' tab ctrl-u 'log' enter")
    expect(driver, shows: "package my:shop-stub@1.0.0;")
    expect(driver, shows: "interface stub-log {")
    #expect(driver.session.stubSheet?.changes.contains { $0.path.contains("root") } == false)
  }

  @Test func aMistakeOfABuildIsOpenedInTheEditor() async throws {
    let folder = try TemporaryFolder(Self.files)
    defer { withExtendedLifetime(folder) {} }
    var driver = try await driver(folder)
    let operation = Workbench.Operation.build(template: "history")
    for line in ["[1/1] compiling history", "s/Worker.swift:7:3: error: no", "  7 | x"] {
      try await driver.apply(.progress(operation, line: line))
    }
    try await driver.press("tab tab tab G k enter")
    #expect(driver.asked.last == .editExternally(path: "s/Worker.swift", line: 7))
    try await driver.press("esc")
    expect(driver, shows: "g writes")
  }
}
