import Component
import Foundation
import TestSupport
import Testing

/// `witbench doctor` and `witbench --version`.
@Suite struct DoctorTests {
  private static let names = [
    "terminal", "libwasmtime", "toolchain", "database", "cache", "config",
  ]

  /// Everything in order, whatever the machine's own settings are.
  private func environment(_ folder: TemporaryFolder) -> [String: String] {
    let own = ProcessInfo.processInfo.environment
    var variables = [
      "TERM": "xterm-256color", "XDG_CACHE_HOME": folder.path, "XDG_CONFIG_HOME": folder.path,
    ]
    variables["WITBENCH_LIBWASMTIME"] = own["WITBENCH_LIBWASMTIME"]
    return variables
  }

  @Test func theVersionIsPrinted() throws {
    let answer = try Program.run(["--version"])
    #expect(answer.status == 0 && answer.output.hasPrefix("witbench 0."))
  }

  @Test func aHealthyMachineHasALineForEachThing() throws {
    let folder = try TemporaryFolder([:])
    let demo = try DemoCopy()
    func doctor() throws -> Program.Answer {
      try Program.run(["doctor", "--workspace", demo.path], environment: environment(folder))
    }
    let answer = try doctor()
    #expect(answer.status == 0, "\(answer.output)")
    let lines = answer.output.split(separator: "\n")
    #expect(lines.map { String($0.prefix { $0 != ":" }) } == Self.names)
    #expect(
      lines[0] == """
        terminal: ok: xterm-256color, 256 colours; stdin or stdout is none here, so its size was not \
        looked at
        """)
    #expect(lines[3] == "database: ok: no worker was ever made in \(demo.path)")
    #expect(lines.filter { $0.contains(": ok: ") }.count == Self.names.count)
    _ = try demo.invoke("purchase-history/a", "get-orders")
    let content = "\(demo.path)/.witbench/workers.sqlite: 1 worker, 4 oplog entries"
    #expect(try doctor().output.contains("database: ok: \(content), all checksums hold"))
  }

  @Test func whatIsWrongIsSaidWithWhatToDo() throws {
    let folder = try TemporaryFolder(["witbench/config.toml": "colour = 1\n"])
    let workspace = try TemporaryFolder([
      ".witbench/workers.sqlite": "this is no database of SQLite"
    ])
    var variables = environment(folder)
    variables["TERM"] = "dumb"
    variables["WITBENCH_LIBWASMTIME"] = "/nowhere"
    let answer = try Program.run(
      ["doctor", "--json", "--workspace", workspace.path], environment: variables)
    #expect(answer.status == 1)
    let json = try JSON.parse(answer.output)
    guard case .array(let findings) = json else {
      Issue.record("no list: \(answer.output)")
      return
    }
    let verdicts = findings.map { finding -> String in
      guard case .object(let members) = finding,
        case .string(let name)? = members.first(where: { $0.name == "name" })?.value,
        case .string(let verdict)? = members.first(where: { $0.name == "verdict" })?.value
      else { return "" }
      return "\(name) \(verdict)"
    }
    #expect(
      verdicts.filter { !$0.hasPrefix("toolchain") } == [
        "terminal wrong", "libwasmtime wrong", "database wrong", "cache warning", "config warning",
      ])
  }
}
