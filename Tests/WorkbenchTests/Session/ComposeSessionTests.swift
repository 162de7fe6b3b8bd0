import Component
import TestSupport
import Testing

@testable import Workbench

/// Composing without a manifest: sockets, plugs and wires chosen by hand.
@Suite struct ComposeSessionTests {
  private static let packages = """
    package a:auth@1.0.0 { interface login { enter: func(name: string) -> u32; } }
    package a:store@0.2.0 { interface kv { put: func(key: string, value: list<u8>); } }
    package a:log@1.0.0 { interface sink { line: func(text: string); } }
    """

  /// Eight components: a triangle (main, auth, store), two logs, one that does not fit, one that
  /// nobody asks for, and a world to check against.
  static func folder() throws -> TemporaryFolder {
    func world(_ items: String, _ packages: String = packages) -> String {
      "package x:y;\nworld w { \(items) }\n\(packages)"
    }
    return try ComponentFolder.make(
      [
        "main.wasm": world(
          "import a:auth/login@1.0.0; import a:store/kv@0.2.0; import a:log/sink@1.0.0; "
            + "export run: func();"),
        "auth.wasm": world("import a:store/kv@0.2.0; export a:auth/login@1.0.0;"),
        "store.wasm": world(
          "export a:store/kv@0.2.1;", packages.replacing("a:store@0.2.0", with: "a:store@0.2.1")),
        "log-a.wasm": world("export a:log/sink@1.0.0;"),
        "log-b.wasm": world("export a:log/sink@1.0.0; export other: func();"),
        "auth-old.wasm": world(
          "export a:auth/login@1.0.0;", packages.replacing("-> u32", with: "-> u64")),
        "idle.wasm": world("export nothing: func(x: bool);"),
        "lonely.wasm": world("export lonely: func();"),
      ],
      [
        "wit/target.wit":
          "package t:t;\nworld runner { import a:log/sink@1.0.0; export run: func(); }\n"
          + "world jumper { export jump: func(); }\n\(packages)"
      ])
  }

  private static func driver(columns: Int = 100, rows: Int = 30) async throws -> (
    driver: ScreenDriver, folder: TemporaryFolder
  ) {
    let folder = try folder()
    var driver = try await ScreenDriver(columns: columns, rows: rows, folder: folder.path)
    try await driver.press("3 / 'main' enter")
    return (driver, folder)
  }

