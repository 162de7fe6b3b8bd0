import Workbench

/// Reads one key, or one control sequence, at the front of some bytes.
struct SequenceReader {
  enum Result {
    case event(InputEvent)
    /// Something that is swallowed.
    case nothing
    case pasteBegins
    case needsMore
  }

  private let bytes: ArraySlice<UInt8>
  /// Whether no more bytes will come.
  private let isFinal: Bool
  /// How many bytes were read.
  private(set) var count = 0

  init(_ bytes: ArraySlice<UInt8>, isFinal: Bool) {
    self.bytes = bytes
    self.isFinal = isFinal
  }

  mutating func read() -> Result {
    guard let first = byte(at: 0) else { return .needsMore }
    if first == Byte.escape { return readEscape() }
    if first < 0x20 || first == 0x7F {
      count = 1
      return .event(.key(Self.control(first)))
    }
    return readCharacter(at: 0, alt: false)
  }

  private func byte(at offset: Int) -> UInt8? {
    offset < bytes.count ? bytes[bytes.startIndex + offset] : nil
  }

  /// Takes the first `count` bytes for `key`.
  private mutating func key(_ key: Key, _ count: Int) -> Result {
    self.count = count
    return .event(.key(key))
  }

  private mutating func nothing(_ count: Int) -> Result {
    self.count = count
    return .nothing
  }
}

// Behind ESC.
extension SequenceReader {
  private mutating func readEscape() -> Result {
    guard let second = byte(at: 1) else {
      return isFinal ? key(Key(.escape), 1) : .needsMore
    }
    switch second {
    case UInt8(ascii: "["): return readCSI(from: 2, alt: false)
    case UInt8(ascii: "O"): return readSS3(from: 2, alt: false)
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"):
      return readString(second)
    case Byte.escape: return readSecondEscape()
    case 0..<0x20, 0x7F:
      var alted = Self.control(second)
      alted.alt = true
      return key(alted, 2)
    default: return readCharacter(at: 1, alt: true)
    }
  }

  /// rxvt says Alt by an ESC before the sequence.
  private mutating func readSecondEscape() -> Result {
    switch byte(at: 2) {
    case UInt8(ascii: "["): return readCSI(from: 3, alt: true)
    case UInt8(ascii: "O"): return readSS3(from: 3, alt: true)
    case nil where !isFinal: return .needsMore
    default: return key(Key(.escape), 1)
    }
  }

  /// A reply of the terminal that ends with BEL or ESC \; by itself it is Alt and the character.
  private mutating func readString(_ second: UInt8) -> Result {
    for offset in 2..<max(2, min(bytes.count, Limits.sequenceBytesMax)) {
      let isEscape = byte(at: offset) == Byte.escape && byte(at: offset + 1) == UInt8(ascii: "\\")
      guard isEscape || byte(at: offset) == 0x07 else { continue }
      let begin = bytes.startIndex
      let text = bytes[(begin + 2)..<(begin + offset)]
      count = offset + (isEscape ? 2 : 1)
      guard second == UInt8(ascii: "]"), let reply = ColorReply.background(text) else {
        return .nothing
      }
      return .event(.reply(.background(reply)))
    }
    if bytes.count == 2 {
      guard isFinal else { return .needsMore }
      return key(Key(.character(Character(Unicode.Scalar(second))), alt: true), 2)
    }
    return isFinal || bytes.count >= Limits.sequenceBytesMax ? nothing(bytes.count) : .needsMore
  }

  /// ESC O and a letter, with the modifiers between them in old terminals.
  private mutating func readSS3(from start: Int, alt: Bool) -> Result {
    var offset = start
    var modifiers = 0
    while let digit = byte(at: offset), (0x30...0x39).contains(digit), offset < start + 2 {
      modifiers = modifiers * 10 + Int(digit - 0x30)
      offset += 1
    }
    guard let last = byte(at: offset) else {
      guard isFinal else { return .needsMore }
      return key(Key(.character("O"), alt: true), offset)
    }
    guard (0x40...0x7E).contains(last) else { return nothing(offset) }
    guard var key = KeySequences.ss3(last) else { return nothing(offset + 1) }
    key.modify(by: modifiers)
    key.alt = key.alt || alt
    return self.key(key, offset + 1)
  }

