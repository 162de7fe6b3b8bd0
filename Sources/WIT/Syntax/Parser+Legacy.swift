// Old WIT: what the tools of 2022 to 2024 took and today's refuse. Each form gets a warning and, as
// a rule, a fix-it that gives today's words and keeps every comment.
extension Parser {
  /// A result, which old WIT also wrote `()` for none, `(a: t, b: u)` with names, and `unit`.
  mutating func functionResult() throws(Failure) -> TypeSyntax? {
    guard options.acceptsLegacy else { return try type() }
    let arrow = index - 1
    if isLegacyUnit(at: index) {
      advance()
      report(
        .legacyUnit, at: previous.range, severity: .warning, fixIt: removal(from: arrow))
      return nil
    }
    guard current.kind == .leftParenthesis else { return try type() }
    let start = index
    let named = try parameters()
    let range = range(from: tokens[start])
    guard !named.isEmpty else {
      report(.legacyEmptyResult, at: range, severity: .warning, fixIt: removal(from: arrow))
      return nil
    }
    report(
      .legacyNamedResults, at: range, severity: .warning,
      fixIt: unnamedResults(from: start, count: named.count))
    if named.count == 1 { return named[0].type }
    return TypeSyntax(kind: .tuple(named.map(\.type)), range: range)
  }

  private func unnamedResults(from start: Int, count: Int) -> Diagnostic.FixIt {
    let isTuple = count > 1
    var depth = 0
    let replacement = rewritten(from: start) { place in
      switch tokens[place].kind {
      case .leftParenthesis, .less: depth += 1
      case .rightParenthesis, .greater: depth -= 1
      default: break
      }
      if place == start { return isTuple ? "tuple<" : "" }
      if place == index - 1 { return isTuple ? ">" : "" }
      guard depth == 1 else { return nil }
      let isName = tokens[place + 1].kind == .colon || tokens[place].kind == .colon
      let isLastComma = tokens[place].kind == .comma && place == index - 2
      return isName || isLastComma ? "" : nil
    }
    return Diagnostic.FixIt(
      range: range(from: tokens[start]), replacement: replacement,
      title: isTuple ? "write a `tuple`" : "write the type alone")
  }

  /// Old WIT had no `;`: there the end of the line will do, or what can only be the next item.
  var isLegacyItemEnd: Bool {
    guard options.acceptsLegacy, index > 0 else { return false }
    if startsLine || current.kind == .rightBrace || isAtEnd { return true }
    guard current.kind == .keyword else { return current.kind.isName && peek().kind == .colon }
    switch current.keyword {
    case .use, .type, .record, .variant, .enum, .flags, .resource, .import, .export, .include,
      .interface, .world:
      return true
    default: return false
    }
  }

  mutating func legacyItemEnd() {
    let end = previous.range.upper
    missingSemicolons.append(end)
    let place = SourceRange(file: current.range.file, lower: end, upper: end)
    report(
      .legacyMissingSemicolon, at: previous.range, severity: .warning,
      fixIt: Diagnostic.FixIt(range: place, replacement: ";", title: "write `;`"))
  }

  /// `self.i` and `pkg.i`, as WIT once wrote what stands in the same package; `pkg.file.i` too.
  var isLegacyPath: Bool {
    options.acceptsLegacy && current.kind == .identifier && peek().kind == .period
      && peek(2).kind.isName && (isAtWord("self") || isAtWord("pkg"))
  }

  mutating func legacyPath() {
    let start = index
    let word = text(current)
    advance()
    advance()
    if peek().kind == .period, peek(2).kind.isName {
      advance()
      advance()
    }
    report(
      .legacyPath(word), at: tokens[start].range, severity: .warning, fixIt: removal(from: start))
  }

  /// `default world w { … }`
  var isLegacyDefault: Bool {
    options.acceptsLegacy && isAtWord("default")
      && (peek().keyword == .world || peek().keyword == .interface)
  }

  mutating func legacyDefault() {
    leaveOut()
    report(
      .legacyDefault, at: previous.range, severity: .warning, fixIt: removal(from: index - 1))
  }

  mutating func semicolonBehindWith() {
    leaveOut()
    report(
      .legacySemicolon, at: previous.range, severity: .warning,
      fixIt: Diagnostic.FixIt(range: previous.range, replacement: "", title: "leave it out"))
  }

  /// `f: function()`
  var isLegacyFunction: Bool {
    options.acceptsLegacy && peek().kind == .leftParenthesis && isAtWord("function")
  }

  mutating func legacyFunction() {
    advance()
    report(
      .legacyFunction, at: previous.range, severity: .warning,
      fixIt: replacement(of: index - 1, with: "func"))
  }

  /// `static f: func()`
  var isLegacyStatic: Bool {
    options.acceptsLegacy && isKeyword(.static) && peek(2).kind == .colon
  }

