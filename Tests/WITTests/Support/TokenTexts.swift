import WIT

/// What formatting may not change: all tokens and comments of a file as texts, in order.
///
/// Left out is what it may change: commas before a closing delimiter, carriage returns, and blanks
/// at the ends of a comment's lines.
enum TokenTexts {
  static func of(_ source: SourceFile) -> [String] {
    let tokens = SyntaxTree.parse(source).tree.tokens
    return tokens.indices.filter { !isTrailingComma($0, in: tokens) }.map {
      let text = text(tokens[$0], of: source)
      return tokens[$0].kind.isTrivia ? trimmed(text) : text
    }
  }

  static func text(_ token: Token, of source: SourceFile) -> String {
    String(decoding: source.bytes[Int(token.range.lower)..<Int(token.range.upper)], as: UTF8.self)
  }

  private static func isTrailingComma(_ index: Int, in tokens: [Token]) -> Bool {
    guard tokens[index].kind == .comma else { return false }
    let next = tokens[(index + 1)...].first { !$0.kind.isTrivia }?.kind
    return next == .rightBrace || next == .rightParenthesis || next == .greater
  }

  private static func trimmed(_ comment: String) -> String {
    comment.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var line = line
      while let last = line.last, " \t\r".unicodeScalars.contains(last) { line.removeLast() }
      return String(line)
    }.joined(separator: "\n")
  }
}
