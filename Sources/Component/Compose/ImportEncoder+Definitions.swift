import WIT

// Types without a name. (Component Model, Binary.md, "Type Definitions".)
extension ImportEncoder {
  private static let primitives: [Type: UInt8] = [
    .bool: 0x7F, .s8: 0x7E, .u8: 0x7D, .s16: 0x7C, .u16: 0x7B, .s32: 0x7A, .u32: 0x79, .s64: 0x78,
    .u64: 0x77, .f32: 0x76, .f64: 0x75, .char: 0x74, .string: 0x73, .errorContext: 0x64,
  ]

  mutating func definition(
    of type: BinaryType, in piece: Int
  ) throws(CompositionError) -> [UInt8] {
    var writer = BinaryWriter()
    switch type {
    case .primitive(let primitive): writer.byte(try code(of: primitive, in: piece))
    case .record(let fields):
      writer.byte(0x72)
      try write(fields, in: piece, &writer)
    case .variant(let cases):
      writer.byte(0x71)
      writer.u32(cases.count)
      for item in cases {
        writer.name(item.name)
        try writeOptional(item.type, in: piece, &writer)
        writer.byte(0x00)
      }
    case .list(let element): try write(0x70, [element], in: piece, &writer)
    case .fixedLengthList(let element, let count):
      try write(0x67, [element], in: piece, &writer)
      writer.u32(count)
    case .tuple(let elements):
      writer.byte(0x6F)
      writer.u32(elements.count)
      for element in elements { try write(element, in: piece, &writer) }
    case .flags(let labels): write(0x6E, labels, &writer)
    case .enum(let labels): write(0x6D, labels, &writer)
    case .option(let wrapped): try write(0x6B, [wrapped], in: piece, &writer)
    case .result(let ok, let error):
      writer.byte(0x6A)
      try writeOptional(ok, in: piece, &writer)
      try writeOptional(error, in: piece, &writer)
    case .own(let resource):
      writer.byte(0x69)
      writer.u32(try index(of: resource, in: piece))
    case .borrow(let resource):
      writer.byte(0x68)
      writer.u32(try index(of: resource, in: piece))
    case .stream(let element):
      writer.byte(0x66)
      try writeOptional(element, in: piece, &writer)
    case .future(let element):
      writer.byte(0x65)
      try writeOptional(element, in: piece, &writer)
    case .map(let key, let value): try write(0x63, [key, value], in: piece, &writer)
    case .function(let isAsync, let parameters, let result):
      writer.byte(isAsync ? 0x43 : 0x40)
      try write(parameters, in: piece, &writer)
      writer.byte(result == nil ? 0x01 : 0x00)
      if let result { try write(result, in: piece, &writer) } else { writer.byte(0x00) }
    case .resource, .component, .instance, .alias:
      // A resource without a name here: what it belongs to is not imported.
      let error = DecodeError(
        reason: .malformed("the import of `\(extern?.name ?? "")` uses a type that has no name"),
        offset: extern?.offset ?? 0)
      throw .unreadable(part: wiring.pieces[piece].name, reason: error.text)
    }
    return writer.bytes
  }

  private func code(of primitive: Type, in piece: Int) throws(CompositionError) -> UInt8 {
    guard let code = Self.primitives[primitive] else {
      throw .unreadable(part: wiring.pieces[piece].name, reason: "a primitive type is none")
    }
    return code
  }

  private mutating func write(
    _ reference: TypeReference, in piece: Int, _ writer: inout BinaryWriter
  ) throws(CompositionError) {
    switch reference {
    case .primitive(let primitive): writer.byte(try code(of: primitive, in: piece))
    case .index(let type): writer.s33(try index(of: type, in: piece))
    }
  }

  private mutating func write(
    _ opcode: UInt8, _ parts: [TypeReference], in piece: Int, _ writer: inout BinaryWriter
  ) throws(CompositionError) {
    writer.byte(opcode)
    for part in parts { try write(part, in: piece, &writer) }
  }

  private mutating func writeOptional(
    _ reference: TypeReference?, in piece: Int, _ writer: inout BinaryWriter
  ) throws(CompositionError) {
    writer.byte(reference == nil ? 0x00 : 0x01)
    if let reference { try write(reference, in: piece, &writer) }
  }

  private mutating func write(
    _ fields: [(name: String, type: TypeReference)], in piece: Int, _ writer: inout BinaryWriter
  ) throws(CompositionError) {
    writer.u32(fields.count)
    for field in fields {
      writer.name(field.name)
      try write(field.type, in: piece, &writer)
    }
  }

  private func write(_ opcode: UInt8, _ labels: [String], _ writer: inout BinaryWriter) {
    writer.byte(opcode)
    writer.u32(labels.count)
    for label in labels { writer.name(label) }
  }
}
