/// What is wrong with a JSON text or a value in it, and where.
package struct JSONError: Error, Hashable, Sendable {
  /// The byte at which reading stopped, from 0; nil where the text is JSON, and a value is wrong.
  package var offset: Int?
  /// The way to the value: ``field `price```, outermost first.
  package var path: [String]
  package var message: String

  package init(offset: Int? = nil, path: [String] = [], message: String) {
    self.offset = offset
    self.path = path
    self.message = message
  }

  /// ``field `price`: expected f32, found a string``; `expected a value, found the end (at byte 7)`.
  package var text: String {
    let place = path.isEmpty ? "" : path.joined(separator: " › ") + ": "
    return place + message + (offset.map { " (at byte \($0))" } ?? "")
  }

  package func inside(_ step: String) -> JSONError {
    JSONError(offset: offset, path: [step] + path, message: message)
  }
}

extension JSON {
  /// Reads a text that is one JSON value. (RFC 8259; a member that is given twice is refused.)
  package static func parse(_ text: String) throws(JSONError) -> JSON {
    var parser = JSONParser(bytes: Array(text.utf8))
    return try parser.document()
  }

  /// The same for bytes, which must be UTF-8.
  package static func parse(_ bytes: ArraySlice<UInt8>) throws(JSONError) -> JSON {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw JSONError(message: "the text is not UTF-8")
    }
    return try parse(text)
  }
}

private struct JSONParser {
  let bytes: [UInt8]
  private var offset = 0
  private var depth = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func document() throws(JSONError) -> JSON {
    let value = try value()
    skipBlanks()
    guard offset == bytes.count else { throw error("unexpected text behind the value: \(here)") }
    return value
  }

  private var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private mutating func skipBlanks() {
    while let byte = current, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
      offset += 1
    }
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard current == UInt8(ascii: scalar) else { return false }
    offset += 1
    return true
  }

  private mutating func expect(_ scalar: Unicode.Scalar, _ what: String) throws(JSONError) {
    guard take(scalar) else { throw error("expected \(what), found \(here)") }
  }

  /// The text that stands here, for a message.
  private var here: String {
    guard offset < bytes.count else { return "the end" }
    let word = bytes[offset...].prefix(24).prefix { $0 > 0x20 && $0 != UInt8(ascii: ",") }
    return "`\(String(decoding: word, as: UTF8.self))`"
  }

  private func error(_ message: String, at place: Int? = nil) -> JSONError {
    JSONError(offset: place ?? offset, message: message)
  }

  private mutating func value() throws(JSONError) -> JSON {
    skipBlanks()
    depth += 1
    defer { depth -= 1 }
    guard depth <= Limits.jsonDepthMax else { throw error("the JSON is nested too deep") }
    switch current {
    case UInt8(ascii: "{"): return .object(try members())
    case UInt8(ascii: "["): return .array(try items())
    case UInt8(ascii: "\""): return .string(try string())
    case let byte? where byte == UInt8(ascii: "-") || (0x30...0x39).contains(byte):
      return .number(try number())
    case UInt8(ascii: "t") where word("true"): return .bool(true)
    case UInt8(ascii: "f") where word("false"): return .bool(false)
    case UInt8(ascii: "n") where word("null"): return .null
    default: throw error("expected a JSON value, found \(here)")
    }
  }

  private mutating func word(_ word: String) -> Bool {
    guard bytes[offset...].starts(with: word.utf8) else { return false }
    offset += word.utf8.count
    return true
  }

  private mutating func items() throws(JSONError) -> [JSON] {
    try expect("[", "`[`")
    var items: [JSON] = []
    if take("]") { return items }
    repeat { items.append(try value()) } while take(",")
    try expect("]", "`,` or `]`")
    return items
  }

  private mutating func members() throws(JSONError) -> [JSON.Member] {
    try expect("{", "`{`")
    var members: [JSON.Member] = []
    var names: Set<String> = []
    if take("}") { return members }
    repeat {
      skipBlanks()
      let start = offset
      guard current == UInt8(ascii: "\"") else {
        throw error("expected the name of a member in quotes, found \(here)")
      }
      let name = try string()
      guard names.insert(name).inserted else {
        throw error("the member `\(name)` is given twice", at: start)
      }
      try expect(":", "`:` behind `\(name)`")
      members.append(.init(name, try value()))
    } while take(",")
    try expect("}", "`,` or `}`")
    return members
  }

  private mutating func digits() throws(JSONError) {
    let start = offset
    while let byte = current, (0x30...0x39).contains(byte) { offset += 1 }
    guard offset > start else { throw error("expected a digit, found \(here)") }
  }

  private mutating func number() throws(JSONError) -> String {
    let start = offset
    if current == UInt8(ascii: "-") { offset += 1 }
    let first = offset
    try digits()
    guard bytes[first] != UInt8(ascii: "0") || offset == first + 1 else {
      throw error("a number does not begin with 0", at: first)
    }
    if current == UInt8(ascii: ".") {
      offset += 1
      try digits()
    }
    if let byte = current, byte | 0x20 == UInt8(ascii: "e") {
      offset += 1
      if let sign = current, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { offset += 1 }
      try digits()
    }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }
}

// Strings.
extension JSONParser {
  private mutating func string() throws(JSONError) -> String {
    let start = offset
    offset += 1
    var text: [UInt8] = []
    while let byte = current {
      offset += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): text.append(contentsOf: try escape().utf8)
      case 0..<0x20:
        throw error("a control character in a string must be written \\u…", at: offset - 1)
      default: text.append(byte)
      }
    }
    throw error("this string has no closing quote", at: start)
  }

  private mutating func escape() throws(JSONError) -> String {
    let start = offset - 1
    guard let byte = current else { throw error("this escape has no end", at: start) }
    offset += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
      return String(Unicode.Scalar(byte))
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return String(try scalar(from: start))
    default: throw error("unknown escape", at: start)
    }
  }

  /// One scalar, of one unit or of a pair of surrogates.
  private mutating func scalar(from start: Int) throws(JSONError) -> Unicode.Scalar {
    let unit = try unit(from: start)
    if let scalar = Unicode.Scalar(unit) { return scalar }
    if unit < 0xDC00, word("\\u") {
      let low = try self.unit(from: start)
      if (0xDC00..<0xE000).contains(low),
        let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
      {
        return scalar
      }
    }
    throw error("half of a surrogate pair stands alone", at: start)
  }

  private mutating func unit(from start: Int) throws(JSONError) -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = current, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw error("\\u takes four hexadecimal digits", at: start)
      }
      unit = unit << 4 | UInt32(digit)
      offset += 1
    }
    return unit
  }
}
