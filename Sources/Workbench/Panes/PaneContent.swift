/// What a pane shows: rows, made only when they are seen.
package struct PaneContent {
  package var title: String
  package var count: Int
  /// Whether the cursor's row is marked; text that is only read is scrolled by the same cursor.
  package var isSelectable: Bool
  /// Whether the cursor stays on the last row while rows are added.
  package var follows = false
  /// Sentences that stand here while there are no rows: what to do next.
  package var empty: [String]
  /// Why there are no rows, if something went wrong.
  package var problem: String?
  private var makeRow: (Int) -> StyledLine
  private var makeKey: ((Int) -> String)?

  package init(
    title: String, count: Int, isSelectable: Bool = true, follows: Bool = false,
    empty: [String] = [], key: ((Int) -> String)? = nil, row: @escaping (Int) -> StyledLine
  ) {
    self.title = title
    self.count = count
    self.isSelectable = isSelectable
    self.follows = follows
    self.empty = empty
    makeKey = key
    makeRow = row
  }

  /// Lines that are made already.
  package init(
    title: String, lines: [StyledLine], isSelectable: Bool = false, empty: [String] = []
  ) {
    self.init(title: title, count: lines.count, isSelectable: isSelectable, empty: empty) {
      lines[$0]
    }
  }

  /// Nothing but the reason.
  package init(title: String, problem: String) {
    self.init(title: title, lines: [], empty: ["", "R reads the workspace again."])
    self.problem = problem
  }

  package func row(_ index: Int) -> StyledLine { makeRow(index) }

  /// What a row stands for; nil where there is no such row or rows stand for nothing.
  package func keyOfRow(_ index: Int) -> String? {
    index >= 0 && index < count ? makeKey?(index) : nil
  }
}
