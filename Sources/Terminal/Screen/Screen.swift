import CNcurses
import Glibc
package import Workbench

/// The terminal while it is ours: its modes, and the picture that stands on it.
///
/// Curses never gets the terminal itself. Version 6.4 writes after every movement of the cursor, over
/// a hundred times for a full screen, which tears; so it writes into a file in memory, and each
/// picture leaves as one write, between the marks that make a terminal show it at once (DEC 2026).
/// The terminal's modes are therefore ours to set and to give back.
package struct Screen: ~Copyable {
  package private(set) var size = Size(columns: 80, rows: 24)
  /// Whether the terminal is gone: nobody will see anything any more.
  package private(set) var isHungUp = false
  private let terminal: Int32
  private let sink: Int32
  private let handle: OpaquePointer
  private let depth: ColorDepth
  private let reportsMouse: Bool
  private var palette: Palette
  private let ownModes: termios
  private let userModes: termios
  private var isActive = false
  private var isCursorShown = false
  /// What stands on the terminal; nil where that is not known.
  private var shown: Frame?

  /// Paste marks and focus reports; mouse presses and drags in SGR form.
  private static let modesOn = "\u{1B}[?2004h\u{1B}[?1004h"
  private static let mouseOn = "\u{1B}[?1002h\u{1B}[?1006h"
  private static let modesOff = "\u{1B}[?2004l\u{1B}[?1004l\u{1B}[?1006l\u{1B}[?1002l"
  /// What gives the terminal back when there is no time for curses.
  private static let restoreText = modesOff + "\u{1B}[?1l\u{1B}>\u{1B}[m\u{1B}[?25h\u{1B}[?1049l"

  /// Takes the terminal over.
  ///
  /// - Parameter reportsMouse: whether the terminal shall tell of the mouse; without, it selects text
  package init(theme: Theme, reportsMouse: Bool = true) throws(TerminalFailure) {
    try Self.requireTerminal()
    Self.useUnicode()
    let type = try TerminalType()
    let terminal = STDOUT_FILENO
    let sink = cn_memory_file()
    guard sink >= 0 else { throw TerminalFailure("no memory for the screen: \(errorText())") }
    var modes = termios()
    guard tcgetattr(terminal, &modes) == 0, cn_guard_arm(terminal, Self.restoreText) == 0 else {
      throw TerminalFailure("the terminal's modes cannot be read: \(errorText())")
    }
    guard let handle = Self.startCurses(type, sink: sink, terminal: terminal) else {
      throw TerminalFailure("curses cannot use the terminal `\(type.name)` (TERM)")
    }
    self.terminal = terminal
    self.sink = sink
    self.handle = handle
    userModes = modes
    cfmakeraw(&modes)
    ownModes = modes
    self.reportsMouse = reportsMouse
    depth = type.depth
    palette = Palette(theme: theme, depth: depth)
    Self.keepStderr()
    setUpCurses()
    takeTerminal()
    readSize()
  }

  private static func requireTerminal() throws(TerminalFailure) {
    for (descriptor, name) in [(STDIN_FILENO, "stdin"), (STDOUT_FILENO, "stdout")]
    where isatty(descriptor) == 0 {
      throw TerminalFailure(
        "the screen needs a terminal, and \(name) is none; the subcommands work without: "
          + "witbench --help")
    }
  }

  /// Curses counts the cells of a character by the locale; without one, every letter beyond ASCII
  /// would be unprintable.
  private static func useUnicode() {
    setlocale(LC_CTYPE, "")
    if String(cString: nl_langinfo(Int32(CODESET))) != "UTF-8" { setlocale(LC_CTYPE, "C.UTF-8") }
  }

  /// A library's message must not land in the picture, and a crash's must not be lost with it.
  private static func keepStderr() {
    guard isatty(STDERR_FILENO) != 0 else { return }
    let original = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
    let keep = cn_memory_file()
    if original >= 0, keep >= 0 { cn_guard_keep_stderr(original, keep) }
  }

  private static func startCurses(
    _ type: TerminalType, sink: Int32, terminal: Int32
  ) -> OpaquePointer? {
    // Curses cannot ask a file in memory for its size.
    var rows: Int32 = 0
    var columns: Int32 = 0
    if cn_window_size(terminal, &rows, &columns) == 0, rows > 0, columns > 0 {
      setenv("LINES", "\(rows)", 1)
      setenv("COLUMNS", "\(columns)", 1)
    }
    defer {
      unsetenv("LINES")
      unsetenv("COLUMNS")
      use_env(false)
    }
    return type.start(output: sink, input: terminal)
  }

  private func setUpCurses() {
    set_term(handle)
    raw()
    noecho()
    nonl()
    let window = cn_standard_screen()
    keypad(window, true)
    leaveok(window, false)
    idlok(window, true)
    curs_set(0)
  }

  deinit {
    if isActive {
      Self.write(Self.modesOff, to: sink)
      endwin()
      Self.flush(sink: sink, to: terminal)
      var modes = userModes
      tcsetattr(terminal, TCSADRAIN, &modes)
      cn_guard_set_active(0)
    }
    delscreen(handle)
    close(sink)
  }
}

// Taking the terminal, giving it back for a while, following its size.
extension Screen {
  private mutating func takeTerminal() {
    var modes = ownModes
    tcsetattr(terminal, TCSADRAIN, &modes)
    cn_guard_set_active(1)
    isActive = true
    shown = nil
    Self.write(Self.modesOn + (reportsMouse ? Self.mouseOn : ""), to: sink)
  }

