extension Keyword {
  /// The keyword that these bytes spell, if they spell one.
  ///
  /// Words of up to eight bytes are compared as one integer each, which the optimiser folds into a
  /// search: a `String` for each word would cost more than the rest of the lexer.
  init?(spelling bytes: ArraySlice<UInt8>) {
    guard bytes.count <= 8 else {
      guard let keyword = Keyword.long(bytes) else { return nil }
      self = keyword
      return
    }
    guard let keyword = Keyword.short(packed(bytes)) else { return nil }
    self = keyword
  }

  private static func long(_ bytes: ArraySlice<UInt8>) -> Keyword? {
    switch bytes.count {
    case 9: bytes.elementsEqual("interface".utf8) ? .interface : nil
    case 11: bytes.elementsEqual("constructor".utf8) ? .constructor : nil
    case 13: bytes.elementsEqual("error-context".utf8) ? .errorContext : nil
    default: nil
    }
  }

  private static func short(_ packed: UInt64) -> Keyword? {
    switch packed {
    case word("as"): .as
    case word("async"): .async
    case word("bool"): .bool
    case word("borrow"): .borrow
    case word("char"): .char
    case word("enum"): .enum
    case word("export"): .export
    case word("f32"): .f32
    case word("f64"): .f64
    case word("flags"): .flags
    case word("from"): .from
    case word("func"): .func
    case word("future"): .future
    case word("import"): .import
    case word("include"): .include
    case word("list"): .list
    case word("map"): .map
    case word("option"): .option
    case word("own"): .own
    case word("package"): .package
    case word("record"): .record
    case word("resource"): .resource
    case word("result"): .result
    case word("s8"): .s8
    case word("s16"): .s16
    case word("s32"): .s32
    case word("s64"): .s64
    case word("static"): .static
    case word("stream"): .stream
    case word("string"): .string
    case word("tuple"): .tuple
    case word("type"): .type
    case word("u8"): .u8
    case word("u16"): .u16
    case word("u32"): .u32
    case word("u64"): .u64
    case word("use"): .use
    case word("variant"): .variant
    case word("with"): .with
    case word("world"): .world
    default: nil
    }
  }
}

/// Up to eight bytes as one integer, the first byte lowest.
@inline(__always)
private func packed(_ bytes: ArraySlice<UInt8>) -> UInt64 {
  var value: UInt64 = 0
  var shift: UInt64 = 0
  for byte in bytes {
    value |= UInt64(byte) << shift
    shift += 8
  }
  return value
}

@inline(__always)
private func word(_ text: String) -> UInt64 {
  var value: UInt64 = 0
  var shift: UInt64 = 0
  for byte in text.utf8 {
    value |= UInt64(byte) << shift
    shift += 8
  }
  return value
}
