/// A token as the formatter lays it out, with the comments and line feeds before it.
struct FormatPiece {
  /// What a piece does to the layout.
  enum Role: UInt8 {
    case plain
    /// The `)` of a gate: what it gates stands on the next line.
    case gateEnd
    /// Braces around items, each on its own line: interfaces, worlds, packages, resources.
    case blockOpen
    /// Braces around elements, each on its own line: records, variants, enums, flags.
    case listOpen
    /// Delimiters that stay on one line where they fit.
    case groupOpen
    case close
    /// The comma between the elements of a list or group.
    case separator
  }

  var kind: Token.Kind
  var keyword: Keyword?
  /// Its first byte in the source, and the byte after its last.
  var lower: Int
  var upper: Int
  /// The comments between the piece before and this one, as indices of `FormatPieces.comments`.
  var comments: Range<Int>
  /// Line feeds between what stands before, a comment perhaps, and this piece.
  var lineFeeds: Int

  var role = Role.plain
  /// Whether it is the last of an item.
  var endsItem = false
  /// Whether a blank line has to stand before it.
  var needsBlankLine = false
  /// Whether a blank stands before it, if it does not begin a line.
  var needsSpace = false
  /// Of an opening piece: whether a comma may stand behind the last element.
  var allowsTrailingComma = false
  /// Of an opening piece: the index of the closing one.
  var closeIndex = 0
}

/// A comment and where it stood.
struct FormatComment {
  var isLineComment: Bool
  var lower: Int
  var upper: Int
  /// Line feeds between what stands before and the comment.
  var lineFeeds: Int
  /// Whether a line feed stands in it.
  var isMultiline: Bool

  var endsLine: Bool { isLineComment || isMultiline }
}

/// The tokens of a file joined into what must not be parted: versions are single pieces, and commas
/// before a closing delimiter are gone, to be put back where the layout wants them.
struct FormatPieces {
  let bytes: [UInt8]
  private(set) var pieces: [FormatPiece] = []
  private(set) var comments: [FormatComment] = []

  init(_ tree: SyntaxTree, of source: SourceFile) {
    bytes = source.bytes
    let tokens = tree.tokens
    pieces.reserveCapacity(tokens.count)
    var firstComment = 0
    var end = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var index = 0
    while index < tokens.count {
      let token = tokens[index]
      let (lower, upper) = (Int(token.range.lower), Int(token.range.upper))
      if token.kind.isTrivia {
        comments.append(comment(token, after: end))
        end = upper
      } else if token.kind != .comma || !isBeforeClose(index, in: tokens) {
        let last = isVersion(token) ? lastOfVersion(index, in: tokens) : index
        pieces.append(
          FormatPiece(
            kind: token.kind, keyword: token.keyword, lower: lower,
            upper: Int(tokens[last].range.upper), comments: firstComment..<comments.count,
            lineFeeds: lineFeeds(from: end, to: lower)))
        firstComment = comments.count
        end = Int(tokens[last].range.upper)
        index = last
      }
      index += 1
    }
  }

  private func comment(_ token: Token, after end: Int) -> FormatComment {
    let (lower, upper) = (Int(token.range.lower), Int(token.range.upper))
    return FormatComment(
      isLineComment: token.kind == .lineComment, lower: lower, upper: upper,
      lineFeeds: lineFeeds(from: end, to: lower),
      isMultiline: token.kind == .blockComment && lineFeeds(from: lower, to: upper) > 0)
  }

  /// More than two are as good as two.
  private func lineFeeds(from lower: Int, to upper: Int) -> Int {
    var count = 0
    for index in lower..<upper where bytes[index] == UInt8(ascii: "\n") {
      count += 1
      if count == 2 { break }
    }
    return count
  }

  private func isBeforeClose(_ index: Int, in tokens: [Token]) -> Bool {
    switch tokens[(index + 1)...].first(where: { !$0.kind.isTrivia })?.kind {
    case .rightBrace, .rightParenthesis, .greater: true
    default: false
    }
  }

  private func isVersion(_ token: Token) -> Bool {
    guard token.kind == .integer, let before = pieces.last?.kind else { return false }
    return before == .at || before == .equals
  }

  /// The last token of the version that begins here: those that touch each other, as the parser
  /// reads them.
  private func lastOfVersion(_ start: Int, in tokens: [Token]) -> Int {
    var last = start
    while last + 1 < tokens.count, tokens[last + 1].range.lower == tokens[last].range.upper {
      switch tokens[last + 1].kind {
      case .integer, .identifier, .keyword, .minus, .plus: last += 1
      case .period where !isBeforeBrace(last + 1, in: tokens): last += 1
      default: return last
      }
    }
    return last
  }

  private func isBeforeBrace(_ index: Int, in tokens: [Token]) -> Bool {
    tokens[(index + 1)...].first { !$0.kind.isTrivia }?.kind == .leftBrace
  }

  /// Whether a piece is this word.
  func isWord(_ index: Int, _ word: String) -> Bool {
    pieces[index].kind == .identifier
      && bytes[pieces[index].lower..<pieces[index].upper].elementsEqual(word.utf8)
  }

  subscript(index: Int) -> FormatPiece {
    get { pieces[index] }
    set { pieces[index] = newValue }
  }
}
