import WIT

/// Reads JSON as a value of the type that is expected at each place.
struct JSONValueReader {
  enum Dialect {
    case own
    /// Golem's: a char is its number, and nested options are told apart by nothing.
    case golem
  }

  let dialect: Dialect

  func value(_ json: JSON, _ type: ValueType) throws(JSONError) -> Value {
    switch type {
    case .bool:
      guard case .bool(let bool) = json else { throw wrong(json, "true or false") }
      return .bool(bool)
    case .u8: return .u8(try integer(json, type))
    case .u16: return .u16(try integer(json, type))
    case .u32: return .u32(try integer(json, type))
    case .u64: return .u64(try integer(json, type))
    case .s8: return .s8(try integer(json, type))
    case .s16: return .s16(try integer(json, type))
    case .s32: return .s32(try integer(json, type))
    case .s64: return .s64(try integer(json, type))
    case .f32: return .f32(try float(json, type))
    case .f64: return .f64(try float(json, type))
    case .char: return .char(try char(json))
    case .string: return .string(try string(json, "a string"))
    case .list(let element): return .list(try items(json, "a list") { _ in element })
    case .fixedLengthList(let element, let count):
      let items = try items(json, "a list of \(count)") { _ in element }
      guard items.count == Int(count) else {
        throw JSONError(message: "expected \(count) items, found \(items.count)")
      }
      return .list(items)
    case .map(let key, let item): return .map(try entries(json, key, item))
    case .tuple(let types): return .tuple(try tuple(json, types))
    case .record(let record): return try self.record(json, record)
    case .variant(let variant): return try self.variant(json, variant)
    case .enum(let labels): return .enum(try label(json, labels))
    case .flags(let labels): return .flags(try flags(json, labels))
    case .option(let wrapped): return .option(try option(json, wrapped))
    case .result(let ok, let error): return try result(json, ok, error)
    case .own(let resource), .borrow(let resource): return .resource(try handle(json, resource))
    case .unsupported(let name): throw JSONError(message: "a \(name) cannot be written as JSON")
    }
  }

  private func wrong(_ json: JSON, _ expected: String) -> JSONError {
    JSONError(message: "expected \(expected), found \(json.kind)")
  }

  private func value(
    _ json: JSON, _ type: ValueType, at step: String
  ) throws(JSONError) -> Value {
    do { return try value(json, type) } catch { throw error.inside(step) }
  }
}

// What holds nothing.
extension JSONValueReader {
  private func integer<Number: FixedWidthInteger>(
    _ json: JSON, _ type: ValueType
  ) throws(JSONError) -> Number {
    guard case .number(let digits) = json else { throw wrong(json, "a number (\(type.text))") }
    if let number = Number(digits) { return number }
    guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") }) else {
      throw JSONError(message: "expected an integer (\(type.text)), found \(digits)")
    }
    throw JSONError(
      message: "\(digits) is out of the range of \(type.text): \(Number.min) to \(Number.max)")
  }

  private func float<Number: BinaryFloatingPoint & LosslessStringConvertible>(
    _ json: JSON, _ type: ValueType
  ) throws(JSONError) -> Number {
    switch json {
    case .number(let digits):
      guard let number = Number(digits), number.isFinite else {
        throw JSONError(message: "\(digits) is out of the range of \(type.text)")
      }
      return number
    case .string("nan"): return .nan
    case .string("inf"): return .infinity
    case .string("-inf"): return -.infinity
    default: throw wrong(json, "a number (\(type.text)), \"nan\", \"inf\" or \"-inf\"")
    }
  }

  private func char(_ json: JSON) throws(JSONError) -> Unicode.Scalar {
    if dialect == .golem, case .number(let digits) = json {
      guard let code = UInt32(digits), let scalar = Unicode.Scalar(code) else {
        throw JSONError(message: "\(digits) is the number of no char")
      }
      return scalar
    }
    guard case .string(let text) = json, let scalar = text.unicodeScalars.first,
      text.unicodeScalars.count == 1
    else {
      throw wrong(json, dialect == .golem ? "a char's number" : "a string of one char")
    }
    return scalar
  }

  private func string(_ json: JSON, _ expected: String) throws(JSONError) -> String {
    guard case .string(let text) = json else { throw wrong(json, expected) }
    return text
  }

  private func label(_ json: JSON, _ labels: ValueType.Labels) throws(JSONError) -> String {
    let name = try string(json, labels.choices)
    guard labels.labels.contains(name) else {
      throw JSONError(message: "expected \(labels.choices), found `\(name)`")
    }
    return name
  }

  private func flags(_ json: JSON, _ labels: ValueType.Labels) throws(JSONError) -> [String] {
    guard case .array(let items) = json else { throw wrong(json, "a list of flags") }
    var set: Set<String> = []
    for item in items {
      let name = try label(item, labels)
      guard set.insert(name).inserted else {
        throw JSONError(message: "flag `\(name)` is given twice")
      }
    }
    return labels.labels.filter(set.contains)
  }

  private func handle(
    _ json: JSON, _ resource: ValueType.Resource
  ) throws(JSONError) -> ResourceHandle {
    let expected = "a \(resource.name) like \"worker://TEMPLATE/NAME/1\""
    let text = try string(json, expected)
    guard let handle = ResourceHandle(text) else {
      throw JSONError(message: "expected \(expected), found `\(text)`")
    }
    return handle
  }
}

