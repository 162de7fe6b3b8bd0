/// A diagnostic as people read it: the place, the sentence, the line with a caret under it, notes.
///
/// One renderer for all the diagnostics of a resolution: it looks for the lines of a file once.
package struct DiagnosticText {
  private let sources: SourceMap
  private let lines: LineTables

  package init(sources: SourceMap) {
    self.sources = sources
    lines = LineTables(sources)
  }

  /// Where a range begins.
  package func place(of range: SourceRange) -> SourcePlace {
    lines[range.file].place(of: range.lower)
  }

  /// The place behind a range.
  package func end(of range: SourceRange) -> SourcePlace {
    lines[range.file].place(of: range.upper)
  }

  /// Several lines, without a line feed at the end.
  package func text(of diagnostic: Diagnostic) -> String {
    var lines = [headline(of: diagnostic)]
    if let range = diagnostic.range { lines += snippet(of: range) }
    if let fixIt = diagnostic.fixIt { lines.append("  fix: \(fixIt.title)") }
    for note in diagnostic.notes {
      guard let range = note.range else {
        lines.append("  note: \(note.text)")
        continue
      }
      lines.append("\(place(of: range)): note: \(note.text)")
      lines += snippet(of: range)
    }
    return lines.joined(separator: "\n")
  }

  /// `path:line:column: error: sentence`.
  package func headline(of diagnostic: Diagnostic) -> String {
    let place = diagnostic.range.map { "\(self.place(of: $0)): " } ?? ""
    let severity = diagnostic.severity == .error ? "error" : "warning"
    return "\(place)\(severity): \(diagnostic.message.text)"
  }

  private func snippet(of range: SourceRange) -> [String] {
    let bytes = sources[range.file].bytes
    let lower = Int(range.lower)
    let whole = lines[range.file].bytesOfLine(around: range.lower)
    let (lineStart, lineEnd) = (whole.lowerBound, whole.upperBound)
    // The rest of a line without end would fill the screen.
    guard !bytes.isEmpty, whole.count <= 400, lower >= lineStart, lower <= lineEnd else {
      return []
    }
    let number = "\(place(of: range).line)"
    let margin = String(repeating: " ", count: number.count)
    let line = visible(bytes[lineStart..<lineEnd])
    let before = visible(bytes[lineStart..<lower])
    let marked = visible(bytes[lower..<max(lower, min(Int(range.upper), lineEnd))])
    let carets = "^" + String(repeating: "~", count: max(0, marked.count - 1))
    return [
      " \(number) | \(line)",
      " \(margin) | \(String(repeating: " ", count: before.count))\(carets)",
    ]
  }

  /// Tabs as one blank, so that the caret stands right; control characters made harmless.
  private func visible(_ bytes: ArraySlice<UInt8>) -> String {
    var text = ""
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars where scalar != "\r" {
      if scalar == "\t" {
        text.append(" ")
      } else if scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
        || (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
      {
        text.append("\u{FFFD}")
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
