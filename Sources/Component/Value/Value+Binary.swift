/// The binary form in which the oplog keeps values: a format byte, then a tag byte and the content
/// of each value, numbers little-endian, lengths as LEB128.
extension Value {
  /// The only format so far; another one gets another first byte.
  private static let format: UInt8 = 1

  package var encoded: [UInt8] {
    var writer = ValueWriter(bytes: [Value.format])
    writer.write(self)
    return writer.bytes
  }

  /// Reads what `encoded` wrote.
  package init(encoded bytes: some Sequence<UInt8>) throws(ValueCodingError) {
    var reader = ValueReader(bytes: Array(bytes))
    guard try reader.byte() == Value.format else {
      throw ValueCodingError(offset: 0, message: "unknown format of a stored value")
    }
    self = try reader.value(depth: 0)
    guard reader.isAtEnd else {
      throw ValueCodingError(offset: reader.offset, message: "bytes behind a stored value")
    }
  }
}

/// Stored bytes that are no value.
package struct ValueCodingError: Error, Hashable, Sendable {
  package var offset: Int
  package var message: String

  package init(offset: Int, message: String) {
    self.offset = offset
    self.message = message
  }
}

private enum Tag: UInt8 {
  case no, yes, u8, u16, u32, u64, s8, s16, s32, s64, f32, f64, char, string, list, map, record
  case tuple, variant, variantWithPayload, `enum`, flags, none, some, ok, okWithPayload, error
  case errorWithPayload, resource
}

private struct ValueWriter {
  var bytes: [UInt8]

  mutating func write(_ value: Value) {
    switch value {
    case .bool(let value): tag(value ? .yes : .no)
    case .u8(let value): number(.u8, value)
    case .u16(let value): number(.u16, value)
    case .u32(let value): number(.u32, value)
    case .u64(let value): number(.u64, value)
    case .s8(let value): number(.s8, UInt8(bitPattern: value))
    case .s16(let value): number(.s16, UInt16(bitPattern: value))
    case .s32(let value): number(.s32, UInt32(bitPattern: value))
    case .s64(let value): number(.s64, UInt64(bitPattern: value))
    case .f32(let value): number(.f32, value.bitPattern)
    case .f64(let value): number(.f64, value.bitPattern)
    case .char(let value): number(.char, value.value)
    case .string(let text): string(.string, text)
    case .list(let items): list(.list, items)
    case .tuple(let items): list(.tuple, items)
    case .map(let entries):
      tag(.map)
      length(entries.count)
      for entry in entries {
        write(entry.key)
        write(entry.value)
      }
    case .record(let fields):
      tag(.record)
      length(fields.count)
      for field in fields {
        text(field.name)
        write(field.value)
      }
    case .variant(let name, let payload):
      string(payload == nil ? .variant : .variantWithPayload, name)
      if let payload { write(payload) }
    case .enum(let name): string(.enum, name)
    case .flags(let names):
      tag(.flags)
      length(names.count)
      for name in names { text(name) }
    case .option(let wrapped): optional(wrapped, .none, .some)
    case .ok(let payload): optional(payload, .ok, .okWithPayload)
    case .error(let payload): optional(payload, .error, .errorWithPayload)
    case .resource(let handle):
      string(.resource, handle.uri)
      raw(handle.id)
    }
  }

  private mutating func tag(_ tag: Tag) {
    bytes.append(tag.rawValue)
  }

  private mutating func optional(_ value: Value?, _ without: Tag, _ with: Tag) {
    tag(value == nil ? without : with)
    if let value { write(value) }
  }

  private mutating func list(_ tag: Tag, _ items: [Value]) {
    self.tag(tag)
    length(items.count)
    for item in items { write(item) }
  }

  private mutating func number(_ tag: Tag, _ value: some FixedWidthInteger & UnsignedInteger) {
    self.tag(tag)
    raw(value)
  }

  private mutating func raw(_ value: some FixedWidthInteger & UnsignedInteger) {
    for shift in stride(from: 0, to: value.bitWidth, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }

  private mutating func string(_ tag: Tag, _ value: String) {
    self.tag(tag)
    text(value)
  }

  private mutating func text(_ value: String) {
    length(value.utf8.count)
    bytes.append(contentsOf: value.utf8)
  }

  private mutating func length(_ value: Int) {
    var rest = UInt64(value)
    repeat {
      let low = UInt8(rest & 0x7F)
      rest >>= 7
      bytes.append(rest == 0 ? low : low | 0x80)
    } while rest > 0
  }
}

private struct ValueReader {
  let bytes: [UInt8]
  var offset = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { offset == bytes.count }

