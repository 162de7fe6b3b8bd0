import Runtime

// The picture: tabs, panes, status, footer, and what lies over them.
extension Session {
  /// The whole screen.
  package func draw() -> Frame {
    var frame = Frame(size: size)
    guard Layout.fits(size) else {
      drawTooSmall(in: &frame)
      return frame
    }
    TabBar.draw(self, in: &frame)
    let layout = layout
    for pane in tab.panes {
      if let area = layout.areas[pane] { draw(pane, area, in: &frame) }
    }
    drawStatus(in: &frame)
    drawFooter(in: &frame)
    drawToast(in: &frame)
    for popup in popups { PopupLayout.draw(popup, in: self, frame: &frame) }
    return frame
  }

  private func drawTooSmall(in frame: inout Frame) {
    let needed = Layout.minimumSize
    let sentence =
      "witbench needs \(needed.columns)×\(needed.rows) cells; here are \(size.columns)×\(size.rows). "
      + "Make the window larger, or press \(bindings.keys(of: .quit).first?.text ?? "q") to quit."
    let lines = StyledLine.wrapped(sentence, columns: max(8, size.columns))
    for (y, line) in lines.enumerated() where y < size.rows {
      frame.put(line.text, x: 0, y: y, role: .text)
    }
  }

  private func draw(_ pane: Pane, _ area: Rectangle, in frame: inout Frame) {
    let isFocused = focus == pane
    let inside = area.inside
    let content = content(of: pane, columns: inside.columns)
    frame.box(
      area, title: content.title, role: isFocused ? .borderFocus : .border,
      titleRole: isFocused ? .title : .dim)
    guard content.count > 0 else {
      drawEmpty(content, inside, in: &frame)
      return
    }
    let state = panes[PanePlace(tab, pane)] ?? PaneState()
    let last = min(content.count, state.top + inside.rows)
    for index in state.top..<max(state.top, last) {
      var line = content.row(index)
      let isSelected =
        content.isSelectable && index == content.row(ofItem: selection(tab, pane))
        && (isFocused || pane == .list)
      markFound(&line, pane)
      let mark: Role? = isSelected ? (isFocused ? .selection : .selectionUnfocused) : nil
      let columns = content.places.flatMap { places in
        let item = selection(tab, pane)
        return places.indices.contains(item) ? places[item].columns : nil
      }
      let y = inside.y + index - state.top
      drawRow(
        line, x: inside.x, y: y, inside, left: state.left,
        columns == nil ? mark ?? line.background : line.background,
        marksCut: !content.isPicture, in: &frame)
      if let mark, let columns {
        let first = max(0, columns.lowerBound - state.left)
        let end = min(inside.columns, columns.upperBound - state.left)
        frame.paint(
          Rectangle(x: inside.x + first, y: y, columns: end - first, rows: 1), role: mark)
      }
      if isSelected, isFocused, popups.isEmpty, let column = line.cursorColumn {
        frame.cursor = Frame.Position(
          x: min(inside.x + inside.columns - 1, inside.x + column),
          y: inside.y + index - state.top)
      }
    }
    drawScrollMark(content.count, state.top, area, in: &frame)
    if content.isPicture { drawSidewaysMarks(content, state, area, in: &frame) }
  }

  private func drawEmpty(_ content: PaneContent, _ inside: Rectangle, in frame: inout Frame) {
    let columns = inside.columns - 2
    let lines =
      (content.problem.map { StyledLine.wrapped($0, columns: columns, role: .error) } ?? [])
      + content.empty.flatMap { StyledLine.wrapped($0, columns: columns, role: .dim) }
    for (index, line) in lines.enumerated() where index < inside.rows {
      drawRow(
        line, x: inside.x + 1, y: inside.y + index, inside, left: 0, nil, in: &frame)
    }
  }

  private func drawRow(
    _ line: StyledLine, x: Int, y: Int, _ inside: Rectangle, left: Int, _ role: Role?,
    marksCut: Bool = true, in frame: inout Frame
  ) {
    let limit = inside.x + inside.columns
    if let role {
      frame.fill(Rectangle(x: x, y: y, columns: inside.columns, rows: 1), role: role)
    }
    var column = 0
    for span in line.spans {
      for character in span.text {
        let width = CellWidth.cell(character).columns
        if column >= left, x + column - left + width <= limit {
          frame.put(
            String(character), x: x + column - left, y: y, role: role ?? span.role, limit: limit)
        }
        column += width
      }
    }
    // What is cut says so.
    if marksCut, column - left > inside.columns {
      frame.put("…", x: limit - 1, y: y, role: role ?? .dim)
    }
  }

  /// Marks the text that was found in the pane.
  private func markFound(_ line: inout StyledLine, _ pane: Pane) {
    guard let finding, finding.place == PanePlace(tab, pane),
      line.text.contains(insensitive: finding.text)
    else { return }
    line.background = line.background ?? .match
  }

  /// Where in a long list we are: on the lower border.
  private func drawScrollMark(_ count: Int, _ top: Int, _ area: Rectangle, in frame: inout Frame) {
    let rows = area.inside.rows
    guard count > rows, area.columns > 16 else { return }
    let mark = " \(min(count, top + rows)) of \(count) "
    frame.put(
      mark, x: area.x + area.columns - 1 - mark.count, y: area.y + area.rows - 1, role: .dim)
  }

