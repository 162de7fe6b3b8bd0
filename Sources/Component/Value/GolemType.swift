/// Types as Golem 1.x writes them in JSON: `{"type":"List","inner":{"type":"Str"}}`.
enum GolemType {
  static func json(_ type: ValueType) -> JSON {
    switch type {
    case .bool: named("Bool")
    case .u8: named("U8")
    case .u16: named("U16")
    case .u32: named("U32")
    case .u64: named("U64")
    case .s8: named("S8")
    case .s16: named("S16")
    case .s32: named("S32")
    case .s64: named("S64")
    case .f32: named("F32")
    case .f64: named("F64")
    case .char: named("Chr")
    case .string: named("Str")
    case .list(let element), .fixedLengthList(let element, _):
      named("List", .init("inner", json(element)))
    case .map(let key, let value):
      named("List", .init("inner", json(.tuple([key, value]))))
    case .option(let wrapped): named("Option", .init("inner", json(wrapped)))
    case .tuple(let types): named("Tuple", .init("items", .array(types.map(json))))
    case .result(let ok, let error):
      named("Result", .init("ok", optional(ok)), .init("err", optional(error)))
    case .record(let record):
      named(
        "Record",
        .init(
          "fields",
          .array(
            record.fields.map { .object(["name": .string($0.name), "typ": json($0.type)]) })))
    case .variant(let variant):
      named(
        "Variant",
        .init(
          "cases",
          .array(
            variant.cases.map { .object(["name": .string($0.name), "typ": optional($0.type)]) })))
    case .enum(let labels): named("Enum", .init("cases", .array(labels.labels.map(JSON.string))))
    case .flags(let labels): named("Flags", .init("names", .array(labels.labels.map(JSON.string))))
    case .own: handle("Owned")
    case .borrow: handle("Borrowed")
    case .unsupported(let name): named(name)
    }
  }

  private static func named(_ name: String, _ members: JSON.Member...) -> JSON {
    .object([.init("type", .string(name))] + members)
  }

  private static func optional(_ type: ValueType?) -> JSON { type.map(json) ?? .null }

  /// Golem numbers the resources of a component; nobody reads that back.
  private static func handle(_ mode: String) -> JSON {
    named("Handle", .init("resource_id", .integer(0)), .init("mode", named(mode)))
  }

  /// Refuses a written type that is another one than expected: what is left out is null.
  static func check(_ found: JSON, _ type: ValueType) throws(JSONError) {
    guard let difference = difference(found, json(type)) else { return }
    throw JSONError(
      path: difference.path,
      message: "expected \(difference.expected.text), found \(difference.found.text)")
  }

  private static func difference(
    _ found: JSON, _ expected: JSON
  ) -> (path: [String], found: JSON, expected: JSON)? {
    switch (found, expected) {
    case (.object(let ours), .object(let theirs)):
      for member in theirs where member.name != "resource_id" {
        let other = ours.first { $0.name == member.name }?.value ?? .null
        if var inner = difference(other, member.value) {
          inner.path.insert("`\(member.name)`", at: 0)
          return inner
        }
      }
      return nil
    case (.array(let ours), .array(let theirs)) where ours.count == theirs.count:
      for (index, (item, other)) in zip(ours, theirs).enumerated() {
        if var inner = difference(item, other) {
          inner.path.insert("\(index)", at: 0)
          return inner
        }
      }
      return nil
    default: return found == expected ? nil : ([], found, expected)
    }
  }
}
