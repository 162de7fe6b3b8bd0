/// What a pane shows: rows, made only when they are seen.
package struct PaneContent {
  /// Where the cursor may stand, in panes whose rows do not stand for one thing each.
  package struct Place: Hashable, Sendable {
    package var key: String
    package var row: Int
    /// The part of the row that is marked; nil for all of it.
    package var columns: Range<Int>?
    /// What is found and copied.
    package var text: String

    package init(key: String, row: Int, columns: Range<Int>? = nil, text: String) {
      self.key = key
      self.row = row
      self.columns = columns
      self.text = text
    }
  }

  package var title: String
  package var count: Int
  /// Whether the cursor's row is marked; text that is only read is scrolled by the same cursor.
  package var isSelectable: Bool
  /// Whether the cursor stays on the last row while rows are added.
  package var follows = false
  /// Whether rows are parts of a picture, where a cut says nothing.
  package var isPicture = false
  /// Sentences that stand here while there are no rows: what to do next.
  package var empty: [String]
  /// The cursor's places, in the order in which it visits them; nil where each row is one.
  package var places: [Place]?
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

  /// How many things the cursor can stand on.
  package var itemCount: Int { places?.count ?? count }

  /// The row of the cursor's place.
  package func row(ofItem index: Int) -> Int {
    guard let places else { return index }
    return places.indices.contains(index) ? places[index].row : 0
  }

  package func text(ofItem index: Int) -> String {
    guard let places else { return index < count ? row(index).text.trimmed : "" }
    return places.indices.contains(index) ? places[index].text : ""
  }

  package func keyOfItem(_ index: Int) -> String? {
    guard let places else { return keyOfRow(index) }
    return places.indices.contains(index) ? places[index].key : nil
  }

  /// What a click hits.
  package func item(atRow row: Int, column: Int) -> Int? {
    guard let places else { return row >= 0 && row < count ? row : nil }
    return places.firstIndex { $0.row == row && ($0.columns?.contains(column) ?? true) }
  }

  /// What a row stands for; nil where there is no such row or rows stand for nothing.
  package func keyOfRow(_ index: Int) -> String? {
    index >= 0 && index < count ? makeKey?(index) : nil
  }
}
