/// A screenful of cells that panes draw into. It knows nothing of terminals.
package struct Frame: Hashable, Sendable {
  /// One cell. The cell after a wide character has an empty text and is never drawn by itself.
  package struct Cell: Hashable, Sendable {
    package var text: String
    package var role: Role

    package init(text: String, role: Role) {
      self.text = text
      self.role = role
    }
  }

  package let size: Size
  /// Row after row; `size.rows * size.columns` of them.
  package internal(set) var cells: [Cell]
  /// Where the terminal's cursor stands, or nil to hide it.
  package var cursor: Position?

  package struct Position: Hashable, Sendable {
    package var x: Int
    package var y: Int

    package init(x: Int, y: Int) {
      self.x = x
      self.y = y
    }
  }

  package init(size: Size) {
    self.size = size
    cells = Array(repeating: Cell(text: " ", role: .text), count: size.columns * size.rows)
  }

  package func row(_ y: Int) -> ArraySlice<Cell> {
    cells[(y * size.columns)..<((y + 1) * size.columns)]
  }

  /// The text plane, rows joined by line feeds, blanks at their ends removed: what tests compare.
  package var text: String {
    (0..<size.rows).map { y in
      var line = row(y).map(\.text).joined()
      while line.last == " " { line.removeLast() }
      return line
    }.joined(separator: "\n")
  }
}
