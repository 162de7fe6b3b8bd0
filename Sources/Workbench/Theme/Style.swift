import WIT

/// How text of a role looks.
package struct Style: Hashable, Sendable {
  package struct Attributes: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    package static let bold = Attributes(rawValue: 1)
    package static let dim = Attributes(rawValue: 2)
    package static let underline = Attributes(rawValue: 4)
    package static let reverse = Attributes(rawValue: 8)
    package static let italic = Attributes(rawValue: 16)

    static let names: [String: Attributes] = [
      "bold": .bold, "dim": .dim, "underline": .underline, "reverse": .reverse,
      "italic": .italic,
    ]
  }

  /// Nil is what `ui.text` has.
  package var foreground: Color?
  package var background: Color?
  package var attributes: Attributes

  package init(
    foreground: Color? = nil, background: Color? = nil, attributes: Attributes = []
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }

  /// Reads `blue bold`, `black on yellow`, `on surface`: a colour, `on` and a background, and
  /// attributes, each at most once and in any order.
  package init(text: String, palette: [String: Color]) throws(ThemeMistake) {
    self.init()
    var isBackground = false
    for word in text.split(separator: " ").map(String.init) {
      if word == "on" {
        isBackground = true
      } else if let attribute = Attributes.names[word], palette[word] == nil {
        attributes.insert(attribute)
      } else {
        guard let color = palette[word] ?? Color(named: word) ?? Self.hexadecimal(word) else {
          throw .unknownWord(word, near: Self.nearName(to: word, palette: palette))
        }
        try set(color, isBackground: isBackground, word: word)
        isBackground = false
      }
    }
    if isBackground { throw .nothingBehindOn }
  }

  private mutating func set(
    _ color: Color, isBackground: Bool, word: String
  ) throws(ThemeMistake) {
    if isBackground {
      guard background == nil else { throw .tooManyColors(word) }
      background = color
    } else {
      guard foreground == nil else { throw .tooManyColors(word) }
      foreground = color
    }
  }

  private static func nearName(to word: String, palette: [String: Color]) -> String? {
    nearest(
      to: word, among: palette.keys.sorted() + Color.ansiNames + Attributes.names.keys.sorted())
  }

  private static func hexadecimal(_ word: String) -> Color? {
    Color.RGB(word).map { Color(rgb: $0) }
  }
}

/// A style in the numbers of one terminal.
package struct TerminalStyle: Hashable, Sendable {
  /// -1 is the terminal's own.
  package var foreground: Int
  package var background: Int
  package var attributes: Style.Attributes

  package init(_ style: Style, depth: ColorDepth) {
    let background = style.background ?? .terminal
    foreground = (style.foreground ?? .terminal).number(in: depth)
    self.background = background.number(in: depth)
    attributes = style.attributes
    if depth == .ansi8, style.foreground?.isBright == true { attributes.insert(.bold) }
    // Without colours, what has its own background stands out by being turned round.
    if depth == .mono, background != .terminal { attributes.insert(.reverse) }
  }
}
