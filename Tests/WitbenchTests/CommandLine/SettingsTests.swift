import TestSupport
import Testing

/// `witbench theme` and `witbench config`.
@Suite struct SettingsTests {
  @Test func aThemeIsCheckedWithPlacesAndStatus() throws {
    let folder = try TemporaryFolder([
      "bad.toml": "[roles]\n\"ui.kee\" = \"red\"\n",
      "faint.toml": "variant = \"dark\"\n[roles]\n\"ui.key\" = \"#303030\"\n",
    ])
    let bad = try Program.run(["theme", "check", "bad.toml"], in: folder.path)
    #expect(bad.status == 1 && bad.errors == "1 error, 0 warnings\n")
    #expect(
      bad.output == "bad.toml:2:1: error: there is no role `ui.kee`; did you mean `ui.key`?\n")
    let faint = try Program.run(["theme", "check", "faint.toml"], in: folder.path)
    #expect(faint.status == 0)
    #expect(
      faint.output.hasPrefix(
        "faint.toml:3:1: warning: `ui.key` has a contrast of 1.0:1 on #282a36 with 24-bit"))
    #expect(try Program.run(["theme", "check", "nothing"], in: folder.path).status == 1)
  }

  @Test func themesAreListedTheUsersOwnAmongThem() throws {
    let config = try TemporaryFolder(["witbench/themes/mine.toml": "variant = \"light\"\n"])
    let answer = try Program.run(["theme", "list"], environment: ["XDG_CONFIG_HOME": config.path])
    #expect(
      answer.output.contains(
        "mine: for light backgrounds, \(config.path)/witbench/themes/mine.toml\n"))
    #expect(answer.output.contains("dusk: for dark backgrounds, built in\n"))
    let shown = try Program.run(["theme", "show", "dusk"])
    #expect(shown.output.contains("ui.border.focus: #89b4fa / 111 / bright-blue, bold\n"))
  }

  @Test func aConfigurationIsFoundCheckedAndShown() throws {
    let config = try TemporaryFolder([
      "witbench/config.toml": "[keys]\nsned = \"x\"\nsend = \"ctrl-g\"\n"
    ])
    let environment = ["XDG_CONFIG_HOME": config.path]
    let file = "\(config.path)/witbench/config.toml"
    #expect(try Program.run(["config", "path"], environment: environment).output == file + "\n")
    let check = try Program.run(["config", "check"], environment: environment)
    #expect(check.status == 0)
    #expect(
      check.output
        == "\(file):2:1: warning: there is no command `sned`; did you mean `send`?\n")
    let shown = try Program.run(["config", "show"], environment: environment)
    #expect(shown.output.contains("\nsend = [\"ctrl-g\"]\n"))
    #expect(shown.output.hasPrefix("theme = { dark = \"dusk\", light = \"paper\" }\n"))
  }

  @Test func aThemeThatIsNotThereMakesAConfigurationWrong() throws {
    let folder = try TemporaryFolder(["c.toml": "theme = \"nothing\"\n"])
    let check = try Program.run(["config", "check", "c.toml"], in: folder.path)
    #expect(check.status == 1)
    #expect(check.output.hasPrefix("c.toml: error: nothing: there is no such theme."))
  }
}
