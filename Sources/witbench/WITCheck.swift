import ArgumentParser
import Component
import WIT

extension WITCommand {
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say what is wrong with a package, with places.",
      discussion: "Exit status: 0 no errors, 1 errors found, 2 the path could not be read.")

    @OptionGroup var options: Options

    @Flag(help: "Write JSON.") var json = false

    func run() throws {
      try conclude {
        let resolution = try options.load()
        let renderer = DiagnosticText(sources: resolution.sources)
        let errors = resolution.diagnostics.count { $0.severity == .error }
        let warnings = resolution.diagnostics.count - errors
        if json {
          let list = resolution.diagnostics.map { renderer.json(of: $0) }
          answer(
            JSON.object([
              "errors": .integer(errors), "warnings": .integer(warnings),
              "diagnostics": .array(list),
            ]).text)
        } else {
          for diagnostic in resolution.diagnostics {
            // Heard, the source with its caret says nothing that the place does not.
            answer(
              PlainOutput.isOn
                ? renderer.headline(of: diagnostic) : renderer.text(of: diagnostic))
          }
          complain("\(counted(errors, "error")), \(counted(warnings, "warning"))")
        }
        if errors > 0 { throw Status.no }
      }
    }
  }
}

extension DiagnosticText {
  fileprivate func json(of diagnostic: Diagnostic) -> JSON {
    let fix = diagnostic.fixIt.map { fix in
      JSON.object(
        [
          JSON.Member("title", .string(fix.title)),
          JSON.Member("replacement", .string(fix.replacement)),
        ] + members(of: fix.range))
    }
    let notes = diagnostic.notes.map { note in
      JSON.object([JSON.Member("message", .string(note.text))] + members(of: note.range))
    }
    return .object(
      [
        JSON.Member("severity", .string(diagnostic.severity == .error ? "error" : "warning")),
        JSON.Member("message", .string(diagnostic.message.text)),
      ] + members(of: diagnostic.range) + [
        JSON.Member("notes", .array(notes)), JSON.Member("fix", fix ?? .null),
      ])
  }

  /// The fields of a place; all null where there is none.
  private func members(of range: SourceRange?) -> [JSON.Member] {
    let start = range.map { place(of: $0) }
    let end = range.map { self.end(of: $0) }
    return [
      JSON.Member("file", start.map { .string($0.path) } ?? .null),
      JSON.Member("line", start.map { .integer($0.line) } ?? .null),
      JSON.Member("column", start.map { .integer($0.column) } ?? .null),
      JSON.Member("endLine", end.map { .integer($0.line) } ?? .null),
      JSON.Member("endColumn", end.map { .integer($0.column) } ?? .null),
    ]
  }
}
