/// Reads values from linear memory.
struct MemoryDecoder: ComponentDecoder {
  private var place: UInt

  init(_ pointer: UnsafeMutableRawPointer) {
    place = UInt(bitPattern: pointer)
  }

  init(address: UInt) {
    place = address
  }

  private func load(_ width: Int, offset: UInt = 0) -> UInt64 {
    let pointer = UnsafeRawPointer(bitPattern: place &+ offset).unsafelyUnwrapped
    return switch width {
    case 1: UInt64(pointer.load(as: UInt8.self))
    case 2: UInt64(pointer.load(as: UInt16.self))
    case 4: UInt64(pointer.load(as: UInt32.self))
    default: pointer.load(as: UInt64.self)
    }
  }

  mutating func primitive(_ kind: Primitive) -> UInt64 { load(kind.width) }

  mutating func string() -> String {
    String(at: UInt(load(4)), count: Int(load(4, offset: 4)))
  }

  mutating func list<Element: ComponentValue>() -> [Element] {
    [Element](at: UInt(load(4)), count: Int(load(4, offset: 4)))
  }

  mutating func caseIndex(_ shape: CaseShape) -> Int {
    let index = Int(truncatingIfNeeded: load(shape.width))
    place &+= UInt(bitPattern: shape.payloadOffset)
    return index
  }

  mutating func flags(count: Int) -> UInt64 { load(bytes(ofFlags: count)) }

  mutating func part<Part>(_ layout: ComponentLayout, _ body: (inout Self) -> Part) -> Part {
    let start = aligned(place, layout.alignment)
    place = start
    let value = body(&self)
    place = start &+ UInt(bitPattern: layout.size)
    return value
  }
}

/// Lays values out in linear memory; strings and lists go to the call arena.
struct MemoryEncoder: ComponentEncoder {
  private var place: UInt

  init(_ pointer: UnsafeMutableRawPointer) {
    place = UInt(bitPattern: pointer)
  }

  private func store(_ bits: UInt64, _ width: Int, offset: UInt = 0) {
    let pointer = UnsafeMutableRawPointer(bitPattern: place &+ offset).unsafelyUnwrapped
    switch width {
    case 1: pointer.storeBytes(of: UInt8(truncatingIfNeeded: bits), as: UInt8.self)
    case 2: pointer.storeBytes(of: UInt16(truncatingIfNeeded: bits), as: UInt16.self)
    case 4: pointer.storeBytes(of: UInt32(truncatingIfNeeded: bits), as: UInt32.self)
    default: pointer.storeBytes(of: bits, as: UInt64.self)
    }
  }

  private func store(_ pointer: UnsafeMutableRawPointer, count: Int) {
    store(UInt64(UInt(bitPattern: pointer)), 4)
    store(UInt64(UInt(bitPattern: count)), 4, offset: 4)
  }

  mutating func primitive(_ bits: UInt64, _ kind: Primitive) { store(bits, kind.width) }

  mutating func string(_ value: String) {
    let (pointer, count) = CallArena.copy(value)
    store(pointer, count: count)
  }

  mutating func list<Element: ComponentValue>(_ elements: [Element]) {
    store(CallArena.copy(elements), count: elements.count)
  }

  mutating func caseIndex(_ index: Int, _ shape: CaseShape) {
    store(UInt64(UInt32(truncatingIfNeeded: index)), shape.width)
    place &+= UInt(bitPattern: shape.payloadOffset)
  }

  mutating func flags(_ bits: UInt64, count: Int) { store(bits, bytes(ofFlags: count)) }

  mutating func part(_ layout: ComponentLayout, _ body: (inout Self) -> Void) {
    let start = aligned(place, layout.alignment)
    place = start
    body(&self)
    place = start &+ UInt(bitPattern: layout.size)
  }
}

@inline(__always)
func aligned(_ address: UInt, _ alignment: Int) -> UInt {
  let mask = UInt(bitPattern: alignment) &- 1
  return (address &+ mask) & ~mask
}

@inline(__always)
private func bytes(ofFlags count: Int) -> Int {
  count <= 8 ? 1 : count <= 16 ? 2 : 4
}

extension String {
  /// The text at an address. The host has checked it: what crosses is valid UTF-8, or the call traps.
  init(at address: UInt, count: Int) {
    guard count > 0 else {
      self = ""
      return
    }
    let bytes = UnsafeBufferPointer(start: UnsafePointer<UInt8>(bitPattern: address), count: count)
    // `String(decoding:as:)` would bring in 20 KB of code that repairs text.
    self = unsafe String(copying: UTF8Span(unchecked: Span(_unsafeElements: bytes)))
  }
}

extension Array where Element: ComponentValue {
  init(at address: UInt, count: Int) {
    self.init()
    reserveCapacity(count)
    var decoder = MemoryDecoder(address: address)
    for _ in 0..<count { append(decoder.decode()) }
  }
}
