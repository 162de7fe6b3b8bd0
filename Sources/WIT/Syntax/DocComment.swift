/// The text of doc comments, as tools show it.
///
/// Every comment directly before an item counts, not only `///`: the reference tools do the same,
/// and a note that a person left there is better shown than lost. Only `/** */` loses its marks at
/// both ends; `/* x */` is shown as `* x */`, since the same text must read the same everywhere.
///
/// Comments are cut out of the file's bytes: a third of a well-written package is docs, and texts
/// taken apart by characters cost more than all the rest of parsing.
enum DocComment {
  static func text(of comments: [SourceRange], in bytes: [UInt8]) -> String? {
    let bodies = comments.map { comment in
      trimmingEnd(body(of: bytes[Int(comment.lower)..<Int(comment.upper)]))
    }
    // Blanks that all comments begin with are the writer's margin; lines inside a block keep theirs.
    let margin = bodies.lazy.filter { !$0.isEmpty }.map(indentation).min() ?? 0
    var text: [UInt8] = []
    for (index, body) in bodies.enumerated() {
      if index > 0 { text.append(UInt8(ascii: "\n")) }
      let isIndented = body.prefix(margin).allSatisfy { $0 == UInt8(ascii: " ") }
      append(isIndented ? body.dropFirst(margin) : body, to: &text)
    }
    while text.last == UInt8(ascii: "\n") { text.removeLast() }
    return text.isEmpty ? nil : String(decoding: text, as: UTF8.self)
  }

  private static func body(of comment: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard comment.starts(with: "/**".utf8) else { return comment.drop { $0 == UInt8(ascii: "/") } }
    let body = comment.dropFirst(3)
    return body.suffix(2).elementsEqual("*/".utf8) ? body.dropLast(2) : body
  }

  private static func indentation(_ body: ArraySlice<UInt8>) -> Int {
    (body.firstIndex { !isBlank($0) } ?? body.endIndex) - body.startIndex
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  private static func trimmingEnd(_ body: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var body = body
    while let last = body.last, isBlank(last) { body.removeLast() }
    guard let last = body.last, last >= 0x80 else { return body }
    // Blanks outside ASCII are as good as others.
    let scalars = String(decoding: body.suffix(4), as: UTF8.self).unicodeScalars
    guard let scalar = scalars.last, scalar.properties.isWhitespace else { return body }
    return trimmingEnd(body.dropLast(UTF8.width(scalar)))
  }

  /// Lines end with a line feed alone, also where the file has a carriage return before it.
  private static func append(_ body: ArraySlice<UInt8>, to text: inout [UInt8]) {
    guard body.contains(0x0D) else {
      text.append(contentsOf: body)
      return
    }
    for line in body.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      let isLast = line.endIndex == body.endIndex
      text.append(contentsOf: !isLast && line.last == 0x0D ? line.dropLast() : line)
      if !isLast { text.append(UInt8(ascii: "\n")) }
    }
  }
}
