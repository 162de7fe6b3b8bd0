/// Makes of an indented outline with columns lines that can be heard one by one: each says its fact
/// first and then where it belongs.
///
///     interface api                       interface api
///       record order  2 fields    →       record order, 2 fields, in interface api
package struct PlainOutline: Sendable {
  /// What the lines above are, from the outermost; only their first columns.
  private var above: [(indent: Int, text: String)] = []

  package init() {}

  /// The next line; nil for one that says nothing.
  package mutating func line(_ text: String) -> String? {
    let indent = text.prefix { $0 == " " }.count
    let columns = Self.columns(of: text.dropFirst(indent))
    guard let first = columns.first else { return nil }
    while let last = above.last, last.indent >= indent { above.removeLast() }
    let places = above.reversed().map { ", in \($0.text)" }.joined()
    above.append((indent, first))
    return columns.joined(separator: ", ") + places
  }

  /// What stands in a line, two blanks or more being a gap between columns.
  private static func columns(of line: Substring) -> [String] {
    line.split(separator: "  ").map { part in
      String(part.drop { $0 == " " })
    }.filter { !$0.isEmpty }
  }
}
