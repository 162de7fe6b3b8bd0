import Workbench

/// A terminal's answer to the question for one of its colours (xterm's OSC 10 and up).
enum ColorReply {
  /// Reads `11;rgb:1e1e/1e1e/2e2e`, with one to four digits for each part, `rgba:` with a fourth part,
  /// or `11;#1e1e2e`; nil for other answers.
  static func background(_ bytes: some Collection<UInt8>) -> Color.RGB? {
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.hasPrefix("11;") else { return nil }
    let value = text.dropFirst(3)
    if value.hasPrefix("#") { return Color.RGB(String(value)) }
    guard value.hasPrefix("rgb:") || value.hasPrefix("rgba:"),
      let colon = value.firstIndex(of: ":")
    else { return nil }
    let parts = value[value.index(after: colon)...]
      .split(separator: "/", omittingEmptySubsequences: false).map(part)
    guard parts.count == (value.hasPrefix("rgba") ? 4 : 3),
      let red = parts[0], let green = parts[1], let blue = parts[2]
    else { return nil }
    return Color.RGB(red: red, green: green, blue: blue)
  }

  /// A part of one to four hexadecimal digits, the largest number being full strength.
  private static func part(_ digits: Substring) -> UInt8? {
    guard (1...4).contains(digits.utf8.count), digits.allSatisfy(\.isHexDigit),
      let value = Int(digits, radix: 16)
    else { return nil }
    let most = (1 << (4 * digits.utf8.count)) - 1
    return UInt8((value * 255 + most / 2) / most)
  }
}
