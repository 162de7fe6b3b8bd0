#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

// How well colours can be told apart: WCAG 2.2, relative luminance and contrast ratio.
extension Color.RGB {
  /// 0 for black, 1 for white.
  package var luminance: Double {
    0.2126 * Self.linear(red) + 0.7152 * Self.linear(green) + 0.0722 * Self.linear(blue)
  }

  /// 1 where they are the same, 21 for black and white.
  package func contrast(with other: Color.RGB) -> Double {
    let (own, others) = (luminance, other.luminance)
    return (max(own, others) + 0.05) / (min(own, others) + 0.05)
  }

  private static func linear(_ value: UInt8) -> Double {
    let share = Double(value) / 255
    return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
  }
}

/// What a terminal's background is like.
package enum Background: Hashable, Sendable {
  case dark, light

  /// Light is what black can be read on better than white.
  package init(_ color: Color.RGB) {
    let white = Color.RGB(red: 255, green: 255, blue: 255)
    let black = Color.RGB(red: 0, green: 0, blue: 0)
    self = color.contrast(with: black) > color.contrast(with: white) ? .light : .dark
  }

  /// Reads COLORFGBG, as rxvt and others set it: `15;0`, `0;default;15`; nil where it says nothing.
  package init?(colorFGBG text: String) {
    guard let last = text.split(separator: ";").last, let number = Int(last),
      (0...15).contains(number)
    else { return nil }
    self = number == 7 || number > 8 ? .light : .dark
  }

  /// A colour that is taken for such a background where a theme leaves it to the terminal: among
  /// those that people use, one that is hard on the theme.
  package var usualColor: Color.RGB {
    switch self {
    case .dark: Color.RGB(red: 0x28, green: 0x2A, blue: 0x36)
    case .light: Color.RGB(red: 0xF0, green: 0xF0, blue: 0xF0)
    }
  }
}
