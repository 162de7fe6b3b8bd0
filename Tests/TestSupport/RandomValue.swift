package import Component

extension Value {
  /// A value of the type; the ends of its range are as likely as all between them.
  package static func random(_ type: ValueType, _ numbers: inout SeededRandom) -> Value {
    switch type {
    case .bool: .bool(Bool.random(using: &numbers))
    case .u8: .u8(number(&numbers))
    case .u16: .u16(number(&numbers))
    case .u32: .u32(number(&numbers))
    case .u64: .u64(number(&numbers))
    case .s8: .s8(number(&numbers))
    case .s16: .s16(number(&numbers))
    case .s32: .s32(number(&numbers))
    case .s64: .s64(number(&numbers))
    case .f32: .f32(float32(&numbers))
    case .f64: .f64(float64(&numbers))
    case .char: .char(scalar(&numbers))
    case .string: .string(text(&numbers))
    case .list(let element):
      .list((0..<numbers.pick([0, 1, 2, 3, 7])).map { _ in random(element, &numbers) })
    case .option(let wrapped): .option(numbers.chance(3) ? nil : random(wrapped, &numbers))
    case .tuple(let types): .tuple(types.map { random($0, &numbers) })
    case .result(let ok, let error):
      Bool.random(using: &numbers)
        ? .ok(ok.map { random($0, &numbers) }) : .error(error.map { random($0, &numbers) })
    case .record(let record):
      .record(record.fields.map { .init(name: $0.name, value: random($0.type, &numbers)) })
    case .variant(let variant):
      choice(numbers.pick(variant.cases), &numbers)
    case .enum(let labels): .enum(numbers.pick(labels.labels))
    case .flags(let labels):
      .flags(labels.labels.filter { _ in Bool.random(using: &numbers) })
    case .fixedLengthList, .map, .own, .borrow, .unsupported:
      preconditionFailure("values of \(type) are not made at random")
    }
  }

  private static func choice(_ item: ValueType.Case, _ numbers: inout SeededRandom) -> Value {
    .variant(name: item.name, payload: item.type.map { random($0, &numbers) })
  }

  private static func number<Number: FixedWidthInteger>(_ numbers: inout SeededRandom) -> Number {
    numbers.pick([0, 1, .min, .max, Number(truncatingIfNeeded: numbers.next())])
  }

  private static func float32(_ numbers: inout SeededRandom) -> Float {
    numbers.pick([
      0, -0.0, 1.5, .infinity, -.infinity, .greatestFiniteMagnitude, .leastNonzeroMagnitude, .nan,
      Float(bitPattern: UInt32(truncatingIfNeeded: numbers.next())),
    ])
  }

  private static func float64(_ numbers: inout SeededRandom) -> Double {
    numbers.pick([
      0, -0.0, 1.5, .infinity, -.infinity, .greatestFiniteMagnitude, .leastNonzeroMagnitude, .nan,
      Double(bitPattern: numbers.next()),
    ])
  }

  private static func scalar(_ numbers: inout SeededRandom) -> Unicode.Scalar {
    let value = UInt32.random(in: 0...0x10FFFF, using: &numbers)
    let ends: [Unicode.Scalar] = ["\0", "a", "é", "\u{D7FF}", "\u{E000}", "\u{10FFFF}"]
    return numbers.pick(ends + [Unicode.Scalar(value) ?? "\u{FFFD}"])
  }

  private static func text(_ numbers: inout SeededRandom) -> String {
    var text = ""
    for _ in 0..<numbers.pick([0, 1, 5, 40]) { text.unicodeScalars.append(scalar(&numbers)) }
    return text
  }
}