  private static func row(_ driver: ScreenDriver, _ importer: String, _ name: String) throws
    -> WiringSheet.Row
  {
    try #require(
      driver.session.composing.sheet?.rows.first { $0.importer == importer && $0.name == name })
  }

  @Test func everyComponentIsASocket() async throws {
    let (driver, folder) = try await Self.driver()
    try withExtendedLifetime(folder) {
      #expect(driver.session.composing.sockets.count == 8)
      let sheet = try #require(driver.session.composing.sheet)
      #expect(sheet.rows.map(\.wire) == [.open, .open, .open])
      #expect(sheet.fitting == ["auth.wasm", "store.wasm", "log-a.wasm", "log-b.wasm"])
      #expect(sheet.problem?.contains("space in the list") == true)
      #expect(!driver.session.canCompose)
    }
  }

  @Test func aPlugIsPutInAndTakenOut() async throws {
    var (driver, folder) = try await Self.driver()
    try await driver.press("/ 'auth  fits' enter space")
    #expect(driver.session.composing.request?.plugs == ["auth.wasm"])
    #expect(
      try Self.row(driver, "main.wasm", "a:auth/login@1.0.0").wire
        == .satisfied(by: "auth.wasm", export: "a:auth/login@1.0.0"))
    // Its own import is a row now; the cursor is on it still.
    #expect(try Self.row(driver, "auth.wasm", "a:store/kv@0.2.0").wire == .open)
    #expect(driver.session.composeRow == .plug("auth.wasm") && driver.session.canCompose)
    try await driver.press("enter")
    #expect(driver.session.composing.request?.plugs == [])
    withExtendedLifetime(folder) {}
  }

  @Test func whatFitsIsPluggedInAtOnceAndTheRestIsChosen() async throws {
    var (driver, folder) = try await Self.driver()
    try await driver.press("a")
    let wide = try Self.row(driver, "auth.wasm", "a:store/kv@0.2.0")
    #expect(wide.wire == .satisfied(by: "store.wasm", export: "a:store/kv@0.2.1"))
    // Two give it: nothing can be composed until one is chosen.
    guard
      case .refused(let by, _) = try Self.row(driver, "main.wasm", "a:log/sink@1.0.0").wire
    else {
      Issue.record("nobody asked which log is meant")
      return
    }
    #expect(by == ["log-a.wasm", "log-b.wasm"] && !driver.session.canCompose)
    try await driver.press("tab / 'sink' enter w j enter")
    let chosen = try Self.row(driver, "main.wasm", "a:log/sink@1.0.0")
    #expect(chosen.wire == .satisfied(by: "log-b.wasm", export: "a:log/sink@1.0.0"))
    #expect(chosen.isByHand && driver.session.canCompose)
    #expect(driver.screen.contains("chosen by hand"))
    try await driver.press("r")
    #expect(driver.session.composing.request?.plugs == [])
    #expect(driver.session.composing.request?.wires == [])
    withExtendedLifetime(folder) {}
  }

  @Test func whatDoesNotFitSaysWhy() async throws {
    var (driver, folder) = try await Self.driver()
    try await driver.press("tab / 'login' enter w")
    #expect(driver.screen.contains("● auth  (plugs it in)"))
    #expect(driver.screen.contains("✗ auth-old"))
    guard case .choice(_, let names, _, .wire)? = driver.session.popups.last else {
      Issue.record("no choice")
      return
    }
    #expect(names[1].contains("func `enter`") && names[1].contains("expected u32, found u64"))
    // Chosen all the same, it is refused with both types.
    try await driver.press("j enter")
    let row = try Self.row(driver, "main.wasm", "a:auth/login@1.0.0")
    guard case .refused(let by, let reason) = row.wire else {
      Issue.record("it was taken")
      return
    }
    #expect(by == ["auth-old.wasm"] && reason.contains("expected u32, found u64"))
    withExtendedLifetime(folder) {}
  }

  @Test func anImportIsLeftOpenByHand() async throws {
    var (driver, folder) = try await Self.driver()
    try await driver.press("a tab / 'login' enter w G j j j enter")
    let row = try Self.row(driver, "main.wasm", "a:auth/login@1.0.0")
    #expect(row.wire == .open && row.isByHand)
    #expect(!driver.session.composing.fittingPlugs.contains("auth.wasm"))
    withExtendedLifetime(folder) {}
  }

  @Test func choicesBelongToTheirSocket() async throws {
    var (driver, folder) = try await Self.driver()
    try await driver.press("a")
    let chosen = driver.session.composing.request
    try await driver.press("home")
    #expect(driver.session.composing.request?.plugs == [])
    try await driver.press("/ 'main' enter")
    #expect(driver.session.composing.request == chosen)
    withExtendedLifetime(folder) {}
  }

  @Test func anAnswerToAnEarlierQuestionIsNotShown() async throws {
    var (driver, folder) = try await Self.driver()
    let early = try #require(driver.session.composing.sheet)
    try await driver.press("a")
    let late = try #require(driver.session.composing.sheet)
    try await driver.apply(.compositionPlanned(early))
    #expect(driver.session.composing.sheet == late && late != early)
    withExtendedLifetime(folder) {}
  }

  @Test func theCursorGoesAlongWires() async throws {
    var (driver, folder) = try await Self.driver()
    try await driver.press("a tab / 'login' enter right")
    #expect(driver.session.wiringRow?.importer == "auth.wasm")
    try await driver.press("left")
    #expect(driver.session.wiringRow?.importer == "main.wasm")
    withExtendedLifetime(folder) {}
  }

  @Test func bothViewsHaveTheSameRows() async throws {
    var (driver, folder) = try await Self.driver()
    try await driver.press("a tab j j")
    let row = driver.session.wiringRow
    #expect(row != nil)
    try await driver.press("v")
    #expect(driver.screen.contains("┌ Plan of main") && driver.session.wiringRow == row)
    try await driver.press("v")
    #expect(driver.screen.contains("┌ Wiring of main") && driver.session.wiringRow == row)
    withExtendedLifetime(folder) {}
  }

  @Test func aClickOnAPortChoosesIt() async throws {
    var (driver, folder) = try await Self.driver()
    try await driver.press("a tab")
    let lines = driver.screen.split(separator: "\n", omittingEmptySubsequences: false)
    let y = try #require(lines.firstIndex { $0.contains("a:log/sink") })
    try await driver.apply(.input(.mouse(MouseEvent(action: .press, x: 6, y: y))))
    #expect(driver.session.wiringRow?.name == "a:log/sink@1.0.0")
    withExtendedLifetime(folder) {}
  }

  @Test func aFileThatIsThereIsNotWrittenOverUnasked() async throws {
    var (driver, folder) = try await Self.driver()
    try folder.write(Files.read(folder.path + "/idle.wasm"), to: "main_composed.wasm")
    try await driver.press("R / 'auth  fits' enter space c")
    #expect(driver.screen.contains("main_composed.wasm is there already"))
    #expect(driver.asked.isEmpty)
    try await driver.press("y")
    let request = try #require(driver.session.composing.request)
    #expect(driver.asked.last == .compose(request))
  }
}

