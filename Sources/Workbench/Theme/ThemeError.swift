/// What can be wrong in one entry of a theme.
package enum ThemeMistake: Error, Hashable, Sendable {
  case unknownWord(String)
  case nothingBehindOn
  case tooManyColors(String)
  case unknownRole(String)
  case unquotedRole(String)
  case unknownKey(String)
  case notAString(String)
  case notAColor(String)
  case wrongRGB(String)
  case wrongXterm(String)
  case wrongANSI(String)
  case syntax(String)
  case noSuchParent(String)
  case circle(String)

  package var text: String {
    switch self {
    case .unknownWord(let word):
      """
      `\(word)` is no colour and no attribute: write a name of the theme's palette, one of the \
      terminal's colours (\(Color.ansiNames[0...7].joined(separator: ", ")), the same with \
      `bright-`, `default`), `#rrggbb`, or bold, dim, italic, underline, reverse
      """
    case .nothingBehindOn: "a background colour has to follow `on`"
    case .tooManyColors(let word): "`\(word)` is one colour too many: write `blue on black bold`"
    case .unknownRole(let name):
      "there is no role `\(name)`\(Self.suggestion(for: name))"
    case .unquotedRole(let name):
      "`\(name)` is no role: roles stand in quotes, as in \"ui.border.focus\" = \"blue bold\""
    case .unknownKey(let name):
      "`\(name)` means nothing here: a theme has inherit, variant, [palette] and [roles]"
    case .notAString(let name): "`\(name)` has to be a string in quotes"
    case .notAColor(let name):
      "`\(name)` has to be a colour: \"#89b4fa\", or { rgb = \"#89b4fa\", xterm = 111, ansi = \"blue\" }"
    case .wrongRGB(let value): "`\(value)` is no colour: write `#` and six hexadecimal digits"
    case .wrongXterm(let value): "xterm = \(value) is no colour: write a number from 0 to 255"
    case .wrongANSI(let value):
      "`\(value)` is none of \(Color.ansiNames.joined(separator: ", ")), default"
    case .syntax(let reason): "this is no TOML: \(reason)"
    case .noSuchParent(let name): "there is no theme `\(name)` to inherit from"
    case .circle(let name): "`\(name)` inherits from itself"
    }
  }

  private static func suggestion(for name: String) -> String {
    let group = name.prefix { $0 != "." }
    let near = Role.allCases.map(\.rawValue).filter { $0.hasPrefix(group + ".") }
    return near.isEmpty
      ? "; roles begin with ui, state, wit, swift or diff" : ": \(near.joined(separator: ", "))"
  }
}

/// Why a theme cannot be used: a sentence with the file and, where there is one, the line.
package struct ThemeError: Error, Hashable, Sendable {
  package var file: String
  /// 1-based.
  package var line: Int?
  package var text: String

  package init(file: String, line: Int? = nil, text: String) {
    self.file = file
    self.line = line
    self.text = text
  }

  package var description: String {
    line.map { "\(file):\($0): \(text)" } ?? "\(file): \(text)"
  }
}
