import ArgumentParser
import Component
import Terminal
import Workbench

/// `witbench doctor`
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Say whether everything is there that Witbench needs, and what to do if not.",
    discussion: """
      A line for each of terminal, libwasmtime, toolchain, database (of the workspace), cache and \
      config: `ok`, `warning` for what not everybody needs, `wrong`. Nothing is changed; the compiler \
      and wasm-tools are asked for their versions.

      Exit status: 0 nothing is wrong, 1 something is.
      """)

  @OptionGroup var options: WorkspaceOption

  @Flag(help: "Write JSON.") var json = false

  func run() throws {
    let workspace = options.workspace
    let toolchain = try blocking { await Doctor.toolchain() }
    let findings = [
      Doctor.terminal(), Doctor.library(), toolchain, Doctor.database(of: workspace),
      Doctor.cache(), Doctor.configuration(themes: ThemeFolders.library),
    ]
    if json {
      answer(JSON.array(findings.map(\.json)).text)
    } else {
      for finding in findings { answer(finding.line) }
    }
    if findings.contains(where: { $0.verdict == .wrong }) { throw Status.no }
  }
}
