import Glibc
import Testing

@testable import Workbench

@Suite struct CellWidthTests {
  @Test(arguments: [
    ("a", 1), ("é", 1), ("e\u{301}", 1), ("漢", 2), ("한", 2), ("\u{1112}\u{1161}\u{11AB}", 2),
    ("😀", 2), ("●", 1), ("─", 1), ("…", 1), ("→", 1), ("❤\u{FE0F}", 1), ("👍🏽", 2), ("👨‍👩‍👧", 6),
    ("क्षि", 3), ("\u{10FFFF}", 1), ("\u{200B}", 0),
  ])
  func charactersAreAsWideAsTerminalsDrawThem(_ text: String, _ columns: Int) {
    #expect(CellWidth.columns(of: text) == columns)
  }

  /// Curses places what it draws by the C library's widths, so ours must be the same; where that
  /// library knows a scalar at all, which depends on its age.
  @Test func widthsAgreeWithTheCLibrary() throws {
    let locale = try #require(newlocale(LC_CTYPE_MASK, "C.UTF-8", nil), "C.UTF-8 is missing")
    let before = uselocale(locale)
    defer {
      uselocale(before)
      freelocale(locale)
    }
    // It is not in the Glibc module.
    typealias Width = @convention(c) (wchar_t) -> Int32
    let wcwidth = unsafeBitCast(try #require(dlsym(nil, "wcwidth")), to: Width.self)
    var differences: [String] = []
    for value: UInt32 in 0xA0...0x3FFFF {
      guard let scalar = Unicode.Scalar(value), isComparable(scalar) else { continue }
      let theirs = Int(wcwidth(wchar_t(value)))
      if theirs >= 0, value != Self.movedScalar, theirs != CellWidth.width(of: scalar) {
        differences.append("U+\(String(value, radix: 16)): \(theirs)")
      }
    }
    #expect(differences.isEmpty, "\(differences.count): \(differences.prefix(40))")
  }

  /// Ahom vowel sign E: a spacing mark since Unicode 16, which Swift knows and Debian 12 does not.
  private static let movedScalar: UInt32 = 0x1171E

  /// Whether it is neither taken out nor replaced.
  private func isComparable(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.properties.generalCategory == .nonspacingMark { return true }
    return CellWidth.cell(Character(scalar)).text.unicodeScalars.first == scalar
  }
}
