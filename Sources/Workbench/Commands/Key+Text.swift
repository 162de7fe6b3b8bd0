extension Key {
  /// As help and configuration write it: `q`, `ctrl-s`, `shift-tab`, `f5`, `space`.
  package var text: String {
    (control ? "ctrl-" : "") + (alt ? "alt-" : "") + (shift ? "shift-" : "") + code.text
  }

  /// Reads `ctrl-s` and the like; nil where it is no key.
  package init?(text: String) {
    var rest = text[...]
    var control = false
    var alt = false
    var shift = false
    modifiers: while true {
      switch true {
      case rest.hasPrefix("ctrl-"):
        control = true
        rest = rest.dropFirst(5)
      case rest.hasPrefix("alt-"):
        alt = true
        rest = rest.dropFirst(4)
      case rest.hasPrefix("shift-"):
        shift = true
        rest = rest.dropFirst(6)
      default: break modifiers
      }
    }
    guard let code = Code(text: rest) else { return nil }
    self.init(code, control: control, alt: alt, shift: shift)
  }
}

extension Key.Code {
  private static let names: [(Key.Code, String)] = [
    (.enter, "enter"), (.escape, "esc"), (.tab, "tab"), (.backspace, "backspace"),
    (.delete, "delete"), (.insert, "insert"), (.up, "up"), (.down, "down"), (.left, "left"),
    (.right, "right"), (.home, "home"), (.end, "end"), (.pageUp, "pgup"), (.pageDown, "pgdn"),
    (.character(" "), "space"),
  ]

  fileprivate var text: String {
    if let named = Self.names.first(where: { $0.0 == self }) { return named.1 }
    switch self {
    case .function(let number): return "f\(number)"
    case .character(let character): return String(character)
    default: preconditionFailure("every other key has a name")
    }
  }

  fileprivate init?(text: Substring) {
    if let named = Self.names.first(where: { $0.1 == text }) {
      self = named.0
    } else if text.count == 1, let character = text.first {
      self = .character(character)
    } else if text.first == "f", let number = Int(text.dropFirst()), (1...24).contains(number) {
      self = .function(number)
    } else {
      return nil
    }
  }
}
