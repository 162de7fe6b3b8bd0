import Terminal
import Testing
import Workbench

/// What the parser makes of bytes that come in pieces, with nothing behind them at the end.
private func events(_ pieces: [UInt8]...) -> [InputEvent] {
  var parser = KeyParser()
  return pieces.flatMap { parser.feed($0) } + parser.expire()
}

private func events(_ text: String) -> [InputEvent] { events(Array(text.utf8)) }

/// The keys, by the names that help gives them.
private func names(_ events: [InputEvent]) -> [String] {
  events.map { event in
    if case .key(let key) = event { key.text } else { "\(event)" }
  }
}

@Suite struct KeyParserTests {
  @Test(arguments: [
    ("a", "a"), ("A", "A"), ("ß", "ß"), ("漢", "漢"), ("😀", "😀"), (" ", "space"),
    ("\r", "enter"), ("\n", "enter"), ("\t", "tab"), ("\u{7F}", "backspace"),
    ("\u{8}", "backspace"),
    ("\u{0}", "ctrl-space"), ("\u{1}", "ctrl-a"), ("\u{1A}", "ctrl-z"), ("\u{1C}", "ctrl-\\"),
    ("\u{1F}", "ctrl-_"), ("\u{1B}", "esc"), ("\u{1B}x", "alt-x"), ("\u{1B}é", "alt-é"),
    ("\u{1B}\r", "alt-enter"), ("\u{1B}\u{7F}", "alt-backspace"), ("\u{1B}[", "alt-["),
    ("\u{1B}O", "alt-O"), ("\u{1B}]", "alt-]"), ("\u{1B}P", "alt-P"),
  ])
  func whatAKeySends(_ bytes: String, _ name: String) {
    #expect(names(events(bytes)) == [name])
  }

  @Test(arguments: [
    // xterm, VTE, tmux: normal and application mode.
    ("[A", "up"), ("[B", "down"), ("[C", "right"), ("[D", "left"), ("[H", "home"), ("[F", "end"),
    ("OA", "up"), ("OB", "down"), ("OC", "right"), ("OD", "left"), ("OH", "home"), ("OF", "end"),
    ("[1~", "home"), ("[2~", "insert"), ("[3~", "delete"), ("[4~", "end"), ("[5~", "pgup"),
    ("[6~", "pgdn"), ("[7~", "home"), ("[8~", "end"), ("[Z", "shift-tab"),
    ("OP", "f1"), ("OQ", "f2"), ("OR", "f3"), ("OS", "f4"), ("[15~", "f5"), ("[17~", "f6"),
    ("[21~", "f10"), ("[23~", "f11"), ("[24~", "f12"), ("[11~", "f1"),
    ("[1;2A", "shift-up"), ("[1;3A", "alt-up"), ("[1;5C", "ctrl-right"),
    ("[1;6D", "ctrl-shift-left"),
    ("[1;9B", "alt-down"), ("[3;5~", "ctrl-delete"), ("[15;2~", "shift-f5"), ("[1;5P", "ctrl-f1"),
    // The Linux console and rxvt.
    ("[[A", "f1"), ("[[E", "f5"), ("Oa", "ctrl-up"), ("[a", "shift-up"), ("[5^", "ctrl-pgup"),
    ("\u{1B}[A", "alt-up"),
    // The numbers at the right in application mode.
    ("OM", "enter"), ("Op", "0"), ("Oy", "9"), ("Ok", "+"),
    // Characters by their numbers.
    ("[97;5u", "ctrl-a"), ("[97;2u", "A"), ("[13;2u", "shift-enter"), ("[27u", "esc"),
    ("[27;5;9~", "ctrl-tab"), ("[228u", "ä"), ("[97:65;3u", "alt-a"),
  ])
  func sequencesOfManyTerminals(_ sequence: String, _ name: String) {
    let bytes = Array("\u{1B}\(sequence)".utf8)
    #expect(names(events(bytes)) == [name])
    // Byte by byte, as a slow line brings it.
    var parser = KeyParser()
    #expect(names(bytes.flatMap { parser.feed([$0]) } + parser.expire()) == [name])
    // With a neighbour at each side.
    #expect(names(events("x\u{1B}\(sequence)y")) == ["x", name, "y"])
  }

