import TOMLKit

/// One theme as a file says it, before it inherits.
///
/// ```toml
/// inherit = "default"
///
/// [palette]
/// blue = { rgb = "#89b4fa", xterm = 111, ansi = "blue" }
///
/// [roles]
/// "ui.border.focus" = "blue bold"
/// ```
struct ThemeFile {
  var inherit: String?
  var palette: [String: Color] = [:]
  /// Role, style text and line, checked when the palettes of the ancestors are known.
  var roles: [(role: Role, text: String, line: Int?)] = []
  let file: String
  private let lines: TOMLKeyLines

  init(text: String, file: String) throws(ThemeError) {
    self.file = file
    lines = TOMLKeyLines(text)
    let table: TOMLTable
    do {
      table = try TOMLTable(string: text)
    } catch {
      let parseError = error as? TOMLParseError
      throw ThemeError(
        file: file, line: parseError?.source.begin.line,
        text: ThemeMistake.syntax(parseError?.description ?? "\(error)").text)
    }
    for key in table.keys { try read(key, table[key]) }
  }

  private mutating func read(
    _ key: String, _ value: (any TOMLValueConvertible)?
  ) throws(ThemeError) {
    switch key {
    case "inherit":
      guard let name = value?.string else { throw error(.notAString(key), at: [key]) }
      inherit = name
    case "variant":
      // `dark`, `light` or `any`: for people, and for the choice by the terminal's background.
      guard value?.string != nil else { throw error(.notAString(key), at: [key]) }
    case "palette":
      guard let table = value?.table else { throw error(.unknownKey(key), at: [key]) }
      for name in table.keys { try readColor(name, table[name]) }
    case "roles":
      guard let table = value?.table else { throw error(.unknownKey(key), at: [key]) }
      for name in table.keys { try readRole(name, table[name]) }
    default: throw error(.unknownKey(key), at: [key])
    }
  }

  private mutating func readColor(
    _ name: String, _ value: (any TOMLValueConvertible)?
  ) throws(ThemeError) {
    let path = ["palette", name]
    if let text = value?.string {
      guard let color = Color.RGB(text).map({ Color(rgb: $0) }) ?? Color(named: text) else {
        throw error(.wrongRGB(text), at: path)
      }
      palette[name] = color
      return
    }
    guard let table = value?.table else { throw error(.notAColor(name), at: path) }
    var color = Color()
    for key in table.keys {
      do throws(ThemeMistake) {
        try Self.readPart(key, table[key], into: &color)
      } catch {
        throw self.error(error, at: path)
      }
    }
    palette[name] = color
  }

  private static func readPart(
    _ key: String, _ value: (any TOMLValueConvertible)?, into color: inout Color
  ) throws(ThemeMistake) {
    switch key {
    case "rgb":
      guard let text = value?.string else { throw .notAString(key) }
      guard let rgb = Color.RGB(text) else { throw .wrongRGB(text) }
      color.rgb = rgb
    case "xterm":
      guard let number = value?.int, let index = UInt8(exactly: number) else {
        throw .wrongXterm(value?.int.map(String.init) ?? "…")
      }
      color.xterm = index
    case "ansi":
      guard let text = value?.string else { throw .notAString(key) }
      guard let named = Color(named: text) else { throw .wrongANSI(text) }
      color.ansi = named.ansi
    default: throw .notAColor(key)
    }
  }

  private mutating func readRole(
    _ name: String, _ value: (any TOMLValueConvertible)?
  ) throws(ThemeError) {
    let path = ["roles", name]
    guard let role = Role(rawValue: name) else {
      // `ui.border = { focus = … }` and unquoted dots make tables of what is meant as one name.
      throw error(value?.table == nil ? .unknownRole(name) : .unquotedRole(name), at: path)
    }
    guard let text = value?.string else { throw error(.notAString(name), at: path) }
    roles.append((role, text, lines.line(of: path)))
  }

  private func error(_ mistake: ThemeMistake, at path: [String]) -> ThemeError {
    ThemeError(file: file, line: lines.line(of: path), text: mistake.text)
  }
}