  mutating func byte() throws(ValueCodingError) -> UInt8 {
    guard offset < bytes.count else { throw error("it ends in the middle") }
    offset += 1
    return bytes[offset - 1]
  }

  mutating func value(depth: Int) throws(ValueCodingError) -> Value {
    guard depth <= Limits.valueDepthMax else { throw error("it is nested too deep") }
    guard let tag = Tag(rawValue: try byte()) else { throw error("it has an unknown tag") }
    switch tag {
    case .no: return .bool(false)
    case .yes: return .bool(true)
    case .u8: return .u8(try number())
    case .u16: return .u16(try number())
    case .u32: return .u32(try number())
    case .u64: return .u64(try number())
    case .s8: return .s8(Int8(bitPattern: try number()))
    case .s16: return .s16(Int16(bitPattern: try number()))
    case .s32: return .s32(Int32(bitPattern: try number()))
    case .s64: return .s64(Int64(bitPattern: try number()))
    case .f32: return .f32(Float(bitPattern: try number()))
    case .f64: return .f64(Double(bitPattern: try number()))
    case .char:
      guard let scalar = Unicode.Scalar(try number() as UInt32) else {
        throw error("it has a char that is none")
      }
      return .char(scalar)
    case .string: return .string(try text())
    case .list: return .list(try values(depth))
    case .tuple: return .tuple(try values(depth))
    case .map: return .map(try entries(depth))
    case .record: return .record(try fields(depth))
    case .variant: return .variant(name: try text(), payload: nil)
    case .variantWithPayload:
      let name = try text()
      return .variant(name: name, payload: try value(depth: depth + 1))
    case .enum: return .enum(try text())
    case .flags: return .flags(try names())
    case .none: return .option(nil)
    case .some: return .option(try value(depth: depth + 1))
    case .ok: return .ok(nil)
    case .okWithPayload: return .ok(try value(depth: depth + 1))
    case .error: return .error(nil)
    case .errorWithPayload: return .error(try value(depth: depth + 1))
    case .resource:
      let uri = try text()
      return .resource(ResourceHandle(uri: uri, id: try number()))
    }
  }

  private func error(_ message: String) -> ValueCodingError {
    ValueCodingError(offset: offset, message: "a stored value cannot be read: \(message)")
  }

  private mutating func number<Number: FixedWidthInteger & UnsignedInteger>()
    throws(ValueCodingError) -> Number
  {
    var value: Number = 0
    for shift in stride(from: 0, to: Number.bitWidth, by: 8) {
      value |= Number(truncatingIfNeeded: try byte()) << shift
    }
    return value
  }

  /// A count of things that take at least a byte each.
  private mutating func length() throws(ValueCodingError) -> Int {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let byte = try byte()
      value |= UInt64(byte & 0x7F) << shift
      if byte & 0x80 == 0 { break }
      shift += 7
      guard shift < 63 else { throw error("it has an impossible length") }
    }
    guard value <= UInt64(bytes.count - offset) else { throw error("it has an impossible length") }
    return Int(value)
  }

  private mutating func text() throws(ValueCodingError) -> String {
    let count = try length()
    guard let text = String(validating: bytes[offset..<(offset + count)], as: UTF8.self) else {
      throw error("it has text that is not UTF-8")
    }
    offset += count
    return text
  }

  private mutating func values(_ depth: Int) throws(ValueCodingError) -> [Value] {
    var values: [Value] = []
    for _ in 0..<(try length()) { values.append(try value(depth: depth + 1)) }
    return values
  }

  private mutating func names() throws(ValueCodingError) -> [String] {
    var names: [String] = []
    for _ in 0..<(try length()) { names.append(try text()) }
    return names
  }

  private mutating func fields(_ depth: Int) throws(ValueCodingError) -> [Value.FieldValue] {
    var fields: [Value.FieldValue] = []
    for _ in 0..<(try length()) {
      let name = try text()
      fields.append(.init(name: name, value: try value(depth: depth + 1)))
    }
    return fields
  }

  private mutating func entries(_ depth: Int) throws(ValueCodingError) -> [Value.MapEntry] {
    var entries: [Value.MapEntry] = []
    for _ in 0..<(try length()) {
      let key = try value(depth: depth + 1)
      entries.append(.init(key: key, value: try value(depth: depth + 1)))
    }
    return entries
  }
}
