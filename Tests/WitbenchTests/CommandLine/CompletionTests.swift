import Foundation
import TestSupport
import Testing

/// `witbench completion` and what the program offers to shells.
@Suite struct CompletionTests {
  /// What the program offers for an argument of a command line.
  private func offers(
    _ command: [String], _ argument: String, _ words: [String]
  ) throws -> [String] {
    let answer = try Program.run(
      ["---completion"] + command + ["--", argument, "\(words.count - 1)", "0"] + words)
    #expect(answer.status == 0 && answer.errors.isEmpty, "\(answer.errors)")
    return answer.output.split(separator: "\n").map(String.init)
  }

  @Test func namesAreThoseOfTheWorkspace() throws {
    let demo = try DemoCopy()
    let place = ["--workspace", demo.path]
    let line = ["witbench", "invoke"] + place
    #expect(
      try offers(["invoke"], "positional@0", line + [""])
        == [
          "purchase-history/", "purchase-history", "shopping-cart/", "shopping-cart", "echo/",
          "echo",
        ])
    let functions = try offers(["invoke"], "positional@1", line + ["shopping-cart/a", ""])
    #expect(functions.contains("add-item") && functions.contains("checkout"))
    #expect(try offers(["template", "get"], "positional@0", line + [""]).count == 3)
    // Looking has made nothing.
    #expect(!FileManager.default.fileExists(atPath: "\(demo.path)/.witbench"))
    _ = try demo.invoke("purchase-history/a", "get-orders")
    #expect(
      try offers(["worker", "get"], "positional@0", ["witbench", "worker", "get"] + place + [""])
        == ["purchase-history/a", "purchase-history/", "shopping-cart/", "echo/"])
  }

  @Test func aFolderThatCannotBeReadHasNoNames() throws {
    let line = ["witbench", "invoke", "--workspace", "/nowhere", ""]
    #expect(try offers(["invoke"], "positional@0", line).isEmpty)
  }

  @Test func bashCompletesWithTheScript() throws {
    let demo = try DemoCopy()
    let script = try Program.run(["completion", "bash"]).output
    let folder = try TemporaryFolder([
      "try.bash": """
      PATH=\(URL(filePath: Program.path).deletingLastPathComponent().path):$PATH
      \(script)
      try() {
        COMPREPLY=()
        COMP_WORDS=("$@"); COMP_CWORD=$(($#-1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
        _witbench witbench "${@: -1}" "${@: -2:1}"
        echo "${COMPREPLY[*]}"
      }
      cd '\(demo.path)'
      try witbench invoke shop
      try witbench invoke shopping-cart/a check
      try witbench theme show pap
      try witbench doc
      """
    ])
    let answer = try ChildProcess.run("/bin/bash", ["\(folder.path)/try.bash"])
    #expect(
      answer.text == "shopping-cart/ shopping-cart\ncheckout\npaper\ndoctor\n", "\(answer.errors)")
  }

  @Test(arguments: ["zsh", "fish"])
  func otherShellsHaveTheirScripts(_ shell: String) throws {
    let script = try Program.run(["completion", shell])
    #expect(script.status == 0 && script.output.contains("---completion"))
    let installed = ["/usr/bin", "/bin", "/usr/local/bin"].map { "\($0)/\(shell)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
    guard let installed else {
      print("\(shell) is not installed: its completion script was not read by it")
      return
    }
    let folder = try TemporaryFolder(["script": script.output])
    let check = try ChildProcess.run(installed, ["-n", "\(folder.path)/script"])
    #expect(check.status == 0, "\(check.errors)")
  }
}
