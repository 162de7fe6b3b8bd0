import Foundation
import TestSupport
import Testing
import WIT

@testable import Workbench

@Suite struct ThemeTests {
  /// Themes in memory, by name.
  private func library(_ files: [String: String]) -> ThemeLibrary {
    ThemeLibrary(folders: ["themes"]) { path in files[path] }
  }

  private func theme(_ text: String) throws -> Theme {
    try library(["themes/t.toml": text]).theme(named: "t")
  }

  @Test func aStyleIsAColourABackgroundAndAttributes() throws {
    let blue = Color(rgb: Color.RGB("#89b4fa"), xterm: 111, ansi: 4)
    let style = try Style(text: "bold blue on black underline", palette: ["blue": blue])
    #expect(
      style
        == Style(
          foreground: blue, background: Color(ansi: 0), attributes: [.bold, .underline]))
    #expect(try Style(text: "on #102030", palette: [:]).background?.rgb == Color.RGB("#102030"))
  }

  @Test func aRoleThatIsLeftOutFallsBackAlongItsDots() throws {
    var theme = Theme(name: "t", styles: [:])
    theme.styles[.text] = try Style(text: "white on blue", palette: [:])
    #expect(theme.style(of: .borderFocus) == theme.styles[.text])
    theme.styles[.border] = try Style(text: "red", palette: [:])
    #expect(theme.style(of: .borderFocus).foreground == Color(ansi: 1))
    // Not `red on default`: what a role leaves open is as in the text around it.
    #expect(theme.style(of: .borderFocus).background == Color(ansi: 4))
    theme.styles[.borderFocus] = try Style(text: "green", palette: [:])
    #expect(theme.style(of: .borderFocus).foreground == Color(ansi: 2))
  }

  @Test func aThemeInheritsRolesAndColours() throws {
    let library = library([
      "themes/parent.toml": """
      [palette]
      accent = "#ff0000"
      [roles]
      "ui.key" = "accent bold"
      "ui.error" = "accent"
      """,
      "themes/child.toml": """
      inherit = "parent"
      [roles]
      "ui.error" = "accent reverse"
      """,
    ])
    let child = try library.theme(named: "child")
    let red = Color(rgb: Color.RGB("#ff0000"))
    #expect(child.styles[.key] == Style(foreground: red, attributes: .bold))
    #expect(child.styles[.error] == Style(foreground: red, attributes: .reverse))
    #expect(child.styles[.title] == Theme.builtIn.styles[.title])
  }

  @Test(arguments: [
    ("[roles]\n\"ui.bordr\" = \"red\"", 2, "no role `ui.bordr`; did you mean `ui.border`?"),
    ("[roles]\n\n\"ui.border\" = \"rde\"", 3, "`rde` is no colour and no attribute"),
    ("[roles]\n\"ui.border\" = \"red on\"", 2, "a background colour has to follow `on`"),
    ("[roles]\n\"ui.border\" = \"red blue\"", 2, "`blue` is one colour too many"),
    ("[roles]\n\"ui.border\" = 3", 2, "`ui.border` has to be a string"),
    ("[roles]\nui.border = \"red\"", 2, "roles stand in quotes"),
    ("[palette]\n# a comment\na = { rgb = \"#12345\" }", 3, "`#12345` is no colour"),
    ("[palette]\na = { rgb = \"#+12345\" }", 2, "`#+12345` is no colour"),
    ("[palette]\na = { xterm = 256 }", 2, "xterm = 256 is no colour"),
    ("[palette]\na = { ansi = \"pink\" }", 2, "`pink` is none of black"),
    ("[palette]\na = { hsl = 1 }", 2, "`hsl` has to be a colour"),
    ("colour = 1", 1, "`colour` means nothing here"),
    ("\n[palette\n", 2, "this is no TOML"),
    ("inherit = \"t\"", 1, "`t` inherits from itself"),
    ("inherit = \"nothing\"", 1, "there is no theme `nothing` to inherit from"),
  ])
  func aMistakeIsSaidWithItsLine(_ text: String, _ line: Int?, _ sentence: String) throws {
    let error = #expect(throws: ThemeError.self) { try theme(text) }
    #expect(error?.file == "themes/t.toml")
    #expect(error?.line == line)
    #expect(error?.text.contains(sentence) == true, "\(error?.description ?? "no error")")
  }

  @Test func aMissingThemeSaysWhereItWasSearched() {
    let error = #expect(throws: ThemeError.self) { try library([:]).theme(named: "none") }
    #expect(
      error?.description
        == "none: there is no such theme. Searched themes. With the program came dawn, default, "
        + "dusk, harbor, high-contrast, mono, paper.")
  }

  @Test func coloursStepDownAlongTheLadder() {
    let color = Color(rgb: Color.RGB("#89b4fa"), xterm: 111, ansi: 12)
    #expect(color.number(in: .direct) == 0x89B4FA)
    #expect(color.number(in: .indexed256) == 111)
    #expect(color.number(in: .ansi16) == 12)
    #expect(color.number(in: .ansi8) == 4)
    #expect(color.number(in: .mono) == -1)
  }

  @Test func whatAThemeLeavesOutIsComputed() {
    let color = Color(rgb: Color.RGB("#ff0000"))
    #expect(color.number(in: .indexed256) == 196)
    #expect(color.number(in: .ansi16) == 9)
    #expect(Color(rgb: Color.RGB("#808080")).number(in: .indexed256) == 244)
    #expect(Color(xterm: 196).number(in: .direct) == 0xFF0000)
    #expect(Color(rgb: Color.RGB("#000003")).number(in: .direct) == 16)
    #expect(Color.terminal.number(in: .direct) == -1)
  }

  @Test func withoutColoursABackgroundIsReverse() {
    let style = Style(foreground: Color(ansi: 0), background: Color(ansi: 3))
    let mono = TerminalStyle(style, depth: .mono)
    #expect(mono.foreground == -1 && mono.background == -1 && mono.attributes == .reverse)
    let eight = TerminalStyle(Style(foreground: Color(ansi: 9)), depth: .ansi8)
    #expect(eight.foreground == 1 && eight.attributes == .bold)
  }

  @Test func theBuiltInThemeNamesEveryRole() {
    #expect(Role.allCases.allSatisfy { Theme.builtIn.styles[$0] != nil })
  }

  @Test func whatAChildSaysOfAColourHoldsInWhatItInherits() throws {
    let child = try library([
      "themes/p.toml": "[palette]\na = \"#ff0000\"\n[roles]\n\"ui.key\" = \"a\"",
      "themes/c.toml": "inherit = \"p\"\n[palette]\na = \"#00ff00\"",
    ]).theme(named: "c")
    #expect(child.styles[.key]?.foreground?.rgb == Color.RGB("#00ff00"))
  }

  @Test func aFileOfTheUserTakesThePlaceOfAShippedTheme() throws {
    let own = library(["themes/dusk.toml": "variant = \"light\""])
    #expect(try own.theme(named: "dusk").variant == .light)
    #expect(try library([:]).theme(named: "dusk").variant == .dark)
  }

  @Test func aTerminalsOwnColourMayStandForAColourOfSixteen() throws {
    let theme = try theme(
      """
      [palette]
      a = { rgb = "#ff0000", ansi = "default" }
      [roles]
      "ui.key" = "a"
      """)
    let color = try #require(theme.styles[.key]?.foreground)
    #expect(color.number(in: .ansi16) == -1 && color.number(in: .direct) == 0xFF0000)
  }

  @Test(arguments: ThemeLibrary.shippedNames)
  func everyShippedThemeIsSoundReadableAndAFileOfTheProject(_ name: String) throws {
    let file = try String(
      contentsOf: Project.root.appending(path: "themes/\(name).toml"), encoding: .utf8)
    #expect(ThemeLibrary.shippedText(name) == file)
    #expect(ThemeCheck(of: name, in: library([:])).problems.map(\.description) == [])
    let theme = try library([:]).theme(named: name)
    #expect(Role.allCases.allSatisfy { theme.styles[$0] != nil })
  }

  @Test func everyThemeOfTheFolderIsShipped() throws {
    let files = try FileManager.default.contentsOfDirectory(
      atPath: Project.root.appending(path: "themes").path)
    let names = files.filter { $0.hasSuffix(".toml") }.map { String($0.dropLast(5)) }
    #expect(names.sorted() == ThemeLibrary.shippedNames)
  }

  @Test func aCheckNamesAllThatIsWrongWithItsPlace() {
    let check = ThemeCheck(
      of: "t",
      in: library([
        "themes/t.toml": """
        variant = "drak"
        [palette]
        a = { rgb = "#ff0000", xterm = 300 }
        [roles]
        "ui.bordr" = "red"
          "ui.key" = "rde"
        """
      ]))
    #expect(
      check.problems.map { $0.description.prefix { $0 != ";" } } == [
        "themes/t.toml:1:1: `drak` is no variant: write dark, light or any",
        "themes/t.toml:3:24: xterm = 300 is no colour: write a number from 0 to 255",
        "themes/t.toml:5:1: there is no role `ui.bordr`",
        "themes/t.toml:6:3: `rde` is no colour and no attribute",
      ])
    #expect(check.problems.allSatisfy { $0.severity == .error })
  }

  @Test func aCheckWarnsOfWhatCannotBeRead() {
    let check = ThemeCheck(
      of: "t",
      in: library([
        "themes/t.toml": """
        variant = "light"
        [palette]
        faint = { rgb = "#bbbbbb", xterm = 250 }
        ink = { rgb = "#000000", xterm = 16, ansi = "black" }
        [roles]
        "ui.text" = "ink on default"
        "ui.key" = "faint"
        """
      ]))
    #expect(
      check.problems.map(\.description) == [
        "themes/t.toml:3:1: `faint` has no ansi: terminals with fewer colours get the nearest",
        "themes/t.toml:7:1: `ui.key` has a contrast of 1.6:1 on #f0f0f0 with 24-bit colours; "
          + "4.5:1 can be read",
      ])
    #expect(check.problems.allSatisfy { $0.severity == .warning })
  }

  @Test func contrastIsThatOfTheGuidelines() {
    let white = Color.RGB(red: 255, green: 255, blue: 255)
    #expect(white.contrast(with: Color.RGB(red: 0, green: 0, blue: 0)) == 21)
    // The example of the guidelines' own understanding page: grey #767676 on white is the last to do.
    let grey = Color.RGB(red: 0x76, green: 0x76, blue: 0x76)
    #expect((4.54...4.55).contains(grey.contrast(with: white)))
  }

  @Test(arguments: [
    ("15;0", Background.dark), ("0;15", .light), ("0;default;15", .light), ("12;8", .dark),
    ("15;default", nil), ("", nil), ("1;99", nil),
  ])
  func theVariableSaysWhatTheBackgroundIs(_ text: String, _ background: Background?) {
    #expect(Background(colorFGBG: text) == background)
  }

  @Test func aBackgroundIsLightWhereBlackCanBeReadBetter() throws {
    #expect(Background(try #require(Color.RGB("#1e1e2e"))) == .dark)
    #expect(Background(try #require(Color.RGB("#fdf6e3"))) == .light)
  }
}
