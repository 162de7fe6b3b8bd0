/// Where popups lie and what is in them.
enum PopupLayout {
  /// The width of running text in a popup.
  static func textColumns(in size: Size) -> Int { min(76, size.columns - 8) }

  static func area(of popup: Popup, in session: Session) -> Rectangle {
    let size = session.size
    let (columns, rows): (Int, Int) =
      switch popup {
      case .commands, .search: (min(84, size.columns - 6), size.rows - 4)
      case .find: (0, 0)
      case .choice(let title, let names, _, _):
        (
          min(
            size.columns - 6,
            max(24, (names + [title]).map { CellWidth.columns(of: $0) }.max() ?? 0) + 6),
          min(size.rows - 4, names.count + 2)
        )
      case .question(let text, _):
        (
          textColumns(in: size) + 4,
          StyledLine.wrapped(text, columns: textColumns(in: size)).count + 4
        )
      case .text(_, let lines, _):
        (textColumns(in: size) + 4, min(size.rows - 4, lines.count + 2))
      case .fields(let form):
        (textColumns(in: size) + 4, FieldFormLayout.rows(of: form, in: size) + 2)
      }
    return Rectangle(
      x: (size.columns - columns) / 2, y: (size.rows - rows) / 2, columns: columns, rows: rows)
  }

  /// The first row of the list that is seen, and on which line inside the border it stands.
  static func firstRow(of popup: Popup, in session: Session) -> (row: Int, line: Int) {
    let rows = area(of: popup, in: session).inside.rows
    switch popup {
    case .commands(_, _, let selection), .search(_, _, let selection):
      return (max(0, selection - (rows - 2) + 1), 2)
    case .choice(_, _, let selection, _): return (max(0, selection - rows + 1), 0)
    case .fields(let form): return (0, FieldFormLayout.firstField(of: form, in: session.size))
    default: return (0, 0)
    }
  }

  static func draw(_ popup: Popup, in session: Session, frame: inout Frame) {
    let area = area(of: popup, in: session)
    guard area.rows > 0 else { return }
    frame.cursor = nil
    frame.fill(area, role: .popup)
    switch popup {
    case .commands(let style, let filter, let selection):
      frame.box(area, title: style == .help ? "Help" : "Command", role: .borderFocus)
      drawCommands(style, filter, selection, session, popup, in: &frame)
    case .search(let filter, let found, let selection):
      frame.box(area, title: "Search names and types", role: .borderFocus)
      drawSearch(filter, found, selection, session, popup, in: &frame)
    case .choice(let title, let names, let selection, _):
      frame.box(area, title: title, role: .borderFocus)
      drawChoice(names, selection, session, popup, isDim: popup.isDim, in: &frame)
    case .question(let text, _):
      frame.box(area, title: "Sure?", role: .warning)
      let lines = StyledLine.wrapped(text, columns: area.columns - 4)
      for (index, line) in lines.enumerated() {
        frame.put(line.text, x: area.x + 2, y: area.y + 1 + index, role: .popup)
      }
      let y = area.y + area.rows - 2
      var x = frame.put("y", x: area.x + 2, y: y, role: .key)
      x = frame.put(" yes   ", x: x, y: y, role: .popup)
      x = frame.put("n", x: x, y: y, role: .key)
      frame.put(" no", x: x, y: y, role: .popup)
    case .text(let title, let lines, let top):
      frame.box(area, title: title, role: .borderFocus)
      for (index, line) in lines.dropFirst(top).prefix(area.inside.rows).enumerated() {
        frame.put(
          line, x: area.x + 2, y: area.y + 1 + index, role: .popup,
          limit: area.x + area.columns - 1)
      }
    case .fields(let form): FieldFormLayout.draw(form, area, in: &frame)
    case .find: break
    }
  }

  private static func drawChoice(
    _ names: [String], _ selection: Int, _ session: Session, _ popup: Popup,
    isDim: (Int) -> Bool, in frame: inout Frame
  ) {
    let inside = area(of: popup, in: session).inside
    let first = firstRow(of: popup, in: session).row
    for (index, name) in names.dropFirst(first).prefix(inside.rows).enumerated() {
      let role: Role =
        first + index == selection ? .selection : isDim(first + index) ? .dim : .popup
      let row = Rectangle(x: inside.x, y: inside.y + index, columns: inside.columns, rows: 1)
      frame.fill(row, role: role)
      frame.putTruncated(
        name, x: inside.x + 1, y: row.y, role: role, limit: inside.x + inside.columns)
    }
  }

