import Component

/// Types and values by a seed.
struct RandomValues {
  /// SplitMix64: the same everywhere.
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func bits() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }

  mutating func number(below limit: Int) -> Int { Int(bits() % UInt64(limit)) }

  private static let leaves: [ValueType] = [
    .bool, .u8, .u16, .u32, .u64, .s8, .s16, .s32, .s64, .f32, .f64, .char, .string,
    .own(.init(name: "counter", interface: "a:b/i")),
    .borrow(.init(name: "counter", interface: "a:b/i")),
  ]
  /// Words of WAVE among them, and names that look like numbers.
  private static let names = ["a", "ok", "none", "some", "true", "inf", "e1", "x-y-2", "value"]

  mutating func type(depth: Int) -> ValueType {
    let shape = depth == 0 ? 0 : number(below: 11)
    switch shape {
    case 1: return .list(type(depth: depth - 1))
    case 2: return .fixedLengthList(type(depth: depth - 1), count: UInt32(number(below: 3)))
    case 3: return .option(type(depth: depth - 1))
    case 4: return .tuple(types(depth))
    case 5: return .result(ok: optional(depth), error: optional(depth))
    case 6:
      return .record(
        .init(
          name: nil,
          fields: zip(Self.names, types(depth)).map { .init(name: $0, type: $1) }))
    case 7:
      let cases = Self.names.prefix(1 + number(below: 6))
      return .variant(
        .init(name: nil, cases: cases.map { .init(name: $0, type: optional(depth)) }))
    case 8: return .enum(.init(name: nil, labels: Self.names))
    case 9: return .flags(.init(name: nil, labels: Self.names))
    default: return Self.leaves[number(below: Self.leaves.count)]
    }
  }

  private mutating func types(_ depth: Int) -> [ValueType] {
    (0..<(1 + number(below: 4))).map { _ in type(depth: depth - 1) }
  }

  private mutating func optional(_ depth: Int) -> ValueType? {
    number(below: 3) == 0 ? nil : type(depth: depth - 1)
  }

  mutating func value(_ type: ValueType) -> Value {
    switch type {
    case .bool: return .bool(bits() & 1 == 0)
    case .u8: return .u8(.init(truncatingIfNeeded: bits()))
    case .u16: return .u16(.init(truncatingIfNeeded: bits()))
    case .u32: return .u32(.init(truncatingIfNeeded: bits()))
    case .u64: return .u64(bits())
    case .s8: return .s8(.init(truncatingIfNeeded: bits()))
    case .s16: return .s16(.init(truncatingIfNeeded: bits()))
    case .s32: return .s32(.init(truncatingIfNeeded: bits()))
    case .s64: return .s64(.init(truncatingIfNeeded: bits()))
    // Not a number is not equal to itself; it has a test of its own.
    case .f32:
      let float = Float(bitPattern: UInt32(truncatingIfNeeded: bits()))
      return .f32(float.isNaN ? -0 : float)
    case .f64:
      let float = Double(bitPattern: bits())
      return .f64(float.isNaN ? .infinity : float)
    case .char: return .char(scalar())
    case .string: return .string(text())
    case .list(let element): return .list((0..<number(below: 4)).map { _ in value(element) })
    case .fixedLengthList(let element, let count):
      return .list((0..<count).map { _ in value(element) })
    case .option(let wrapped): return .option(bits() & 1 == 0 ? nil : value(wrapped))
    case .tuple(let types): return .tuple(types.map { value($0) })
    case .record(let record):
      return .record(record.fields.map { .init(name: $0.name, value: value($0.type)) })
    case .variant(let variant):
      let chosen = variant.cases[number(below: variant.cases.count)]
      return .variant(name: chosen.name, payload: chosen.type.map { value($0) })
    case .result(let ok, let error):
      return bits() & 1 == 0 ? .ok(ok.map { value($0) }) : .error(error.map { value($0) })
    case .enum(let labels): return .enum(labels.labels[number(below: labels.labels.count)])
    case .flags(let labels): return .flags(labels.labels.filter { _ in bits() & 1 == 0 })
    case .own, .borrow:
      return .resource(ResourceHandle(uri: bits() & 1 == 0 ? "" : "worker://t/w%20x", id: bits()))
    case .map, .unsupported: preconditionFailure("no such type is made here")
    }
  }

  private mutating func scalar() -> Unicode.Scalar {
    let limits: [UInt32] = [0x80, 0x800, 0x1_0000, 0x11_0000]
    let limit = limits[number(below: limits.count)]
    return Unicode.Scalar(UInt32(truncatingIfNeeded: bits()) % limit) ?? "\u{202E}"
  }

  private mutating func text() -> String {
    var text = ""
    for _ in 0..<number(below: 8) { text.unicodeScalars.append(scalar()) }
    return text
  }
}
