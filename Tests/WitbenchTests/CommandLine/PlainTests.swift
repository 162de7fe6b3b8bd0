import Component
import TestSupport
import Testing
import Workbench

/// `--plain`: one fact a line.
@Suite struct PlainTests {
  @Test func anOutlineSaysTheFactFirstAndThenItsPlace() {
    var outline = PlainOutline()
    let lines = [
      "package a:b  (wit)", "", "  interface api   2 types", "    record r", "  world w",
    ]
    .compactMap { outline.line($0) }
    #expect(
      lines == [
        "package a:b, (wit)", "interface api, 2 types, in package a:b",
        "record r, in interface api, in package a:b", "world w, in package a:b",
      ])
  }

  @Test func anAnswerInJSONBecomesFacts() throws {
    let json = try JSON.parse(
      #"[{"name":"a","lastError":null,"isRight":true,"env":{"X_Y":"1"},"list":[1,{"b":"c\nd"}]}]"#)
    #expect(
      PlainFacts.lines(json) == [
        "name: a", "is right: yes", "env X_Y: 1", "list 1: 1", "list 2 b: c / d",
      ])
  }

  @Test func columnsLoseTheirGapsButTheLastStaysAsItIs() {
    #expect(
      PlainFacts.withoutGaps("    17  12:00:00  log  two  blanks", columns: 4)
        == "17, 12:00:00, log, two  blanks")
  }

  @Test func tablesAndTreesAndTheScreenAreToldAsLines() throws {
    let demo = try DemoCopy()
    _ = try demo.invoke("purchase-history/a", "get-orders")
    let list = try Program.run(["worker", "list", "--workspace", demo.path, "--plain"])
    #expect(
      list.output == """
        worker: purchase-history/a
        status: Idle
        template version: 0
        queued: 0
        oplog index: 4

        """)
    let tree = try Program.run(["--plain", "wit", "tree", "\(demo.path)/purchase-history/wit"])
    #expect(
      tree.output.contains("record order, in interface api, in package shopping:purchase-history\n")
    )
    let check = try Program.run(["wit", "check", "\(demo.path)/purchase-history/wit", "--plain"])
    #expect(check.output.split(separator: "\n").allSatisfy { $0.contains(": warning: ") })
    let screen = try Program.run(["--plain", demo.path])
    #expect(screen.status == 0)
    #expect(screen.output.contains("\nworker: purchase-history/a, Idle\n"))
  }

  /// Not one of the subcommands refuses the option.
  @Test func everySubcommandTakesIt() throws {
    let commands = try Program.run(["--help"]).output.split(separator: "\n")
      .drop { $0 != "SUBCOMMANDS:" }.dropFirst().prefix { $0.hasPrefix("  ") }
      .filter { !$0.hasPrefix("   ") }
      .compactMap { $0.split(separator: " ").first.map(String.init) }
    #expect(commands.count > 12)
    for command in commands {
      #expect(try Program.run([command, "--help", "--plain"]).status == 0, "\(command)")
    }
  }

  @Test func behindTheTerminatorItIsAValue() throws {
    let demo = try DemoCopy()
    let answer = try Program.run(
      ["worker", "new", "--workspace", demo.path, "--json", "--", "purchase-history/a", "--plain"])
    #expect(answer.status == 0 && answer.output.contains("--plain"), "\(answer)")
  }
}
