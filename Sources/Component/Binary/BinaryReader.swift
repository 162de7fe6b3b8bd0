/// What is wrong with a binary, and where.
package struct DecodeError: Error, Hashable, Sendable {
  package enum Reason: Hashable, Sendable {
    case empty
    case notWebAssembly
    case coreModule
    case unknownVersion(UInt16)
    case endsEarly
    case malformed(String)
  }

  package var reason: Reason
  /// The byte from the start of the file.
  package var offset: Int

  package var text: String {
    switch reason {
    case .empty: "the file is empty, it ends at byte \(offset): build or copy it again"
    case .notWebAssembly:
      "this is no WebAssembly: `\\0asm` is not at byte \(offset); give a binary (.wasm), "
        + "text is read by `witbench wit`"
    case .coreModule:
      "this is a core module without WIT (byte \(offset)): make a component of it with "
        + "`wasm-tools component new`, an adapter with it if it is made for WASI preview 1"
    case .unknownVersion(let version):
      "this is a component of the unknown version \(version) (byte \(offset)): "
        + "build it with today's tools"
    case .endsEarly:
      "the file is cut off at byte \(offset): build or copy it again"
    case .malformed(let what): "malformed component at byte \(offset): \(what)"
    }
  }
}

/// Reads numbers and names off bytes; every step is checked.
struct BinaryReader {
  let bytes: [UInt8]
  private(set) var offset: Int
  /// Where this section or component ends.
  let end: Int

  init(_ bytes: [UInt8]) {
    self.init(bytes, from: 0, to: bytes.count)
  }

  private init(_ bytes: [UInt8], from offset: Int, to end: Int) {
    self.bytes = bytes
    self.offset = offset
    self.end = end
  }

  var isAtEnd: Bool { offset >= end }

  func error(_ what: String) -> DecodeError {
    DecodeError(reason: .malformed(what), offset: offset)
  }

  /// A reader of the next `count` bytes, which are skipped here.
  mutating func slice(_ count: Int) throws(DecodeError) -> BinaryReader {
    guard count <= end - offset else {
      throw DecodeError(reason: .endsEarly, offset: bytes.count)
    }
    defer { offset += count }
    return BinaryReader(bytes, from: offset, to: offset + count)
  }

  func peek() throws(DecodeError) -> UInt8 {
    guard offset < end else { throw DecodeError(reason: .endsEarly, offset: end) }
    return bytes[offset]
  }

  mutating func byte() throws(DecodeError) -> UInt8 {
    let byte = try peek()
    offset += 1
    return byte
  }

  /// An unsigned 32-bit LEB128 number.
  mutating func u32() throws(DecodeError) -> Int {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    repeat {
      let byte = try byte()
      value |= UInt64(byte & 0x7F) << shift
      if byte & 0x80 == 0 {
        guard value <= UInt64(UInt32.max) else { break }
        return Int(value)
      }
      shift += 7
    } while shift < 35
    throw error("a number is too large")
  }

  /// An unsigned 64-bit LEB128 number.
  mutating func u64() throws(DecodeError) -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 70, by: 7) {
      let byte = try byte()
      value |= UInt64(byte & 0x7F) << shift
      if byte & 0x80 == 0 { return value }
    }
    throw error("a number is too large")
  }

  /// A signed 33-bit LEB128 number, as type references are: 64 is two bytes.
  mutating func s33() throws(DecodeError) -> Int {
    var value: Int64 = 0
    var shift: Int64 = 0
    repeat {
      let byte = try byte()
      value |= Int64(byte & 0x7F) << shift
      shift += 7
      if byte & 0x80 == 0 {
        if byte & 0x40 != 0 { value |= -1 << shift }
        return Int(value)
      }
    } while shift < 35
    throw error("a number is too large")
  }

  /// The length of a vector whose elements take at least one byte each.
  mutating func count() throws(DecodeError) -> Int {
    let count = try u32()
    guard count <= end - offset else {
      throw DecodeError(reason: .endsEarly, offset: end)
    }
    return count
  }

  mutating func name() throws(DecodeError) -> String {
    let count = try count()
    guard let text = String(validating: bytes[offset..<(offset + count)], as: UTF8.self) else {
      throw error("a name is not UTF-8")
    }
    offset += count
    return text
  }

  mutating func vector<Element>(
    _ element: (inout BinaryReader) throws(DecodeError) -> Element
  ) throws(DecodeError) -> [Element] {
    let count = try count()
    var elements: [Element] = []
    elements.reserveCapacity(count)
    for _ in 0..<count { elements.append(try element(&self)) }
    return elements
  }

  /// `00` for none, `01` and the element.
  mutating func optional<Element>(
    _ element: (inout BinaryReader) throws(DecodeError) -> Element
  ) throws(DecodeError) -> Element? {
    switch try byte() {
    case 0: return nil
    case 1: return try element(&self)
    default: throw error("expected 0 or 1 before an optional part")
    }
  }
}
