/// How a popup with fields is drawn: what comes of it, the fields, the problem of the field with the
/// cursor, and the keys.
enum FieldFormLayout {
  static func rows(of form: FieldForm, in size: Size) -> Int {
    firstField(of: form, in: size) + form.fields.count + 2
  }

  /// The line inside the border on which the first field stands.
  static func firstField(of form: FieldForm, in size: Size) -> Int {
    StyledLine.wrapped(form.explanation, columns: PopupLayout.textColumns(in: size)).count + 1
  }

  static func draw(_ form: FieldForm, _ area: Rectangle, in frame: inout Frame) {
    frame.box(area, title: form.title, role: .borderFocus)
    let limit = area.x + area.columns - 2
    let x = area.x + 2
    var y = area.y + 1
    for line in StyledLine.wrapped(form.explanation, columns: area.columns - 4) {
      frame.put(line.text, x: x, y: y, role: .popup, limit: limit)
      y += 1
    }
    y += 1
    for (index, field) in form.fields.enumerated() {
      draw(field, isCurrent: index == form.current, x: x, y: y, limit: limit, in: &frame)
      y += 1
    }
    if let problem = form.shownProblem {
      frame.put("✗ \(problem)", x: x + labelColumns, y: y, role: .error, limit: limit)
    }
    drawKeys(isSingle: form.fields.count == 1, x: x, y: y + 1, in: &frame)
  }

  private static let labelColumns = 13

  private static func draw(
    _ field: FieldForm.Field, isCurrent: Bool, x: Int, y: Int, limit: Int, in frame: inout Frame
  ) {
    frame.put(field.label, x: x, y: y, role: isCurrent ? .key : .dim)
    let start = x + labelColumns
    guard !field.input.isEmpty else {
      frame.put(field.hint, x: start, y: y, role: .dim, limit: limit)
      if isCurrent { frame.cursor = Frame.Position(x: start, y: y) }
      return
    }
    // The part around the cursor.
    let characters = field.input.characters
    var first = 0
    while first < field.input.cursor,
      CellWidth.columns(of: String(characters[first..<field.input.cursor])) >= limit - start
    {
      first += 1
    }
    let role: Role = field.problem == nil ? .input : .error
    frame.put(String(characters[first...]), x: start, y: y, role: role, limit: limit)
    if isCurrent {
      let before = CellWidth.columns(of: String(characters[first..<field.input.cursor]))
      frame.cursor = Frame.Position(x: start + before, y: y)
    }
  }

  private static func drawKeys(isSingle: Bool, x: Int, y: Int, in frame: inout Frame) {
    var x = x
    let keys = [("enter", "do it")] + (isSingle ? [] : [("tab", "next field")])
    for (key, word) in keys + [("esc", "cancel")] {
      x = frame.put(key, x: x, y: y, role: .key)
      x = frame.put(" \(word)   ", x: x, y: y, role: .popup)
    }
  }
}

extension FieldForm {
  /// That of the field with the cursor, else the first.
  fileprivate var shownProblem: String? {
    fields[current].problem ?? fields.compactMap(\.problem).first
  }
}