  /// ESC [, parameters (0x30–0x3F), intermediates (0x20–0x2F), a final byte (0x40–0x7E).
  private mutating func readCSI(from start: Int, alt: Bool) -> Result {
    // The Linux console's function keys: ESC [ [ A.
    if byte(at: start) == UInt8(ascii: "[") {
      guard let letter = byte(at: start + 1) else { return isFinal ? nothing(3) : .needsMore }
      let key = KeySequences.linuxFunction(letter)
      return key.map { self.key($0, start + 2) } ?? nothing(start + 2)
    }
    var offset = start
    while let next = byte(at: offset), (0x20...0x3F).contains(next) {
      offset += 1
      if offset - start > Limits.sequenceBytesMax { return nothing(offset) }
    }
    guard let last = byte(at: offset) else {
      guard isFinal else { return .needsMore }
      return offset == start ? key(Key(.character("["), alt: true), offset) : nothing(offset)
    }
    // A control or a letter of another alphabet breaks the sequence off and is read by itself.
    guard (0x40...0x7E).contains(last) else { return nothing(offset) }
    let begin = bytes.startIndex
    let sequence = ControlSequence(
      parameters: bytes[(begin + start)..<(begin + offset)], last: last)
    return result(of: sequence, alt: alt, end: offset + 1)
  }

  private mutating func result(of sequence: ControlSequence, alt: Bool, end: Int) -> Result {
    count = end
    switch sequence.meaning {
    case .key(var key)?:
      key.alt = key.alt || alt
      return .event(.key(key))
    case .mouse(let event)?: return .event(.mouse(event))
    case .focus(let isOurs)?: return .event(.focus(isOurs))
    case .reply(let reply)?: return .event(.reply(reply))
    case .pasteBegins?: return .pasteBegins
    case .oldMouse?:
      // Three bytes follow: a button and a place, as terminals without SGR reports say them.
      guard bytes.count >= end + 3 else { return isFinal ? nothing(bytes.count) : .needsMore }
      return nothing(end + 3)
    case nil: return .nothing
    }
  }
}

// Text.
extension SequenceReader {
  private mutating func readCharacter(at offset: Int, alt: Bool) -> Result {
    guard let (scalar, length) = scalar(at: offset) else {
      return isFinal ? key(Key(.character("\u{FFFD}"), alt: alt), bytes.count) : .needsMore
    }
    var end = offset + length
    var text = String(scalar)
    // Marks that came with their letter belong to it.
    while scalar.value >= 0x20, let (next, length) = self.scalar(at: end), next.value >= 0x300 {
      let joined = text + String(next)
      guard joined.count == 1 else { break }
      text = joined
      end += length
    }
    return key(Key(.character(Character(text)), alt: alt), end)
  }

  /// A scalar in UTF-8, or U+FFFD for a byte that begins none; nil where it is cut off.
  private func scalar(at offset: Int) -> (Unicode.Scalar, Int)? {
    guard let first = byte(at: offset) else { return nil }
    let length: Int
    switch first {
    case 0..<0x80: return (Unicode.Scalar(first), 1)
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF: length = 3
    case 0xF0...0xF4: length = 4
    default: return ("\u{FFFD}", 1)
    }
    for position in 1..<length {
      guard let next = byte(at: offset + position) else { return nil }
      guard next & 0xC0 == 0x80 else { return ("\u{FFFD}", position) }
    }
    let begin = bytes.startIndex + offset
    let text = String(validating: bytes[begin..<(begin + length)], as: UTF8.self)
    return (text?.unicodeScalars.first ?? "\u{FFFD}", length)
  }

  private static func control(_ byte: UInt8) -> Key {
    switch byte {
    case 0: Key(.character(" "), control: true)
    case 0x09: Key(.tab)
    case Byte.lineFeed, Byte.carriageReturn: Key(.enter)
    case 0x08, 0x7F: Key(.backspace)
    case 0x1C...0x1F: Key(.character(Character(Unicode.Scalar(byte + 0x40))), control: true)
    default: Key(.character(Character(Unicode.Scalar(byte + 0x60))), control: true)
    }
  }
}
