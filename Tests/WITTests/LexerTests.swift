import TestSupport
import Testing

@testable import WIT

/// Tokens: which there are, and that no byte is lost between them.
struct LexerTests {
  private func tokens(_ text: String) -> [Token] {
    var lexer = Lexer(SourceFile(path: "a.wit", text: text), file: SourceFileID(index: 0))
    return lexer.tokens()
  }

  @Test(arguments: [
    (
      "=,:.;@*+(){}<>",
      "equals comma colon period semicolon at star plus leftParenthesis "
        + "rightParenthesis leftBrace rightBrace less greater"
    ),
    ("- -> / // x", "minus arrow slash lineComment"),
    ("/* /* */ */ /**/", "blockComment blockComment"),
    (
      "interface %interface i-2 _ 42 \"a\\\"b\"",
      "keyword explicitIdentifier identifier underscore integer string"
    ),
    ("a\r\n\tb", "identifier identifier"),
    ("\u{FEFF}a", "identifier"),
    ("$", "unknown"),
  ])
  func textBecomesTokens(_ text: String, _ kinds: String) {
    let found = tokens(text).map { "\($0.kind)" }
    #expect(found.joined(separator: " ") == kinds + " endOfFile")
  }

  @Test(arguments: ["interface i { /* c */ f: func(); } // end", "\u{FEFF}x\r\n", "$é\"", "/*", ""])
  func everyByteIsInATokenOrBlank(_ text: String) {
    let bytes = Array(text.utf8)
    var place = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    for token in tokens(text) {
      let between = bytes[place..<Int(token.range.lower)]
      #expect(between.allSatisfy { " \n\r\t".utf8.contains($0) })
      place = Int(token.range.upper)
    }
    #expect(place == bytes.count)
  }
}
