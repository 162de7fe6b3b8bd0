/// How many colours a terminal has.
package enum ColorDepth: Hashable, Sendable, CaseIterable {
  /// None, or the user wants none: bold, underline and reverse only.
  case mono
  /// The eight named colours; their bright twins are bold.
  case ansi8
  case ansi16
  case indexed256
  /// 24 bits.
  case direct
}

/// A colour, and what stands for it where the terminal has fewer.
package struct Color: Hashable, Sendable {
  package struct RGB: Hashable, Sendable {
    package var red: UInt8
    package var green: UInt8
    package var blue: UInt8

    package init(red: UInt8, green: UInt8, blue: UInt8) {
      self.red = red
      self.green = green
      self.blue = blue
    }

    /// `#89b4fa`
    package var text: String {
      "#"
        + [red, green, blue].map { byte in
          let digits = String(byte, radix: 16)
          return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }

    /// Reads `#89b4fa`.
    package init?(_ text: String) {
      guard text.utf8.count == 7, text.hasPrefix("#"),
        text.dropFirst().allSatisfy(\.isHexDigit),
        let value = UInt32(text.dropFirst(), radix: 16)
      else { return nil }
      self.init(
        red: UInt8(value >> 16), green: UInt8(value >> 8 & 0xFF), blue: UInt8(value & 0xFF))
    }
  }

  package var rgb: RGB?
  /// A number of the 256-colour palette.
  package var xterm: UInt8?
  /// A number of the 16 named colours, which the user's terminal paints as it likes.
  package var ansi: UInt8?
  /// Whether sixteen colours have nothing for it but the terminal's own.
  package var isTerminalsInANSI = false

  package init(rgb: RGB? = nil, xterm: UInt8? = nil, ansi: UInt8? = nil) {
    self.rgb = rgb
    self.xterm = xterm
    self.ansi = ansi
  }

  /// The terminal's own foreground or background.
  package static let terminal = Color()

  /// The names of the 16 colours, by number.
  package static let ansiNames = [
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
    "bright-black", "bright-red", "bright-green", "bright-yellow", "bright-blue",
    "bright-magenta", "bright-cyan", "bright-white",
  ]

  /// One of the 16 named colours, or `default`.
  package init?(named name: String) {
    if name == "default" {
      self = .terminal
    } else if let number = Self.ansiNames.firstIndex(of: name) {
      self.init(ansi: UInt8(number))
    } else {
      return nil
    }
  }

  /// The number by which a terminal of that depth knows the colour; -1 is its own.
  ///
  /// In `direct`, numbers below 16 are the named colours and all others are RGB.
  package func number(in depth: ColorDepth) -> Int {
    switch depth {
    case .mono: return -1
    case .direct:
      if let rgb { return Self.directNumber(of: rgb) }
      if let ansi { return Int(ansi) }
      return xterm.map { Self.directNumber(of: Self.paletteColor($0)) } ?? -1
    case .indexed256:
      return (xterm ?? ansi).map(Int.init) ?? rgb.map { Self.nearest256(to: $0) } ?? -1
    case .ansi16: return Int(nearestANSI ?? -1)
    case .ansi8: return nearestANSI.map { Int($0 & 7) } ?? -1
    }
  }

  /// Whether the colour is one that eight-colour terminals show by bold.
  package var isBright: Bool { (nearestANSI ?? 0) >= 8 }

  /// The colour itself as a terminal of that depth shows it; nil where the terminal decides.
  func shown(in depth: ColorDepth) -> RGB? {
    switch depth {
    case .direct: rgb ?? xterm.flatMap { $0 < 16 ? nil : Self.paletteColor($0) }
    case .indexed256:
      if let xterm {
        xterm < 16 ? nil : Self.paletteColor(xterm)
      } else {
        ansi == nil ? rgb.map { Self.paletteColor(UInt8(Self.nearest256(to: $0))) } : nil
      }
    default: nil
    }
  }

  private var nearestANSI: Int? {
    if let ansi { return Int(ansi) }
    if isTerminalsInANSI { return nil }
    guard let rgb = rgb ?? xterm.map(Self.paletteColor) else { return nil }
    return Self.nearest(to: rgb, in: Self.ansiColors)
  }

  private static func directNumber(of rgb: RGB) -> Int {
    let number = Int(rgb.red) << 16 | Int(rgb.green) << 8 | Int(rgb.blue)
    // What would be taken for a named colour becomes the blue next to it.
    return max(number, 16)
  }

  static func nearest256(to rgb: RGB) -> Int {
    16 + nearest(to: rgb, in: (16...255).map { paletteColor(UInt8($0)) })
  }

  private static func nearest(to rgb: RGB, in colors: [RGB]) -> Int {
    precondition(!colors.isEmpty, "there is a colour to choose")
    return colors.indices.min { colors[$0].distance(to: rgb) < colors[$1].distance(to: rgb) } ?? 0
  }

  /// What xterm shows for a number of its palette: 16 named ones, a cube, a ramp of greys.
  private static func paletteColor(_ number: UInt8) -> RGB {
    switch number {
    case 0..<16: return ansiColors[Int(number)]
    case 16..<232:
      let levels: [UInt8] = [0, 95, 135, 175, 215, 255]
      let index = Int(number) - 16
      return RGB(
        red: levels[index / 36], green: levels[index / 6 % 6], blue: levels[index % 6])
    default:
      let grey = 8 + (number - 232) * 10
      return RGB(red: grey, green: grey, blue: grey)
    }
  }

  /// xterm's own; other terminals are near it.
  private static let ansiColors: [RGB] = [
    (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205),
    (229, 229, 229), (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255),
    (255, 0, 255), (0, 255, 255), (255, 255, 255),
  ].map { RGB(red: $0.0, green: $0.1, blue: $0.2) }
}

extension Color.RGB {
  fileprivate func distance(to other: Color.RGB) -> Int {
    let red = Int(red) - Int(other.red)
    let green = Int(green) - Int(other.green)
    let blue = Int(blue) - Int(other.blue)
    return red * red + green * green + blue * blue
  }
}
