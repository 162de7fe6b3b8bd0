/// A diagnostic as people read it: the place, the sentence, the line with a caret under it, notes.
package struct DiagnosticText {
  private let sources: SourceMap

  package init(sources: SourceMap) {
    self.sources = sources
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
      lines.append("\(sources.place(of: range)): note: \(note.text)")
      lines += snippet(of: range)
    }
    return lines.joined(separator: "\n")
  }

  /// `path:line:column: error: sentence`.
  package func headline(of diagnostic: Diagnostic) -> String {
    let place = diagnostic.range.map { "\(sources.place(of: $0)): " } ?? ""
    let severity = diagnostic.severity == .error ? "error" : "warning"
    return "\(place)\(severity): \(diagnostic.message.text)"
  }

  private func snippet(of range: SourceRange) -> [String] {
    let bytes = sources[range.file].bytes
    let lower = Int(range.lower)
    let lineStart = bytes[..<lower].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let lineEnd = bytes[lower...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    guard lineEnd - lineStart <= 400 else { return [] }
    let number = "\(sources.place(of: range).line)"
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
