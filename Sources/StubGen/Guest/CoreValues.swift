/// Up to sixteen core wasm values, each kept as raw bits.
///
/// A slot holds nothing but bits, so the canonical ABI's joins (an `f32` payload that travels in an
/// `i64`) need no code.
struct CoreValues: ComponentDecoder, ComponentEncoder {
  private var slots = InlineArray<16, UInt64>(repeating: 0)
  private var place = 0

  init() {}

  /// What an export is given, or an import answers.
  init(
    _ slot0: UInt64, _ slot1: UInt64 = 0, _ slot2: UInt64 = 0, _ slot3: UInt64 = 0,
    _ slot4: UInt64 = 0, _ slot5: UInt64 = 0, _ slot6: UInt64 = 0, _ slot7: UInt64 = 0,
    _ slot8: UInt64 = 0, _ slot9: UInt64 = 0, _ slot10: UInt64 = 0, _ slot11: UInt64 = 0,
    _ slot12: UInt64 = 0, _ slot13: UInt64 = 0, _ slot14: UInt64 = 0, _ slot15: UInt64 = 0
  ) {
    slots = [
      slot0, slot1, slot2, slot3, slot4, slot5, slot6, slot7,
      slot8, slot9, slot10, slot11, slot12, slot13, slot14, slot15,
    ]
  }

  func i32(_ index: Int) -> Int32 { Int32(truncatingIfNeeded: slots[index]) }
  func i64(_ index: Int) -> Int64 { Int64(bitPattern: slots[index]) }
  func f32(_ index: Int) -> Float { Float(bitPattern: UInt32(truncatingIfNeeded: slots[index])) }
  func f64(_ index: Int) -> Double { Double(bitPattern: slots[index]) }

  private mutating func pop() -> UInt64 {
    defer { place &+= 1 }
    return slots[place]
  }

  private mutating func push(_ bits: UInt64) {
    slots[place] = bits
    place &+= 1
  }

  private mutating func push(_ pointer: UnsafeMutableRawPointer, count: Int) {
    push(UInt64(UInt(bitPattern: pointer)))
    push(UInt64(UInt(bitPattern: count)))
  }
}

extension CoreValues {
  mutating func primitive(_ kind: Primitive) -> UInt64 { pop() }

  mutating func string() -> String {
    let address = UInt(pop())
    return String(at: address, count: Int(pop()))
  }

  mutating func list<Element: ComponentValue>() -> [Element] {
    let address = UInt(pop())
    return [Element](at: address, count: Int(pop()))
  }

  mutating func caseIndex(_ shape: CaseShape) -> Int { Int(truncatingIfNeeded: pop()) }

  mutating func flags(count: Int) -> UInt64 { pop() }

  mutating func part<Part>(_ layout: ComponentLayout, _ body: (inout Self) -> Part) -> Part {
    let start = place
    let value = body(&self)
    place = start &+ layout.flat
    return value
  }
}

extension CoreValues {
  mutating func primitive(_ bits: UInt64, _ kind: Primitive) { push(bits) }

  mutating func string(_ value: String) {
    let (pointer, count) = CallArena.copy(value)
    push(pointer, count: count)
  }

  mutating func list<Element: ComponentValue>(_ elements: [Element]) {
    push(CallArena.copy(elements), count: elements.count)
  }

  mutating func caseIndex(_ index: Int, _ shape: CaseShape) {
    push(UInt64(UInt32(truncatingIfNeeded: index)))
  }

  mutating func flags(_ bits: UInt64, count: Int) { push(bits) }

  mutating func part(_ layout: ComponentLayout, _ body: (inout Self) -> Void) {
    let start = place
    body(&self)
    place = start &+ layout.flat
  }
}

extension Int32 {
  @inline(__always) var core: UInt64 { UInt64(UInt32(bitPattern: self)) }
}

extension Int64 {
  @inline(__always) var core: UInt64 { UInt64(bitPattern: self) }
}

extension Float {
  @inline(__always) var core: UInt64 { UInt64(bitPattern) }
}

extension Double {
  @inline(__always) var core: UInt64 { bitPattern }
}
