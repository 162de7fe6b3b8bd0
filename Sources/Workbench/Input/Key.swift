/// A key as the user pressed it, after the terminal's codes are decoded.
package struct Key: Hashable, Sendable {
  package enum Code: Hashable, Sendable {
    case character(Character)
    case enter, escape, tab, backspace, delete, insert
    case up, down, left, right, home, end, pageUp, pageDown
    case function(Int)
  }

  package var code: Code
  package var control: Bool
  package var alt: Bool
  package var shift: Bool

  package init(_ code: Code, control: Bool = false, alt: Bool = false, shift: Bool = false) {
    self.code = code
    self.control = control
    self.alt = alt
    self.shift = shift
  }

  package init(_ character: Character) {
    self.init(.character(character))
  }
}

/// What comes in from the terminal.
package enum InputEvent: Hashable, Sendable {
  case key(Key)
  /// Pasted text: data, never keys.
  case paste(String)
  case mouse(MouseEvent)
  case resize(Size)
  case focus(Bool)
  case reply(TerminalReply)
}

/// What a terminal answers when it is asked about itself.
package enum TerminalReply: Hashable, Sendable {
  /// Its background (OSC 11).
  case background(Color.RGB)
  /// What it can do (DA1), which all terminals answer: whatever was asked before will not be any more.
  case attributes
}

package struct MouseEvent: Hashable, Sendable {
  package enum Action: Hashable, Sendable {
    case press, release, drag, scrollUp, scrollDown
  }

  package var action: Action
  package var x: Int
  package var y: Int

  package init(action: Action, x: Int, y: Int) {
    self.action = action
    self.x = x
    self.y = y
  }
}
