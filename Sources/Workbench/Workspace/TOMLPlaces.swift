package import WIT

/// Where the keys and values of a TOML text stand, by path.
///
/// TOMLKit reads values and forgets places. This walks the same text for the places alone; it is
/// meant for texts that TOMLKit has accepted, and on others it stops where it no longer understands.
package struct TOMLPlaces: Sendable {
  /// The way to a value: keys, and the indices of arrays as numbers in words.
  package typealias Path = [String]

  package struct Entry: Hashable, Sendable {
    package var path: Path
    /// The bytes of the key, or of a table's header without its brackets.
    package var key: Range<Int>
    /// The bytes of the value; for a table, those of its header.
    package var value: Range<Int>
  }

  /// In the order of the text.
  package private(set) var entries: [Entry] = []
  private var indices: [Path: Int] = [:]
  private let bytes: [UInt8]
  private var offset = 0

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    scan()
  }

  package subscript(path: Path) -> Entry? { indices[path].map { entries[$0] } }

  /// The keys that stand directly under a path, in the order of the text.
  package func keys(under path: Path) -> [String] {
    var seen: Set<String> = []
    return entries.compactMap { entry in
      guard entry.path.count > path.count, entry.path.starts(with: path) else { return nil }
      let key = entry.path[path.count]
      return seen.insert(key).inserted ? key : nil
    }
  }

  /// The entry of a path, or the first one below it: `env` in `env.NAME = …` has none of its own.
  package func first(at path: Path) -> Entry? {
    self[path] ?? entries.first { $0.path.starts(with: path) }
  }

  /// The line and column of a byte.
  package func place(at offset: Int, in file: String) -> SourcePlace {
    TOMLPlaces.place(at: offset, of: bytes, in: file)
  }

  package static func place(
    at offset: Int, of bytes: [UInt8], in file: String
  ) -> SourcePlace {
    let before = bytes[..<min(offset, bytes.count)]
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    return SourcePlace(path: file, line: line, column: offset - lineStart + 1)
  }

  private mutating func add(_ path: Path, key: Range<Int>, value: Range<Int>) {
    if indices[path] == nil { indices[path] = entries.count }
    entries.append(Entry(path: path, key: key, value: value))
  }
}

// Statements.
extension TOMLPlaces {
  private var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private mutating func scan() {
    var table: Path = []
    var counts: [Path: Int] = [:]
    statements: while true {
      skip(lineFeeds: true)
      guard let byte = current else { return }
      let start = offset
      if byte == UInt8(ascii: "[") {
        guard let header = header() else { return }
        table = header.path
        if header.isArray {
          counts[header.path, default: -1] += 1
          table.append("\(counts[header.path] ?? 0)")
        }
        add(table, key: header.range, value: start..<offset)
        continue statements
      }
      guard let (path, key) = key(), take("=") else { return }
      value(table + path, key: key)
      // A statement that does not move would never end.
      guard offset > start else { return }
    }
  }

  private mutating func header() -> (path: Path, range: Range<Int>, isArray: Bool)? {
    offset += 1
    let isArray = current == UInt8(ascii: "[")
    if isArray { offset += 1 }
    skip(lineFeeds: false)
    guard let (path, range) = key(), take("]") else { return nil }
    if isArray, !take("]") { return nil }
    return (path, range, isArray)
  }

  /// A dotted key and its bytes.
  private mutating func key() -> (Path, Range<Int>)? {
    let start = offset
    var path: Path = []
    repeat {
      skip(lineFeeds: false)
      guard let part = keyPart() else { return nil }
      path.append(part)
    } while offset < bytes.count && takeDot()
    return (path, start..<offset)
  }

  private mutating func takeDot() -> Bool {
    let start = offset
    if take(".") { return true }
    offset = start
    return false
  }

