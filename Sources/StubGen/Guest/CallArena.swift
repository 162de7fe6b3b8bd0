/// Memory that lives for one crossing: what the other side leaves here through `cabi_realloc`, and
/// what is laid out for it.
///
/// Swift values are copied out at once, so it is emptied whole: no type needs code that frees it.
enum CallArena {
  /// A chunk begins with the address of the chunk before it.
  private static let headerBytes = 16
  private static let firstChunkBytes = 4096 - 16
  nonisolated(unsafe) private static var chunk: UnsafeMutableRawPointer?
  nonisolated(unsafe) private static var top: UInt = 0
  nonisolated(unsafe) private static var end: UInt = 0
  nonisolated(unsafe) private static var result: UnsafeMutableRawPointer?

  static func allocate(_ size: Int, alignment: Int) -> UnsafeMutableRawPointer {
    var start = aligned(top, alignment)
    if chunk == nil || start > end || end &- start < UInt(bitPattern: size) {
      let capacity = max(size &+ headerBytes, firstChunkBytes)
      let fresh = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 16)
      fresh.storeBytes(of: chunk, as: UnsafeMutableRawPointer?.self)
      chunk = fresh
      start = UInt(bitPattern: fresh) &+ UInt(bitPattern: headerBytes)
      end = UInt(bitPattern: fresh) &+ UInt(bitPattern: capacity)
    }
    top = start &+ UInt(bitPattern: size)
    return UnsafeMutableRawPointer(bitPattern: start).unsafelyUnwrapped
  }

  static func reset() {
    free(&chunk)
    top = 0
    end = 0
  }

  /// Frees what the last export returned: the body of every `cabi_post_…`.
  static func freeResult() {
    free(&result)
  }

  private static func free(_ chunks: inout UnsafeMutableRawPointer?) {
    while let current = chunks {
      chunks = current.load(as: UnsafeMutableRawPointer?.self)
      current.deallocate()
    }
  }
}

extension CallArena {
  /// Room for one value, where an import leaves its result.
  static func room<Value: ComponentValue>(for type: Value.Type) -> UnsafeMutableRawPointer {
    allocate(Value.layout.size, alignment: Value.layout.alignment)
  }

  /// Lays an export's result out for the other side to read.
  ///
  /// It is set apart from the arena, so that a destructor that runs before the `cabi_post_…` call
  /// cannot disturb it.
  static func place<Value: ComponentValue>(_ value: Value) -> UnsafeMutableRawPointer {
    let pointer = room(for: Value.self)
    var encoder = MemoryEncoder(pointer)
    encoder.encode(value)
    result = chunk
    chunk = nil
    reset()
    return pointer
  }

  /// Reads the value that an import has left, and empties the arena.
  static func take<Value: ComponentValue>(
    _ type: Value.Type, at pointer: UnsafeMutableRawPointer
  ) -> Value {
    var decoder = MemoryDecoder(pointer)
    let value = decoder.decode(Value.self)
    reset()
    return value
  }

  static func copy(_ text: String) -> (pointer: UnsafeMutableRawPointer, count: Int) {
    // A native string's UTF-8 is contiguous; `withUTF8` would bring in 20 KB for those that are not.
    text.utf8.withContiguousStorageIfAvailable { bytes in
      let pointer = allocate(bytes.count, alignment: 1)
      if let base = bytes.baseAddress { pointer.copyMemory(from: base, byteCount: bytes.count) }
      return (pointer, bytes.count)
    }.unsafelyUnwrapped
  }

  static func copy<Element: ComponentValue>(_ elements: [Element]) -> UnsafeMutableRawPointer {
    let layout = Element.layout
    let pointer = allocate(elements.count &* layout.size, alignment: layout.alignment)
    var encoder = MemoryEncoder(pointer)
    for element in elements { encoder.encode(element) }
    return pointer
  }
}

@_expose(wasm, "cabi_realloc")
@_cdecl("cabi_realloc")
func reallocate(
  _ old: UnsafeMutableRawPointer?, _ oldSize: Int, _ alignment: Int, _ size: Int
) -> UnsafeMutableRawPointer {
  let fresh = CallArena.allocate(size, alignment: alignment)
  if let old { fresh.copyMemory(from: old, byteCount: min(oldSize, size)) }
  return fresh
}
