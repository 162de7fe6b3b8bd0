// The handful of C symbols that Embedded Swift expects on bare wasm32, written in Swift, so that a
// guest needs no C file, no libc and no compiler-rt.
//
// This file is compiled as a module of its own and always optimized: unoptimized, `&*` on `UInt64`
// is lowered to `__multi3`, which would then call itself for ever.

@_extern(c, "llvm.wasm.memory.grow.i32")
private func memoryGrow(_ memory: Int32, _ pages: Int32) -> Int32

@_extern(c, "llvm.wasm.memory.size.i32")
private func memorySize(_ memory: Int32) -> Int32

/// An allocator with size classes: 16, 32, … 128 bytes, then four steps to each doubling.
///
/// A block has a header of 16 bytes that holds its class, so that freeing it takes constant time.
private enum Heap {
  private static let headerBytes: UInt = 16
  private static let pageBytes: UInt = 65536
  nonisolated(unsafe) private static var freeLists = InlineArray<128, UInt>(repeating: 0)
  nonisolated(unsafe) private static var top: UInt = 0
  nonisolated(unsafe) private static var end: UInt = 0

  private static func sizeClass(_ bytes: UInt) -> (index: Int, size: UInt) {
    if bytes <= 128 {
      let index = (bytes &+ 15) >> 4
      return (Int(bitPattern: index), index << 4)
    }
    // 2^log < bytes <= 2^(log + 1)
    let log = UInt(bitPattern: UInt.bitWidth &- 1 &- (bytes &- 1).leadingZeroBitCount)
    let step = UInt(1) << (log &- 2)
    let size = (bytes &+ step &- 1) & ~(step &- 1)
    let quarter = (size &- (UInt(1) << log)) >> (log &- 2)
    return (Int(bitPattern: 8 &+ (log &- 7) &* 4 &+ quarter), size)
  }

  static func allocate(_ bytes: UInt) -> UnsafeMutableRawPointer? {
    // Past this a size would overflow while it is rounded; no wasm32 memory could hold it either.
    guard bytes < 1 << 31 else { return nil }
    let (index, size) = sizeClass(bytes == 0 ? 1 : bytes)
    if let block = UnsafeMutableRawPointer(bitPattern: freeLists[index]) {
      freeLists[index] = block.load(as: UInt.self)
      return block
    }
    let need = size &+ headerBytes
    guard reserve(need), let block = UnsafeMutableRawPointer(bitPattern: top &+ headerBytes) else {
      return nil
    }
    block.storeBytes(of: index, toByteOffset: -16, as: Int.self)
    top &+= need
    return block
  }

  /// Makes sure that so many bytes are left behind `top`.
  private static func reserve(_ bytes: UInt) -> Bool {
    if top == 0 {
      top = UInt(bitPattern: Int(memorySize(0))) &* pageBytes
      end = top
    }
    guard end &- top < bytes else { return true }
    let pages = (bytes &+ pageBytes &- 1) / pageBytes
    guard memoryGrow(0, Int32(truncatingIfNeeded: pages)) >= 0 else { return false }
    end &+= pages &* pageBytes
    return true
  }

  static func release(_ block: UnsafeMutableRawPointer) {
    let index = block.load(fromByteOffset: -16, as: Int.self)
    block.storeBytes(of: freeLists[index], as: UInt.self)
    freeLists[index] = UInt(bitPattern: block)
  }
}

@c(posix_memalign)
public func allocateAligned(
  _ out: UnsafeMutablePointer<UnsafeMutableRawPointer?>, _ alignment: Int, _ size: Int
) -> Int32 {
  let (invalid, outOfMemory): (Int32, Int32) = (22, 12)
  guard alignment <= 16 else { return invalid }
  guard let block = Heap.allocate(UInt(bitPattern: size)) else { return outOfMemory }
  out.pointee = block
  return 0
}

/// `free`, linked with `--wrap=free`: the compiler reserves the plain name.
@c(__wrap_free)
public func releaseBlock(_ block: UnsafeMutableRawPointer?) {
  if let block { Heap.release(block) }
}

@c(memcmp)
public func compareMemory(
  _ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, _ count: Int
) -> Int32 {
  var index = 0
  while index < count {
    if left[index] != right[index] { return left[index] < right[index] ? -1 : 1 }
    index &+= 1
  }
  return 0
}

/// `Hasher` takes its seed from here. A worker is restored by running it again, so the bytes are
/// always the same.
@c(arc4random_buf)
public func fillWithSeed(_ out: UnsafeMutablePointer<UInt8>, _ count: Int) {
  var index = 0
  while index < count {
    out[index] = UInt8(truncatingIfNeeded: index &* 37 &+ 11)
    index &+= 1
  }
}

/// compiler-rt's product of 128 bits; formatting of numbers and `Hasher` use it.
@c(__multi3)
public func multiplyWide(
  _ out: UnsafeMutablePointer<UInt64>, _ leftLow: UInt64, _ leftHigh: UInt64, _ rightLow: UInt64,
  _ rightHigh: UInt64
) {
  let mask: UInt64 = 0xffff_ffff
  let (left0, left1) = (leftLow & mask, leftLow >> 32)
  let (right0, right1) = (rightLow & mask, rightLow >> 32)
  let low = left0 &* right0
  let cross1 = left0 &* right1
  let cross2 = left1 &* right0
  let middle = (low >> 32) &+ (cross1 & mask) &+ (cross2 & mask)
  out[0] = (low & mask) | (middle << 32)
  let carried = left1 &* right1 &+ (cross1 >> 32) &+ (cross2 >> 32) &+ (middle >> 32)
  out[1] = carried &+ leftLow &* rightHigh &+ leftHigh &* rightLow
}

/// An unoptimized build spells its fatal errors here, a byte at a time; nobody reads them.
@c(putchar)
public func discardCharacter(_ character: Int32) -> Int32 { character }

/// `rounded()` asks libm for this rule; wasm has instructions for the others.
@c(round)
public func roundAwayFromZero(_ value: Double) -> Double {
  let whole = value.rounded(.towardZero)
  return (value - whole).magnitude >= 0.5 ? whole + (value < 0 ? -1 : 1) : whole
}

@c(roundf)
public func roundAwayFromZero(_ value: Float) -> Float {
  let whole = value.rounded(.towardZero)
  return (value - whole).magnitude >= 0.5 ? whole + (value < 0 ? -1 : 1) : whole
}
