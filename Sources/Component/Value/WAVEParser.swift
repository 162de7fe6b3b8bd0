import WIT

/// Reads WAVE text, led by the type that is expected at each place.
struct WAVEParser {
  private let scalars: [Unicode.Scalar]
  private var index = 0
  private var depth = 0

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
  }

  /// Where reading stands.
  func position(in text: String) -> String.Index {
    text.unicodeScalars.index(text.startIndex, offsetBy: index)
  }

  mutating func end() throws(WAVEError) {
    skipBlanks()
    guard index == scalars.count else { throw error("unexpected text behind the value: \(here)") }
  }

  mutating func value(_ type: ValueType) throws(WAVEError) -> Value {
    skipBlanks()
    depth += 1
    defer { depth -= 1 }
    guard depth <= Limits.valueDepthMax else { throw error("the value is nested too deep") }
    switch type {
    case .bool: return .bool(try bool())
    case .u8: return .u8(try integer(type))
    case .u16: return .u16(try integer(type))
    case .u32: return .u32(try integer(type))
    case .u64: return .u64(try integer(type))
    case .s8: return .s8(try integer(type))
    case .s16: return .s16(try integer(type))
    case .s32: return .s32(try integer(type))
    case .s64: return .s64(try integer(type))
    case .f32: return .f32(try float(type))
    case .f64: return .f64(try float(type))
    case .char: return .char(try char())
    case .string: return .string(try string())
    case .list(let element): return .list(try list(element))
    case .fixedLengthList(let element, let count): return try fixed(element, count)
    case .map(let key, let value): return try map(key, value)
    case .tuple(let types): return .tuple(try tuple(types))
    case .record(let record): return try self.record(record)
    case .variant(let variant): return try self.variant(variant)
    case .enum(let labels): return .enum(try label(of: labels))
    case .flags(let labels): return .flags(try flags(labels))
    case .option(let wrapped): return .option(try option(wrapped))
    case .result(let ok, let failure): return try result(ok, failure)
    case .own(let resource), .borrow(let resource): return .resource(try handle(resource))
    case .unsupported(let name): throw error("a \(name) cannot be written as text")
    }
  }
}

// Characters.
extension WAVEParser {
  private var current: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  private mutating func skipBlanks() {
    blanks: while let scalar = current {
      switch scalar {
      case " ", "\t", "\n", "\r": index += 1
      case "/" where index + 1 < scalars.count && scalars[index + 1] == "/":
        while let scalar = current, scalar != "\n" { _ = (scalar, index += 1) }
      default: break blanks
      }
    }
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard current == scalar else { return false }
    index += 1
    return true
  }

  private mutating func expect(_ scalar: Unicode.Scalar, _ what: String) throws(WAVEError) {
    guard take(scalar) else { throw error("expected \(what), found \(here)") }
  }

  /// The text that stands here, for a message.
  private var here: String {
    guard index < scalars.count else { return "the end" }
    let word = scalars[index...].prefix { $0 != " " && $0 != "," && $0 != "\n" }.prefix(24)
    var text = ""
    text.unicodeScalars.append(contentsOf: word)
    return "`\(text)`"
  }

  private func error(_ message: String, at place: Int? = nil) -> WAVEError {
    let offset = scalars[..<(place ?? index)].reduce(0) { $0 + UTF8.width($1) }
    return WAVEError(offset: offset, message: message)
  }

  /// A name here, without `%`; nothing is taken if there is none.
  private mutating func name() -> (text: String, isEscaped: Bool)? {
    skipBlanks()
    var end = index
    let isEscaped = current == "%"
    if isEscaped { end += 1 }
    let start = end
    while end < scalars.count, scalars[end].isNamePart { end += 1 }
    guard end > start, scalars[start].properties.isAlphabetic else { return nil }
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars[start..<end])
    index = end
    return (text, isEscaped)
  }

  private func at<Result>(
    _ step: String, _ body: () throws(WAVEError) -> Result
  ) throws(WAVEError) -> Result {
    do { return try body() } catch { throw error.inside(step) }
  }

  private mutating func value(_ type: ValueType, at step: String) throws(WAVEError) -> Value {
    do { return try value(type) } catch { throw error.inside(step) }
  }

  /// The elements up to `close`, which is taken; a trailing comma is allowed.
  private mutating func elements(
    until close: Unicode.Scalar, _ element: (inout WAVEParser, Int) throws(WAVEError) -> Void
  ) throws(WAVEError) {
    var count = 0
    while !take(close) {
      if count > 0 {
        try expect(",", "`,` or `\(close)`")
        if take(close) { return }
      }
      try element(&self, count)
      count += 1
    }
  }
}

