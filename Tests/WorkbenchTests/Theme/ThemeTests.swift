import Foundation
import Testing

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
    ("[roles]\n\"ui.bordr\" = \"red\"", 2, "there is no role `ui.bordr`: ui.text"),
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
    ("inherit = \"t\"", nil, "`t` inherits from itself"),
    ("inherit = \"nothing\"", nil, "there is no theme `nothing` to inherit from"),
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
        == "none: there is no such theme. Searched themes; `default` is built in.")
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

  @Test func everyThemeInTheFolderIsSound() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../themes").standardizedFileURL.path()
    let library = ThemeLibrary(folders: [folder]) {
      try? String(contentsOfFile: $0, encoding: .utf8)
    }
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(files.contains("dusk.toml"))
    for file in files {
      let theme = try library.theme(named: String(file.dropLast(".toml".count)))
      #expect(Role.allCases.allSatisfy { theme.styles[$0] != nil })
    }
  }
}