/// What is composed against the worlds of the workspace; the judge has the same opinion.
@Suite struct WorldCheckTests {
  @Test(arguments: [("runner", true), ("jumper", false)])
  func aCompositionIsCheckedAgainstAWorld(_ world: String, _ fits: Bool) async throws {
    let folder = try ComposeSessionTests.folder()
    var driver = try await ScreenDriver(columns: 100, rows: 30, folder: folder.path)
    try await driver.press(
      "3 / 'main' enter / 'auth  fits' enter space / 'store  fits' enter space t")
    #expect(driver.screen.contains("Check against the world"))
    try await driver.press(world == "runner" ? "enter" : "j enter")
    #expect(driver.screen.contains(fits ? "can stand where" : "does not fit"), "\(driver.screen)")
    #expect(
      fits || driver.screen.contains("− jump") && driver.screen.contains("+ a:log/sink@1.0.0"))
    // The judge on the file that composing writes.
    let request = try #require(driver.session.composing.request)
    _ = try await LocalEngine(path: folder.path).compose(request)
    let answer = try Judge.run(
      "component", "targets", "--world", world, folder.path + "/wit",
      folder.path + "/main_composed.wasm")
    #expect((answer.status == 0) == fits, "\(answer.errors)")
  }
}

@Suite struct GolemReleaseTests {
  private static func service(_ name: String, _ functions: [String]) -> KeptImport {
    KeptImport(
      InterfaceType(
        name: name, functions: functions.map { FunctionType(name: $0, parameters: [], result: nil) }
      ))
  }

  @Test(arguments: [
    ("golem:rpc/types@0.1.0", "[method]wasm-rpc.invoke-and-await", ["2024-03", "1.0", "1.1"]),
    ("golem:rpc/types@0.1.0", "[method]wasm-rpc.invoke", ["1.0", "1.1"]),
    ("golem:rpc/types@0.2.2", "[method]wasm-rpc.invoke", []),
    ("golem:api/host@0.2.0", "oplog-commit", ["1.0", "1.1"]),
    ("golem:api/host@1.1.0", "oplog-commit", ["1.1"]),
    ("golem:api/host@1.1.7", "oplog-commit", ["1.1"]),
    ("wasi:clocks/wall-clock@0.2.0", "now", ["2024-03", "1.0", "1.1"]),
    ("wasi:clocks/wall-clock@0.2.3", "now", ["1.0", "1.1"]),
    ("wasi:http/outgoing-handler@0.2.0", "handle", ["2024-03", "1.0", "1.1"]),
    ("wasi:http/outgoing-handler@0.3.0", "handle", []),
    ("wasi:keyvalue/eventual@0.1.0", "get", ["2024-03", "1.0", "1.1"]),
    ("a:b/c", "f", []),
  ])
  func aReleaseServesWhatItPutIntoItsLinker(
    _ name: String, _ function: String, _ releases: [String]
  ) {
    let service = Self.service(name, [function])
    #expect(GolemRelease.allCases.filter { service.isServed(by: $0) }.map(\.rawValue) == releases)
  }

  @Test func typesAloneNeedNobody() {
    let service = Self.service("shopping:purchase-history/api", [])
    #expect(service.isServedHere && GolemRelease.allCases.allSatisfy { service.isServed(by: $0) })
  }

  @Test func theSummaryNamesWhatIsMissingWhere() {
    let clock = Self.service("wasi:clocks/wall-clock@0.2.0", ["now"])
    #expect([clock].summary == "runs here; Golem 1.0–1.1: yes; 2024-03: yes")
    let host = Self.service("golem:api/host@0.2.0", ["oplog-commit"])
    #expect(
      [clock, host].summary
        == "runs here; Golem 1.0–1.1: yes; 2024-03: no (`golem:api/host@0.2.0`)")
    let http = Self.service("wasi:http/outgoing-handler@0.2.0", ["handle"])
    #expect(
      [http].summary
        == "cannot run here: nobody serves `wasi:http/outgoing-handler@0.2.0`; "
        + "Golem 1.0–1.1: yes; 2024-03: yes")
    let newer = Self.service("golem:api/host@1.1.0", ["oplog-commit"])
    #expect(
      [newer].summary.hasSuffix(
        "Golem 1.1: yes; Golem 1.0: no (`golem:api/host@1.1.0`); "
          + "Golem 2024-03: no (`golem:api/host@1.1.0`)"))
  }
}
