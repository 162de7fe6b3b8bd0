/// A line of text in pieces, each with its role.
package struct StyledLine: Hashable, Sendable {
  package struct Span: Hashable, Sendable {
    package var text: String
    package var role: Role

    package init(_ text: String, _ role: Role) {
      self.text = text
      self.role = role
    }
  }

  package var spans: [Span]
  /// Paints the whole row, not only its text: a linked item, an added line.
  package var background: Role?
  /// The column at which the terminal's cursor stands while the row is the focused one.
  package var cursorColumn: Int?

  package init(_ spans: [Span] = [], background: Role? = nil, cursorColumn: Int? = nil) {
    self.spans = spans
    self.background = background
    self.cursorColumn = cursorColumn
  }

  package init(_ text: String, _ role: Role = .text) {
    self.init([Span(text, role)])
  }

  package var text: String { spans.map(\.text).joined() }

  package mutating func append(_ text: String, _ role: Role = .text) {
    spans.append(Span(text, role))
  }

  /// The text in lines of at most `columns` cells, broken at blanks where there are any.
  package static func wrapped(
    _ text: String, columns: Int, role: Role = .text, indent: String = ""
  ) -> [StyledLine] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { paragraph in
      wrap(paragraph, columns: max(8, columns - indent.count))
        .map { StyledLine(indent + $0, role) }
    }
  }

  private static func wrap(_ paragraph: Substring, columns: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in paragraph.split(separator: " ", omittingEmptySubsequences: false) {
      for piece in pieces(of: word, columns: columns) {
        let width = CellWidth.columns(of: piece)
        if used > 0, used + 1 + width > columns {
          lines.append(line)
          line = ""
          used = 0
        }
        if used > 0 || !line.isEmpty {
          line += " "
          used += 1
        }
        line += piece
        used += width
      }
    }
    return lines + [line]
  }

  /// A word cut where it is longer than a line.
  private static func pieces(of word: Substring, columns: Int) -> [String] {
    var pieces: [String] = []
    var piece = ""
    var used = 0
    for character in word {
      let width = CellWidth.cell(character).columns
      if used + width > columns {
        pieces.append(piece)
        piece = ""
        used = 0
      }
      piece.append(character)
      used += width
    }
    return pieces + [piece]
  }
}