  @Test(arguments: [
    ("]11;rgb:1e1e/2f2f/3030\u{1B}\\", "#1e2f30"), ("]11;rgb:1e/2f/30\u{7}", "#1e2f30"),
    ("]11;rgba:ffff/ffff/0000/8000\u{1B}\\", "#ffff00"), ("]11;#1e2f30\u{7}", "#1e2f30"),
    ("]11;rgb:f/8/0\u{7}", "#ff8800"),
  ])
  func aTerminalTellsItsBackground(_ answer: String, _ color: String) throws {
    let background = InputEvent.reply(.background(try #require(Color.RGB(color))))
    let bytes = Array("\u{1B}\(answer)".utf8)
    // In any pieces, and among keys.
    var parser = KeyParser()
    #expect(bytes.flatMap { parser.feed([$0]) } + parser.expire() == [background])
    #expect(
      events("x\u{1B}\(answer)\u{1B}[?62;22cy")
        == [.key(Key("x")), background, .reply(.attributes), .key(Key("y"))])
  }

  @Test(arguments: [
    "]11;\u{7}", "]11;rgb:\u{7}", "]11;rgb:1/2\u{7}", "]11;rgb:12345/1/1\u{7}",
    "]11;rgb:g/1/1\u{7}",
    "]11;rgb:-1/1/1\u{7}", "]11;#12\u{7}", "]11;white\u{7}", "]12;rgb:1/1/1\u{7}",
  ])
  func whatIsNoColourIsSwallowed(_ answer: String) {
    #expect(events("\u{1B}\(answer)") == [])
  }

  @Test(arguments: [
    "[>41;390;0c", "[?1;2;3$y", "[24;80R", "[999~", "[200", "[=5;1u", "[1;1;1q",
    "[57441u", "]10;rgb:1e1e/1e1e/2e2e\u{1B}\\", "]52;c;aGk=\u{7}", "P>|XTerm(380)\u{1B}\\",
    "[M !!",
    "[<35;10;10M", "[<3;1;1M",
  ])
  func whatIsNoKeyTypesNothing(_ sequence: String) {
    let known = names(events("\u{1B}\(sequence)"))
    #expect(known.allSatisfy { !["1", ";", "c", "M", "R", "y"].contains($0) }, "\(known)")
    #expect(names(events("\u{1B}\(sequence)")).count <= 1)
  }

  @Test func aBrokenSequenceEndsWhereAnotherBegins() {
    #expect(names(events("\u{1B}[1;\u{1B}[A")) == ["up"])
    #expect(names(events("\u{1B}[12\r")) == ["enter"])
    #expect(names(events("\u{1B}\u{1B}")) == ["esc", "esc"])
  }

  @Test func anEscapeWaitsForWhatFollows() {
    var parser = KeyParser()
    #expect(parser.feed([0x1B]).isEmpty && parser.isWaiting)
    #expect(names(parser.feed(Array("[".utf8))).isEmpty && parser.isWaiting)
    #expect(names(parser.feed(Array("A".utf8))) == ["up"])
    #expect(!parser.isWaiting && parser.expire().isEmpty)
  }

  @Test func textMayBeCutAnywhere() {
    let text = "aß漢😀e\u{301}"
    for cut in 0...text.utf8.count {
      let bytes = Array(text.utf8)
      let typed = events(Array(bytes[..<cut]), Array(bytes[cut...])).map { event -> String in
        if case .key(let key) = event, case .character(let character) = key.code {
          return String(character)
        }
        return "?"
      }
      #expect(typed.joined() == text)
    }
    #expect(names(events([0xFF, 0x61])) == ["\u{FFFD}", "a"])
    #expect(names(events([0xE6, 0x61])) == ["\u{FFFD}", "a"])
  }

  @Test func marksStayWithTheirLetters() {
    #expect(names(events("e\u{301}x")) == ["e\u{301}", "x"])
  }

  @Test func pastedTextIsNoKeys() {
    let text = "q\r1漢\u{1B}[A\n"
    let whole = "\u{1B}[200~\(text)\u{1B}[201~z"
    let expected: [InputEvent] = [.paste("q\n1漢\u{1B}[A\n"), .key(Key("z"))]
    #expect(events(whole) == expected)
    for cut in 0...whole.utf8.count {
      let bytes = Array(whole.utf8)
      #expect(events(Array(bytes[..<cut]), Array(bytes[cut...])) == expected)
    }
  }

  @Test func aPasteWithoutEndKeepsWhatCame() {
    var parser = KeyParser()
    #expect(parser.feed(Array("\u{1B}[200~abc\u{1B}[20".utf8)).isEmpty)
    // It is no ESC that waits: nothing times out inside a paste.
    #expect(!parser.isWaiting && parser.expire().isEmpty)
    #expect(parser.feed(Array("1~".utf8)) == [.paste("abc")])
  }

  @Test func theMouseHasAPlaceAndAnAction() {
    func mouse(_ action: MouseEvent.Action, _ x: Int, _ y: Int) -> [InputEvent] {
      [.mouse(MouseEvent(action: action, x: x, y: y))]
    }
    #expect(events("\u{1B}[<0;230;5M") == mouse(.press, 229, 4))
    #expect(events("\u{1B}[<0;1;1m") == mouse(.release, 0, 0))
    #expect(events("\u{1B}[<32;3;4M") == mouse(.drag, 2, 3))
    #expect(events("\u{1B}[<64;3;4M") == mouse(.scrollUp, 2, 3))
    #expect(events("\u{1B}[<65;3;4M") == mouse(.scrollDown, 2, 3))
    #expect(events("\u{1B}[<2;3;4M").isEmpty)
  }

  @Test func theFocusComesAndGoes() {
    #expect(events("\u{1B}[I\u{1B}[O") == [.focus(true), .focus(false)])
  }

  /// Any bytes in any pieces: it ends, and what comes later is read.
  @Test func noBytesStopTheParser() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<2_000 {
      var parser = KeyParser()
      for _ in 0..<8 {
        let starts: [[UInt8]] = [[0x1B], [0x1B, 0x5B], [0x1B, 0x5D], [0x1B, 0x4F], []]
        let start = starts.randomElement(using: &random) ?? []
        let count = Int.random(in: 0...12, using: &random)
        let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
        _ = parser.feed(start + bytes)
      }
      _ = parser.expire()
      // Out of any paste that the noise has begun.
      _ = parser.feed(Array("\u{1B}[201~\u{18}".utf8))
      _ = parser.expire()
      #expect(names(parser.feed(Array("ok".utf8))).suffix(2) == ["o", "k"])
    }
  }
}
