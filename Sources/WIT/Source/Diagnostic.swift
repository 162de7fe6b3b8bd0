/// A mistake in a file, or something worth saying, and where it is.
///
/// Parsing and resolving return these; they never throw.
package struct Diagnostic: Hashable, Sendable {
  package enum Severity: Hashable, Sendable {
    case error, warning
  }

  /// Another place that explains the first, as in "declared here".
  package struct Note: Hashable, Sendable {
    package var range: SourceRange?
    package var text: String

    package init(range: SourceRange?, text: String) {
      self.range = range
      self.text = text
    }
  }

  /// A replacement of the bytes of `range` that mends the mistake.
  package struct FixIt: Hashable, Sendable {
    package var range: SourceRange
    package var replacement: String
    /// What it does, as an imperative: "write `f32`".
    package var title: String

    package init(range: SourceRange, replacement: String, title: String) {
      self.range = range
      self.replacement = replacement
      self.title = title
    }
  }

  package var severity: Severity
  /// Nil only where no file is to blame, as for an empty folder.
  package var range: SourceRange?
  package var message: DiagnosticMessage
  package var notes: [Note]
  package var fixIt: FixIt?

  package init(
    severity: Severity, range: SourceRange?, message: DiagnosticMessage, notes: [Note] = [],
    fixIt: FixIt? = nil
  ) {
    self.severity = severity
    self.range = range
    self.message = message
    self.notes = notes
    self.fixIt = fixIt
  }
}

extension [Diagnostic] {
  /// At most `Limits.diagnosticsPerFileMax` errors and `warningsPerFileMax` warnings for each file,
  /// then one that counts the rest: no number of warnings hides an error.
  func limitedPerFile() -> [Diagnostic] {
    guard count > Limits.diagnosticsPerFileMax else { return self }
    var kept: [Diagnostic] = []
    var counts: [DiagnosticClass: Int] = [:]
    var rest: [(first: Diagnostic, count: Int)] = []
    for diagnostic in self {
      let key = DiagnosticClass(diagnostic)
      counts[key, default: 0] += 1
      if counts[key, default: 0] <= key.limit {
        kept.append(diagnostic)
        continue
      }
      let number = if case .more(let count) = diagnostic.message { count } else { 1 }
      if let index = rest.firstIndex(where: { DiagnosticClass($0.first) == key }) {
        rest[index].count += number
      } else {
        rest.append((diagnostic, number))
      }
    }
    return kept
      + rest.map { first, count in
        Diagnostic(
          severity: first.severity, range: first.range, message: .more(count: count))
      }
  }
}

/// What diagnostics are counted by.
private struct DiagnosticClass: Hashable {
  var file: SourceFileID?
  var severity: Diagnostic.Severity

  init(_ diagnostic: Diagnostic) {
    file = diagnostic.range?.file
    severity = diagnostic.severity
  }

  var limit: Int {
    severity == .error ? Limits.diagnosticsPerFileMax : Limits.warningsPerFileMax
  }
}
