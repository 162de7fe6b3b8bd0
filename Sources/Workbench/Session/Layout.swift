/// Where the panes of a tab are. A pure function of size, tab and focus: what is focused is always
/// visible.
package struct Layout: Hashable, Sendable {
  package static let minimumSize = Size(columns: 60, rows: 16)
  /// From here on, three columns stand side by side.
  private static let wideColumns = 110
  /// Below this, panes are stacked.
  private static let narrowColumns = 72

  package private(set) var areas: [Pane: Rectangle] = [:]
  package let size: Size

  package init(size: Size, tab: Tab, focus: Pane) {
    self.size = size
    let body = Rectangle(x: 0, y: 1, columns: size.columns, rows: size.rows - 3)
    if size.columns < Self.narrowColumns {
      stack(body, tab: tab, focus: focus)
    } else if tab == .stubs {
      arrangeStubs(body, focus: focus)
    } else if tab == .invoke {
      arrangeInvoke(body)
    } else if tab == .compose {
      arrangeCompose(body, focus: focus)
    } else {
      arrangeThree(body)
    }
  }

  package static func fits(_ size: Size) -> Bool {
    size.columns >= minimumSize.columns && size.rows >= minimumSize.rows
  }

  package func pane(x: Int, y: Int) -> Pane? {
    areas.first { $0.value.contains(x: x, y: y) }?.key
  }

  /// The list above, one other pane below.
  private mutating func stack(_ body: Rectangle, tab: Tab, focus: Pane) {
    let (upper, lower) = body.splitRows(max(5, body.rows * 2 / 5))
    areas[.list] = upper
    areas[focus == .list ? .main : focus] = lower
  }

  private mutating func arrangeThree(_ body: Rectangle) {
    if body.columns >= Self.wideColumns {
      let (left, rest) = body.splitColumns(min(44, max(30, body.columns * 28 / 100)))
      let (middle, right) = rest.splitColumns(rest.columns - min(48, rest.columns * 38 / 100))
      areas = [.list: left, .main: middle, .details: right]
    } else {
      let (left, rest) = body.splitColumns(body.columns * 2 / 5)
      let (upper, lower) = rest.splitRows(rest.rows * 3 / 5)
      areas = [.list: left, .main: upper, .details: lower]
    }
  }

  /// WIT and Swift side by side; on a narrower screen the list steps aside while they are read.
  private mutating func arrangeStubs(_ body: Rectangle, focus: Pane) {
    var work = body
    if body.columns >= Self.wideColumns || focus == .list || focus == .details {
      let (left, rest) = body.splitColumns(body.columns >= Self.wideColumns ? 26 : 22)
      areas[.list] = left
      work = rest
    }
    let (upper, lower) = work.splitRows(work.rows - min(9, max(6, work.rows / 4)))
    let (wit, swift) = upper.splitColumns(upper.columns * 9 / 20)
    areas[.main] = wit
    areas[.second] = swift
    areas[.details] = lower
  }

  /// The picture needs the width: on a narrower screen the list steps aside while it is read.
  private mutating func arrangeCompose(_ body: Rectangle, focus: Pane) {
    var work = body
    if body.columns >= Self.wideColumns || focus == .list {
      let (left, rest) = body.splitColumns(body.columns >= Self.wideColumns ? 34 : 28)
      areas[.list] = left
      work = rest
    }
    let (upper, lower) = work.splitRows(work.rows - min(13, max(7, work.rows / 3)))
    areas[.main] = upper
    areas[.details] = lower
  }

  /// The form above its result; the history at the right, or below the list.
  private mutating func arrangeInvoke(_ body: Rectangle) {
    let isWide = body.columns >= Self.wideColumns
    let (left, rest) = body.splitColumns(isWide ? 34 : body.columns * 2 / 5 - 2)
    var work = rest
    if isWide {
      let (middle, right) = rest.splitColumns(rest.columns - 32)
      areas[.list] = left
      areas[.details] = right
      work = middle
    } else {
      let (upper, lower) = left.splitRows(left.rows - max(5, left.rows / 4))
      areas[.list] = upper
      areas[.details] = lower
    }
    let (form, result) = work.splitRows(work.rows * 3 / 5)
    areas[.main] = form
    areas[.second] = result
  }
}

extension Rectangle {
  package func contains(x column: Int, y row: Int) -> Bool {
    column >= x && column < x + columns && row >= y && row < y + rows
  }

  /// The first `count` rows, and the rest.
  package func splitRows(_ count: Int) -> (Rectangle, Rectangle) {
    let count = min(max(0, count), rows)
    return (
      Rectangle(x: x, y: y, columns: columns, rows: count),
      Rectangle(x: x, y: y + count, columns: columns, rows: rows - count)
    )
  }

  /// The first `count` columns, and the rest.
  package func splitColumns(_ count: Int) -> (Rectangle, Rectangle) {
    let count = min(max(0, count), columns)
    return (
      Rectangle(x: x, y: y, columns: count, rows: rows),
      Rectangle(x: x + count, y: y, columns: columns - count, rows: rows)
    )
  }

  /// Without its border.
  package var inside: Rectangle {
    Rectangle(x: x + 1, y: y + 1, columns: columns - 2, rows: rows - 2)
  }
}
