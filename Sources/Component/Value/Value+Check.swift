/// Where a value first fails to be of a type.
package struct ValueMismatch: Error, Hashable, Sendable {
  /// The way there: `parameter `item``, `field `price``, `item 3`, outermost first.
  package var path: [String]
  package var expected: String
  package var found: String

  package init(path: [String] = [], expected: String, found: String) {
    self.path = path
    self.expected = expected
    self.found = found
  }

  /// ``parameter `item` › field `price`: expected f32, found a string``.
  package var text: String {
    let place = path.isEmpty ? "" : path.joined(separator: " › ") + ": "
    return "\(place)expected \(expected), found \(found)"
  }

  package func inside(_ step: String) -> ValueMismatch {
    ValueMismatch(path: [step] + path, expected: expected, found: found)
  }
}

extension Value {
  /// Where the value is not of the type; nil when it fits.
  ///
  /// Everything is checked here before a call: libwasmtime finds a mismatch too, but only once the
  /// arguments are half lowered, and the instance is dead then.
  package func mismatch(with type: ValueType) -> ValueMismatch? {
    do {
      try check(type)
      return nil
    } catch {
      return error
    }
  }

  private func check(_ type: ValueType) throws(ValueMismatch) {
    switch (self, type) {
    case (.bool, .bool), (.u8, .u8), (.u16, .u16), (.u32, .u32), (.u64, .u64), (.s8, .s8),
      (.s16, .s16), (.s32, .s32), (.s64, .s64), (.f32, .f32), (.f64, .f64), (.char, .char),
      (.string, .string), (.resource, .own), (.resource, .borrow):
      return
    case (.list(let items), .list(let element)): try check(items, all: element)
    case (.list(let items), .fixedLengthList(let element, let count)):
      guard items.count == Int(count) else {
        throw ValueMismatch(expected: "\(count) items", found: "\(items.count)")
      }
      try check(items, all: element)
    case (.map(let entries), .map(let key, let value)):
      for (index, entry) in entries.enumerated() {
        do { try entry.key.check(key) } catch { throw error.inside("key \(index)") }
        do { try entry.value.check(value) } catch { throw error.inside("value \(index)") }
      }
    case (.record(let fields), .record(let record)): try check(fields, record)
    case (.tuple(let items), .tuple(let types)):
      guard items.count == types.count else {
        throw ValueMismatch(expected: "\(types.count) elements", found: "\(items.count)")
      }
      for (index, (item, type)) in zip(items, types).enumerated() {
        do { try item.check(type) } catch { throw error.inside("element \(index)") }
      }
    case (.variant(let name, let payload), .variant(let variant)):
      guard let found = variant.cases.first(where: { $0.name == name }) else {
        throw ValueMismatch(expected: variant.choices, found: "`\(name)`")
      }
      do {
        try check(payload, found.type)
      } catch {
        throw error.inside("case `\(name)`")
      }
    case (.enum(let name), .enum(let labels)):
      guard labels.labels.contains(name) else {
        throw ValueMismatch(expected: labels.choices, found: "`\(name)`")
      }
    case (.flags(let names), .flags(let labels)):
      if let wrong = names.first(where: { !labels.labels.contains($0) }) {
        throw ValueMismatch(expected: labels.choices, found: "`\(wrong)`")
      }
    case (.option(let value), .option(let wrapped)):
      if let value {
        do { try value.check(wrapped) } catch { throw error.inside("some") }
      }
    case (.ok(let value), .result(let ok, _)):
      do { try check(value, ok) } catch { throw error.inside("ok") }
    case (.error(let value), .result(_, let failure)):
      do { try check(value, failure) } catch { throw error.inside("err") }
    default: throw ValueMismatch(expected: type.text, found: kind)
    }
  }

  private func check(_ items: [Value], all type: ValueType) throws(ValueMismatch) {
    // The step is put into words only where it is wrong: lists are long.
    var index = 0
    do {
      while index < items.count {
        try items[index].check(type)
        index += 1
      }
    } catch {
      throw error.inside("item \(index)")
    }
  }

  private func check(
    _ fields: [FieldValue], _ record: ValueType.Record
  ) throws(ValueMismatch) {
    for (field, type) in zip(fields, record.fields) {
      guard field.name == type.name else {
        throw ValueMismatch(expected: "field `\(type.name)`", found: "field `\(field.name)`")
      }
      do { try field.value.check(type.type) } catch { throw error.inside("field `\(field.name)`") }
    }
    guard fields.count == record.fields.count else {
      throw ValueMismatch(
        expected: "\(record.fields.count) fields", found: "\(fields.count)")
    }
  }

  private func check(_ payload: Value?, _ type: ValueType?) throws(ValueMismatch) {
    switch (payload, type) {
    case (nil, nil): return
    case (let payload?, let type?): try payload.check(type)
    case (nil, let type?): throw ValueMismatch(expected: type.text, found: "nothing")
    case (let payload?, nil): throw ValueMismatch(expected: "no value", found: payload.kind)
    }
  }

  /// What sort of value this is, in words.
  package var kind: String {
    switch self {
    case .bool: "a bool"
    case .u8: "a u8"
    case .u16: "a u16"
    case .u32: "a u32"
    case .u64: "a u64"
    case .s8: "an s8"
    case .s16: "an s16"
    case .s32: "an s32"
    case .s64: "an s64"
    case .f32: "an f32"
    case .f64: "an f64"
    case .char: "a char"
    case .string: "a string"
    case .list: "a list"
    case .map: "a map"
    case .record: "a record"
    case .tuple: "a tuple"
    case .variant(let name, _): "the case `\(name)`"
    case .enum(let name): "`\(name)`"
    case .flags: "flags"
    case .option: "an option"
    case .ok: "`ok`"
    case .error: "`err`"
    case .resource: "a resource"
    }
  }
}

extension ValueType.Variant {
  /// The cases as a choice: "one of `a`, `b`".
  package var choices: String {
    "one of " + cases.map { "`\($0.name)`" }.joined(separator: ", ")
  }
}

extension ValueType.Labels {
  package var choices: String {
    "one of " + labels.map { "`\($0)`" }.joined(separator: ", ")
  }
}
