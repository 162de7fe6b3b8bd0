import Component

/// One row of a form as it is drawn.
struct FormLine {
  let form: Form
  let row: FormRow
  let columns: Int
  /// Cells for a label with its indent, so that the fields stand below each other.
  let labelColumns: Int

  /// What the longest label takes, within reason.
  static func labelColumns(of form: Form, rows: [FormRow]) -> Int {
    let widths = rows.map { row -> Int in
      switch row.kind {
      case .worker: 6
      case .wave(let index): CellWidth.columns(of: form.function.parameters[index].name)
      case .field:
        2 * row.depth + (form.node(at: row.path).map { CellWidth.columns(of: $0.label) } ?? 0)
      case .flag, .add, .send: 0
      }
    }
    return min(24, max(10, widths.max() ?? 0)) + 1
  }

  var styled: StyledLine {
    switch row.kind {
    case .worker: return field("worker", form.worker, placeholder: "a name, like alice")
    case .send:
      let isSelected = form.currentRow.kind == .send
      return StyledLine("[ Invoke ]", isSelected ? .selection : .key)
    case .wave(let index):
      let parameter = form.function.parameters[index]
      return field(
        parameter.name, form.wave?[index] ?? TextInput(), placeholder: parameter.type.text)
    case .add:
      let element = form.node(at: row.path).flatMap { $0.newItem(at: 0) }?.type.text ?? "item"
      return StyledLine(indent + "+ add \(element)", .key)
    case .flag(let index):
      guard case .flags(let set)? = form.node(at: row.path)?.content,
        case .flags(let labels)? = form.node(at: row.path)?.type
      else { return StyledLine() }
      return StyledLine(indent + (set[index] ? "[x] " : "[ ] ") + labels.labels[index])
    case .field: return fieldLine
    }
  }

  private var indent: String { String(repeating: "  ", count: row.depth) }

  private var fieldLine: StyledLine {
    guard let node = form.node(at: row.path) else { return StyledLine() }
    let label = (indent + node.label).padded(to: labelColumns)
    var line = StyledLine("\(label) ", .witName)
    switch node.content {
    case .text(let input): return field(indent + node.label, input, placeholder: node.type.text)
    case .bool(let value):
      line.append(value ? "[x] true" : "[ ] false")
    case .choice(let index):
      guard case .enum(let labels) = node.type else { return line }
      line.append("‹ \(labels.labels[index]) ›", .input)
    case .flags, .fields: line.append(node.type.text, .witType)
    case .items(let items):
      line.append(node.type.text, .witType)
      line.append("  \(counted(items.count, "item"))", .dim)
    case .option(let isOn, _):
      line.append(isOn ? "[x] some" : "[ ] none")
      line.append("  \(node.type.text)", .dim)
    case .cases(let selected, _):
      line.append("‹ \(node.type.formCases[selected].name) ›", .input)
      line.append("  \(node.type.text)", .dim)
    case .unavailable(let reason):
      line.append("✗ \(reason)", .warning)
    }
    return line
  }

  private func field(_ name: String, _ input: TextInput, placeholder: String) -> StyledLine {
    let label = name.padded(to: labelColumns) + " "
    var line = StyledLine(label, .witName)
    let start = CellWidth.columns(of: label)
    let problem = form.problem(of: row)
    // The error stands behind the field and takes what it needs, up to half of the row.
    let errorColumns = problem.map { min(CellWidth.columns(of: $0) + 3, columns / 2) } ?? 0
    let room = max(8, columns - start - errorColumns - 1)
    let shown = visible(input, columns: room)
    if input.isEmpty {
      line.append(placeholder, .dim)
    } else {
      line.append(shown.text, problem == nil ? .input : .error)
    }
    line.cursorColumn = start + shown.cursor
    if let problem { line.append("  ✗ \(problem)", .error) }
    return line
  }

  /// The part of the text around the cursor that fits, line feeds shown as a sign.
  private func visible(_ input: TextInput, columns: Int) -> (text: String, cursor: Int) {
    let characters = input.characters.map { $0 == "\n" ? "⏎" : $0 }
    var start = 0
    func width(_ range: Range<Int>) -> Int {
      characters[range].reduce(0) { $0 + CellWidth.cell($1).columns }
    }
    while start < input.cursor, width(start..<input.cursor) >= columns { start += 1 }
    var end = start
    while end < characters.count, width(start..<(end + 1)) <= columns { end += 1 }
    return (String(characters[start..<end]), width(start..<input.cursor))
  }
}
