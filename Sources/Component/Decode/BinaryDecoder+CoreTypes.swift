// Core types stand between the others; nothing of WIT refers to them. (Component Model, Binary.md,
// "Core Definitions"; WebAssembly 3.0, Binary Format, "Types".)
extension BinaryDecoder {
  func skipCoreType(_ reader: inout BinaryReader) throws(DecodeError) {
    switch try reader.byte() {
    case 0x50: try skipModuleType(&reader)
    case 0x00:
      guard try reader.byte() == 0x50 else {
        throw reader.error("an unknown core type")
      }
      try skipSubtype(&reader, opcode: 0x50)
    case 0x4E: for _ in 0..<(try reader.count()) { try skipSubtype(&reader) }
    case let opcode: try skipSubtype(&reader, opcode: opcode)
    }
  }

  private func skipModuleType(_ reader: inout BinaryReader) throws(DecodeError) {
    for _ in 0..<(try reader.count()) {
      switch try reader.byte() {
      case 0:
        _ = try reader.name()
        _ = try reader.name()
        try skipCoreExtern(&reader)
      case 1: try skipCoreTypeOfModule(&reader)
      case 2:
        _ = try reader.byte()
        guard try reader.byte() == 1 else { throw reader.error("an unknown core alias") }
        _ = try reader.u32()
        _ = try reader.u32()
      case 3:
        _ = try reader.name()
        try skipCoreExtern(&reader)
      default: throw reader.error("an unknown declaration in a core module's type")
      }
    }
  }

  /// A type inside a module's type; module types do not nest.
  private func skipCoreTypeOfModule(_ reader: inout BinaryReader) throws(DecodeError) {
    guard try reader.peek() == 0x4E else { return try skipSubtype(&reader) }
    _ = try reader.byte()
    for _ in 0..<(try reader.count()) { try skipSubtype(&reader) }
  }

  private func skipSubtype(_ reader: inout BinaryReader) throws(DecodeError) {
    try skipSubtype(&reader, opcode: try reader.byte())
  }

  private func skipSubtype(
    _ reader: inout BinaryReader, opcode: UInt8
  ) throws(DecodeError) {
    switch opcode {
    case 0x50, 0x4F:
      for _ in 0..<(try reader.count()) { _ = try reader.u32() }
      try skipCompositeType(&reader, opcode: try reader.byte())
    default: try skipCompositeType(&reader, opcode: opcode)
    }
  }

  private func skipCompositeType(
    _ reader: inout BinaryReader, opcode: UInt8
  ) throws(DecodeError) {
    switch opcode {
    case 0x65: try skipCompositeType(&reader, shared: try reader.byte())
    default: try skipCompositeType(&reader, shared: opcode)
    }
  }

  private func skipCompositeType(
    _ reader: inout BinaryReader, shared opcode: UInt8
  ) throws(DecodeError) {
    switch opcode {
    case 0x60:
      for _ in 0..<2 { for _ in 0..<(try reader.count()) { try skipCoreValueType(&reader) } }
    case 0x5F:
      for _ in 0..<(try reader.count()) { try skipField(&reader) }
    case 0x5E: try skipField(&reader)
    case 0x5D: _ = try reader.s33()
    default: throw reader.error("an unknown core type \(opcode)")
    }
  }

  private func skipField(_ reader: inout BinaryReader) throws(DecodeError) {
    // Packed i8 and i16 take one byte, as value types without an operand do.
    try skipCoreValueType(&reader)
    _ = try reader.byte()
  }

  private func skipCoreValueType(_ reader: inout BinaryReader) throws(DecodeError) {
    let opcode = try reader.byte()
    guard opcode == 0x63 || opcode == 0x64 else { return }
    // A heap type: one byte for an abstract one, else an index.
    if try reader.peek() == 0x65 { _ = try reader.byte() }
    _ = try reader.s33()
  }

  private func skipCoreExtern(_ reader: inout BinaryReader) throws(DecodeError) {
    try skipCoreExternType(try reader.byte(), &reader)
  }

  /// The type of a core import, behind the byte that says its kind.
  func skipCoreExternType(
    _ kind: UInt8, _ reader: inout BinaryReader
  ) throws(DecodeError) {
    switch kind {
    case 0x00, 0x20: _ = try reader.u32()
    case 0x01:
      try skipCoreValueType(&reader)
      try skipLimits(&reader)
    case 0x02: try skipLimits(&reader)
    case 0x03:
      try skipCoreValueType(&reader)
      _ = try reader.byte()
    case 0x04:
      _ = try reader.byte()
      _ = try reader.u32()
    default: throw reader.error("an unknown kind of core import or export")
    }
  }

  private func skipLimits(_ reader: inout BinaryReader) throws(DecodeError) {
    let flags = try reader.byte()
    _ = try reader.u64()
    if flags & 1 != 0 { _ = try reader.u64() }
    if flags & 8 != 0 { _ = try reader.u32() }
  }
}
