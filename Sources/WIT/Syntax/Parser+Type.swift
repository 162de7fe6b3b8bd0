// Types.
extension Parser {
  mutating func type() throws(Failure) -> TypeSyntax {
    try nested { parser throws(Failure) in try parser.typeHere() }
  }

  private mutating func typeHere() throws(Failure) -> TypeSyntax {
    let start = current
    guard start.kind == .keyword, let keyword = start.keyword else {
      return try namedType()
    }
    if let primitive = Parser.primitive(keyword) {
      advance()
      return TypeSyntax(kind: .primitive(primitive), range: start.range)
    }
    let kind: TypeSyntax.Kind
    switch keyword {
    case .list:
      advance()
      kind = try listType()
    case .map:
      advance()
      kind = try mapType()
    case .option:
      advance()
      kind = .option(try angled())
    case .tuple:
      advance()
      try expect(.less, .token("<"))
      kind = .tuple(
        try list(until: .greater, .token(",")) { parser throws(Failure) in
          try parser.type()
        })
    case .result:
      advance()
      kind = try resultType()
    case .future:
      advance()
      kind = .future(current.kind == .less ? try angled() : nil)
    case .stream:
      advance()
      kind = .stream(current.kind == .less ? try angled() : nil)
    case .own, .borrow:
      advance()
      try expect(.less, .token("<"))
      let name = try identifier()
      try expect(.greater, .token(">"))
      kind = keyword == .own ? .own(name) : .borrow(name)
    default: throw expected(.type)
    }
    return TypeSyntax(kind: kind, range: range(from: start))
  }

  private static func primitive(_ keyword: Keyword) -> Type? {
    switch keyword {
    case .bool: .bool
    case .u8: .u8
    case .u16: .u16
    case .u32: .u32
    case .u64: .u64
    case .s8: .s8
    case .s16: .s16
    case .s32: .s32
    case .s64: .s64
    case .f32: .f32
    case .f64: .f64
    case .char: .char
    case .string: .string
    case .errorContext: .errorContext
    default: nil
    }
  }

  private mutating func namedType() throws(Failure) -> TypeSyntax {
    let start = index
    let name = try identifier(.type)
    if let old = try legacyType(name, from: start) { return old }
    return TypeSyntax(kind: .name(name), range: name.range)
  }

  private mutating func angled() throws(Failure) -> TypeSyntax {
    try expect(.less, .token("<"))
    let type = try type()
    try expect(.greater, .token(">"))
    return type
  }

  private mutating func listType() throws(Failure) -> TypeSyntax.Kind {
    try expect(.less, .token("<"))
    let element = try type()
    guard take(.comma) else {
      try expect(.greater, .token(">"))
      return .list(element)
    }
    guard current.kind == .integer else { throw expected(.integer) }
    guard let count = UInt32(text(current)) else {
      report(.integerTooLarge(text(current)), at: current.range)
      throw Failure()
    }
    advance()
    try expect(.greater, .token(">"))
    return .fixedLengthList(element, count: count)
  }

  private mutating func mapType() throws(Failure) -> TypeSyntax.Kind {
    try expect(.less, .token("<"))
    let key = try type()
    try expect(.comma, .token(","))
    let value = try type()
    try expect(.greater, .token(">"))
    return .map(key, value)
  }

  /// `result`, `result<ok>`, `result<ok, error>`, `result<_, error>`.
  private mutating func resultType() throws(Failure) -> TypeSyntax.Kind {
    guard take(.less) else { return .result(ok: nil, error: nil) }
    if take(.underscore) {
      try expect(.comma, .token(","))
      let error = try type()
      try expect(.greater, .token(">"))
      return .result(ok: nil, error: error)
    }
    let ok = try type()
    let error = take(.comma) ? try type() : nil
    try expect(.greater, .token(">"))
    return .result(ok: ok, error: error)
  }
}