  /// Gives the terminal back until `comeBack`: to an editor, to the shell.
  package mutating func leave() {
    guard isActive else { return }
    isActive = false
    Self.write(Self.modesOff, to: sink)
    def_prog_mode()
    endwin()
    flush()
    var modes = userModes
    tcsetattr(terminal, TCSADRAIN, &modes)
    cn_guard_set_active(0)
  }

  package mutating func comeBack() {
    guard !isActive else { return }
    takeTerminal()
    reset_prog_mode()
    // `endwin` has shown it.
    isCursorShown = true
    followSize()
    redraw()
  }

  /// Takes over the terminal's size; true where it changed.
  @discardableResult
  package mutating func followSize() -> Bool {
    var rows: Int32 = 0
    var columns: Int32 = 0
    guard cn_window_size(terminal, &rows, &columns) == 0, rows > 0, columns > 0 else {
      return false
    }
    if is_term_resized(rows, columns) { resizeterm(rows, columns) }
    let before = size
    readSize()
    if size != before { shown = nil }
    return size != before
  }

  private mutating func readSize() {
    let window = cn_standard_screen()
    size = Size(columns: Int(getmaxx(window)), rows: Int(getmaxy(window)))
  }

  /// The next picture is written whole: something else may have written to the terminal.
  package mutating func redraw() {
    shown = nil
    clearok(cn_current_screen(), true)
  }

  /// The colours of another theme; the next picture has them.
  package mutating func use(_ theme: Theme) {
    palette = Palette(theme: theme, depth: depth)
    shown = nil
  }

  /// Asks the terminal what its background is (OSC 11), where an answer would change anything; true
  /// where it was asked. All terminals answer what is asked behind it (DA1), so that nobody waits for
  /// an answer that will not come.
  package mutating func askForBackground() -> Bool {
    guard depth != .mono, environmentVariable("TERM")?.hasPrefix("linux") != true else {
      // The console of Linux would type the question on the screen.
      return false
    }
    Self.write("\u{1B}]11;?\u{1B}\\\u{1B}[c", to: sink)
    flush()
    return true
  }

  /// Asks the terminal to put text on its clipboard (OSC 52), which works over ssh too.
  package mutating func copy(_ text: String) {
    Self.write("\u{1B}]52;c;\(Base64.text(of: text.utf8))\u{1B}\\", to: sink)
    flush()
  }
}

// Drawing.
extension Screen {
  /// Puts a picture on the terminal; only what differs is sent.
  package mutating func present(_ frame: Frame) {
    guard isActive else { return }
    let window = cn_standard_screen()
    let old = shown?.size == frame.size ? shown : nil
    for y in 0..<min(frame.size.rows, size.rows) where old?.row(y) != frame.row(y) {
      draw(frame.row(y).prefix(size.columns), y: y, window)
    }
    placeCursor(frame.cursor, window)
    shown = frame
    wnoutrefresh(window)
    let start = Self.write("\u{1B}[?2026h", to: sink)
    let before = lseek(sink, 0, SEEK_CUR)
    doupdate()
    if lseek(sink, 0, SEEK_CUR) == before {
      // Nothing has changed: then nothing is sent, not even the mark.
      lseek(sink, -off_t(start), SEEK_CUR)
    } else {
      Self.write("\u{1B}[?2026l", to: sink)
    }
    flush()
  }

  /// One row, run by run: neighbours in the same style.
  private func draw(
    _ cells: ArraySlice<Frame.Cell>, y: Int, _ window: UnsafeMutablePointer<WINDOW>?
  ) {
    var index = cells.startIndex
    var run: [wchar_t] = []
    while index < cells.endIndex {
      let x = index - cells.startIndex
      let role = cells[index].role
      run.removeAll(keepingCapacity: true)
      while index < cells.endIndex, cells[index].role == role {
        for scalar in cells[index].text.unicodeScalars {
          run.append(wchar_t(bitPattern: scalar.value))
        }
        index += 1
      }
      let style = palette[role]
      cn_put(window, Int32(y), Int32(x), run, Int32(run.count), style.attributes, style.pair)
    }
  }

  private mutating func placeCursor(
    _ cursor: Frame.Position?, _ window: UnsafeMutablePointer<WINDOW>?
  ) {
    if let cursor { wmove(window, Int32(cursor.y), Int32(cursor.x)) }
    guard isCursorShown != (cursor != nil) else { return }
    isCursorShown = cursor != nil
    curs_set(isCursorShown ? 1 : 0)
  }

  private mutating func flush() {
    if !Self.flush(sink: sink, to: terminal) { isHungUp = true }
  }

  /// Sends what is in the sink and empties it; false where the terminal takes nothing any more.
  @discardableResult
  private static func flush(sink: Int32, to terminal: Int32) -> Bool {
    let count = Int(lseek(sink, 0, SEEK_CUR))
    guard count > 0 else { return true }
    var bytes = [UInt8](repeating: 0, count: count)
    let read = pread(sink, &bytes, count, 0)
    ftruncate(sink, 0)
    lseek(sink, 0, SEEK_SET)
    var rest = bytes.prefix(max(0, read))
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Glibc.write(terminal, $0.baseAddress, $0.count) }
      if written > 0 {
        rest = rest.dropFirst(written)
      } else if errno == EAGAIN {
        // Somebody has made the terminal non-blocking: wait until it takes more.
        var wait = pollfd(fd: terminal, events: Int16(POLLOUT), revents: 0)
        poll(&wait, 1, -1)
      } else if errno != EINTR {
        return false
      }
    }
    return true
  }

  @discardableResult
  private static func write(_ text: String, to sink: Int32) -> Int {
    let bytes = Array(text.utf8)
    return Glibc.write(sink, bytes, bytes.count)
  }
}
