import ArgumentParser
import WIT
import Workbench

extension WITCommand {
  struct Fix: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "fix", abstract: "Rewrite old WIT to today's; comments stay.",
      discussion: """
        What `wit check` warns of as old is written anew, in the files themselves, those in deps too. \
        What has no automatic fix, and files with syntax errors, are left as they are and said. \
        Exit status: 0 all is today's WIT, 1 something is left or, with --check, would be changed, \
        2 a path could not be read or written.
        """)

    @Argument(help: "WIT files, or folders: the WIT folders below them with their deps.")
    var paths: [String]

    @Flag(help: "Say what would be changed, and change nothing.")
    var dryRun = false

    @Flag(help: "Name the files that would be changed, and change nothing.")
    var check = false

    func validate() throws {
      if dryRun, check { throw ValidationError("--dry-run and --check exclude each other.") }
    }

    func run() throws {
      try conclude {
        var isRefused = false
        var done: Set<String> = []
        for path in paths {
          for package in try named({ try WITFiles.packages(at: path) }) {
            isRefused = try !fix(package, &done) || isRefused
          }
        }
        if isRefused { throw Status.no }
      }
    }

    /// Whether all of a package is today's WIT now. `done` holds the files that have been said.
    private func fix(_ path: String, _ done: inout Set<String>) throws -> Bool {
      let (root, dependencies) = try named { try WITFolder.packages(path) }
      let modern = Modernization(root: root, dependencies: dependencies)
      let changes = modern.changes.filter { done.insert($0.old.path).inserted }
      if dryRun {
        let renderer = DiagnosticText(sources: modern.before.sources)
        for diagnostic in modern.applied { answer(renderer.text(of: diagnostic)) }
      } else {
        for (_, new) in changes {
          if !check { try named { try Files.rewrite(new.bytes, at: new.path) } }
          answer(new.path)
        }
      }
      let renderer = DiagnosticText(sources: modern.after.sources)
      for diagnostic in modern.remaining { complain(renderer.text(of: diagnostic)) }
      return modern.remaining.isEmpty && !(check && !changes.isEmpty)
    }
  }
}
