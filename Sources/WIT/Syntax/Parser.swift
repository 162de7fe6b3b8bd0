/// Parses one file. It never throws out: a mistake is reported, and parsing goes on behind it.
struct Parser {
  /// Says that a mistake was reported and that the caller should look for a place to go on.
  struct Failure: Error {}

  let source: SourceFile
  let options: ParseOptions
  /// Without trivia; `docs` looks into `all` for that.
  let tokens: [Token]
  private let all: [Token]
  /// For each of `tokens`, where it stands in `all`.
  private let positions: [Int]
  private(set) var index = 0
  private(set) var diagnostics: [Diagnostic]
  private(set) var typeDepth = 0
  /// Whether the file gives the name `unit` to a type of its own; found out when it matters.
  var definesUnit: Bool?
  /// The places in `all` of tokens that today's WIT would not have there: comments before them are
  /// docs of what comes behind them.
  private var leftOut: Set<Int> = []
  var missingSemicolons: [Int32] = []
  private(set) var brokenNames: Set<String> = []

  init(_ source: SourceFile, file: SourceFileID, options: ParseOptions) {
    self.source = source
    self.options = options
    var lexer = Lexer(source, file: file)
    let all = lexer.tokens()
    diagnostics = lexer.diagnostics
    self.all = all
    var tokens: [Token] = []
    var positions: [Int] = []
    tokens.reserveCapacity(all.count)
    positions.reserveCapacity(all.count)
    for (position, token) in all.enumerated() where !token.kind.isTrivia {
      tokens.append(token)
      positions.append(position)
    }
    self.tokens = tokens
    self.positions = positions
  }

  /// The tree of a file and what is wrong with it.
  static func parse(
    _ source: SourceFile, file: SourceFileID, options: ParseOptions
  ) -> (tree: SyntaxTree, diagnostics: [Diagnostic]) {
    var parser = Parser(source, file: file, options: options)
    let tree = parser.file(file)
    return (tree, parser.diagnostics.limitedPerFile())
  }
}

/// How strictly to read.
package struct ParseOptions: Hashable, Sendable {
  /// Whether syntax that WIT has left behind is taken with a warning and a fix-it each.
  package var acceptsLegacy = true

  package init(acceptsLegacy: Bool = true) {
    self.acceptsLegacy = acceptsLegacy
  }
}

// Looking at tokens.
extension Parser {
  var current: Token { tokens[index] }

  var isAtEnd: Bool { current.kind == .endOfFile }

  func peek(_ distance: Int = 1) -> Token {
    tokens[min(index + distance, tokens.count - 1)]
  }

  var previous: Token { tokens[max(index - 1, 0)] }

  mutating func advance() {
    if !isAtEnd { index += 1 }
  }

  func isKeyword(_ keyword: Keyword) -> Bool {
    current.kind == .keyword && current.keyword == keyword
  }

  mutating func take(_ kind: Token.Kind) -> Bool {
    guard current.kind == kind else { return false }
    advance()
    return true
  }

  mutating func take(_ keyword: Keyword) -> Bool {
    guard isKeyword(keyword) else { return false }
    advance()
    return true
  }

  func text(_ token: Token) -> String {
    text(of: token.range)
  }

  func text(of range: SourceRange) -> String {
    String(decoding: source.bytes[Int(range.lower)..<Int(range.upper)], as: UTF8.self)
  }

  func isAtWord(_ word: String) -> Bool {
    isWord(word, at: index)
  }

  func isWord(_ word: String, at place: Int) -> Bool {
    let range = tokens[place].range
    return tokens[place].kind == .identifier
      && Int(range.upper - range.lower) == word.utf8.count
      && source.bytes[Int(range.lower)..<Int(range.upper)].elementsEqual(word.utf8)
  }

  /// Whether a line feed stands between the token before and this one.
  var startsLine: Bool {
    source.bytes[Int(previous.range.upper)..<Int(current.range.lower)].contains(UInt8(ascii: "\n"))
  }
}

// Demanding tokens.
extension Parser {
  mutating func report(
    _ message: DiagnosticMessage, at range: SourceRange, severity: Diagnostic.Severity = .error,
    fixIt: Diagnostic.FixIt? = nil
  ) {
    diagnostics.append(
      Diagnostic(severity: severity, range: range, message: message, fixIt: fixIt))
  }

  /// Reports that something else was expected here.
  mutating func expected(_ what: Expectation) -> Failure {
    // What the lexer could not read has been reported already.
    if current.kind != .unknown {
      diagnostics.append(
        Diagnostic(
          severity: .error, range: current.range,
          message: .expected(what, found: found(current)), notes: didYouMean(what)))
    }
    return Failure()
  }

  /// A word that is nearly a keyword which may stand here.
  private func didYouMean(_ what: Expectation) -> [Diagnostic.Note] {
    guard current.kind == .identifier, !what.keywords.isEmpty,
      let keyword = nearest(to: text(current), among: what.keywords.map(\.rawValue))
    else { return [] }
    return [Diagnostic.Note(range: nil, text: "did you mean `\(keyword)`?")]
  }

