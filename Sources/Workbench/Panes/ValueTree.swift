import Component

/// A value as indented lines: one for each field, item and payload.
enum ValueTree {
  static func lines(of value: Value) -> [StyledLine] {
    var lines: [StyledLine] = []
    add(value, name: nil, depth: 0, to: &lines)
    return lines
  }

  private static func add(
    _ value: Value, name: String?, depth: Int, to lines: inout [StyledLine]
  ) {
    var head = StyledLine(String(repeating: "  ", count: depth))
    if let name { head.append("\(name): ", .witName) }
    let children = children(of: value)
    guard !children.isEmpty else {
      head.append(WAVE.text(of: value), .text)
      lines.append(head)
      return
    }
    head.append(summary(of: value), .dim)
    lines.append(head)
    for child in children { add(child.value, name: child.name, depth: depth + 1, to: &lines) }
  }

  private static func summary(of value: Value) -> String {
    switch value {
    case .list(let items): counted(items.count, "item")
    case .map(let entries): counted(entries.count, "pair")
    case .record: "record"
    case .tuple: "tuple"
    case .variant(let name, _): name
    case .option: "some"
    case .ok: "ok"
    case .error: "err"
    default: ""
    }
  }

  private static func children(of value: Value) -> [(name: String?, value: Value)] {
    switch value {
    case .list(let items), .tuple(let items):
      items.enumerated().map { ("\($0.offset)", $0.element) }
    case .map(let entries): entries.map { (WAVE.text(of: $0.key), $0.value) }
    case .record(let fields): fields.map { ($0.name, $0.value) }
    case .variant(_, let payload?), .option(let payload?), .ok(let payload?), .error(let payload?):
      [(nil, payload)]
    default: []
    }
  }
}
