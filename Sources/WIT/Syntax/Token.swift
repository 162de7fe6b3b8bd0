/// A piece of a WIT file: what it is and which bytes it covers.
package struct Token: Hashable, Sendable {
  package enum Kind: UInt8, Hashable, Sendable {
    // Names. `explicitIdentifier` is written with a leading `%`.
    case identifier, explicitIdentifier, keyword, integer, string
    // Punctuation.
    case equals, comma, colon, period, semicolon, slash, at, star, plus, minus, arrow
    case leftParenthesis, rightParenthesis, leftBrace, rightBrace, less, greater, underscore
    // Trivia, which the parser skips and the formatter keeps.
    case lineComment, blockComment
    // Bytes that are no token; the lexer has said why.
    case unknown
    case endOfFile

    var isName: Bool { self == .identifier || self == .explicitIdentifier }
    package var isTrivia: Bool { self == .lineComment || self == .blockComment }
  }

  package var kind: Kind
  /// Which keyword, when `kind` is `keyword`.
  package var keyword: Keyword?
  package var range: SourceRange

  package init(kind: Kind, keyword: Keyword? = nil, range: SourceRange) {
    self.kind = kind
    self.keyword = keyword
    self.range = range
  }
}

/// The words that the grammar reserves. (WIT.md, "Keywords"; `error-context` and `_` besides.)
package enum Keyword: String, Hashable, Sendable, CaseIterable {
  case `as`, async, bool, borrow, char, constructor, `enum`, export, f32, f64, flags, from
  case `func`, future, `import`, include, interface, list, map, option, own, package, record
  case resource, result, s8, s16, s32, s64, `static`, stream, string, tuple, type
  case u8, u16, u32, u64, use, variant, with, world
  case errorContext = "error-context"
}

extension Token {
  /// Whether a name that it declares follows.
  var declares: Bool {
    switch keyword {
    case .type, .record, .variant, .enum, .flags, .resource, .interface, .world: kind == .keyword
    default: false
    }
  }
}
