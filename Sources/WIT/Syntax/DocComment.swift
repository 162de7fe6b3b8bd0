/// The text of doc comments, as tools show it.
///
/// Every comment directly before an item counts, not only `///`: the reference tools do the same,
/// and a note that a person left there is better shown than lost.
enum DocComment {
  static func text(of comments: [(token: Token, text: String)]) -> String? {
    var lines: [Substring] = []
    for comment in comments {
      if comment.token.kind == .lineComment {
        lines.append(comment.text.drop { $0 == "/" })
      } else {
        lines.append(contentsOf: block(comment.text))
      }
    }
    let trimmed = lines.map(trimmingEnd)
    let margin =
      trimmed.lazy.filter { !$0.isEmpty }.map { $0.prefix { $0 == " " }.count }.min() ?? 0
    let text = trimmed.map { String($0.dropFirst(margin)) }.joined(separator: "\n")
    return text.isEmpty ? nil : text
  }

  private static func block(_ text: String) -> [Substring] {
    var body = text[...]
    if body.hasPrefix("/**") { body = body.dropFirst(3) } else { body = body.dropFirst(2) }
    if body.hasSuffix("*/") { body = body.dropLast(2) }
    var lines = body.split(separator: "\n", omittingEmptySubsequences: false)
    if let first = lines.first, first.allSatisfy(\.isWhitespace) { lines.removeFirst() }
    if let last = lines.last, last.allSatisfy(\.isWhitespace) { lines.removeLast() }
    return lines
  }

  private static func trimmingEnd(_ line: Substring) -> Substring {
    var line = line
    while let last = line.last, last.isWhitespace { line.removeLast() }
    return line
  }
}
