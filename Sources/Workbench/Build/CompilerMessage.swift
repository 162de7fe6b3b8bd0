package import WIT

/// What a compiler says of a place: `FILE:LINE:COLUMN: error: TEXT`.
package struct CompilerMessage: Hashable, Sendable {
  package enum Severity: String, Hashable, Sendable {
    case error, warning, note
  }

  package var severity: Severity
  /// The file relative to the workspace, as the compiler was given it.
  package var place: SourcePlace
  package var text: String

  /// Reads a line; nil where it is none of this form.
  package init?(line: String) {
    for severity in [Severity.error, .warning, .note] {
      guard let mark = line.firstRange(of: ": \(severity.rawValue): ") else { continue }
      let parts = line[..<mark.lowerBound].split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count >= 3, let column = Int(parts[parts.count - 1]),
        let row = Int(parts[parts.count - 2])
      else { continue }
      self.severity = severity
      place = SourcePlace(
        path: parts.dropLast(2).joined(separator: ":"), line: row, column: column)
      text = String(line[mark.upperBound...])
      return
    }
    return nil
  }
}
