import Foundation
import TestSupport
import Testing
import Workbench

/// A shell in a terminal of its own (tmux, a private server), driven as a person would: keys in,
/// text of the screen out.
///
/// ```swift
/// let terminal = try TerminalSession(size: (80, 24))
/// try terminal.open("demo-workspace").waitFor("shopping-cart")
/// try terminal.send("j", "Enter").waitFor("interface api")
/// ```
///
/// It waits for what shall appear, never for a time; only what hangs runs into a limit, and then the
/// test fails and shows the screen.
final class TerminalSession {
  /// How long something may take before it is called hanging: a loaded machine needs seconds.
  static let hangSeconds = 60.0

  /// What the shell says when it waits for a line.
  static let prompt = "shell>"

  private let socket = "witbench-\(getpid())-\(UUID().uuidString.prefix(8))"
  private let tmux: URL
  /// What the program remembers between runs, the user's own left alone.
  private let state: TemporaryFolder

  /// - Parameters:
  ///   - size: columns and rows
  ///   - environment: set for the shell, on top of PATH and HOME alone
  init(
    size: (columns: Int, rows: Int) = (80, 24), environment: [String: String] = [:]
  ) throws {
    state = try TemporaryFolder()
    tmux = try #require(Self.program("tmux"), "tmux is missing: Scripts/setup --tests installs it")
    var variables = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
      "HOME": NSTemporaryDirectory(), "PS1": "\(Self.prompt) ", "LC_ALL": "C.UTF-8",
      "COLORTERM": "truecolor", "XDG_STATE_HOME": state.path,
      "WITBENCH": Self.witbench.path,
    ]
    variables.merge(environment) { _, new in new }
    let shell =
      ["env", "-i", "TERM=tmux-256color"] + variables.map { "\($0.key)=\($0.value)" } + [
        "sh", "-i",
      ]
    _ = try command(
      ["start-server", ";", "set", "-g", "default-terminal", "tmux-256color", ";"]
        + ["set", "-g", "status", "off", ";", "set", "-g", "escape-time", "0", ";"]
        + ["set", "-g", "focus-events", "on", ";", "set", "-g", "remain-on-exit", "on", ";"]
        + ["set", "-g", "default-shell", "/bin/sh", ";", "set", "-s", "exit-empty", "off", ";"]
        + ["new-session", "-d", "-x", "\(size.columns)", "-y", "\(size.rows)"] + shell)
    try waitFor(Self.prompt)
  }

  deinit {
    _ = try? command(["kill-server"])
  }

  /// The program under test, beside the tests.
  static var witbench: URL {
    URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
      .appending(path: "witbench")
  }

  private static func program(_ name: String) -> URL? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return path.split(separator: ":").map { URL(filePath: "\($0)/\(name)") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }
}

// What a person does.
extension TerminalSession {
  /// Presses keys, by tmux's names: `j`, `Enter`, `Escape`, `Tab`, `BTab`, `C-s`, `M-Up`, `F1`.
  ///
  /// Escape goes as the sequence that means this key alone: a lone ESC byte and the next key, which
  /// no person presses within milliseconds, would be Alt and that key.
  @discardableResult
  func send(_ keys: String...) throws -> Self {
    for key in keys {
      if key == "Escape" {
        try type("\u{1B}[27u")
      } else {
        _ = try command(["send-keys", "--", key])
      }
    }
    return self
  }

  /// Types text.
  @discardableResult
  func type(_ text: String) throws -> Self {
    _ = try command(["send-keys", "-l", "--", text])
    return self
  }

  /// Pastes text, as a terminal does it: in one piece, between marks where the program wants them.
  @discardableResult
  func paste(_ text: String) throws -> Self {
    _ = try command(["set-buffer", "--", text])
    _ = try command(["paste-buffer", "-p"])
    return self
  }

  /// Runs a line in the shell.
  @discardableResult
  func run(_ line: String) throws -> Self {
    try type(line).send("Enter")
  }

  /// Starts `witbench open` with arguments.
  @discardableResult
  func open(_ arguments: String...) throws -> Self {
    try run("\"$WITBENCH\" open " + arguments.map { "'\($0)'" }.joined(separator: " "))
  }

