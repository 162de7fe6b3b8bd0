// Packages, uses, gates, and what may stand at the top of a file.
extension Parser {
  mutating func topItem(
    into items: inout [SyntaxTree.Item], header: inout SyntaxTree.PackageHeader?
  ) throws(Failure) {
    let docs = docs()
    if isKeyword(.package) {
      try package(docs: docs, docsRange: docsRange(), into: &items, header: &header)
      return
    }
    try item(docs: docs, into: &items)
  }

  private mutating func package(
    docs: String?, docsRange: SourceRange?, into items: inout [SyntaxTree.Item],
    header: inout SyntaxTree.PackageHeader?
  ) throws(Failure) {
    advance()
    let name = try packageName()
    if take(.leftBrace) {
      let nested = body { parser, items throws(Failure) in
        try parser.item(docs: parser.docs(), into: &items)
      }
      items.append(.package(SyntaxTree.NestedPackage(name: name, docs: docs, items: nested)))
      return
    }
    if header != nil || !items.isEmpty {
      report(.packageHeaderNotFirst, at: name.range)
    }
    header = header ?? SyntaxTree.PackageHeader(name: name, docs: docs, docsRange: docsRange)
    try semicolon()
  }

  private mutating func item(
    docs: String?, into items: inout [SyntaxTree.Item]
  ) throws(Failure) {
    var leading = Leading(docs: docs, gates: try gates())
    switch current.keyword {
    case .interface:
      items.append(.interface(try interface(leading: leading)))
    case .world:
      items.append(.world(try world(leading: leading)))
    case .use:
      if let gate = leading.gates.first { report(.gateNotHere, at: gate.range) }
      advance()
      let path = try usePath()
      let alias = take(.as) ? try identifier() : nil
      try semicolon()
      items.append(.use(SyntaxTree.TopUse(path: path, alias: alias)))
    default:
      guard isLegacyDefault else { throw expected(.topItem) }
      legacyDefault()
      if leading.gates.isEmpty { leading.docs = self.docs() }
      items.append(
        isKeyword(.world)
          ? .world(try world(leading: leading)) : .interface(try interface(leading: leading)))
    }
  }

  /// The items of a body up to `}`, each with recovery.
  mutating func body<Item>(
    _ item: (inout Parser, inout [Item]) throws(Failure) -> Void
  ) -> [Item] {
    var items: [Item] = []
    while !isAtEnd, current.kind != .rightBrace {
      recovering { parser throws(Failure) in try item(&parser, &items) }
    }
    if !take(.rightBrace) { _ = expected(.token("}")) }
    return items
  }

  func isPackageNameAhead() -> Bool {
    peek().kind == .colon && peek(3).kind == .slash
  }

  mutating func packageName() throws(Failure) -> PackageNameSyntax {
    let start = current
    let namespace = try identifier(.packageName)
    try expect(.colon, .packageName)
    let name = try identifier(.packageName)
    let version = current.kind == .at ? try atVersion() : nil
    return PackageNameSyntax(
      name: PackageName(namespace: namespace.text, name: name.text, version: version),
      range: range(from: start))
  }

  private mutating func atVersion() throws(Failure) -> SemanticVersion {
    advance()
    return try version()
  }

  /// A semantic version: the tokens that touch each other, read as one word.
  mutating func version() throws(Failure) -> SemanticVersion {
    let start = current
    guard start.kind == .integer else { throw expected(.version) }
    advance()
    while current.range.lower == previous.range.upper, isVersionPart(current) { advance() }
    let range = range(from: start)
    guard let version = SemanticVersion(text(of: range)) else {
      report(.invalidVersion(text(of: range)), at: range)
      throw Failure()
    }
    return version
  }

  private func isVersionPart(_ token: Token) -> Bool {
    switch token.kind {
    case .integer, .identifier, .keyword, .minus, .plus: true
    // `use a:b/c@1.0.0.{d}`: the last period is not the version's.
    case .period: peek().kind != .leftBrace
    default: false
    }
  }

