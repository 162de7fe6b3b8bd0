import Testing

@testable import Workbench

@Suite struct FrameTests {
  private func frame(_ columns: Int, _ rows: Int = 1) -> Frame {
    Frame(size: Size(columns: columns, rows: rows))
  }

  @Test func aBoxHasItsTitleInItsUpperEdge() {
    var frame = frame(24, 4)
    frame.box(Rectangle(x: 0, y: 0, columns: 12, rows: 4), title: "WIT", role: .borderFocus)
    frame.box(Rectangle(x: 12, y: 0, columns: 12, rows: 4), title: "Swift", role: .border)
    frame.put("漢字 ok", x: 2, y: 1, role: .text)
    frame.put("e\u{301}|", x: 14, y: 2, role: .error)
    #expect(
      frame.text == """
        ┌ WIT ─────┐┌ Swift ───┐
        │ 漢字 ok  ││          │
        │          ││ e\u{301}|       │
        └──────────┘└──────────┘
        """)
    #expect(
      frame.rolesText == """
        aaaaaaaaaaaabbbbbbbbbbbb
        a..........ab..........b
        a..........ab.cc.......b
        aaaaaaaaaaaabbbbbbbbbbbb
        a ui.border.focus
        b ui.border
        c ui.error
        """)
  }

  @Test func aTitleThatIsTooLongIsCutInsideTheBox() {
    var frame = frame(10, 2)
    frame.box(
      Rectangle(x: 0, y: 0, columns: 10, rows: 2), title: "shopping:cart", role: .border)
    #expect(frame.text == "┌ shopp… ┐\n└────────┘")
  }

  @Test func aWideCharacterNeverCrossesAnEdge() {
    var frame = frame(5)
    #expect(frame.put("ab漢漢", x: 0, y: 0, role: .text) == 4)
    #expect(frame.text == "ab漢")
    #expect(frame.put("漢漢漢", x: 1, y: 0, role: .text, limit: 4) == 3)
    #expect(frame.text == "a漢")
  }

  @Test func aWideCharacterThatIsOverwrittenInPartIsGone() {
    var frame = frame(6)
    frame.put("漢字漢", x: 0, y: 0, role: .text)
    frame.put("x", x: 1, y: 0, role: .text)
    #expect(frame.text == " x字漢")
    frame.put("y", x: 4, y: 0, role: .text)
    #expect(frame.text == " x字y")
    frame.put("字", x: 1, y: 0, role: .text)
    #expect(frame.text == " 字 y")
  }

  @Test func aCharacterThatBeginsLeftOfTheFrameLeavesBlanks() {
    var frame = frame(4)
    frame.put("zzzz", x: 0, y: 0, role: .text)
    #expect(frame.put("漢ab", x: -1, y: 0, role: .text) == 3)
    #expect(frame.text == " abz")
  }

  @Test func whatLiesOutsideIsLeftOut() {
    var frame = frame(4, 2)
    frame.put("no", x: 0, y: 2, role: .text)
    frame.put("no", x: 0, y: -1, role: .text)
    frame.put("no", x: 4, y: 0, role: .text)
    frame.put("no", x: -2, y: 0, role: .text)
    frame.fill(Rectangle(x: -5, y: -5, columns: 50, rows: 2), role: .error)
    frame.fill(Rectangle(x: 9, y: 9, columns: 5, rows: 2), role: .error)
    frame.paint(Rectangle(x: 3, y: 1, columns: 5, rows: 5), role: .match)
    #expect(frame.text == "\n")
    #expect(frame.rolesText == "\n...a\na ui.match")
  }

  @Test(arguments: [
    ("a\u{1B}[31mX", "a\u{FFFD}[31mX"),
    ("bell\u{7}", "bell\u{FFFD}"),
    ("c1 \u{9B}2J", "c1 \u{FFFD}2J"),
    ("del\u{7F}", "del\u{FFFD}"),
    ("a\r\nb", "a\u{FFFD}b"),
    ("a\u{202E}cba", "a\u{FFFD}cba"),
    ("a\u{2066}cba\u{2069}", "a\u{FFFD}cba\u{FFFD}"),
    ("a\u{2028}b", "a\u{FFFD}b"),
    ("\u{FEFF}a", "\u{FFFD}a"),
    ("\u{E0041}a", "\u{FFFD}a"),
    ("a\tb", "a  b"),
    ("\u{301}a", "\u{FFFD}a"),
    ("❤\u{FE0F}", "❤"),
    ("👍🏽!", "👍!"),
  ])
  func nothingThatSteersATerminalPassesThrough(_ text: String, _ drawn: String) {
    var frame = frame(20)
    frame.put(text, x: 0, y: 0, role: .text)
    #expect(frame.text.unicodeScalars.elementsEqual(drawn.unicodeScalars))
  }

  @Test func aLetterKeepsOnlySoManyMarks() {
    var frame = frame(4)
    frame.put("e" + String(repeating: "\u{301}", count: 1000), x: 0, y: 0, role: .text)
    #expect(frame.cells[0].text.unicodeScalars.count == Limits.scalarsPerCellMax)
  }

  @Test(arguments: [
    ("abc", 3, "abc"), ("abcd", 3, "ab…"), ("abcd", 1, "…"), ("abcd", 0, ""), ("", 0, ""),
    ("漢字", 4, "漢字"), ("漢字", 3, "漢…"), ("漢字", 2, "…"), ("a漢字", 3, "a…"), ("abc", -1, ""),
  ])
  func textThatDoesNotFitEndsInAnEllipsis(_ text: String, _ columns: Int, _ expected: String) {
    #expect(CellWidth.truncated(text, columns: columns) == expected)
    var frame = frame(8)
    let end = frame.putTruncated(text, x: 2, y: 0, role: .text, limit: 2 + columns)
    #expect(end <= 2 + max(0, columns))
    #expect(frame.text == (expected.isEmpty ? "" : "  " + expected))
  }
}
