package import WIT

/// What can be wrong in one entry of a theme.
package enum ThemeMistake: Error, Hashable, Sendable {
  case unknownWord(String, near: String?)
  case nothingBehindOn
  case tooManyColors(String)
  case unknownRole(String)
  case unquotedRole(String)
  case unknownKey(String)
  case unknownVariant(String)
  case notAString(String)
  case notAColor(String)
  case wrongRGB(String)
  case wrongXterm(String)
  case wrongANSI(String)
  case syntax(String)
  case noSuchParent(String)
  case circle(String)
  /// A colour of the palette without what shall stand for it where there are fewer colours.
  case missingFallback(String, keys: [String])
  /// Too little contrast between a role's text and its background.
  case lowContrast(Role, ratio: Double, wanted: Double, depth: ColorDepth, background: String)

  package var text: String {
    switch self {
    case .unknownWord(let word, let near):
      """
      `\(word)` is no colour and no attribute\(near.map { "; did you mean `\($0)`?" } ?? ""): write \
      a name of the theme's palette, one of the \
      terminal's colours (\(Color.ansiNames[0...7].joined(separator: ", ")), the same with \
      `bright-`, `default`), `#rrggbb`, or bold, dim, italic, underline, reverse
      """
    case .nothingBehindOn: "a background colour has to follow `on`"
    case .tooManyColors(let word): "`\(word)` is one colour too many: write `blue on black bold`"
    case .unknownRole(let name): "there is no role `\(name)`\(Self.suggestion(for: name))"
    case .unquotedRole(let name):
      "`\(name)` is no role: roles stand in quotes, as in \"ui.border.focus\" = \"blue bold\""
    case .unknownKey(let name):
      "`\(name)` means nothing here: a theme has inherit, variant, [palette] and [roles]"
    case .unknownVariant(let word): "`\(word)` is no variant: write dark, light or any"
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
    case .missingFallback(let name, let keys):
      "`\(name)` has no \(keys.joined(separator: " and no ")): terminals with fewer colours get the nearest"
    case .lowContrast(let role, let ratio, let wanted, let depth, let background):
      """
      `\(role.rawValue)` has a contrast of \(Self.rounded(ratio)):1 on \(background) with \
      \(depth == .indexed256 ? "256 colours" : "24-bit colours"); \(Self.rounded(wanted)):1 can be read
      """
    }
  }

  private static func rounded(_ ratio: Double) -> String {
    let tenths = Int((ratio * 10).rounded(.down))
    return "\(tenths / 10).\(tenths % 10)"
  }

  private static func suggestion(for name: String) -> String {
    let all = Role.allCases.map(\.rawValue)
    if let near = nearest(to: name, among: all) { return "; did you mean `\(near)`?" }
    let group = name.prefix { $0 != "." }
    let others = all.filter { $0.hasPrefix(group + ".") }
    return others.isEmpty
      ? "; roles begin with ui, state, wit, swift or diff" : ": \(others.joined(separator: ", "))"
  }
}

/// Something wrong with a theme: a sentence with the file and, where there is one, the place.
///
/// With an error the theme cannot be used; a warning says what its readers will dislike.
package struct ThemeError: Error, Hashable, Sendable {
  package var severity: Diagnostic.Severity
  package var file: String
  /// 1-based.
  package var line: Int?
  /// 1-based, in bytes.
  package var column: Int?
  package var text: String

  package init(
    severity: Diagnostic.Severity = .error, file: String, line: Int? = nil, column: Int? = nil,
    text: String
  ) {
    self.severity = severity
    self.file = file
    self.line = line
    self.column = column
    self.text = text
  }

  package var description: String {
    var place = file
    if let line { place += ":\(line)" }
    if let column { place += ":\(column)" }
    return "\(place): \(text)"
  }
}