  /// Passes over the word; what follows is read as ever.
  mutating func legacyStatic() {
    let start = index
    let range = SourceRange(
      file: current.range.file, lower: current.range.lower, upper: peek(2).range.upper)
    let replacement = rewritten(from: start, to: start + 3) { place in
      if place == start { "" } else if place == start + 2 { ": static" } else { nil }
    }
    report(
      .legacyStatic, at: current.range, severity: .warning,
      fixIt: Diagnostic.FixIt(
        range: range, replacement: replacement, title: "write it behind the colon"))
    leaveOut()
  }
}

// Types.
extension Parser {
  /// `expected<a, b>`, `handle<r>` and `handle r`, if the name just read begins one.
  mutating func legacyType(_ name: Identifier, from start: Int) throws(Failure) -> TypeSyntax? {
    guard options.acceptsLegacy else { return nil }
    if current.kind == .less {
      switch name.text {
      case "expected": return try legacyExpected(from: start)
      case "handle":
        advance()
        let resource = try identifier()
        try expect(.greater, .token(">"))
        report(
          .legacyHandle, at: name.range, severity: .warning,
          fixIt: replacement(of: start, with: "own"))
        return TypeSyntax(kind: .own(resource), range: range(from: tokens[start]))
      default: return nil
      }
    }
    // A name with a colon behind it would be the next item, after a type called `handle`.
    guard current.kind.isName, name.text == "handle", peek().kind != .colon, !isLegacyUnion else {
      return nil
    }
    let resource = try identifier()
    let rest = rewritten(from: start) { $0 == start ? "" : nil }
    let range = range(from: tokens[start])
    report(
      .legacyHandle, at: name.range, severity: .warning,
      fixIt: Diagnostic.FixIt(
        range: range, replacement: "own<\(rest)>", title: "write `own<…>`"))
    return TypeSyntax(kind: .own(resource), range: range)
  }

  private mutating func legacyExpected(from start: Int) throws(Failure) -> TypeSyntax {
    advance()
    let okPlace = index
    let ok = try typeOrUnit()
    let comma = index
    let error = take(.comma) ? try typeOrUnit() : nil
    try expect(.greater, .token(">"))
    let end = index - 1
    let text = rewritten(from: start) { place in
      if place == start { return "result" }
      if ok == nil, error == nil { return "" }
      if place == okPlace, ok == nil { return "_" }
      if error == nil, place >= comma, place < end { return "" }
      return nil
    }
    let range = range(from: tokens[start])
    report(
      .legacyExpected, at: tokens[start].range, severity: .warning,
      fixIt: Diagnostic.FixIt(range: range, replacement: text, title: "write `result`"))
    return TypeSyntax(kind: .result(ok: ok, error: error), range: range)
  }

  /// An argument of `expected`: `unit` was a keyword when that was one.
  private mutating func typeOrUnit() throws(Failure) -> TypeSyntax? {
    if take(.underscore) { return nil }
    guard isAtWord("unit") else { return try type() }
    advance()
    return nil
  }

  /// `union u { a, b }`
  var isLegacyUnion: Bool {
    options.acceptsLegacy && current.kind == .identifier && peek(2).kind == .leftBrace
      && isAtWord("union")
  }

  mutating func legacyUnion(leading: Leading) throws(Failure) -> TypeDefinitionSyntax {
    let start = index
    let word = current
    advance()
    let name = try identifier()
    try expect(.leftBrace, .token("{"))
    var begins: [Int: Int] = [:]
    var ends: [Int: Int] = [:]
    let cases = try list(until: .rightBrace, .token(",")) { parser throws(Failure) in
      let docs = parser.docs()
      let number = begins.count
      begins[parser.index] = number
      let type = try parser.type()
      ends[parser.index - 1] = number
      return CaseSyntax(
        name: Identifier(text: "f\(number)", range: type.range), type: type, docs: docs)
    }
    let replacement = rewritten(from: start) { place in
      if place == start { return "variant" }
      guard begins[place] != nil || ends[place] != nil else { return nil }
      let lead = begins[place].map { "f\($0)(" } ?? ""
      return lead + text(tokens[place]) + (ends[place] == nil ? "" : ")")
    }
    report(
      .legacyUnion, at: word.range, severity: .warning,
      fixIt: Diagnostic.FixIt(
        range: range(from: word), replacement: replacement, title: "write a `variant`"))
    return TypeDefinitionSyntax(leading: leading, name: name, kind: .variant(cases))
  }
}

// `unit`, the type of nothing.
extension Parser {
  /// Whether the old type of that name stands at a place, and not one that the file defines.
  private mutating func isLegacyUnit(at place: Int) -> Bool {
    guard isWord("unit", at: place) else { return false }
    let isDefined = definesUnit ?? namesUnit()
    definesUnit = isDefined
    return !isDefined
  }

