/// The text of doc comments, as tools show it.
///
/// Every comment directly before an item counts, not only `///`: the reference tools do the same,
/// and a note that a person left there is better shown than lost. Only `/** */` loses its marks at
/// both ends; `/* x */` is shown as `* x */`, since the same text must read the same everywhere.
enum DocComment {
  static func text(of comments: [(token: Token, text: String)]) -> String? {
    let bodies = comments.map { trimmingEnd(body(of: $0.text)) }
    // Blanks that all comments begin with are the writer's margin; lines inside a block keep theirs.
    let margin =
      bodies.lazy.filter { !$0.isEmpty }.map { $0.utf8.prefix(while: isBlank).count }.min() ?? 0
    let blanks = String(repeating: " ", count: margin)
    var lines: [Substring] = []
    for body in bodies {
      let text = body.hasPrefix(blanks) ? body.dropFirst(margin) : body
      // "\r\n" is one character of Swift, and `isNewline` holds for both.
      lines += text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.isEmpty ? nil : lines.joined(separator: "\n")
  }

  private static func body(of comment: String) -> Substring {
    guard comment.hasPrefix("/**") else { return comment.drop { $0 == "/" } }
    let body = comment.dropFirst(3)
    return body.hasSuffix("*/") ? body.dropLast(2) : body
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  private static func trimmingEnd(_ text: Substring) -> Substring {
    var text = text
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return text
  }
}
