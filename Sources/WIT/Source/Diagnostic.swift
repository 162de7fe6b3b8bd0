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
  /// At most `Limits.diagnosticsPerFileMax` errors for each file and so many warnings as its own limit
  /// allows, so that no number of warnings hides an error; then one that counts the rest. They stand
  /// in the order of the files.
  func limitedPerFile() -> [Diagnostic] {
    guard count > Limits.diagnosticsPerFileMax else { return self }
    var kept: [Diagnostic] = []
    var counts: [SourceFileID?: (errors: Int, warnings: Int)] = [:]
    var rest: [SourceFileID?: (first: Diagnostic, isError: Bool, count: Int)] = [:]
    var order: [SourceFileID?] = []
    for diagnostic in self {
      let file = diagnostic.range?.file
      var count = counts[file] ?? (0, 0)
      if diagnostic.severity == .error { count.errors += 1 } else { count.warnings += 1 }
      counts[file] = count
      let isWithin =
        diagnostic.severity == .error
        ? count.errors <= Limits.diagnosticsPerFileMax
        : count.warnings <= Limits.warningsPerFileMax
      if isWithin {
        kept.append(diagnostic)
        continue
      }
      if rest[file] == nil { order.append(file) }
      var entry = rest[file] ?? (diagnostic, false, 0)
      entry.isError = entry.isError || diagnostic.severity == .error
      if case .more(let count) = diagnostic.message {
        entry.count += count
      } else {
        entry.count += 1
      }
      rest[file] = entry
    }
    for file in order {
      guard let entry = rest[file] else { continue }
      kept.append(
        Diagnostic(
          severity: entry.isError ? .error : .warning, range: entry.first.range,
          message: .more(count: entry.count)))
    }
    return kept
  }
}