extension Unicode.Scalar {
  fileprivate var isNamePart: Bool {
    self == "-" || self == "_" || properties.isAlphabetic || ("0"..."9").contains(self)
  }
}

// Numbers, characters, strings.
extension WAVEParser {
  private mutating func bool() throws(WAVEError) -> Bool {
    let start = index
    switch name()?.text {
    case "true": return true
    case "false": return false
    default:
      index = start
      throw error("expected `true` or `false`, found \(here)")
    }
  }

  private mutating func numberText() -> String {
    var text = ""
    while let scalar = current,
      ("0"..."9").contains(scalar) || "+-.eEinfa_xob".unicodeScalars.contains(scalar)
    {
      text.unicodeScalars.append(scalar)
      index += 1
    }
    return text
  }

  private mutating func integer<Number: FixedWidthInteger>(
    _ type: ValueType
  ) throws(WAVEError) -> Number {
    let start = index
    let text = numberText()
    if let number = Number(text), text.first != "+" { return number }
    index = start
    let digits = text.first == "-" ? text.dropFirst() : text[...]
    if !digits.isEmpty, digits.utf8.allSatisfy(\.isASCIIDigit) {
      throw error("\(text) is out of the range of \(type.text): \(Number.min) to \(Number.max)")
    }
    throw error("expected \(type.text), found \(here)")
  }

  private mutating func float<Number: BinaryFloatingPoint & LosslessStringConvertible>(
    _ type: ValueType
  ) throws(WAVEError) -> Number {
    let start = index
    let text = numberText()
    switch text {
    case "nan": return .nan
    case "inf": return .infinity
    case "-inf": return -.infinity
    default: break
    }
    let isNumber = text.utf8.allSatisfy {
      $0.isASCIIDigit || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
        || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E")
    }
    if isNumber, let number = Number(text) {
      if number.isFinite { return number }
      index = start
      throw error("\(text) is out of the range of \(type.text)")
    }
    index = start
    throw error("expected \(type.text), found \(here)")
  }

  private mutating func char() throws(WAVEError) -> Unicode.Scalar {
    guard take("'") else { throw error("expected a char like 'a', found \(here)") }
    guard current != "'", let scalar = try character() else {
      throw error("this char is empty or has no closing quote")
    }
    guard current == "'" else { throw error("expected one character between the quotes") }
    index += 1
    return scalar
  }

  private mutating func string() throws(WAVEError) -> String {
    let start = index
    guard take("\"") else { throw error("expected a string like \"a\", found \(here)") }
    if index + 1 < scalars.count, scalars[index] == "\"", scalars[index + 1] == "\"" {
      return try multilineString(from: start)
    }
    var text = ""
    while current != "\"" {
      guard let scalar = try character() else {
        throw error("this string has no closing quote", at: start)
      }
      text.unicodeScalars.append(scalar)
    }
    index += 1
    return text
  }

  /// A handle as text: `"worker://TEMPLATE/NAME/7"`.
  private mutating func handle(
    _ resource: ValueType.Resource
  ) throws(WAVEError) -> ResourceHandle {
    skipBlanks()
    let start = index
    if current == "\"", let handle = ResourceHandle(try string()) { return handle }
    index = start
    throw error(
      "expected a \(resource.name) like \"worker://TEMPLATE/NAME/1\", as a call gave it, "
        + "found \(here)")
  }

