import Workbench

/// A control sequence behind `ESC [`, cut out of the input.
struct ControlSequence {
  enum Meaning {
    case key(Key)
    case mouse(MouseEvent)
    case focus(Bool)
    case pasteBegins
    /// A mouse report of three bytes that follow.
    case oldMouse
    case reply(TerminalReply)
  }

  /// Parameters and intermediates.
  let parameters: ArraySlice<UInt8>
  let last: UInt8

  /// Nil for what says nothing to us: replies, reports, keys that have no name here.
  var meaning: Meaning? {
    if parameters.first == UInt8(ascii: "<") { return mouse.map(Meaning.mouse) }
    if parameters.first == UInt8(ascii: "?"), last == UInt8(ascii: "c") {
      return .reply(.attributes)
    }
    // Private replies (`?`, `>`, `=`) are none of our questions.
    guard parameters.allSatisfy({ (0x30...0x3B).contains($0) }) else { return nil }
    let numbers = numbers(parameters)
    switch last {
    case UInt8(ascii: "~"): return tilde(numbers)
    case UInt8(ascii: "^"), UInt8(ascii: "@"):
      // rxvt: with Control, with Control and Shift.
      guard var key = numbers.first.flatMap(KeySequences.numbered) else { return nil }
      key.control = true
      key.shift = last == UInt8(ascii: "@")
      return .key(key)
    case UInt8(ascii: "u"): return unicode(numbers)
    case UInt8(ascii: "I") where numbers.isEmpty: return .focus(true)
    case UInt8(ascii: "O") where numbers.isEmpty: return .focus(false)
    case UInt8(ascii: "M") where numbers.isEmpty: return .oldMouse
    default:
      guard var key = KeySequences.csi(last) else { return nil }
      key.modify(by: numbers.count > 1 ? numbers[1] : 0)
      return .key(key)
    }
  }

  private func tilde(_ numbers: [Int]) -> Meaning? {
    switch numbers.first {
    case 200: return .pasteBegins
    case 27 where numbers.count == 3: return character(numbers[2], modifiers: numbers[1])
    case let number?:
      guard var key = KeySequences.numbered(number) else { return nil }
      key.modify(by: numbers.count > 1 ? numbers[1] : 0)
      return .key(key)
    case nil: return nil
    }
  }

  /// A character by its number, with modifiers (`CSI u`).
  private func unicode(_ numbers: [Int]) -> Meaning? {
    numbers.first.flatMap { character($0, modifiers: numbers.count > 1 ? numbers[1] : 0) }
  }

  private func character(_ number: Int, modifiers: Int) -> Meaning? {
    var key: Key
    switch number {
    case 9: key = Key(.tab)
    case 13: key = Key(.enter)
    case 27: key = Key(.escape)
    case 8, 127: key = Key(.backspace)
    default:
      // Numbers for private use are keys that write nothing: Caps Lock, a Shift by itself.
      guard number >= 0x20, !(0xE000...0xF8FF).contains(number),
        let value = UInt32(exactly: number), let scalar = Unicode.Scalar(value)
      else { return nil }
      key = Key(.character(Character(scalar)))
    }
    key.modify(by: modifiers)
    if case .character(let character) = key.code, key.shift, !key.control {
      // Shift is in the letter.
      let upper = character.uppercased()
      key = Key(.character(upper.count == 1 ? Character(upper) : character), alt: key.alt)
    }
    return .key(key)
  }

  /// `<button;column;row` and `M` for pressed, `m` for released.
  private var mouse: MouseEvent? {
    let numbers = numbers(parameters.dropFirst())
    guard numbers.count == 3, last == UInt8(ascii: "M") || last == UInt8(ascii: "m") else {
      return nil
    }
    let button = numbers[0]
    let action: MouseEvent.Action
    if button & 64 != 0 {
      guard button & 3 < 2 else { return nil }
      action = button & 1 == 0 ? .scrollUp : .scrollDown
    } else {
      guard button & 3 == 0, button < 128 else { return nil }
      action = last == UInt8(ascii: "m") ? .release : button & 32 != 0 ? .drag : .press
    }
    return MouseEvent(action: action, x: max(0, numbers[1] - 1), y: max(0, numbers[2] - 1))
  }

  /// Numbers between semicolons; what follows a colon inside one refines it and is left out.
  private func numbers(_ bytes: ArraySlice<UInt8>) -> [Int] {
    guard !bytes.isEmpty else { return [] }
    return bytes.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { part in
      part.prefix { (0x30...0x39).contains($0) }.prefix(7).reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
  }
}

/// Which key a final byte or a number stands for.
enum KeySequences {
  static func csi(_ last: UInt8) -> Key? {
    switch last {
    case UInt8(ascii: "Z"): Key(.tab, shift: true)
    case UInt8(ascii: "a")...UInt8(ascii: "d"):
      // rxvt: arrows with Shift.
      arrow(last - 0x20).map { Key($0, shift: true) }
    default: common(last)
    }
  }

  static func ss3(_ last: UInt8) -> Key? {
    switch last {
    case UInt8(ascii: "M"): Key(.enter)
    case UInt8(ascii: "a")...UInt8(ascii: "d"):
      // rxvt: arrows with Control.
      arrow(last - 0x20).map { Key($0, control: true) }
    case UInt8(ascii: "j")...UInt8(ascii: "y"):
      // The digits and signs at the right of the keyboard.
      Key(.character(Character(Unicode.Scalar(last - 0x40))))
    default: common(last)
    }
  }

  static func linuxFunction(_ letter: UInt8) -> Key? {
    (UInt8(ascii: "A")...UInt8(ascii: "E")).contains(letter)
      ? Key(.function(Int(letter - UInt8(ascii: "A")) + 1)) : nil
  }

  static func numbered(_ number: Int) -> Key? {
    switch number {
    case 1, 7: Key(.home)
    case 2: Key(.insert)
    case 3: Key(.delete)
    case 4, 8: Key(.end)
    case 5: Key(.pageUp)
    case 6: Key(.pageDown)
    case 11...15: Key(.function(number - 10))
    case 17...21: Key(.function(number - 11))
    case 23...24: Key(.function(number - 12))
    default: nil
    }
  }

  private static func common(_ last: UInt8) -> Key? {
    switch last {
    case UInt8(ascii: "F"): Key(.end)
    case UInt8(ascii: "H"): Key(.home)
    case UInt8(ascii: "P")...UInt8(ascii: "S"):
      Key(.function(Int(last - UInt8(ascii: "P")) + 1))
    default: arrow(last).map { Key($0) }
    }
  }

  private static func arrow(_ last: UInt8) -> Key.Code? {
    switch last {
    case UInt8(ascii: "A"): .up
    case UInt8(ascii: "B"): .down
    case UInt8(ascii: "C"): .right
    case UInt8(ascii: "D"): .left
    default: nil
    }
  }
}

extension Key {
  /// Adds modifiers as xterm numbers them: 1 and the sum of Shift 1, Alt 2, Control 4, Meta 8.
  mutating func modify(by number: Int) {
    guard number > 1 else { return }
    let bits = number - 1
    shift = shift || bits & 1 != 0
    alt = alt || bits & 0b1010 != 0
    control = control || bits & 4 != 0
  }
}