  mutating func usePath() throws(Failure) -> UsePath {
    let start = current
    if isLegacyPath { legacyPath() }
    guard peek().kind == .colon else {
      let name = try identifier(.usePath)
      return UsePath(package: nil, name: name, range: range(from: start))
    }
    let namespace = try identifier(.usePath)
    try expect(.colon, .usePath)
    let package = try identifier(.usePath)
    let packageEnd = previous.range.upper
    try expect(.slash, .token("/"))
    let name = try identifier(.usePath)
    let version = current.kind == .at ? try atVersion() : nil
    return UsePath(
      package: PackageNameSyntax(
        name: PackageName(namespace: namespace.text, name: package.text, version: version),
        range: SourceRange(
          file: start.range.file, lower: start.range.lower, upper: packageEnd)),
      name: name, range: range(from: start))
  }

  mutating func gates() throws(Failure) -> [Gate] {
    var gates: [Gate] = []
    while current.kind == .at { gates.append(try gate()) }
    return gates
  }

  private mutating func gate() throws(Failure) -> Gate {
    let start = current
    advance()
    let isExternalID = isAtWord("external-id")
    let name = try identifier(.gate)
    try expect(.leftParenthesis, .token("("))
    let kind: Gate.Kind
    switch name.text {
    case "since", "deprecated":
      try label("version")
      let version = try version()
      kind = name.text == "since" ? .since(version) : .deprecated(version)
    case "unstable":
      try label("feature")
      kind = .unstable(feature: try featureName())
    case "external-id" where isExternalID:
      guard current.kind == .string else { throw expected(.string) }
      kind = .externalID(StringLiteral.value(of: text(current)))
      advance()
    default:
      report(.unknownGate(name.text), at: name.range)
      throw Failure()
    }
    try expect(.rightParenthesis, .token(")"))
    return Gate(kind: kind, range: range(from: start))
  }

  /// A feature's name, which may be a keyword: the reference printer writes it without `%`.
  private mutating func featureName() throws(Failure) -> String {
    guard current.kind == .keyword else { return try identifier().text }
    advance()
    return text(previous)
  }

  private mutating func label(_ name: String) throws(Failure) {
    guard isAtWord(name) else { throw expected(.token(name)) }
    advance()
    try expect(.equals, .token("="))
  }
}

/// The value of a string literal with its quotes and escapes.
enum StringLiteral {
  static func value(of literal: String) -> String {
    var result = ""
    var rest = literal.unicodeScalars.dropFirst()
    if rest.last == "\"" { rest = rest.dropLast() }
    while let scalar = rest.popFirst() {
      guard scalar == "\\", let escape = rest.popFirst() else {
        result.unicodeScalars.append(scalar)
        continue
      }
      switch escape {
      case "n": result.append("\n")
      case "t": result.append("\t")
      case "r": result.append("\r")
      case "u":
        let digits = rest.dropFirst().prefix { $0 != "}" }
        rest = rest.dropFirst(min(digits.count + 2, rest.count))
        if let code = UInt32(String(String.UnicodeScalarView(digits)), radix: 16),
          let value = Unicode.Scalar(code)
        {
          result.unicodeScalars.append(value)
        }
      default:
        if let high = escape.hexDigit, let low = rest.first?.hexDigit {
          rest.removeFirst()
          result.unicodeScalars.append(Unicode.Scalar(high << 4 | low))
        } else {
          result.unicodeScalars.append(escape)
        }
      }
    }
    return result
  }

  /// The literal of a string, with quotes.
  static func text(of value: String) -> String {
    var text = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\t": text += "\\t"
      case "\r": text += "\\r"
      // The others may not stand in a file as they are.
      case _ where scalar.isForbiddenInWIT: text += "\\u{\(String(scalar.value, radix: 16))}"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}

extension Unicode.Scalar {
  fileprivate var hexDigit: UInt8? {
    guard isASCII, properties.isASCIIHexDigit else { return nil }
    return UInt8(String(self), radix: 16)
  }
}