  /// `"""`, a line feed, lines with the closing quotes' indentation taken off, `"""`.
  private mutating func multilineString(from start: Int) throws(WAVEError) -> String {
    index += 2
    if current == "\r" { index += 1 }
    guard current == "\n" else { throw error("expected a new line behind \"\"\"") }
    index += 1
    var text = ""
    while true {
      let rest = scalars[index...]
      if rest.starts(with: "\"\"\"".unicodeScalars) { break }
      guard let scalar = try character() else {
        throw error("this string has no closing \"\"\"", at: start)
      }
      text.unicodeScalars.append(scalar)
    }
    index += 3
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let indent = lines.popLast() ?? ""
    return lines.map { line in
      line.hasPrefix(indent) ? String(line.dropFirst(indent.count)) : String(line)
    }.joined(separator: "\n")
  }

  /// One character, an escape resolved; nil at the end.
  private mutating func character() throws(WAVEError) -> Unicode.Scalar? {
    guard let scalar = current else { return nil }
    index += 1
    guard scalar == "\\" else { return scalar }
    guard let escape = current else { return nil }
    index += 1
    switch escape {
    case "n": return "\n"
    case "t": return "\t"
    case "r": return "\r"
    case "\"", "'", "\\": return escape
    case "u":
      guard current == "{", let close = scalars[index...].firstIndex(of: "}") else { break }
      var digits = ""
      digits.unicodeScalars.append(contentsOf: scalars[(index + 1)..<close])
      guard let code = UInt32(digits, radix: 16), let value = Unicode.Scalar(code) else { break }
      index = close + 1
      return value
    default: break
    }
    throw error("unknown escape: there are \\n \\t \\r \\\" \\' \\\\ \\u{…}", at: index - 2)
  }
}

extension UInt8 {
  fileprivate var isASCIIDigit: Bool { self >= 0x30 && self <= 0x39 }
}

// Compound values.
extension WAVEParser {
  private mutating func list(_ type: ValueType) throws(WAVEError) -> [Value] {
    guard take("[") else { throw error("expected a list like [a, b], found \(here)") }
    var items: [Value] = []
    try elements(until: "]") { parser, index throws(WAVEError) in
      items.append(try parser.value(type, at: "item \(index)"))
    }
    return items
  }

  private mutating func fixed(_ type: ValueType, _ count: UInt32) throws(WAVEError) -> Value {
    let start = index
    let items = try list(type)
    guard items.count == Int(count) else {
      throw error("expected \(count) items, found \(items.count)", at: start)
    }
    return .list(items)
  }

  private mutating func map(_ key: ValueType, _ value: ValueType) throws(WAVEError) -> Value {
    let pairs = try list(.tuple([key, value]))
    return .map(
      pairs.compactMap { pair in
        guard case .tuple(let parts) = pair, parts.count == 2 else { return nil }
        return Value.MapEntry(key: parts[0], value: parts[1])
      })
  }

  private mutating func tuple(_ types: [ValueType]) throws(WAVEError) -> [Value] {
    let start = index
    guard take("(") else {
      throw error("expected a tuple of \(types.count) like (a, b), found \(here)")
    }
    var items: [Value] = []
    try elements(until: ")") { parser, index throws(WAVEError) in
      guard index < types.count else {
        throw parser.error("expected only \(types.count) elements")
      }
      items.append(try parser.value(types[index], at: "element \(index)"))
    }
    guard items.count == types.count else {
      throw error("expected \(types.count) elements, found \(items.count)", at: start)
    }
    return items
  }

  private mutating func record(_ record: ValueType.Record) throws(WAVEError) -> Value {
    let start = index
    guard take("{") else {
      throw error("expected a record like \(record.sketch), found \(here)")
    }
    var values: [String: Value] = [:]
    if take(":") {
      try expect("}", "`}`")
    } else {
      try elements(until: "}") { parser, _ throws(WAVEError) in
        try parser.field(of: record, into: &values)
      }
    }
    var missing: [String] = []
    var fields: [Value.FieldValue] = []
    for field in record.fields {
      if let value = values[field.name] {
        fields.append(.init(name: field.name, value: value))
      } else if case .option = field.type {
        fields.append(.init(name: field.name, value: .option(nil)))
      } else {
        missing.append("`\(field.name)` (\(field.type.text))")
      }
    }
    guard missing.isEmpty else {
      let word = missing.count == 1 ? "field" : "fields"
      throw error("missing \(word) \(missing.joined(separator: ", "))", at: start)
    }
    return .record(fields)
  }

