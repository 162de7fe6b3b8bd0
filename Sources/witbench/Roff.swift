/// A manual page in the making: troff with the macros of man(7).
struct Roff {
  private(set) var text = ""

  /// A line that is macros already.
  mutating func line(_ line: String) {
    text += line + "\n"
  }

  mutating func section(_ title: String) {
    line(".SH \(title)")
  }

  /// A heading within a section.
  mutating func heading(_ title: String) {
    line(".SS \(Self.escaped(title))")
  }

  /// Running text; an empty line begins a paragraph.
  ///
  /// - Parameter breaks: whether lines stay as they are
  mutating func text(_ text: String, breaks: Bool = false) {
    for (index, paragraph) in text.split(separator: "\n\n").enumerated() {
      if index > 0 { line(".PP") }
      let lines = paragraph.split(separator: "\n").map { Self.escaped(String($0)) }
      line(lines.joined(separator: breaks ? "\n.br\n" : "\n"))
    }
    line(".PP")
  }

  /// A word, and what it means.
  mutating func item(_ word: String, _ meaning: String) {
    line(".TP")
    line(".B \(Self.escaped(word))")
    line(Self.escaped(meaning.isEmpty ? "-" : meaning))
  }

  /// Text that troff takes as nothing but text.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "'": result += "\\(aq"
      case "`": result += "\\(ga"
      case "^": result += "\\(ha"
      case "~": result += "\\(ti"
      default: result.append(character)
      }
    }
    // A dot at the beginning of a line would be a macro.
    return result.hasPrefix(".") ? "\\&" + result : result
  }
}