  /// Whether a picture goes on beside what is seen: on the lower border.
  private func drawSidewaysMarks(
    _ content: PaneContent, _ state: PaneState, _ area: Rectangle, in frame: inout Frame
  ) {
    let y = area.y + area.rows - 1
    if state.left > 0 { frame.put(" ◂ ", x: area.x + 1, y: y, role: .key) }
    let widest = (0..<content.count).map { CellWidth.columns(of: content.row($0).text) }.max() ?? 0
    if widest - state.left > area.inside.columns {
      frame.put(" ▸ ", x: area.x + 4, y: y, role: .key)
    }
  }

  private func drawStatus(in frame: inout Frame) {
    let y = size.rows - 2
    frame.fill(Rectangle(x: 0, y: y, columns: size.columns, rows: 1), role: .statusLine)
    let right = statusWords.joined(separator: "  ")
    let start = size.columns - CellWidth.columns(of: right) - 1
    frame.put(" " + statusName, x: 0, y: y, role: .statusLine, limit: max(0, start - 1))
    frame.put(right, x: max(0, start), y: y, role: .statusLine)
  }

  private var statusName: String {
    guard let workspace else { return "witbench" }
    var text = workspace.name
    let errors = workspace.sources.reduce(0) { $0 + $1.errorCount }
    if errors > 0 { text += "  ✗ \(counted(errors, "error"))" }
    if workspace.isReadOnly { text += "  read-only: workers live in memory" }
    if let sentence = hint?.sentence(in: self) { text += "  ·  Hint: \(sentence)" }
    if case .find(let input)? = popups.last {
      let isMissed = finding?.isMissed == true
      text = "find: \(input.text)▏  " + (isMissed ? "nothing has this" : "↓ next  ↑ previous")
    }
    return text
  }

  /// What goes on, from the least to the most important.
  private var statusWords: [String] {
    var words = busy.compactMap(\.sentence).sorted()
    for (template, progress) in compiling.sorted(by: { $0.key < $1.key }) {
      words.append("compiling \(template) \(Int(progress * 100)) %")
    }
    let calls = invoke.calls.count { $0.outcome == nil }
    if calls > 0 { words.append("▶ \(counted(calls, "call"))") }
    let failed = workers.snapshots.values.count { $0.status == .failed }
    if failed > 0 { words.append("✗ \(failed) failed") }
    words.append(counted(workers.snapshots.count, "worker"))
    return words
  }

  private func drawFooter(in frame: inout Frame) {
    let y = size.rows - 1
    var x = 1
    for entry in Keymap.footer(of: self, columns: size.columns) {
      x = frame.put(entry.key, x: x, y: y, role: .key)
      x = frame.put(" \(entry.word)", x: x, y: y, role: .dim) + 2
    }
  }

  /// The newest message, at the lower right, over the panes.
  private func drawToast(in frame: inout Frame) {
    guard let toast else { return }
    let columns = min(size.columns - 8, 64)
    let lines = Array(StyledLine.wrapped(toast.text, columns: columns).prefix(4))
    let width = (lines.map { CellWidth.columns(of: $0.text) }.max() ?? 0) + 4
    let area = Rectangle(
      x: size.columns - width - 2, y: size.rows - 4 - lines.count, columns: width + 1,
      rows: lines.count + 2)
    let role: Role =
      switch toast.kind {
      case .note: .popup
      case .success: .success
      case .failure: .error
      }
    frame.fill(area, role: .popup)
    frame.box(area, title: toast.kind.word, role: role)
    for (index, line) in lines.enumerated() {
      frame.put(line.text, x: area.x + 2, y: area.y + 1 + index, role: .popup)
    }
  }
}

extension Message.Kind {
  fileprivate var word: String {
    switch self {
    case .note: ""
    case .success: "✓ done"
    case .failure: "✗ failed"
    }
  }
}

extension Operation {
  /// What goes on, for the status line; nil for what is over at once.
  fileprivate var sentence: String? {
    switch self {
    case .loadWorkspace: "reading…"
    case .openRuntime: "opening workers…"
    case .previewStub(let template): "stub of \(template)…"
    case .writeStub(let template): "writing the stub of \(template)…"
    case .addStub(let template, let caller): "adding the stub of \(template) to \(caller)…"
    case .build(let template): "building \(template)…"
    case .planComposition(let socket): "looking at \(ComposeSocket.stem(of: socket))…"
    case .compose(let socket): "composing \(ComposeSocket.stem(of: socket))…"
    case .checkWorld(let socket): "checking \(ComposeSocket.stem(of: socket))…"
    case .change(let change): change.progress
    case .watchFiles, .inspect, .copy, .edit: nil
    }
  }
}

/// The first line: the five workspaces.
enum TabBar {
  private static func label(_ tab: Tab) -> String { " \(tab.rawValue + 1) \(tab.title) " }

  static func draw(_ session: Session, in frame: inout Frame) {
    frame.fill(
      Rectangle(x: 0, y: 0, columns: session.size.columns, rows: 1), role: .tab)
    var x = 0
    for tab in Tab.allCases {
      x = frame.put(label(tab), x: x, y: 0, role: tab == session.tab ? .tabActive : .tab)
      x = frame.put(" ", x: x, y: 0, role: .tab)
    }
  }

  static func tab(at column: Int) -> Tab? {
    var x = 0
    for tab in Tab.allCases {
      let width = label(tab).count + 1
      if column >= x, column < x + width { return tab }
      x += width
    }
    return nil
  }
}