  /// Presses a mouse button at a cell, counted from 0, or turns the wheel.
  @discardableResult
  func click(x: Int, y: Int, button: Int = 0) throws -> Self {
    for end in ["M", "m"] {
      let report = "\u{1B}[<\(button);\(x + 1);\(y + 1)\(end)"
      _ = try command(
        ["send-keys", "-H"] + report.utf8.map { String($0, radix: 16) })
    }
    return self
  }

  /// Gives the terminal a background, which it tells who asks for it.
  func paint(background: String) throws {
    _ = try command(["set", "-g", "window-style", "bg=\(background)"])
  }

  @discardableResult
  func resize(columns: Int, rows: Int) throws -> Self {
    _ = try command(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
    return self
  }
}

// What a person sees.
extension TerminalSession {
  /// The text on the screen, without blanks at the ends of lines.
  var screen: String {
    get throws { try command(["capture-pane", "-p"]) }
  }

  /// The same with the sequences that give it colours and attributes.
  var styledScreen: String {
    get throws { try command(["capture-pane", "-p", "-e"]) }
  }

  @discardableResult
  func waitFor(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> Self {
    try waitUntil("`\(text)` is on the screen", sourceLocation: sourceLocation) {
      $0.contains(text)
    }
  }

  @discardableResult
  func waitFor(
    _ text: String, or other: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Self {
    try waitUntil("`\(text)` or `\(other)` is on the screen", sourceLocation: sourceLocation) {
      $0.contains(text) || $0.contains(other)
    }
  }

  @discardableResult
  func waitUntilGone(
    _ text: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Self {
    try waitUntil("`\(text)` is gone", sourceLocation: sourceLocation) { !$0.contains(text) }
  }

  /// Looks at the screen until it is as it shall be.
  @discardableResult
  func waitUntil(
    _ what: String, sourceLocation: SourceLocation = #_sourceLocation,
    _ condition: (String) throws -> Bool
  ) throws -> Self {
    let deadline = Date(timeIntervalSinceNow: Self.hangSeconds)
    while true {
      let screen = try screen
      if try condition(screen) { return self }
      guard Date() < deadline else {
        Issue.record("It never came that \(what):\n\(screen)", sourceLocation: sourceLocation)
        throw Hang()
      }
      // Each look starts a process, which is pause enough.
      sched_yield()
    }
  }

  /// What the terminal has been told: whether programs draw on the alternate screen, whether the
  /// cursor is shown, whether the mouse is reported.
  var modes: Modes {
    get throws {
      let format = "#{alternate_on} #{cursor_flag} #{mouse_any_flag}"
      let words = try command(["display-message", "-p", format]).split(separator: " ")
      return Modes(
        isAlternateScreen: words[0] == "1", isCursorShown: words[1] == "1",
        reportsMouse: words[2].hasPrefix("1"))
    }
  }

  /// The same of the line discipline, in the words of stty.
  ///
  /// Only in the shell.
  func terminalSettings() throws -> String {
    // Another word each time: the answer of an earlier call may still stand on the screen.
    let word = "\(UUID().uuidString.prefix(8))"
    try run("clear; stty -g; echo 'that was'' \(word)'").waitFor("that was \(word)")
    return try screen.split(separator: "\n").first.map(String.init) ?? ""
  }

  struct Modes: Equatable {
    var isAlternateScreen: Bool
    var isCursorShown: Bool
    var reportsMouse: Bool

    /// As a shell wants them.
    static let shell = Modes(isAlternateScreen: false, isCursorShown: true, reportsMouse: false)
  }

  /// Something that should have appeared did not; the test has said what.
  struct Hang: Error {}
}

extension TerminalSession {
  private func command(_ arguments: [String]) throws -> String {
    let ending = try ChildProcess.run(
      tmux.path, ["-u", "-L", socket, "-f", "/dev/null"] + arguments,
      environment: ["LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"])
    guard ending.status == 0 else {
      throw TmuxFailure(text: "tmux \(arguments.joined(separator: " ")): \(ending.errors)")
    }
    return ending.text
  }

  struct TmuxFailure: Error, CustomStringConvertible {
    var text: String
    var description: String { text }
  }
}
