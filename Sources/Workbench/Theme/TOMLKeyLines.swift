/// Where the keys of a TOML text stand, which the TOML library does not say.
///
/// It reads headers and the beginnings of lines, nothing else, so it needs text that the library has
/// accepted.
package struct TOMLKeyLines: Sendable {
  private var lines: [[String]: Int] = [:]

  package init(_ text: String) {
    var table: [String] = []
    var openQuote: Substring?
    var number = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      number += 1
      if let quote = openQuote {
        if line.contains(quote) { openQuote = nil }
        continue
      }
      let line = line.drop { $0 == " " || $0 == "\t" }
      if line.hasPrefix("#") { continue }
      if line.hasPrefix("[") {
        table = Self.keys(line.drop { $0 == "[" })
        note(table, number)
      } else if line.contains("=") {
        note(table + Self.keys(line), number)
        openQuote = Self.opensMultiline(line)
      }
    }
  }

  /// The 1-based line of a key, given with the tables around it; else of the nearest table.
  package func line(of path: [String]) -> Int? {
    var path = path
    while !path.isEmpty {
      if let line = lines[path] { return line }
      path.removeLast()
    }
    return nil
  }

  private mutating func note(_ path: [String], _ number: Int) {
    // A dotted key makes the tables before its dots.
    for count in 1...max(1, path.count) {
      let prefix = Array(path.prefix(count))
      if lines[prefix] == nil { lines[prefix] = number }
    }
  }

  /// The dotted key at the beginning of a line, up to `=` or `]`.
  private static func keys(_ line: Substring) -> [String] {
    var keys: [String] = []
    var key = ""
    var quote: Character?
    scan: for character in line {
      if let open = quote {
        if character == open { quote = nil } else { key.append(character) }
        continue
      }
      switch character {
      case "\"", "'": quote = character
      case ".":
        keys.append(key)
        key = ""
      case "=", "]": break scan
      case " ", "\t": continue
      default: key.append(character)
      }
    }
    return keys + [key]
  }

  /// The quote of a string that goes on in the next line.
  private static func opensMultiline(_ line: Substring) -> Substring? {
    for quote in ["\"\"\"", "'''"] as [Substring] {
      let parts = line.split(separator: quote, omittingEmptySubsequences: false)
      if parts.count == 2 { return quote }
    }
    return nil
  }
}
