/// A screenful of cells that panes draw into. It knows nothing of terminals.
package struct Frame: Hashable, Sendable {
  /// One cell. The cells that a wide character covers beside its first have an empty text and are
  /// never drawn by themselves.
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
    precondition(size.columns >= 0 && size.rows >= 0, "a frame has no negative size")
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

  /// The role plane in the same form: a letter for each role that is not `.text`, in the order of
  /// their appearance, then what the letters mean.
  package var rolesText: String {
    var letters: [Role: Character] = [.text: "."]
    var legend = ""
    let plane = (0..<size.rows).map { y in
      var line = ""
      for cell in row(y) {
        if letters[cell.role] == nil {
          let letter = Self.roleLetters[(letters.count - 1) % Self.roleLetters.count]
          letters[cell.role] = letter
          legend += "\n\(letter) \(cell.role.rawValue)"
        }
        line.append(letters[cell.role] ?? "?")
      }
      while line.last == "." { line.removeLast() }
      return line
    }
    return plane.joined(separator: "\n") + legend
  }

  private static let roleLetters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
}
