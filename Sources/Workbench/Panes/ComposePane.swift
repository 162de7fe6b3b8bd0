// Compose: sockets and plugs, the picture of the wires, and what is to be said of one.
extension Session {
  func composeContent(of pane: Pane, columns: Int) -> PaneContent {
    switch pane {
    case .list: composeList(columns: columns)
    case .main: wiring(columns: columns)
    case .second, .details: composeDetails(columns: columns)
    }
  }

  private func composeList(columns: Int) -> PaneContent {
    var lines: [StyledLine] = []
    var places: [PaneContent.Place] = []
    func add(_ row: ComposeBoard.Row, _ line: StyledLine) {
      places.append(.init(key: row.key, row: lines.count, text: line.text.trimmed))
      lines.append(line)
    }
    let rows = composing.rows
    for case .socket(let socket) in rows { add(.socket(socket), socketLine(socket)) }
    if let socket = composing.socket {
      lines += [StyledLine(), StyledLine("Plugs for \(socket.name)", .title)]
      for case .plug(let path) in rows { add(.plug(path), plugLine(path)) }
      if !rows.contains(where: { if case .plug = $0 { true } else { false } }) {
        lines += StyledLine.wrapped(
          "no other component here", columns: columns - 1, role: .dim, indent: " ")
      }
    }
    var content = PaneContent(
      title: "Sockets", lines: places.isEmpty ? [] : lines, isSelectable: true,
      empty: waitingLines.isEmpty
        ? ["No components.", "", "Build a template (2), or put component files here; then R."]
        : waitingLines)
    content.places = places
    return content
  }

  private func socketLine(_ socket: ComposeSocket) -> StyledLine {
    let isChosen = socket == composing.socket
    var line = StyledLine([
      .init(isChosen ? "▸ " : "  ", .borderFocus), .init(socket.name, isChosen ? .title : .text),
    ])
    if !socket.stubs.isEmpty { line.append("  calls \(socket.stubs.count)", .dim) }
    return line
  }

  private func plugLine(_ path: String) -> StyledLine {
    let sheet = composing.sheet
    let name = sheet?.name(of: path) ?? ComposeSocket.stem(of: path)
    guard composing.isPlugged(path) else {
      let fits = sheet?.fitting.contains(path) == true
      var line = StyledLine("  [ ] \(name)", fits ? .text : .dim)
      if fits { line.append("  fits", .success) }
      return line
    }
    var line = StyledLine([.init("  [", .text), .init("×", .success), .init("] \(name)", .text)])
    if let part = sheet?.part(path) {
      if part.exports.isEmpty, part.problem != nil {
        line.append("  ✗", .error)
      } else if !part.isUsed, part.problem != nil {
        line.append("  unused", .warning)
      }
    }
    return line
  }

  // The work.

  private func wiring(columns: Int) -> PaneContent {
    guard let socket = composing.socket else {
      return PaneContent(title: "Wiring", lines: [], empty: waitingLines)
    }
    guard let sheet = composing.sheet else {
      if let reason = failures[.planComposition(socket: socket.path)] {
        return PaneContent(title: "Wiring", problem: reason)
      }
      return PaneContent(title: "Wiring", lines: [], empty: ["Looking at \(socket.name)…"])
    }
    guard !sheet.rows.isEmpty else {
      return PaneContent(
        title: "Wiring", lines: [],
        empty: [
          sheet.parts[0].problem ?? "\(socket.name) imports nothing: nothing can be plugged in."
        ])
    }
    let selected = focus == .list ? nil : panes[PanePlace(.compose, .main)]?.key
    let isNarrow = columns < Self.graphColumnsMin
    if composing.view == .rows || isNarrow {
      return WiringList(sheet).content(title: "Plan of \(socket.name)")
    }
    let picture = WirePicture(WireGraph(sheet), columns: columns - 1, selected: selected)
    var content = PaneContent(
      title: "Wiring of \(socket.name)", lines: picture.lines, isSelectable: true)
    let rows = Dictionary(sheet.rows.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    content.isPicture = true
    content.places = picture.stops.map { stop in
      let row = rows[stop.key] ?? sheet.openRows(stop.key).first
      return .init(
        key: stop.key, row: stop.row, columns: stop.columns, text: row?.name ?? "")
    }
    return content
  }

  /// Below this two boxes and a wire do not fit: rows are read better.
  private static let graphColumnsMin = 48

  // What is to be said.

  private func composeDetails(columns: Int) -> PaneContent {
    guard let sheet = composing.sheet else { return PaneContent(title: "Details", lines: []) }
    if focus == .list, case .plug(let path)? = composeRow {
      return PaneContent(
        title: sheet.name(of: path), lines: WiringText(sheet, columns: columns).plug(path, self))
    }
    if focus != .list, let key = panes[PanePlace(.compose, .main)]?.key, wiringRow == nil {
      let rows = sheet.openRows(key)
      if !rows.isEmpty {
        return PaneContent(title: "Host", lines: WiringText(sheet, columns: columns).host(rows))
      }
    }
    guard focus != .list, let row = wiringRow else {
      return PaneContent(
        title: "Composition",
        lines: WiringText(sheet, columns: columns).overview(composing.composed[sheet.request.key]))
    }
    return PaneContent(title: "Import", lines: WiringText(sheet, columns: columns).row(row))
  }
}
