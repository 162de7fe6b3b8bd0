// Keeping cursors, scrolling and focus right after anything happened.
extension Session {
  mutating func settle() {
    if !tab.panes.contains(focus) { focusOfTab[tab] = .list }
    guard Layout.fits(size) else { return }
    chooseFirstFunction()
    showNewWorker()
    // The list decides what the other panes show, so it settles first.
    settle(.list)
    followList()
    let layout = layout
    for pane in tab.panes where pane != .list && layout.areas[pane] != nil { settle(pane) }
    if tab == .stubs { showLinkedLines() }
  }

  /// The other language shows the item that the cursor is on.
  private mutating func showLinkedLines() {
    let other: Pane = focus == .second ? .main : .second
    guard focus != .details, let sheet = stubSheet, let item = linkedStubItem,
      let area = layout.areas[other]
    else { return }
    let lines = other == .second ? sheet.swift : sheet.wit
    guard let first = lines.firstIndex(where: { $0.item == item }),
      let last = lines.lastIndex(where: { $0.item == item })
    else { return }
    let place = PanePlace(.stubs, other)
    let rows = area.inside.rows
    var state = panes[place] ?? PaneState()
    if first >= state.top, last < state.top + rows { return }
    // In the middle if it fits, else from its first line on.
    let above = max(0, (rows - (last - first + 1)) / 2)
    state.top = max(0, min(first - above, lines.count - rows))
    state.selection = min(max(first, state.top), state.top + rows - 1)
    panes[place] = state
  }

  private mutating func settle(_ pane: Pane) {
    guard let area = layout.areas[pane] else { return }
    let content = content(of: pane, columns: area.inside.columns)
    let place = PanePlace(tab, pane)
    var state = panes[place] ?? PaneState()
    if place == PanePlace(.invoke, .main) { state.selection = selection(.invoke, .main) }
    if let key = state.key, content.keyOfItem(state.selection) != key,
      let row = (0..<content.itemCount).first(where: { content.keyOfItem($0) == key })
    {
      state.selection = row
    } else if content.follows, state.selection >= state.lastCount - 1 {
      state.selection = content.itemCount - 1
    }
    state.selection = min(max(0, state.selection), max(0, content.itemCount - 1))
    state.lastCount = content.itemCount
    state.key = content.keyOfItem(state.selection)
    let rows = area.inside.rows
    let row = content.row(ofItem: state.selection)
    // The heading above the first place is seen with it.
    let first = content.places != nil && state.selection == 0 ? 0 : row
    state.top = min(max(state.top, row - rows + 1), first)
    state.top = max(0, min(state.top, content.count - rows))
    state.left = max(0, state.left)
    if let columns = content.places.flatMap({ places in
      places.indices.contains(state.selection) ? places[state.selection].columns : nil
    }) {
      state.left = min(
        max(state.left, columns.upperBound + 1 - area.inside.columns), columns.lowerBound - 1)
      state.left = max(0, state.left)
    }
    panes[place] = state
    if place == PanePlace(.invoke, .main) { invoke.form?.row = state.selection }
  }

  /// What the lists' cursors stand for.
  private mutating func followList() {
    switch tab {
    case .workers: workers.cursor = selection(.workers, .list)
    case .invoke:
      let row = selection(.invoke, .list)
      if invoke.rows.indices.contains(row), case .function(let target) = invoke.rows[row],
        target != invoke.target
      {
        invoke.select(target)
        panes[PanePlace(.invoke, .main)] = nil
      }
    case .compose: followSockets()
    case .explore, .stubs: break
    }
  }

  /// The first function, not the heading above it, is what one wants to call.
  private mutating func chooseFirstFunction() {
    guard tab == .invoke, invoke.target == nil, panes[PanePlace(.invoke, .list)]?.key == nil,
      let row = invoke.rows.firstIndex(where: { if case .function = $0 { true } else { false } })
    else { return }
    setSelection(.invoke, .list, to: row)
  }

  /// Who makes a worker wants to see it.
  private mutating func showNewWorker() {
    guard let worker = workers.awaited, let row = workers.rows.firstIndex(of: .worker(worker))
    else { return }
    workers.awaited = nil
    setSelection(.workers, .list, to: row)
  }

  /// Makes sure that `row` is what the pane shows first when it is drawn next.
  mutating func scroll(_ pane: Pane, by rows: Int) {
    guard let area = layout.areas[pane] else { return }
    let content = content(of: pane, columns: area.inside.columns)
    let place = PanePlace(tab, pane)
    var state = panes[place] ?? PaneState()
    state.top = max(0, min(state.top + rows, content.count - area.inside.rows))
    let selection = selection(tab, pane)
    let last = max(state.top, min(content.count, state.top + area.inside.rows) - 1)
    panes[place] = state
    if let places = content.places {
      // The nearest place that is seen.
      let seen = places.indices.filter { (state.top...last).contains(places[$0].row) }
      guard !seen.contains(selection), places.indices.contains(selection) else { return }
      let row = places[selection].row
      guard let kept = seen.min(by: { abs(places[$0].row - row) < abs(places[$1].row - row) })
      else { return }
      setSelection(tab, pane, to: kept)
      return
    }
    let kept = min(max(selection, state.top), last)
    if kept != selection { setSelection(tab, pane, to: kept) }
  }
}
