// Worlds.
extension Parser {
  mutating func world(leading: Leading) throws(Failure) -> WorldSyntax {
    try expect(.world)
    let name = try identifier()
    try expect(.leftBrace, .token("{"))
    let items = body { (parser: inout Parser, items: inout [WorldItemSyntax]) throws(Failure) in
      items.append(try parser.worldItem())
    }
    return WorldSyntax(leading: leading, name: name, items: items)
  }

  private mutating func worldItem() throws(Failure) -> WorldItemSyntax {
    let leading = Leading(docs: docs(), gates: try gates())
    switch current.keyword {
    case .import:
      advance()
      return .import(try extern(leading: leading))
    case .export:
      advance()
      return .export(try extern(leading: leading))
    case .use: return .use(try use(leading: leading))
    case .include:
      advance()
      return .include(try include(leading: leading))
    default:
      guard let definition = try typeDefinition(leading: leading) else {
        throw expected(.worldItem)
      }
      return .type(definition)
    }
  }

  private mutating func extern(leading: Leading) throws(Failure) -> ExternSyntax {
    let start = current
    let kind = try externKind(leading: leading)
    return ExternSyntax(leading: leading, kind: kind, range: range(from: start))
  }

  private mutating func externKind(leading: Leading) throws(Failure) -> ExternSyntax.Kind {
    guard peek().kind == .colon, !isPackageNameAhead() else {
      let path = try usePath()
      try semicolon()
      return .path(label: nil, path)
    }
    let name = try identifier()
    try expect(.colon, .token(":"))
    switch current.keyword {
    case .async, .func:
      let function = try functionType(name: name, leading: leading)
      try semicolon()
      return .function(function)
    case .interface:
      advance()
      return .interface(name: name, items: try interfaceBody())
    default:
      if isLegacyFunction {
        let function = try functionType(name: name, leading: leading)
        try semicolon()
        return .function(function)
      }
      let path = try usePath()
      try semicolon()
      return .path(label: name, path)
    }
  }

  private mutating func include(leading: Leading) throws(Failure) -> IncludeSyntax {
    let path = try usePath()
    var renamings: [IncludeSyntax.Renaming] = []
    if take(.with) {
      try expect(.leftBrace, .token("{"))
      renamings = try list(until: .rightBrace, .token(",")) { parser throws(Failure) in
        let name = try parser.identifier()
        try parser.expect(.as)
        return IncludeSyntax.Renaming(name: name, newName: try parser.identifier())
      }
      // The document's example ends this with `;`, the grammar does not.
      if options.acceptsLegacy, current.kind == .semicolon { semicolonBehindWith() }
    } else {
      try semicolon()
    }
    return IncludeSyntax(leading: leading, path: path, renamings: renamings)
  }
}
