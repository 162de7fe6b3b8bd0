/// A value that crosses the component's boundary: it says how its parts are read and written, in
/// order.
///
/// The same two functions serve every form that a value takes: laid out in linear memory, as core
/// wasm values, and, in a stub, as the nodes of a `golem:rpc` wit-value.
protocol ComponentValue {
  static var layout: ComponentLayout { get }

  init(from decoder: inout some ComponentDecoder)
  func encode(to encoder: inout some ComponentEncoder)
}

/// The room that a value takes. (Component Model, CanonicalABI.md, "Alignment", "Element Size",
/// "Flattening".)
struct ComponentLayout {
  /// In bytes, in linear memory.
  var size: Int
  var alignment: Int
  /// In core wasm values.
  var flat: Int
}

/// The types that are their own core value.
enum Primitive {
  case bool, u8, s8, u16, s16, u32, s32, u64, s64, f32, f64, char

  @inline(__always) var width: Int {
    switch self {
    case .bool, .u8, .s8: 1
    case .u16, .s16: 2
    case .u32, .s32, .f32, .char: 4
    case .u64, .s64, .f64: 8
    }
  }
}

/// How the number of a case is stored.
struct CaseShape {
  enum Kind { case variant, enumeration, option, result }

  var kind: Kind
  /// Of the number, in bytes.
  var width: Int
  var payloadOffset: Int

  static func variant(width: Int, payloadOffset: Int) -> CaseShape {
    CaseShape(kind: .variant, width: width, payloadOffset: payloadOffset)
  }

  static func enumeration(width: Int) -> CaseShape {
    CaseShape(kind: .enumeration, width: width, payloadOffset: width)
  }
}

protocol ComponentDecoder {
  /// The raw bits of a primitive.
  mutating func primitive(_ kind: Primitive) -> UInt64
  mutating func string() -> String
  mutating func list<Element: ComponentValue>() -> [Element]
  mutating func caseIndex(_ shape: CaseShape) -> Int
  mutating func flags(count: Int) -> UInt64
  /// Reads a part that takes the room of `layout`, then moves behind it.
  mutating func part<Part>(_ layout: ComponentLayout, _ body: (inout Self) -> Part) -> Part
  /// A resource of another worker; nil in the forms where a handle is a number.
  mutating func remoteHandle() -> RemoteHandle?
}

protocol ComponentEncoder {
  mutating func primitive(_ bits: UInt64, _ kind: Primitive)
  mutating func string(_ value: String)
  mutating func list<Element: ComponentValue>(_ elements: [Element])
  mutating func caseIndex(_ index: Int, _ shape: CaseShape)
  mutating func flags(_ bits: UInt64, count: Int)
  mutating func part(_ layout: ComponentLayout, _ body: (inout Self) -> Void)
  /// Says that the value is a record: only a form that describes itself asks.
  mutating func record()
  /// Says that the value is a tuple.
  mutating func tuple()
  /// Takes a resource of another worker; says no in the forms where a handle is a number.
  mutating func remoteHandle(_ handle: RemoteHandle) -> Bool
}

/// Where a resource of another worker is, as `golem:rpc` spells it.
struct RemoteHandle {
  /// The worker's URI.
  var uri: String
  var id: UInt64
}

extension ComponentDecoder {
  @inline(__always)
  mutating func decode<Value: ComponentValue>(_ type: Value.Type = Value.self) -> Value {
    part(Value.layout) { Value(from: &$0) }
  }

  @inline(__always) mutating func remoteHandle() -> RemoteHandle? { nil }
}

extension ComponentEncoder {
  @inline(__always)
  mutating func encode<Value: ComponentValue>(_ value: Value) {
    part(Value.layout) { value.encode(to: &$0) }
  }

  @inline(__always) mutating func record() {}
  @inline(__always) mutating func tuple() {}
  @inline(__always) mutating func remoteHandle(_ handle: RemoteHandle) -> Bool { false }
}

extension ComponentLayout {
  static var none: ComponentLayout { ComponentLayout(size: 0, alignment: 1, flat: 0) }

  /// Either of two, behind a case number of one byte.
  @inline(__always)
  static func choice(_ one: ComponentLayout, _ other: ComponentLayout) -> ComponentLayout {
    let alignment = max(one.alignment, other.alignment)
    let end = alignment &+ max(one.size, other.size)
    return ComponentLayout(
      size: (end &+ alignment &- 1) & ~(alignment &- 1), alignment: alignment,
      flat: 1 &+ max(one.flat, other.flat))
  }

  /// One behind the other.
  @inline(__always)
  static func sequence(_ parts: ComponentLayout...) -> ComponentLayout {
    var whole = ComponentLayout.none
    for part in parts {
      let start = (whole.size &+ part.alignment &- 1) & ~(part.alignment &- 1)
      whole.size = start &+ part.size
      whole.alignment = max(whole.alignment, part.alignment)
      whole.flat &+= part.flat
    }
    whole.size = (whole.size &+ whole.alignment &- 1) & ~(whole.alignment &- 1)
    return whole
  }
}
