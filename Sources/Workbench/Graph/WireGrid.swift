/// Cells in which lines meet: each knows the directions in which a line leaves it.
///
/// Lines are laid one over the other; where they meet the right corner, branch or crossing comes
/// out by itself.
struct WireGrid {
  private struct Cell {
    /// `Direction`s with a line, and those where it is drawn heavy.
    var lines: UInt8 = 0
    var heavy: UInt8 = 0
    var text: Character?
    var role = Role.text
  }

  enum Direction {
    static let north: UInt8 = 1
    static let east: UInt8 = 2
    static let south: UInt8 = 4
    static let west: UInt8 = 8
  }

  let columns: Int
  let rows: Int
  private var cells: [Cell]

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    cells = Array(repeating: Cell(), count: columns * rows)
  }

  /// A line along a row, from the middle of one cell to the middle of another.
  mutating func across(_ row: Int, from first: Int, to last: Int, _ role: Role, heavy: Bool) {
    guard first < last else { return }
    for column in first...last {
      var lines: UInt8 = 0
      if column > first { lines |= Direction.west }
      if column < last { lines |= Direction.east }
      add(lines, row, column, role, heavy)
    }
  }

  mutating func down(_ column: Int, from first: Int, to last: Int, _ role: Role, heavy: Bool) {
    guard first < last else { return }
    for row in first...last {
      var lines: UInt8 = 0
      if row > first { lines |= Direction.north }
      if row < last { lines |= Direction.south }
      add(lines, row, column, role, heavy)
    }
  }

  private mutating func add(_ lines: UInt8, _ row: Int, _ column: Int, _ role: Role, _ heavy: Bool)
  {
    guard isInside(row, column) else { return }
    let index = row * columns + column
    cells[index].lines |= lines
    if heavy { cells[index].heavy |= lines }
    cells[index].role = role
  }

  /// Text over whatever is there; what goes beyond the grid is left out.
  mutating func put(_ text: some StringProtocol, _ row: Int, _ column: Int, _ role: Role) {
    for (offset, character) in text.enumerated() where isInside(row, column + offset) {
      let index = row * columns + column + offset
      cells[index].text = character
      cells[index].role = role
    }
  }

  private func isInside(_ row: Int, _ column: Int) -> Bool {
    row >= 0 && row < rows && column >= 0 && column < columns
  }

  /// A row as pieces of one role each, without the blanks at its end.
  func line(_ row: Int) -> StyledLine {
    var line = StyledLine()
    var text = ""
    var role = Role.text
    for column in 0..<columns {
      let cell = cells[row * columns + column]
      let character = cell.text ?? Self.glyph(cell.lines, heavy: cell.heavy)
      let cellRole = character == " " ? role : cell.role
      if cellRole != role, !text.isEmpty {
        line.append(text, role)
        text = ""
      }
      role = cellRole
      text.append(character)
    }
    while text.last == " " { text.removeLast() }
    if !text.isEmpty { line.append(text, role) }
    return line
  }

  private static let light = Array(" ╵╶╰╷│╭├╴╯─┴╮┤┬┼")
  private static let bold = Array(" ╹╺┗╻┃┏┣╸┛━┻┓┫┳╋")

  private static func glyph(_ lines: UInt8, heavy: UInt8) -> Character {
    // A heavy line over a light one.
    if lines == 15, heavy == Direction.east | Direction.west { return "┿" }
    if lines == 15, heavy == Direction.north | Direction.south { return "╂" }
    return heavy == 0 ? light[Int(lines)] : bold[Int(lines)]
  }
}
