/// How many cells a piece of text takes, as terminals without grapheme clusters count: the sum of
/// its scalars' widths.
///
/// An own table, not the C library's: that one answers for the locale, and a program started under
/// `LC_ALL=C` would find every letter unprintable. A test compares the two.
package enum CellWidth {
  /// What one character becomes on the screen: the text that may be sent to a terminal for it, and
  /// its cells (0 where nothing is left).
  ///
  /// Controls and marks that turn the direction of what follows become U+FFFD, so that no guest and
  /// no file can steer the terminal; a tab becomes two blanks. Variation selectors, joiners and skin
  /// tones are taken out: terminals disagree about them, and a wrong guess shifts the whole line.
  package static func cell(_ character: Character) -> (text: String, columns: Int) {
    if let ascii = character.asciiValue {
      if ascii == UInt8(ascii: "\t") { return ("  ", 2) }
      return ascii < 0x20 || ascii == 0x7F ? replacement : (String(character), 1)
    }
    var text = ""
    var columns = 0
    var scalars = 0
    for scalar in character.unicodeScalars where !isDropped(scalar) {
      if isHarmful(scalar) { return replacement }
      scalars += 1
      if scalars > Limits.scalarsPerCellMax { continue }
      text.unicodeScalars.append(scalar)
      columns += width(of: scalar)
    }
    // A mark without a letter would land on its neighbour's.
    return columns == 0 && !text.isEmpty ? replacement : (text, columns)
  }

  package static func columns(of text: some StringProtocol) -> Int {
    text.reduce(0) { $0 + cell($1).columns }
  }

  /// The text if it fits, else its beginning with `…` in the last cell.
  package static func truncated(_ text: String, columns limit: Int) -> String {
    var used = 0
    // The end of what stays when the mark has to go behind it.
    var cut = text.startIndex
    for index in text.indices {
      used += cell(text[index]).columns
      if used > limit { return limit < 1 ? "" : text[..<cut] + "…" }
      if used < limit { cut = text.index(after: index) }
    }
    return text
  }

  private static let replacement = ("\u{FFFD}", 1)

  private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x200B...0x200D, 0xFE00...0xFE0F, 0x1F3FB...0x1F3FF: true
    default: false
    }
  }

  private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: true
    default: false
    }
  }

  /// The columns of a scalar that is neither dropped nor harmful.
  static func width(of scalar: Unicode.Scalar) -> Int {
    // Everything below the first combining mark takes one cell.
    if scalar.value < 0x300 { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return 0
    default: break
    }
    // Vowels and finals of Hangul written in parts join the syllable before them.
    if (0x1160...0x11FF).contains(scalar.value) || (0xD7B0...0xD7FB).contains(scalar.value) {
      return 0
    }
    return isWide(scalar.value) ? 2 : 1
  }

  private static func isWide(_ value: UInt32) -> Bool {
    var low = 0
    var high = wide.count
    while low < high {
      let middle = (low + high) / 2
      if wide[middle].upperBound < value { low = middle + 1 } else { high = middle }
    }
    return low < wide.count && wide[low].contains(value)
  }

  /// East Asian Width W and F of Unicode 15; what is not assigned between them counts with them.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x231A...0x231B, 0x2329...0x232A, 0x23E9...0x23EC, 0x23F0...0x23F0,
    0x23F3...0x23F3, 0x25FD...0x25FE, 0x2614...0x2615, 0x2648...0x2653, 0x267F...0x267F,
    0x2693...0x2693, 0x26A1...0x26A1, 0x26AA...0x26AB, 0x26BD...0x26BE, 0x26C4...0x26C5,
    0x26CE...0x26CE, 0x26D4...0x26D4, 0x26EA...0x26EA, 0x26F2...0x26F3, 0x26F5...0x26F5,
    0x26FA...0x26FA, 0x26FD...0x26FD, 0x2705...0x2705, 0x270A...0x270B, 0x2728...0x2728,
    0x274C...0x274C, 0x274E...0x274E, 0x2753...0x2755, 0x2757...0x2757, 0x2795...0x2797,
    0x27B0...0x27B0, 0x27BF...0x27BF, 0x2B1B...0x2B1C, 0x2B50...0x2B50, 0x2B55...0x2B55,
    0x2E80...0x303E, 0x3041...0xA4C6, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAD9,
    0xFE10...0xFE19, 0xFE30...0xFE6B, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x1B2FB,
    0x1F004...0x1F004, 0x1F0CF...0x1F0CF, 0x1F18E...0x1F18E, 0x1F191...0x1F19A, 0x1F200...0x1F320,
    0x1F32D...0x1F335, 0x1F337...0x1F37C, 0x1F37E...0x1F393, 0x1F3A0...0x1F3CA, 0x1F3CF...0x1F3D3,
    0x1F3E0...0x1F3F0, 0x1F3F4...0x1F3F4, 0x1F3F8...0x1F43E, 0x1F440...0x1F440, 0x1F442...0x1F4FC,
    0x1F4FF...0x1F53D, 0x1F54B...0x1F54E, 0x1F550...0x1F567, 0x1F57A...0x1F57A, 0x1F595...0x1F596,
    0x1F5A4...0x1F5A4, 0x1F5FB...0x1F64F, 0x1F680...0x1F6C5, 0x1F6CC...0x1F6CC, 0x1F6D0...0x1F6D2,
    0x1F6D5...0x1F6DF, 0x1F6EB...0x1F6EC, 0x1F6F4...0x1F6FC, 0x1F7E0...0x1F7F0, 0x1F90C...0x1F93A,
    0x1F93C...0x1F945, 0x1F947...0x1F9FF, 0x1FA70...0x1FAF6, 0x20000...0x3FFFD,
  ]
}
