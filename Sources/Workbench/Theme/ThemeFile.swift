import TOMLKit
import WIT

/// One theme as a file says it, before it inherits.
///
/// ```toml
/// variant = "dark"
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
  var variant: Theme.Variant?
  var palette: [String: Color] = [:]
  /// Role and style text, checked when the palettes of the ancestors are known.
  var roles: [(role: Role, text: String)] = []
  let file: String
  /// What is wrong, in the order in which it was met.
  private(set) var problems: [ThemeError] = []
  private let places: TOMLPlaces

  init(text: String, file: String) {
    self.file = file
    places = TOMLPlaces(Array(text.utf8))
    do {
      let table = try TOMLTable(string: text)
      // TOMLKit's tables point into their root: it stays until everything is copied.
      withExtendedLifetime(table) {
        for key in places.keys(under: []) { read(key, table[key]) }
      }
    } catch {
      let parseError = error as? TOMLParseError
      problems.append(
        ThemeError(
          file: file, line: parseError?.source.begin.line, column: parseError?.source.begin.column,
          text: ThemeMistake.syntax(parseError?.description ?? "\(error)").text))
    }
  }

  /// A sentence about what stands at a path.
  func problem(
    _ mistake: ThemeMistake, at path: [String], severity: Diagnostic.Severity = .error
  ) -> ThemeError {
    let place = places.first(at: path).map { places.place(at: $0.key.lowerBound, in: file) }
    return ThemeError(
      severity: severity, file: file, line: place?.line, column: place?.column, text: mistake.text)
  }

  /// Whether the file itself says something at a path.
  func has(_ path: [String]) -> Bool { places.first(at: path) != nil }

  private mutating func blame(_ mistake: ThemeMistake, at path: [String]) {
    problems.append(problem(mistake, at: path))
  }
}

// The parts of a file.
extension ThemeFile {
  private mutating func read(_ key: String, _ value: (any TOMLValueConvertible)?) {
    switch key {
    case "inherit":
      guard let name = value?.string else { return blame(.notAString(key), at: [key]) }
      inherit = name
    case "variant":
      guard let text = value?.string else { return blame(.notAString(key), at: [key]) }
      guard let variant = Theme.Variant(rawValue: text) else {
        return blame(.unknownVariant(text), at: [key])
      }
      self.variant = variant
    case "palette":
      guard let table = value?.table else { return blame(.unknownKey(key), at: [key]) }
      for name in places.keys(under: [key]) { readColor(name, table[name]) }
    case "roles":
      guard let table = value?.table else { return blame(.unknownKey(key), at: [key]) }
      for name in places.keys(under: [key]) { readRole(name, table[name]) }
    default: blame(.unknownKey(key), at: [key])
    }
  }

  private mutating func readColor(_ name: String, _ value: (any TOMLValueConvertible)?) {
    let path = ["palette", name]
    if let text = value?.string {
      guard let color = Color.RGB(text).map({ Color(rgb: $0) }) ?? Color(named: text) else {
        return blame(.wrongRGB(text), at: path)
      }
      palette[name] = color
      return
    }
    guard let table = value?.table else { return blame(.notAColor(name), at: path) }
    var color = Color()
    for key in table.keys {
      do throws(ThemeMistake) {
        try Self.readPart(key, table[key], into: &color)
      } catch {
        blame(error, at: has(path + [key]) ? path + [key] : path)
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
      color.isTerminalsInANSI = named == .terminal
    default: throw .notAColor(key)
    }
  }

  private mutating func readRole(_ name: String, _ value: (any TOMLValueConvertible)?) {
    let path = ["roles", name]
    guard let role = Role(rawValue: name) else {
      // `ui.border = { focus = … }` and unquoted dots make tables of what is meant as one name.
      return blame(value?.table == nil ? .unknownRole(name) : .unquotedRole(name), at: path)
    }
    guard let text = value?.string else { return blame(.notAString(name), at: path) }
    roles.append((role, text))
  }
}
