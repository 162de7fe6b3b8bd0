// How the standard library's types cross the boundary.

protocol ComponentInteger: ComponentValue, FixedWidthInteger {
  static var primitive: Primitive { get }
}

extension ComponentInteger {
  static var layout: ComponentLayout {
    ComponentLayout(size: primitive.width, alignment: primitive.width, flat: 1)
  }

  init(from decoder: inout some ComponentDecoder) {
    self.init(truncatingIfNeeded: decoder.primitive(Self.primitive))
  }

  // Widening keeps the sign, which is what the i32 of a narrow integer wants.
  func encode(to encoder: inout some ComponentEncoder) {
    encoder.primitive(UInt64(truncatingIfNeeded: self), Self.primitive)
  }
}

extension UInt8: ComponentInteger {
  static var primitive: Primitive { .u8 }
}

extension Int8: ComponentInteger {
  static var primitive: Primitive { .s8 }
}

extension UInt16: ComponentInteger {
  static var primitive: Primitive { .u16 }
}

extension Int16: ComponentInteger {
  static var primitive: Primitive { .s16 }
}

extension UInt32: ComponentInteger {
  static var primitive: Primitive { .u32 }
}

extension Int32: ComponentInteger {
  static var primitive: Primitive { .s32 }
}

extension UInt64: ComponentInteger {
  static var primitive: Primitive { .u64 }
}

extension Int64: ComponentInteger {
  static var primitive: Primitive { .s64 }
}

extension Bool: ComponentValue {
  static var layout: ComponentLayout { ComponentLayout(size: 1, alignment: 1, flat: 1) }

  init(from decoder: inout some ComponentDecoder) {
    self = decoder.primitive(.bool) != 0
  }

  func encode(to encoder: inout some ComponentEncoder) {
    encoder.primitive(self ? 1 : 0, .bool)
  }
}

extension Float: ComponentValue {
  static var layout: ComponentLayout { ComponentLayout(size: 4, alignment: 4, flat: 1) }

  init(from decoder: inout some ComponentDecoder) {
    self.init(bitPattern: UInt32(truncatingIfNeeded: decoder.primitive(.f32)))
  }

  func encode(to encoder: inout some ComponentEncoder) {
    encoder.primitive(UInt64(bitPattern), .f32)
  }
}

extension Double: ComponentValue {
  static var layout: ComponentLayout { ComponentLayout(size: 8, alignment: 8, flat: 1) }

  init(from decoder: inout some ComponentDecoder) {
    self.init(bitPattern: decoder.primitive(.f64))
  }

  func encode(to encoder: inout some ComponentEncoder) {
    encoder.primitive(bitPattern, .f64)
  }
}

extension Unicode.Scalar: ComponentValue {
  static var layout: ComponentLayout { ComponentLayout(size: 4, alignment: 4, flat: 1) }

  init(from decoder: inout some ComponentDecoder) {
    self = Unicode.Scalar(UInt32(truncatingIfNeeded: decoder.primitive(.char))) ?? "\u{FFFD}"
  }

  func encode(to encoder: inout some ComponentEncoder) {
    encoder.primitive(UInt64(value), .char)
  }
}

extension String: ComponentValue {
  static var layout: ComponentLayout { ComponentLayout(size: 8, alignment: 4, flat: 2) }

  init(from decoder: inout some ComponentDecoder) {
    self = decoder.string()
  }

  func encode(to encoder: inout some ComponentEncoder) {
    encoder.string(self)
  }
}

extension Array: ComponentValue where Element: ComponentValue {
  static var layout: ComponentLayout { ComponentLayout(size: 8, alignment: 4, flat: 2) }

  init(from decoder: inout some ComponentDecoder) {
    self = decoder.list()
  }

  func encode(to encoder: inout some ComponentEncoder) {
    encoder.list(self)
  }
}

extension Optional: ComponentValue where Wrapped: ComponentValue {
  static var layout: ComponentLayout { .choice(.none, Wrapped.layout) }

  private static var shape: CaseShape {
    CaseShape(kind: .option, width: 1, payloadOffset: layout.alignment)
  }

  init(from decoder: inout some ComponentDecoder) {
    self = decoder.caseIndex(Self.shape) == 0 ? .none : .some(decoder.decode())
  }

  func encode(to encoder: inout some ComponentEncoder) {
    switch self {
    case .none:
      encoder.caseIndex(0, Self.shape)
    case .some(let value):
      encoder.caseIndex(1, Self.shape)
      encoder.encode(value)
    }
  }
}

extension Result: ComponentValue where Success: ComponentValue, Failure: ComponentValue {
  static var layout: ComponentLayout { .choice(Success.layout, Failure.layout) }

  private static var shape: CaseShape {
    CaseShape(kind: .result, width: 1, payloadOffset: layout.alignment)
  }

  init(from decoder: inout some ComponentDecoder) {
    if decoder.caseIndex(Self.shape) == 0 {
      self = .success(decoder.decode())
    } else {
      self = .failure(decoder.decode())
    }
  }

  func encode(to encoder: inout some ComponentEncoder) {
    switch self {
    case .success(let value):
      encoder.caseIndex(0, Self.shape)
      encoder.encode(value)
    case .failure(let error):
      encoder.caseIndex(1, Self.shape)
      encoder.encode(error)
    }
  }
}

/// The side that is absent in `result<_, E>`, `result<T>` and `result`.
struct Nothing: ComponentValue, Error, Equatable {
  static var layout: ComponentLayout { .none }

  init() {}

  init(from decoder: inout some ComponentDecoder) {}

  func encode(to encoder: inout some ComponentEncoder) {}
}

/// Makes any value throwable: `result<u32, string>` is `Result<UInt32, Thrown<String>>`.
struct Thrown<Reason>: Error, @unchecked Sendable {
  var reason: Reason

  init(_ reason: Reason) {
    self.reason = reason
  }
}

extension Thrown: ComponentValue where Reason: ComponentValue {
  static var layout: ComponentLayout { Reason.layout }

  init(from decoder: inout some ComponentDecoder) {
    reason = Reason(from: &decoder)
  }

  func encode(to encoder: inout some ComponentEncoder) {
    reason.encode(to: &encoder)
  }
}

extension Thrown: Equatable where Reason: Equatable {}
