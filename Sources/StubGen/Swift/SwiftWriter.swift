/// Writes Swift source line by line, in the project's format.
struct SwiftWriter {
  private var lines: [LinkedText.Line] = []
  private var depth = 0
  /// The item that the lines being written belong to.
  var item: String?

  /// What has been written.
  ///
  /// Where a name or a string is longer than a line, the formatter is told to let the file be.
  var linkedText: LinkedText {
    let isTooLong = lines.contains { line in
      line.text.count > LineBreaking.columnsMax && !line.text.drop { $0 == " " }.hasPrefix("//")
    }
    let ignored = LinkedText.Line(text: "// swift-format-ignore-file")
    return LinkedText(lines: isTooLong ? [ignored] + lines : lines)
  }

  var text: String { linkedText.text }

  var isEmpty: Bool { lines.isEmpty }

  /// One statement or declaration; it is broken where it is too long for a line.
  mutating func line(_ text: String) {
    for (offset, text) in LineBreaking.lines(text, indent: depth * 2) {
      lines.append(
        LinkedText.Line(text: String(repeating: " ", count: depth * 2 + offset) + text, item: item))
    }
  }

  /// An empty line, unless one stands there, or a block has just begun.
  mutating func blank() {
    guard let last = lines.last, !last.text.isEmpty, !last.text.hasSuffix("{") else { return }
    lines.append(LinkedText.Line(text: ""))
  }

  mutating func blank(if condition: Bool) {
    if condition { blank() }
  }

  /// Begins a block: the head gets its brace.
  mutating func open(_ head: String) {
    line("\(head) {")
    depth += 1
  }

  mutating func close(_ tail: String = "}") {
    trim()
    depth -= 1
    line(tail)
  }

  mutating func indented(_ body: (inout SwiftWriter) -> Void) {
    depth += 1
    body(&self)
    depth -= 1
  }

  mutating func docs(_ docs: String?) {
    guard let docs else { return }
    for text in docs.split(separator: "\n", omittingEmptySubsequences: false) {
      let comment = text.isEmpty ? "///" : "/// \(text)"
      lines.append(
        LinkedText.Line(text: String(repeating: " ", count: depth * 2) + comment, item: item))
    }
  }

  /// Ends the text with the last line that says something.
  mutating func trim() {
    while lines.last?.text.isEmpty == true { lines.removeLast() }
  }
}
