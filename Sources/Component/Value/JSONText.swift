/// JSON as it is written: fields keep their order, 64-bit integers stay exact.
package indirect enum JSON: Hashable, Sendable {
  case null
  case bool(Bool)
  /// Any number, by its digits.
  case number(String)
  case string(String)
  case array([JSON])
  case object([Member])

  package struct Member: Hashable, Sendable {
    package var name: String
    package var value: JSON

    package init(_ name: String, _ value: JSON) {
      self.name = name
      self.value = value
    }
  }

  package static func integer(_ value: some BinaryInteger) -> JSON { .number("\(value)") }

  /// An object with its members in this order.
  package static func object(_ members: KeyValuePairs<String, JSON>) -> JSON {
    .object(members.map { Member($0.key, $0.value) })
  }

  /// On one line, without blanks.
  package var text: String {
    var text = ""
    write(to: &text)
    return text
  }

  private func write(to text: inout String) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .number(let digits): text += digits
    case .string(let value): JSON.quote(value, to: &text)
    case .array(let items):
      text += "["
      for (index, item) in items.enumerated() {
        if index > 0 { text += "," }
        item.write(to: &text)
      }
      text += "]"
    case .object(let members):
      text += "{"
      for (index, member) in members.enumerated() {
        if index > 0 { text += "," }
        JSON.quote(member.name, to: &text)
        text += ":"
        member.value.write(to: &text)
      }
      text += "}"
    }
  }

  private static func quote(_ value: String, to text: inout String) {
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      default:
        if scalar.value < 0x20 || scalar.value == 0x7F {
          let digits = String(scalar.value, radix: 16)
          text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          text.unicodeScalars.append(scalar)
        }
      }
    }
    text += "\""
  }
}

extension JSON {
  /// A value: option is null or the value (a nested option `{"some":v}`), a result `{"ok":v}` or
  /// `{"err":v}`, a variant `{"case":v}`, a char a string.
  package init(_ value: Component.Value) {
    switch value {
    case .bool(let value): self = .bool(value)
    case .u8(let value): self = .integer(value)
    case .u16(let value): self = .integer(value)
    case .u32(let value): self = .integer(value)
    case .u64(let value): self = .integer(value)
    case .s8(let value): self = .integer(value)
    case .s16(let value): self = .integer(value)
    case .s32(let value): self = .integer(value)
    case .s64(let value): self = .integer(value)
    case .f32(let number): self = JSON.float(WAVE.text(of: value), isFinite: number.isFinite)
    case .f64(let number): self = JSON.float(WAVE.text(of: value), isFinite: number.isFinite)
    case .char(let value): self = .string(String(value))
    case .string(let value): self = .string(value)
    case .list(let items), .tuple(let items): self = .array(items.map { JSON($0) })
    case .map(let entries):
      self = .array(entries.map { .array([JSON($0.key), JSON($0.value)]) })
    case .record(let fields): self = .object(fields.map { Member($0.name, JSON($0.value)) })
    case .variant(let name, let payload):
      self = .object([Member(name, payload.map { JSON($0) } ?? .null)])
    case .enum(let name): self = .string(name)
    case .flags(let names): self = .array(names.map { .string($0) })
    case .option(nil): self = .null
    case .option(let wrapped?):
      if case .option = wrapped {
        self = .object([Member("some", JSON(wrapped))])
      } else {
        self = JSON(wrapped)
      }
    case .ok(let payload): self = .object([Member("ok", payload.map { JSON($0) } ?? .null)])
    case .error(let payload): self = .object([Member("err", payload.map { JSON($0) } ?? .null)])
    case .resource(let handle): self = .string(handle.text)
    }
  }

  /// JSON has no word for these three numbers: they are strings.
  private static func float(_ text: String, isFinite: Bool) -> JSON {
    isFinite ? .number(text) : .string(text)
  }
}
