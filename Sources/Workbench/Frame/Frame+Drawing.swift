extension Frame {
  /// Writes text from `x` on and gives the column behind it.
  ///
  /// `limit` is the first column that stays as it is. What lies outside the frame is left out; a
  /// wide character that would be cut is not written. What may not reach a terminal is replaced
  /// (`CellWidth.cell`).
  @discardableResult
  package mutating func put(
    _ text: some StringProtocol, x: Int, y: Int, role: Role, limit: Int? = nil
  ) -> Int {
    let end = min(limit ?? size.columns, size.columns)
    guard y >= 0, y < size.rows else { return x }
    var column = x
    for character in text {
      let (text, columns) = CellWidth.cell(character)
      if columns == 0 { continue }
      if column + columns > end { break }
      if column >= 0 {
        set(text, columns: columns, x: column, y: y, role: role)
      } else {
        // The right half of what begins left of the frame.
        fill(Rectangle(x: 0, y: y, columns: column + columns, rows: 1), role: role)
      }
      column += columns
    }
    return column
  }

  /// Writes text that ends in `…` where it does not fit before `limit`; gives the column behind it.
  @discardableResult
  package mutating func putTruncated(
    _ text: String, x: Int, y: Int, role: Role, limit: Int? = nil
  ) -> Int {
    let end = min(limit ?? size.columns, size.columns)
    let fitting = CellWidth.truncated(text, columns: end - x)
    return put(fitting, x: x, y: y, role: role, limit: end)
  }

  /// Blanks a rectangle.
  package mutating func fill(_ area: Rectangle, role: Role) {
    forEachCell(in: area) { frame, x, y in
      frame.set(" ", columns: 1, x: x, y: y, role: role)
    }
  }

  /// Gives cells that are already written another role.
  package mutating func paint(_ area: Rectangle, role: Role) {
    forEachCell(in: area) { frame, x, y in
      frame.cells[y * frame.size.columns + x].role = role
    }
  }

  /// Draws a border along the inside of a rectangle, with a title in its upper edge.
  package mutating func box(
    _ area: Rectangle, title: String = "", role: Role, titleRole: Role? = nil
  ) {
    guard area.columns >= 2, area.rows >= 2 else { return }
    let bar = String(repeating: "─", count: area.columns - 2)
    let right = area.x + area.columns - 1
    let bottom = area.y + area.rows - 1
    put("┌\(bar)┐", x: area.x, y: area.y, role: role)
    for y in (area.y + 1)..<bottom {
      put("│", x: area.x, y: y, role: role)
      put("│", x: right, y: y, role: role)
    }
    put("└\(bar)┘", x: area.x, y: bottom, role: role)
    guard !title.isEmpty, area.columns > 5 else { return }
    let fitting = CellWidth.truncated(title, columns: area.columns - 4)
    put(" \(fitting) ", x: area.x + 1, y: area.y, role: titleRole ?? role, limit: right)
  }

  private mutating func forEachCell(in area: Rectangle, _ body: (inout Frame, Int, Int) -> Void) {
    for y in max(0, area.y)..<max(0, area.y, min(size.rows, area.y + area.rows)) {
      for x in max(0, area.x)..<max(0, area.x, min(size.columns, area.x + area.columns)) {
        body(&self, x, y)
      }
    }
  }

  private mutating func set(_ text: String, columns: Int, x: Int, y: Int, role: Role) {
    precondition(x >= 0 && x + columns <= size.columns, "a cell lies inside its row")
    // Parts of wide characters that are overwritten must not stay behind.
    blankCharacter(at: x, y: y)
    blankCharacter(at: x + columns - 1, y: y)
    let index = y * size.columns + x
    cells[index] = Cell(text: text, role: role)
    for offset in 1..<max(columns, 1) {
      cells[index + offset] = Cell(text: "", role: role)
    }
  }

  /// Blanks all cells of the character that covers a column, if it is a wide one.
  private mutating func blankCharacter(at x: Int, y: Int) {
    let row = y * size.columns
    var first = x
    while first > 0, cells[row + first].text.isEmpty { first -= 1 }
    var end = x + 1
    while end < size.columns, cells[row + end].text.isEmpty { end += 1 }
    guard end - first > 1 else { return }
    for column in first..<end { cells[row + column].text = " " }
  }
}