  private mutating func field(
    of record: ValueType.Record, into values: inout [String: Value]
  ) throws(WAVEError) {
    skipBlanks()
    let start = index
    guard let name = name()?.text else {
      throw error("expected the name of a field, found \(here)")
    }
    guard let field = record.fields.first(where: { $0.name == name }) else {
      let names = record.fields.map(\.name)
      let hint =
        nearest(to: name, among: names).map { "; did you mean `\($0)`?" }
        ?? "; there are \(names.map { "`\($0)`" }.joined(separator: ", "))"
      throw error("there is no field `\(name)`\(hint)", at: start)
    }
    guard values[name] == nil else { throw error("field `\(name)` is given twice", at: start) }
    try expect(":", "`:` behind `\(name)`")
    values[name] = try value(field.type, at: "field `\(name)`")
  }

  private mutating func variant(_ variant: ValueType.Variant) throws(WAVEError) -> Value {
    skipBlanks()
    let start = index
    guard let name = name()?.text, let found = variant.cases.first(where: { $0.name == name })
    else {
      index = start
      throw error("expected \(variant.choices), found \(here)")
    }
    guard let type = found.type else { return .variant(name: name, payload: nil) }
    try expect("(", "`(` and a \(type.text) behind `\(name)`")
    let payload = try value(type, at: "case `\(name)`")
    try expect(")", "`)`")
    return .variant(name: name, payload: payload)
  }

  private mutating func label(of labels: ValueType.Labels) throws(WAVEError) -> String {
    skipBlanks()
    let start = index
    guard let name = name()?.text, labels.labels.contains(name) else {
      index = start
      throw error("expected \(labels.choices), found \(here)")
    }
    return name
  }

  private mutating func flags(_ labels: ValueType.Labels) throws(WAVEError) -> [String] {
    guard take("{") else { throw error("expected flags like {a, b}, found \(here)") }
    var set: Set<String> = []
    try elements(until: "}") { parser, _ throws(WAVEError) in
      set.insert(try parser.label(of: labels))
    }
    return labels.labels.filter(set.contains)
  }

  private mutating func option(_ type: ValueType) throws(WAVEError) -> Value? {
    let start = index
    if let name = name(), !name.isEscaped {
      if name.text == "none" { return nil }
      if name.text == "some" { return try payload(type, of: "some") }
    }
    index = start
    // The short form: a value stands for `some(value)` where it cannot be taken for an option.
    guard type.allowsFlatForm else {
      throw error("expected `none` or `some(…)`, found \(here)")
    }
    return try value(type)
  }

  private mutating func result(
    _ ok: ValueType?, _ failure: ValueType?
  ) throws(WAVEError) -> Value {
    let start = index
    if let name = name(), !name.isEscaped {
      if name.text == "ok" {
        return .ok(try ok.map { type throws(WAVEError) in try payload(type, of: "ok") })
      }
      if name.text == "err" {
        return .error(try failure.map { type throws(WAVEError) in try payload(type, of: "err") })
      }
    }
    index = start
    guard let ok, ok.allowsFlatForm else {
      throw error("expected `ok` or `err`, found \(here)")
    }
    return .ok(try value(ok))
  }

  private mutating func payload(_ type: ValueType, of name: String) throws(WAVEError) -> Value {
    try expect("(", "`(` and a \(type.text) behind `\(name)`")
    let payload = try value(type, at: name)
    try expect(")", "`)`")
    return payload
  }
}

extension ValueType {
  /// Whether a value of it may stand for `some(value)` or `ok(value)`.
  fileprivate var allowsFlatForm: Bool {
    switch self {
    case .option, .result: false
    default: true
    }
  }
}

extension ValueType.Record {
  /// How a value looks: `{product-id: …, name: …}`.
  fileprivate var sketch: String {
    "{" + fields.map { "\($0.name): …" }.joined(separator: ", ") + "}"
  }
}
