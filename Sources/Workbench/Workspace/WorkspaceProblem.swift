package import WIT

/// Something wrong, or worth saying, about a workspace itself: its manifest, its folder.
package struct WorkspaceProblem: Hashable, Sendable {
  package var severity: Diagnostic.Severity
  /// Nil where no line is to blame.
  package var place: SourcePlace?
  package var message: String

  package init(severity: Diagnostic.Severity, place: SourcePlace?, message: String) {
    self.severity = severity
    self.place = place
    self.message = message
  }

  /// `witbench.toml:3:1: warning: there is no key `nmae` here`.
  package var text: String {
    let word = severity == .error ? "error" : "warning"
    return (place.map { "\($0): " } ?? "") + "\(word): \(message)"
  }
}

/// Why a workspace could not be opened: all that is wrong, warnings with it.
package struct WorkspaceError: Error, Hashable, Sendable {
  package var problems: [WorkspaceProblem]

  package init(problems: [WorkspaceProblem]) {
    self.problems = problems
  }

  package var text: String { problems.map(\.text).joined(separator: "\n") }
}