  /// Whether some type of the file, or one that it uses, may be called `unit`.
  private func namesUnit() -> Bool {
    tokens.indices.contains { place in
      guard place > 0, isWord("unit", at: place) else { return false }
      let (before, after) = (tokens[place - 1], tokens[place + 1])
      switch before.keyword {
      case .type, .record, .variant, .enum, .flags, .resource, .as: return true
      default: break
      }
      return (before.kind == .leftBrace || before.kind == .comma)
        && (after.kind == .rightBrace || after.kind == .comma)
    }
  }

  /// `case(unit)`
  mutating func isAtLegacyUnitPayload() -> Bool {
    options.acceptsLegacy && current.kind == .leftParenthesis
      && peek(2).kind == .rightParenthesis && isLegacyUnit(at: index + 1)
  }

  mutating func legacyUnitPayload() {
    let start = index
    for _ in 0..<3 { advance() }
    report(
      .legacyUnit, at: tokens[start + 1].range, severity: .warning, fixIt: removal(from: start))
  }
}

// `use`.
extension Parser {
  /// `use { a, b } from path;`, of which `use` has been read.
  mutating func legacyUse(leading: Leading) throws(Failure) -> UseSyntax {
    if current.kind == .star { throw legacyUseOfAll() }
    let start = index
    let names = try usedNames()
    let from = index
    try expect(.from)
    let pathStart = index
    let path = try usePath()
    let list = rewritten(from: start, to: from) { _ in nil }
    let comments =
      between(from - 1, from).drop { $0 == " " } + between(from, pathStart).drop { $0 == " " }
    let isCommented = !comments.allSatisfy(\.isWhitespace)
    report(
      .legacyUseFrom, at: tokens[start].range, severity: .warning,
      fixIt: Diagnostic.FixIt(
        range: range(from: tokens[start]),
        replacement: rewritten(from: pathStart) { _ in nil } + ".\(list)"
          + (isCommented ? " \(comments)" : ""),
        title: "write the path first"))
    try semicolon()
    return UseSyntax(leading: leading, path: path, names: names)
  }

  /// `use path.*` and `use * from path`: which names it brings in the text does not say.
  mutating func legacyUseOfAll() -> Failure {
    report(.legacyUseOfAll, at: current.range)
    return Failure()
  }
}

// Fix-its.
extension Parser {
  private func replacement(of place: Int, with text: String) -> Diagnostic.FixIt {
    Diagnostic.FixIt(range: tokens[place].range, replacement: text, title: "write `\(text)`")
  }

  /// Leaves out the tokens from `start` up to the current one, and keeps the comments among them.
  private func removal(from start: Int) -> Diagnostic.FixIt {
    var range = range(from: tokens[start])
    let text = rewritten(from: start) { _ in "" }
    guard text.allSatisfy(\.isWhitespace) else {
      let isApart = range.lower == 0 || source.bytes[Int(range.lower) - 1] <= 0x20
      return Diagnostic.FixIt(
        range: range, replacement: (isApart ? "" : " ") + text, title: "leave it out")
    }
    // Blanks go with it: those behind, or where a line or an item ends there, those before.
    let bytes = source.bytes
    range.upper += Int32(bytes[Int(range.upper)...].prefix { $0 == 0x20 }.count)
    let next = Int(range.upper) < bytes.count ? bytes[Int(range.upper)] : UInt8(ascii: "\n")
    if next == UInt8(ascii: "\n") || next == UInt8(ascii: "\r") || next == UInt8(ascii: ";") {
      range.lower -= Int32(bytes[..<Int(range.lower)].reversed().prefix { $0 == 0x20 }.count)
    }
    return Diagnostic.FixIt(range: range, replacement: "", title: "leave it out")
  }

  /// What stands between two tokens.
  private func between(_ one: Int, _ other: Int) -> String {
    text(
      of: SourceRange(
        file: tokens[one].range.file, lower: tokens[one].range.upper,
        upper: tokens[other].range.lower))
  }

  /// The text from one token up to another, or the current one, with some tokens replaced. All that
  /// stands between the tokens is kept, blanks behind a token that is left out aside.
  private func rewritten(
    from start: Int, to end: Int? = nil, _ replacement: (Int) -> String?
  ) -> String {
    let bytes = source.bytes
    var text: [UInt8] = []
    var position = Int(tokens[start].range.lower)
    for place in start..<(end ?? index) {
      let (lower, upper) = (Int(tokens[place].range.lower), Int(tokens[place].range.upper))
      text += bytes[position..<max(position, lower)]
      position = upper
      guard let new = replacement(place) else {
        text += bytes[lower..<upper]
        continue
      }
      text += Array(new.utf8)
      if new.isEmpty { position += bytes[upper...].prefix { $0 == 0x20 }.count }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
