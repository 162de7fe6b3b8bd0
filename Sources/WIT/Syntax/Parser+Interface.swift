// Interfaces, types and functions.
extension Parser {
  mutating func interface(leading: Leading) throws(Failure) -> InterfaceSyntax {
    try expect(.interface)
    let name = try identifier()
    return InterfaceSyntax(leading: leading, name: name, items: try interfaceBody())
  }

  mutating func interfaceBody() throws(Failure) -> [InterfaceItem] {
    try expect(.leftBrace, .token("{"))
    return body { parser, items throws(Failure) in
      items.append(try parser.interfaceItem())
    }
  }

  private mutating func interfaceItem() throws(Failure) -> InterfaceItem {
    let leading = Leading(docs: docs(), gates: try gates())
    if isKeyword(.use) { return .use(try use(leading: leading)) }
    if let definition = try typeDefinition(leading: leading) { return .type(definition) }
    return .function(try function(leading: leading, in: .interface))
  }

  mutating func use(leading: Leading) throws(Failure) -> UseSyntax {
    try expect(.use)
    if options.acceptsLegacy, current.kind == .leftBrace || current.kind == .star {
      return try legacyUse(leading: leading)
    }
    let path = try usePath()
    try expect(.period, .token("."))
    if options.acceptsLegacy, current.kind == .star { throw legacyUseOfAll() }
    let names = try usedNames()
    try semicolon()
    return UseSyntax(leading: leading, path: path, names: names)
  }

  /// `{a, b as c}`
  mutating func usedNames() throws(Failure) -> [UseSyntax.Name] {
    try expect(.leftBrace, .token("{"))
    return try list(until: .rightBrace, .token(",")) {
      parser throws(Failure) in
      let name = try parser.identifier()
      let alias = parser.take(.as) ? try parser.identifier() : nil
      return UseSyntax.Name(name: name, alias: alias)
    }
  }

  /// A type definition, if one begins here.
  mutating func typeDefinition(leading: Leading) throws(Failure) -> TypeDefinitionSyntax? {
    guard current.kind == .keyword, peek().kind != .colon else {
      return isLegacyUnion ? try legacyUnion(leading: leading) : nil
    }
    switch current.keyword {
    case .type:
      advance()
      let name = try identifier()
      try expect(.equals, .token("="))
      let type = try type()
      try semicolon()
      return TypeDefinitionSyntax(leading: leading, name: name, kind: .alias(type))
    case .record:
      let name = try definitionName()
      let fields = try list(until: .rightBrace, .token(",")) { parser throws(Failure) in
        try parser.field()
      }
      return TypeDefinitionSyntax(leading: leading, name: name, kind: .record(fields))
    case .variant:
      let name = try definitionName()
      let cases = try list(until: .rightBrace, .token(",")) { parser throws(Failure) in
        try parser.variantCase()
      }
      return TypeDefinitionSyntax(leading: leading, name: name, kind: .variant(cases))
    case .enum, .flags:
      let isEnum = isKeyword(.enum)
      let name = try definitionName()
      let labels = try list(until: .rightBrace, .token(",")) { parser throws(Failure) in
        let docs = parser.docs()
        return LabelSyntax(name: try parser.identifier(.caseName), docs: docs)
      }
      return TypeDefinitionSyntax(
        leading: leading, name: name, kind: isEnum ? .enum(labels) : .flags(labels))
    case .resource:
      return try resource(leading: leading)
    default: return nil
    }
  }

  private mutating func definitionName() throws(Failure) -> Identifier {
    advance()
    let name = try identifier()
    try expect(.leftBrace, .token("{"))
    return name
  }

  private mutating func field() throws(Failure) -> FieldSyntax {
    let docs = docs()
    let name = try identifier(.field)
    try expect(.colon, .token(":"))
    return FieldSyntax(name: name, type: try type(), docs: docs)
  }

  private mutating func variantCase() throws(Failure) -> CaseSyntax {
    let docs = docs()
    let name = try identifier(.caseName)
    if isAtLegacyUnitPayload() {
      legacyUnitPayload()
      return CaseSyntax(name: name, type: nil, docs: docs)
    }
    guard take(.leftParenthesis) else { return CaseSyntax(name: name, type: nil, docs: docs) }
    let type = try type()
    try expect(.rightParenthesis, .token(")"))
    return CaseSyntax(name: name, type: type, docs: docs)
  }

  private mutating func resource(leading: Leading) throws(Failure) -> TypeDefinitionSyntax {
    advance()
    let name = try identifier()
    var members: [FunctionSyntax] = []
    if take(.leftBrace) {
      members = body { parser, members throws(Failure) in
        let leading = Leading(docs: parser.docs(), gates: try parser.gates())
        members.append(try parser.function(leading: leading, in: .resource))
      }
    } else {
      try semicolon()
    }
    return TypeDefinitionSyntax(leading: leading, name: name, kind: .resource(members))
  }

  enum FunctionPlace {
    case interface, resource
  }

  mutating func function(
    leading: Leading, in place: FunctionPlace
  ) throws(Failure) -> FunctionSyntax {
    if place == .resource, isKeyword(.constructor), peek().kind == .leftParenthesis {
      let name = Identifier(text: "constructor", range: current.range)
      advance()
      var function = FunctionSyntax(
        leading: leading, name: name, kind: .constructor, isAsync: false, parameters: [],
        result: nil)
      function.parameters = try parameters()
      if take(.arrow) { function.result = try type() }
      try semicolon()
      return function
    }
    var leading = leading
    let isLegacyStatic = place == .resource && isLegacyStatic
    if isLegacyStatic {
      legacyStatic()
      if leading.gates.isEmpty { leading.docs = docs() }
    }
    let name = try identifier(place == .resource ? .resourceItem : .interfaceItem)
    try expect(.colon, .token(":"))
    let isStatic = isLegacyStatic || place == .resource && take(.static)
    var function = try functionType(name: name, leading: leading)
    if place == .resource { function.kind = isStatic ? .static : .method }
    try semicolon()
    return function
  }

  /// `async func(a: t) -> t`, without what ends it.
  mutating func functionType(
    name: Identifier, leading: Leading
  ) throws(Failure) -> FunctionSyntax {
    let isAsync = take(.async)
    if isLegacyFunction {
      legacyFunction()
    } else {
      guard isKeyword(.func) else { throw expected(.function) }
      advance()
    }
    let parameters = try parameters()
    let result = take(.arrow) ? try functionResult() : nil
    return FunctionSyntax(
      leading: leading, name: name, kind: .freestanding, isAsync: isAsync, parameters: parameters,
      result: result)
  }

  mutating func parameters() throws(Failure) -> [FunctionSyntax.Parameter] {
    try expect(.leftParenthesis, .token("("))
    return try list(until: .rightParenthesis, .token(",")) { parser throws(Failure) in
      let name = try parser.identifier(.parameter)
      try parser.expect(.colon, .token(":"))
      return FunctionSyntax.Parameter(name: name, type: try parser.type())
    }
  }
}
