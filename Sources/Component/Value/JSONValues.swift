/// Values as JSON, led by their types.
///
/// Option is null or the value (a nested one `{"some":v}`), a result `{"ok":v}` or `{"err":v}`, a
/// variant `{"case":v}` with null where it has no payload, a char a string; 64-bit integers are
/// exact, `"nan"`, `"inf"` and `"-inf"` are strings. Option fields of records may be left out.
///
/// Golem's form carries the type along: `{"typ":{"type":"U64"},"value":5}`. There a char is its
/// number, and an option in an option is the inner one.
package enum JSONValues {
  /// Reads a text in either form.
  package static func parse(_ text: String, as type: ValueType) throws(JSONError) -> Value {
    try value(try JSON.parse(text), as: type)
  }

  /// Reads a value in either form.
  package static func value(_ json: JSON, as type: ValueType) throws(JSONError) -> Value {
    if let (typ, value) = typed(json, as: type) {
      do { try GolemType.check(typ, type) } catch { throw error.inside("typ") }
      do {
        return try JSONValueReader(dialect: .golem).value(value, type)
      } catch {
        throw error.inside("value")
      }
    }
    return try JSONValueReader(dialect: .own).value(json, type)
  }

  /// The parts of `{"typ":…,"value":…}`; nil for what is no such object, or a record that looks so.
  static func typed(_ json: JSON, as type: ValueType) -> (typ: JSON, value: JSON)? {
    guard case .object(let members) = json, members.count == 2,
      let typ = members.first(where: { $0.name == "typ" })?.value,
      let value = members.first(where: { $0.name == "value" })?.value
    else { return nil }
    if case .record(let record) = type,
      record.fields.contains(where: { $0.name == "typ" || $0.name == "value" })
    {
      return nil
    }
    return (typ, value)
  }

  /// The value in our form.
  package static func json(of value: Value) -> JSON { JSON(value) }

  /// The value in Golem's form, its type beside it. The value must be of the type.
  package static func golem(_ value: Value, as type: ValueType) -> JSON {
    .object(["typ": GolemType.json(type), "value": golemValue(value, type)])
  }

  private static func golemValue(_ value: Value, _ type: ValueType) -> JSON {
    switch (value, type) {
    case (.char(let scalar), _): return .integer(scalar.value)
    case (.option(let wrapped?), .option(let type)): return golemValue(wrapped, type)
    case (.list(let items), .list(let element)),
      (.list(let items), .fixedLengthList(let element, _)):
      return .array(items.map { golemValue($0, element) })
    case (.tuple(let items), .tuple(let types)):
      return .array(zip(items, types).map { golemValue($0, $1) })
    case (.record(let fields), .record(let record)):
      return .object(
        zip(fields, record.fields).map { .init($0.name, golemValue($0.value, $1.type)) })
    case (.variant(let name, let payload?), .variant(let variant)):
      guard let type = variant.cases.first(where: { $0.name == name })?.type else { break }
      return .object([.init(name, golemValue(payload, type))])
    case (.ok(let payload?), .result(let type?, _)):
      return .object(["ok": golemValue(payload, type)])
    case (.error(let payload?), .result(_, let type?)):
      return .object(["err": golemValue(payload, type)])
    case (.map(let entries), .map(let key, let item)):
      return .array(
        entries.map { .array([golemValue($0.key, key), golemValue($0.value, item)]) })
    default: break
    }
    return JSON(value)
  }
}
