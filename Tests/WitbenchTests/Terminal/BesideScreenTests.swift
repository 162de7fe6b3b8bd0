import Foundation
import TestSupport
import Testing

/// The screen is open, and commands go on beside it.
@Suite(.serialized, .timeLimit(.minutes(10))) struct BesideScreenTests {
  private static let count = 10

  /// What each of the ten commands is.
  private static func arguments(_ number: Int) -> [String] {
    switch number {
    case 8: ["invoke", "numbers/w8", "fail"]
    case 9: ["invoke", "--json", "--idempotency-key", "k", "numbers/w9", "add", "9"]
    default: ["invoke", "numbers/w\(number)", "add", "\(number)"]
    }
  }

  /// Ten processes at once; what each has written.
  private static func runTen(_ folder: NumbersFolder) throws -> [String] {
    try (0..<count).map { try folder.start(arguments($0)) }.map { process in
      let ending = try process.wait()
      return "\(ending.status)\n\(ending.text)\n\(ending.errors)"
    }
  }

  @Test(arguments: [(80, 24, false), (140, 40, true)])
  func tenCommandsPrintTheSameAsAloneAndTheScreenShowsTheirWorkers(
    _ columns: Int, _ rows: Int, _ hasWorkers: Bool
  ) throws {
    let alone = try NumbersFolder()
    let expected = try (0..<Self.count).map { number in
      let answer = try alone.run(Self.arguments(number))
      return "\(answer.status)\n\(answer.output)\n\(answer.errors)"
    }
    let folder = try NumbersFolder()
    if hasWorkers { #expect(try folder.run(["worker", "new", "numbers/first"]).status == 0) }
    let terminal = try TerminalSession(size: (columns, rows))
    try terminal.open(folder.path).waitFor(hasWorkers ? "1 worker" : "0 workers").send("4")
      .waitFor("numbers")
    // Opening writes nothing.
    let state = "\(folder.path)/.witbench"
    #expect(FileManager.default.fileExists(atPath: state) == hasWorkers)
    #expect(try Self.runTen(folder) == expected)
    try terminal.waitFor("\(Self.count + (hasWorkers ? 1 : 0)) workers").waitFor("✗ Failed")
    for number in 0..<Self.count { try terminal.waitFor(" w\(number)") }
    // And what happens to a worker from now on is seen as it happens.
    try terminal.send("Home", "j").waitFor("numbers/\(hasWorkers ? "first" : "w0")")
    #expect(try folder.run(["invoke", "numbers/w0", "add", "100"]).output == "100\n")
    try terminal.send("]", "]").waitFor("you → numbers/w0 add(100)  ✓ 100")
    try terminal.send("q").waitFor(TerminalSession.prompt)
  }

  @Test func theScreenTakesTheWorkspaceOverFromACommandThatGoesOn() throws {
    let folder = try NumbersFolder()
    let terminal = try TerminalSession(size: (100, 30))
    try terminal.open(folder.path).waitFor("0 workers").send("4").waitFor("numbers")
    // It makes the state, and would have the workers open for good.
    let spinning = try folder.start(["invoke", "numbers/a", "spin"])
    try terminal.waitFor("▶ Running").send("j").waitFor("numbers/a").send("x")
      .waitFor("stops where it is").send("y").waitFor("■ Interrupted")
    let ending = try spinning.wait()
    #expect(ending.status == 1)
    #expect(ending.errors.contains("interrupted"))
    try terminal.send("q").waitFor(TerminalSession.prompt)
  }

  @Test(arguments: [(80, 24), (140, 40)])
  func aWorkersLifeIsLedFromTheScreen(_ columns: Int, _ rows: Int) throws {
    let folder = try NumbersFolder()
    let terminal = try TerminalSession(size: (columns, rows))
    try terminal.open(folder.path).waitFor("0 workers").send("4").waitFor("no workers yet")
    try terminal.send("w").waitFor("New worker of numbers").type("a b").send("Tab").type("one two")
      .send("Tab").type("A=1").send("Enter").waitFor("● Idle").waitFor("numbers/a b")
    #expect(try folder.run(["invoke", "numbers/a b", "add", "5"]).output == "5\n")
    #expect(try folder.run(["invoke", "numbers/a b", "add", "2"]).output == "7\n")
    // The entry that ended the first call.
    try terminal.send("]").waitFor("[Oplog]").send("Tab", "Home", "j", "j", "j", "j")
      .waitFor("v revert to here").send("v").waitFor("stays sent").send("y")
      .waitFor("is where it was at entry 5")
    #expect(try folder.run(["invoke", "numbers/a b", "add", "1"]).output == "6\n")
    try terminal.send("Escape", "Escape").waitFor("n new call").send("c").waitFor("memory wherever")
      .send("y").waitFor("has crashed").send("Escape")
    #expect(try folder.run(["invoke", "numbers/a b", "add", "1"]).output == "7\n")
    try terminal.send("f").waitFor("Fork numbers/a b").type("c").send("Enter").waitFor("numbers/c")
      .send("Escape", "d").waitFor("gone for good").send("y").waitFor("numbers/c is deleted")
      .waitFor("1 worker").send("q").waitFor(TerminalSession.prompt)
    #expect(try folder.run(["worker", "list"]).output.contains("numbers/a b"))
  }
}