// What holds others.
extension JSONValueReader {
  private func items(
    _ json: JSON, _ expected: String, _ type: (Int) -> ValueType
  ) throws(JSONError) -> [Value] {
    guard case .array(let items) = json else { throw wrong(json, expected) }
    var values: [Value] = []
    values.reserveCapacity(items.count)
    for (index, item) in items.enumerated() {
      values.append(try value(item, type(index), at: "item \(index)"))
    }
    return values
  }

  private func tuple(_ json: JSON, _ types: [ValueType]) throws(JSONError) -> [Value] {
    guard case .array(let items) = json else { throw wrong(json, "a list of \(types.count)") }
    guard items.count == types.count else {
      throw JSONError(message: "expected \(types.count) elements, found \(items.count)")
    }
    var values: [Value] = []
    for (index, (item, type)) in zip(items, types).enumerated() {
      values.append(try value(item, type, at: "element \(index)"))
    }
    return values
  }

  private func entries(
    _ json: JSON, _ key: ValueType, _ item: ValueType
  ) throws(JSONError) -> [Value.MapEntry] {
    guard case .array(let items) = json else { throw wrong(json, "a list of pairs") }
    var entries: [Value.MapEntry] = []
    for (index, pair) in items.enumerated() {
      do {
        let parts = try tuple(pair, [key, item])
        entries.append(.init(key: parts[0], value: parts[1]))
      } catch {
        throw error.inside("item \(index)")
      }
    }
    return entries
  }

  private func record(_ json: JSON, _ record: ValueType.Record) throws(JSONError) -> Value {
    guard case .object(let members) = json else {
      throw wrong(json, "an object (\(record.name ?? "record"))")
    }
    var given = Dictionary(members.map { ($0.name, $0.value) }) { first, _ in first }
    var fields: [Value.FieldValue] = []
    var missing: [String] = []
    for field in record.fields {
      if let json = given.removeValue(forKey: field.name) {
        let value = try value(json, field.type, at: "field `\(field.name)`")
        fields.append(.init(name: field.name, value: value))
      } else if case .option = field.type {
        fields.append(.init(name: field.name, value: .option(nil)))
      } else {
        missing.append("`\(field.name)` (\(field.type.text))")
      }
    }
    if let unknown = members.first(where: { given[$0.name] != nil })?.name {
      let names = record.fields.map(\.name)
      let hint =
        nearest(to: unknown, among: names).map { "; did you mean `\($0)`?" }
        ?? "; there are \(names.map { "`\($0)`" }.joined(separator: ", "))"
      throw JSONError(message: "there is no field `\(unknown)`\(hint)")
    }
    guard missing.isEmpty else {
      let word = missing.count == 1 ? "field" : "fields"
      throw JSONError(message: "missing \(word) \(missing.joined(separator: ", "))")
    }
    return .record(fields)
  }

  /// The only member of an object.
  private func member(_ json: JSON, _ expected: String) throws(JSONError) -> JSON.Member {
    guard case .object(let members) = json else { throw wrong(json, expected) }
    guard members.count == 1 else {
      throw JSONError(message: "expected \(expected), found \(members.count) members")
    }
    return members[0]
  }

  private func variant(_ json: JSON, _ variant: ValueType.Variant) throws(JSONError) -> Value {
    let member = try member(json, "an object of one member, \(variant.choices)")
    guard let found = variant.cases.first(where: { $0.name == member.name }) else {
      throw JSONError(message: "expected \(variant.choices), found `\(member.name)`")
    }
    return .variant(
      name: member.name,
      payload: try payload(member.value, found.type, "case `\(member.name)`"))
  }

  private func result(
    _ json: JSON, _ ok: ValueType?, _ error: ValueType?
  ) throws(JSONError) -> Value {
    let member = try member(json, #"{"ok":…} or {"err":…}"#)
    switch member.name {
    case "ok": return .ok(try payload(member.value, ok, "ok"))
    case "err": return .error(try payload(member.value, error, "err"))
    default:
      throw JSONError(message: #"expected {"ok":…} or {"err":…}, found `\#(member.name)`"#)
    }
  }

  private func payload(
    _ json: JSON, _ type: ValueType?, _ step: String
  ) throws(JSONError) -> Value? {
    if let type { return try value(json, type, at: step) }
    guard json == .null else {
      throw JSONError(path: [step], message: "expected null, for it carries no value")
    }
    return nil
  }

  private func option(_ json: JSON, _ wrapped: ValueType) throws(JSONError) -> Value? {
    if json == .null { return nil }
    guard case .option = wrapped, dialect == .own else { return try value(json, wrapped) }
    let member = try member(json, #"null or {"some":…}"#)
    guard member.name == "some" else {
      throw JSONError(message: #"expected null or {"some":…}, found `\#(member.name)`"#)
    }
    return try value(member.value, wrapped, at: "some")
  }
}

extension JSON {
  /// What sort of value this is, in words.
  var kind: String {
    switch self {
    case .null: "null"
    case .bool(let value): "\(value)"
    case .number(let digits): digits.utf8.count <= 24 ? digits : "a number"
    case .string: "a string"
    case .array: "a list"
    case .object: "an object"
    }
  }
}