  private mutating func keyPart() -> String? {
    if let byte = current, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
      let start = offset
      string()
      guard offset - start >= 2 else { return nil }
      let content = bytes[(start + 1)..<(offset - 1)]
      return byte == UInt8(ascii: "'")
        ? String(decoding: content, as: UTF8.self) : unescape(content)
    }
    let rest = bytes[offset...].prefix { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
        || byte == UInt8(ascii: "_")
    }
    guard !rest.isEmpty else { return nil }
    offset = rest.endIndex
    return String(decoding: rest, as: UTF8.self)
  }

  private func unescape(_ content: ArraySlice<UInt8>) -> String {
    var text = ""
    var scalars = String(decoding: content, as: UTF8.self).unicodeScalars[...]
    while let scalar = scalars.popFirst() {
      guard scalar == "\\", let escape = scalars.popFirst() else {
        text.unicodeScalars.append(scalar)
        continue
      }
      switch escape {
      case "b": text += "\u{8}"
      case "t": text += "\t"
      case "n": text += "\n"
      case "f": text += "\u{C}"
      case "r": text += "\r"
      case "u", "U":
        let digits = String(String.UnicodeScalarView(scalars.prefix(escape == "u" ? 4 : 8)))
        scalars = scalars.dropFirst(escape == "u" ? 4 : 8)
        if let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value) {
          text.unicodeScalars.append(scalar)
        }
      default: text.unicodeScalars.append(escape)
      }
    }
    return text
  }
}

// Values.
extension TOMLPlaces {
  private mutating func value(_ path: Path, key: Range<Int>) {
    skip(lineFeeds: false)
    let start = offset
    switch current {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): string()
    case UInt8(ascii: "["): array(path)
    case UInt8(ascii: "{"): inlineTable(path)
    default:
      let rest = bytes[offset...].prefix { !" \t\r\n,]}#".utf8.contains($0) }
      offset = rest.endIndex
    }
    add(path, key: key, value: start..<offset)
  }

  private mutating func array(_ path: Path) {
    offset += 1
    var index = 0
    items: while true {
      skip(lineFeeds: true)
      guard let byte = current, byte != UInt8(ascii: "]") else { break items }
      let start = offset
      value(path + ["\(index)"], key: start..<start)
      index += 1
      skip(lineFeeds: true)
      if current == UInt8(ascii: ",") { offset += 1 }
      if offset == start { break items }
    }
    if current != nil { offset += 1 }
  }

  private mutating func inlineTable(_ path: Path) {
    offset += 1
    members: while true {
      skip(lineFeeds: true)
      guard let byte = current, byte != UInt8(ascii: "}") else { break members }
      guard let (name, key) = key(), take("=") else { break members }
      value(path + name, key: key)
      skip(lineFeeds: true)
      if current == UInt8(ascii: ",") { offset += 1 }
    }
    if current != nil { offset += 1 }
  }

  /// Any of the four kinds of string, quotes included.
  private mutating func string() {
    let quote = bytes[offset]
    let isMultiline = bytes[offset...].starts(with: [quote, quote, quote])
    let hasEscapes = quote == UInt8(ascii: "\"")
    offset += isMultiline ? 3 : 1
    characters: while let byte = current {
      if hasEscapes, byte == UInt8(ascii: "\\") {
        offset = min(offset + 2, bytes.count)
        continue characters
      }
      if byte == quote {
        if !isMultiline {
          offset += 1
          return
        }
        if bytes[offset...].starts(with: [quote, quote, quote]) {
          offset += 3
          // Up to two quotes may stand before the closing three.
          while current == quote { offset += 1 }
          return
        }
      }
      if !isMultiline, byte == UInt8(ascii: "\n") { return }
      offset += 1
    }
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    skip(lineFeeds: false)
    guard current == UInt8(ascii: scalar) else { return false }
    offset += 1
    return true
  }

  /// Blanks and comments; line feeds only where they mean nothing.
  private mutating func skip(lineFeeds: Bool) {
    blanks: while let byte = current {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"): offset += 1
      case UInt8(ascii: "\r"), UInt8(ascii: "\n"):
        guard lineFeeds else { return }
        offset += 1
      case UInt8(ascii: "#"):
        guard lineFeeds else { return }
        offset = bytes[offset...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      default: break blanks
      }
    }
  }
}
