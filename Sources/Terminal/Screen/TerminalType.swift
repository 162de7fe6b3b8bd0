import CNcurses
import Glibc
import Workbench

/// What kind of terminal this is, and how curses is to be told.
struct TerminalType {
  /// How many colours the environment lets us use; curses may know of fewer.
  let wantsColor: Bool
  /// Whether 24-bit colours are asked of curses by our own description of the terminal.
  let isDirect: Bool
  let name: String

  /// Reads the environment; refuses a terminal that no picture can be put on.
  init() throws(TerminalFailure) {
    name = Self.variable("TERM") ?? ""
    guard !name.isEmpty else {
      throw TerminalFailure(
        "TERM is not set, so the terminal's kind is unknown: try `TERM=xterm-256color witbench`")
    }
    guard cn_find_terminal(name) == 1 else {
      throw TerminalFailure(
        "the terminal `\(name)` (TERM) is not in this system's terminfo: install ncurses-term, or "
          + "try `TERM=xterm-256color witbench`")
    }
    // `dumb` is known and curses would start on it, and paint rubbish.
    guard cn_capability("cup") != nil else {
      throw TerminalFailure(
        "the terminal `\(name)` (TERM) cannot place the cursor, so there can be no screen; the "
          + "subcommands work without: witbench --help")
    }
    // https://no-color.org: any value but an empty one.
    wantsColor = Self.variable("NO_COLOR") == nil
    let colors = Self.variable("COLORTERM")
    let setsColorsByECMA = cn_capability("setaf").map { $0.pointee == Byte.escape } ?? false
    isDirect = wantsColor && setsColorsByECMA && (colors == "truecolor" || colors == "24bit")
  }

  /// The value of an environment variable; nil where it is empty or not set.
  private static func variable(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }

  /// Starts curses; nil where it will not.
  ///
  /// Descriptions with 24-bit colours are not installed everywhere (Debian has them in
  /// ncurses-term), so ours is given by value: ncurses reads `b64:` out of TERMINFO.
  func start(output: Int32, input: Int32) -> OpaquePointer? {
    guard isDirect else { return cn_new_terminal(name, output, input) }
    let before = getenv("TERMINFO").map { String(cString: $0) }
    setenv("TERMINFO", Self.directDescription, 1)
    defer {
      if let before { setenv("TERMINFO", before, 1) } else { unsetenv("TERMINFO") }
    }
    return cn_new_terminal("witbench-direct", output, input)
      ?? cn_new_terminal(name, output, input)
  }

  /// The colours that curses found; call after `start`.
  var depth: ColorDepth {
    guard wantsColor, has_colors(), start_color() == OK else { return .mono }
    use_default_colors()
    switch cn_color_count() {
    case ..<16: return .ansi8
    case ..<256: return .ansi16
    case 256: return .indexed256
    default: return .direct
    }
  }
}

extension TerminalType {
  /// xterm, tmux and their kin with 24-bit colours, numbers below 16 being the named ones, as
  /// `Color.number(in:)` has it. Made from `direct.terminfo` beside this file:
  ///
  ///     tic -x -o DIR direct.terminfo
  ///     TERMINFO=DIR infocmp -x -Q2 -q -0 witbench-direct
  static let directDescription =
    """
    b64:HgJXAA8ADwBpAcsBd2l0YmVuY2gtZGlyZWN0fHh0ZXJtLCB0bXV4IGFuZCB0aGVpciBraW4gd2l0aCAyNC1iaXQg\
    Y29sb3VyczsgYmVsb3cgMTYgdGhlIG5hbWVkIG9uZXMAAAEAAAEAAAABAAAAAAEBUAAAAAgAAAAYAAAA____________\
    _________________________________________wAAAAH_fwAA__8AAAIABAD__xUAHQAhACUA__8wAEEAQwBHAE4A\
    __9QAFcA__9bAP__________________XwBkAP__bQD_______9yAHcAfAD_____gQCFAP____-OAJQA____________\
    ____________________________________________________________________________________________\
    _____________________________________________________________5oA________owCsAP__tQD_________\
    ______________________--AP__yQD________________________________________________________LANEA\
    ____________________________________________________________________________________________\
    ____________________________________________________________________________________________\
    ____________________________________________________________________________________________\
    _________________________________9cA________________________________________________________\
    ________________3AD__________________________________-UA________________________6gD_________\
    __________________________________________________________________________________________AA\
    XQEHAA0AG1slaSVwMSVkOyVwMiVkcgAbW0gbWzJKABtbSwAbW0oAG1slaSVwMSVkRwAbWyVpJXAxJWQ7JXAyJWRIAAoA\
    G1tIABtbPzI1bAAIABtbPzI1aAAbW0MAG1tBABtbMW0AG1s_MTA0OWgAG1sybQAbWzdtABtbN20AG1s0bQAbW20AG1s_\
    MTA0OWwAG1syN20AG1syNG0AG1slcDElZEIAG1slcDElZEQAG1slcDElZEMAG1slcDElZEEAG1slaSVwMSVkZAAKABtb\
    PzdoABtbPzdsABtbMUsAG1szOTs0OW0AG1szbQAbWzIzbQAbWyU_JXAxJXs4fSU8JXQzJXAxJWQlZSVwMSV7MTZ9JTwl\
    dDklcDElezh9JS0lZCVlMzg7MjslcDElezY1NTM2fSUvJWQ7JXAxJXsyNTZ9JS8lezI1NX0lJiVkOyVwMSV7MjU1fSUm\
    JWQlO20AG1slPyVwMSV7OH0lPCV0NCVwMSVkJWUlcDElezE2fSU8JXQxMCVwMSV7OH0lLSVkJWU0ODsyOyVwMSV7NjU1\
    MzZ9JS8lZDslcDElezI1Nn0lLyV7MjU1fSUmJWQ7JXAxJXsyNTV9JSYlZCU7bQAAAgAAAAAAAgAHAAEBAAADAEFYAFJH\
    QgA=
    """
}
