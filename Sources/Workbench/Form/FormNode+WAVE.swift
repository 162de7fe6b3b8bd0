import Component

extension FormNode {
  /// The field as WAVE text, `?` where something is missing or wrong.
  package var waveText: String {
    if let value = try? value() { return WAVE.text(of: value) }
    switch content {
    case .text, .unavailable, .bool, .choice, .flags: return "?"
    case .fields(let nodes): return fieldsText(nodes)
    case .items(let nodes): return "[\(nodes.map(\.waveText).joined(separator: ", "))]"
    case .option(_, let node): return "some(\(node.waveText))"
    case .cases(let selected, let payloads):
      let name = type.formCases[selected].name
      return payloads[selected].map { "\(name)(\($0.waveText))" } ?? name
    }
  }

  private func fieldsText(_ nodes: [FormNode]) -> String {
    switch type {
    case .record:
      "{\(nodes.map { "\($0.label): \($0.waveText)" }.joined(separator: ", "))}"
    case .tuple: "(\(nodes.map(\.waveText).joined(separator: ", ")))"
    default: "[\(nodes.map(\.waveText).joined(separator: ", "))]"
    }
  }
}