  private static func drawInput(
    _ input: TextInput, lead: String, _ inside: Rectangle, in frame: inout Frame
  ) {
    let limit = inside.x + inside.columns
    let start = frame.put(lead, x: inside.x + 1, y: inside.y, role: .dim)
    frame.put(input.text, x: start, y: inside.y, role: .input, limit: limit)
    let before = String(input.characters.prefix(input.cursor))
    frame.cursor = Frame.Position(
      x: min(limit - 1, start + CellWidth.columns(of: before)), y: inside.y)
  }

  private static func drawSearch(
    _ filter: TextInput, _ found: [FoundItem], _ selection: Int, _ session: Session,
    _ popup: Popup, in frame: inout Frame
  ) {
    let inside = area(of: popup, in: session).inside
    let limit = inside.x + inside.columns
    drawInput(filter, lead: "search: ", inside, in: &frame)
    if found.isEmpty {
      let text =
        filter.isEmpty
        ? "A name, or a type: list<order> finds what takes or gives it."
        : "Nothing fits; backspace widens."
      frame.put(text, x: inside.x + 1, y: inside.y + 2, role: .dim, limit: limit)
    }
    let first = firstRow(of: popup, in: session).row
    for (index, item) in found.dropFirst(first).prefix(max(0, inside.rows - 2)).enumerated() {
      let isSelected = first + index == selection
      let y = inside.y + 2 + index
      let role: Role = isSelected ? .selection : .popup
      frame.fill(Rectangle(x: inside.x, y: y, columns: inside.columns, rows: 1), role: role)
      frame.put(item.kind, x: inside.x + 1, y: y, role: isSelected ? .selection : .dim)
      let end = frame.putTruncated(item.text, x: inside.x + 11, y: y, role: role, limit: limit)
      // The note has what is left of the line; its end tells it from others.
      let note = ending(of: item.note, columns: limit - end - 3)
      frame.put(
        note, x: limit - 1 - CellWidth.columns(of: note), y: y,
        role: isSelected ? .selection : .dim, limit: limit)
    }
  }

  /// A text, or so much of its end as fits, if that is still worth reading.
  private static func ending(of text: String, columns: Int) -> String {
    if CellWidth.columns(of: text) <= columns { return text }
    guard columns >= 10 else { return "" }
    var rest = text[...]
    while CellWidth.columns(of: String(rest)) >= columns { rest = rest.dropFirst() }
    return "…\(rest)"
  }

  private static func drawCommands(
    _ style: Popup.Style, _ filter: TextInput, _ selection: Int, _ session: Session,
    _ popup: Popup, in frame: inout Frame
  ) {
    let inside = area(of: popup, in: session).inside
    let limit = inside.x + inside.columns
    drawInput(filter, lead: style == .help ? "filter: " : ":", inside, in: &frame)
    let commands = CommandFilter.commands(style, matching: filter.text, in: session)
    if commands.isEmpty {
      frame.put("Nothing fits; backspace widens.", x: inside.x + 1, y: inside.y + 2, role: .dim)
    }
    let first = firstRow(of: popup, in: session).row
    for (index, command) in commands.dropFirst(first).prefix(max(0, inside.rows - 2)).enumerated() {
      let isSelected = first + index == selection
      let isEnabled = command.isEnabled(session)
      let y = inside.y + 2 + index
      let role: Role = isSelected ? .selection : (isEnabled ? .popup : .dim)
      frame.fill(Rectangle(x: inside.x, y: y, columns: inside.columns, rows: 1), role: role)
      let keys = session.bindings.keys(of: command).prefix(2).map(\.text).joined(separator: " ")
      frame.put(
        keys, x: inside.x + 1, y: y, role: isSelected ? .selection : (isEnabled ? .key : .dim))
      let name = style == .prompt ? "\(command.id.rawValue): " : ""
      frame.putTruncated(name + command.help, x: inside.x + 18, y: y, role: role, limit: limit)
    }
  }
}

/// Which commands help and the prompt list.
enum CommandFilter {
  /// What does something here comes first; each part in the table's order.
  static func commands(
    _ style: Popup.Style, matching text: String, in session: Session
  ) -> [Command] {
    let wanted = text.trimmed
    let fitting = CommandTable.all.filter { command in
      wanted.isEmpty || command.id.rawValue.contains(insensitive: wanted)
        || (style == .help
          && (command.help.contains(insensitive: wanted)
            || session.bindings.keys(of: command).contains { $0.text == wanted }))
    }
    // Enabled as they are below the popup.
    var base = session
    base.popups = []
    let enabled = fitting.filter { $0.isEnabled(base) }
    let others = fitting.filter { !$0.isEnabled(base) }
    let ordered = enabled + others
    guard style == .prompt, !wanted.isEmpty else { return ordered }
    return ordered.filter { $0.id.rawValue.hasPrefix(wanted) }
      + ordered.filter { !$0.id.rawValue.hasPrefix(wanted) }
  }
}
