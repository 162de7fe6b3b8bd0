/// Values as text: the WebAssembly Value Encoding.
///
/// Out: one line, every field written, shortest floats without `.0`. In: option fields may be left
/// out, a trailing comma is allowed, `%` escapes a name.
package enum WAVE {
  /// Reads one value of the type; the whole text must be used up.
  package static func parse(_ text: String, as type: ValueType) throws(WAVEError) -> Value {
    var parser = WAVEParser(text)
    let value = try parser.value(type)
    try parser.end()
    return value
  }

  /// Reads one value at the beginning of a text; the rest of it.
  static func parsePrefix(
    of text: String, as type: ValueType
  ) throws(WAVEError) -> (Value, Substring) {
    var parser = WAVEParser(text)
    let value = try parser.value(type)
    return (value, text[parser.position(in: text)...])
  }

  /// Writes a value on one line.
  package static func text(of value: Value) -> String {
    var text = ""
    write(value, to: &text)
    return text
  }
}

/// What is wrong with a WAVE text, and where.
package struct WAVEError: Error, Hashable, Sendable {
  /// The byte at which reading stopped, from 0.
  package var offset: Int
  /// The way to the value: ``field `price```, outermost first.
  package var path: [String]
  package var message: String

  package init(offset: Int, path: [String] = [], message: String) {
    self.offset = offset
    self.path = path
    self.message = message
  }

  /// ``field `price`: expected f32, found `x` (at byte 12)``.
  package var text: String {
    (path.isEmpty ? "" : path.joined(separator: " › ") + ": ") + message
  }

  package func inside(_ step: String) -> WAVEError {
    WAVEError(offset: offset, path: [step] + path, message: message)
  }
}

// Writing.
extension WAVE {
  private static func write(_ value: Value, to text: inout String) {
    switch value {
    case .bool(let value): text += value ? "true" : "false"
    case .u8(let value): text += "\(value)"
    case .u16(let value): text += "\(value)"
    case .u32(let value): text += "\(value)"
    case .u64(let value): text += "\(value)"
    case .s8(let value): text += "\(value)"
    case .s16(let value): text += "\(value)"
    case .s32(let value): text += "\(value)"
    case .s64(let value): text += "\(value)"
    case .f32(let value): text += number(value)
    case .f64(let value): text += number(value)
    case .char(let value):
      text += "'"
      escape(value, quote: "'", to: &text)
      text += "'"
    case .string(let value):
      text += "\""
      for scalar in value.unicodeScalars { escape(scalar, quote: "\"", to: &text) }
      text += "\""
    case .list(let items): writeList(items, "[", "]", to: &text)
    case .tuple(let items): writeList(items, "(", ")", to: &text)
    case .map(let entries):
      writeList(entries.map { .tuple([$0.key, $0.value]) }, "[", "]", to: &text)
    case .record(let fields): write(fields, to: &text)
    case .variant(let name, let payload): writeCase(label(name), payload, to: &text)
    case .enum(let name): text += label(name)
    case .flags(let names): text += "{" + names.map(label).joined(separator: ", ") + "}"
    case .option(nil): text += "none"
    case .option(let value?): writeCase("some", value, to: &text)
    case .ok(let value): writeCase("ok", value, to: &text)
    case .error(let value): writeCase("err", value, to: &text)
    // WAVE has no form for handles: Golem writes them as text.
    case .resource(let handle): write(.string(handle.text), to: &text)
    }
  }

  private static func writeList(
    _ items: [Value], _ open: String, _ close: String, to text: inout String
  ) {
    text += open
    for (index, item) in items.enumerated() {
      if index > 0 { text += ", " }
      write(item, to: &text)
    }
    text += close
  }

  private static func write(_ fields: [Value.FieldValue], to text: inout String) {
    guard !fields.isEmpty else {
      text += "{:}"
      return
    }
    text += "{"
    for (index, field) in fields.enumerated() {
      if index > 0 { text += ", " }
      text += label(field.name) + ": "
      write(field.value, to: &text)
    }
    text += "}"
  }

  private static func writeCase(_ name: String, _ payload: Value?, to text: inout String) {
    text += name
    guard let payload else { return }
    text += "("
    write(payload, to: &text)
    text += ")"
  }

  /// A name, escaped where the text would mean something else.
  static func label(_ name: String) -> String {
    reserved.contains(name) ? "%\(name)" : name
  }

  static let reserved: Set<String> = ["true", "false", "some", "none", "ok", "err", "inf", "nan"]

  /// The shortest text that reads back as the same number, without `.0`.
  private static func number(_ value: some BinaryFloatingPoint & CustomStringConvertible) -> String
  {
    if value.isNaN { return "nan" }
    if value.isInfinite { return value < 0 ? "-inf" : "inf" }
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private static func escape(
    _ scalar: Unicode.Scalar, quote: Unicode.Scalar, to text: inout String
  ) {
    switch scalar {
    case "\n": text += "\\n"
    case "\t": text += "\\t"
    case "\r": text += "\\r"
    case "\\": text += "\\\\"
    case quote: text += "\\\(quote)"
    default:
      if scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
        || (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
      {
        text += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
  }
}
