import Foundation
import TestSupport
import Testing

/// The real program's colours in a real terminal.
@Suite struct TerminalThemeTests {
  private static let wit = ["a.wit": "package a:b; interface api { f: func(); }"]

  /// The colours of the active tab in `dusk` and `paper`, as a terminal is told of them.
  private static let dusk = "48;2;137;180;250"
  private static let paper = "48;2;21;87;176"

  /// What the screen is drawn with, once it is there.
  private func colors(
    background: String? = nil, environment: [String: String] = [:], arguments: [String] = []
  ) throws -> String {
    let folder = try TemporaryFolder(Self.wit)
    let terminal = try TerminalSession(environment: environment)
    if let background { try terminal.paint(background: background) }
    try terminal.run(
      (["\"$WITBENCH\"", "open", folder.path] + arguments).joined(separator: " "))
    return try withExtendedLifetime(folder) {
      try terminal.waitFor("interface api").styledScreen
    }
  }

  @Test func theTerminalIsAskedForItsBackground() throws {
    #expect(try colors(background: "#1e1e2e").contains(Self.dusk))
    #expect(try colors(background: "#fdf6e3").contains(Self.paper))
  }

  @Test func withoutAnAnswerTheVariableSaysIt() throws {
    #expect(try colors(environment: ["COLORFGBG": "0;15"]).contains(Self.paper))
    #expect(try colors(environment: ["COLORFGBG": "15;0"]).contains(Self.dusk))
    // Nothing says it: the terminal's own colours suit any background.
    let own = try colors()
    #expect(!own.contains("48;2;") && own.contains("34m"))
  }

  @Test func theOptionStandsBeforeTheVariableAndThatBeforeTheConfiguration() throws {
    let config = try TemporaryFolder(["witbench/config.toml": "theme = \"harbor\"\n"])
    var environment = ["XDG_CONFIG_HOME": config.path, "COLORFGBG": "0;15"]
    #expect(try colors(environment: environment).contains("48;2;94;211;198"))
    environment["WITBENCH_THEME"] = "dusk"
    #expect(try colors(environment: environment).contains(Self.dusk))
    #expect(
      try colors(environment: environment, arguments: ["--theme", "paper"]).contains(Self.paper))
    withExtendedLifetime(config) {}
  }

  @Test func withoutColoursNothingIsColoured() throws {
    let mono = try colors(environment: ["NO_COLOR": "1", "WITBENCH_THEME": "dusk"])
    #expect(!mono.contains("38;") && !mono.contains("48;") && !mono.contains("[34m"))
    #expect(mono.contains("\u{1B}[1m") || mono.contains("\u{1B}[1;7m"))
  }

  @Test func aTerminalOf256ColoursGetsThoseTheThemeChose() throws {
    let screen = try colors(environment: ["COLORTERM": "", "WITBENCH_THEME": "dusk"])
    #expect(screen.contains("48;5;111") && !screen.contains("48;2;"))
  }

  @Test func keysAndMistakesOfTheConfigurationAreSeen() throws {
    let config = try TemporaryFolder([
      "witbench/config.toml": "colour = 1\n[keys]\nquit = \"ctrl-q\"\n"
    ])
    let folder = try TemporaryFolder(Self.wit)
    let terminal = try TerminalSession(environment: ["XDG_CONFIG_HOME": config.path])
    try terminal.open(folder.path).waitFor("`colour`")
      .waitFor("ctrl-q quit").send("C-q").waitUntilGone("ctrl-q quit")
    withExtendedLifetime((config, folder)) {}
  }
}