  private func found(_ token: Token) -> String {
    token.kind == .endOfFile ? "the end of the file" : "`\(text(token))`"
  }

  mutating func expect(_ kind: Token.Kind, _ what: Expectation) throws(Failure) {
    guard take(kind) else { throw expected(what) }
  }

  mutating func expect(_ keyword: Keyword) throws(Failure) {
    guard take(keyword) else { throw expected(.token(keyword.rawValue)) }
  }

  mutating func identifier(_ what: Expectation = .name) throws(Failure) -> Identifier {
    switch current.kind {
    case .identifier:
      let identifier = Identifier(text: text(current), range: current.range)
      advance()
      return identifier
    case .explicitIdentifier:
      let range = current.range
      advance()
      return Identifier(text: String(text(of: range).dropFirst()), range: range)
    default: throw expected(what)
    }
  }

  /// The `;` at the end of an item.
  mutating func semicolon() throws(Failure) {
    if take(.semicolon) { return }
    guard isLegacyItemEnd else { throw expected(.token(";")) }
    legacyItemEnd()
  }

  /// A comma-separated list up to `close`, which is taken; a trailing comma is allowed.
  mutating func list<Element>(
    until close: Token.Kind, _ what: Expectation,
    _ element: (inout Parser) throws(Failure) -> Element
  ) throws(Failure) -> [Element] {
    var elements: [Element] = []
    while !take(close) {
      elements.append(try element(&self))
      if take(close) { break }
      try expect(.comma, what)
    }
    return elements
  }

  mutating func nested<Result>(
    _ body: (inout Parser) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    typeDepth += 1
    defer { typeDepth -= 1 }
    guard typeDepth <= Limits.typeDepthMax else {
      report(.typeTooDeep(limit: Limits.typeDepthMax), at: current.range)
      throw Failure()
    }
    return try body(&self)
  }

  func range(from start: Token) -> SourceRange {
    SourceRange(
      file: start.range.file, lower: start.range.lower,
      upper: max(previous.range.upper, start.range.upper))
  }
}

// Going on after a mistake.
extension Parser {
  /// Parses one item of a braced body; after a mistake, skips to where the next one may begin.
  mutating func recovering(_ item: (inout Parser) throws(Failure) -> Void) {
    let start = index
    do {
      try item(&self)
    } catch {
      noteBrokenNames(from: start)
      skipItem(from: start)
    }
    // Every loop moves or stops.
    if index == start { advance() }
  }

  /// Remembers what the tokens up to the mistake were going to declare.
  private mutating func noteBrokenNames(from start: Int) {
    for position in start..<index where tokens[position].declares {
      let name = tokens[min(position + 1, tokens.count - 1)]
      if name.kind == .identifier { brokenNames.insert(text(name)) }
    }
  }

  private mutating func skipItem(from start: Int) {
    // Count braces from the item's first token, so that the skip ends in the body it began in.
    var depth = 0
    for token in tokens[start..<index] {
      if token.kind == .leftBrace { depth += 1 }
      if token.kind == .rightBrace { depth -= 1 }
    }
    skip: while !isAtEnd {
      switch current.kind {
      case .leftBrace: depth += 1
      case .rightBrace:
        if depth <= 0 { break skip }
        depth -= 1
        if depth == 0 {
          advance()
          break skip
        }
      case .semicolon where depth <= 0:
        advance()
        break skip
      default: break
      }
      advance()
    }
  }
}

// Docs.
extension Parser {
  /// The comments directly before the current token, as text without markers.
  func docs() -> String? {
    var comments: [SourceRange] = []
    var position = positions[index] - 1
    while position >= 0, all[position].kind.isTrivia || leftOut.contains(position) {
      if all[position].kind.isTrivia { comments.append(all[position].range) }
      position -= 1
    }
    guard !comments.isEmpty else { return nil }
    return DocComment.text(of: comments.reversed(), in: source.bytes)
  }

  /// Passes over a token that fix-its leave out at the beginning or the end of an item.
  mutating func leaveOut() {
    leftOut.insert(positions[index])
    advance()
  }

  /// The first of the comments directly before the current token.
  func docsRange() -> SourceRange? {
    var position = positions[index] - 1
    while position >= 0, all[position].kind.isTrivia { position -= 1 }
    return position + 1 < positions[index] ? all[position + 1].range : nil
  }

  mutating func file(_ id: SourceFileID) -> SyntaxTree {
    var tree = SyntaxTree(file: id, tokens: all, header: nil, items: [])
    while !isAtEnd {
      recovering { parser throws(Failure) in
        try parser.topItem(into: &tree.items, header: &tree.header)
      }
    }
    tree.missingSemicolons = missingSemicolons
    tree.brokenNames = brokenNames
    return tree
  }
}
