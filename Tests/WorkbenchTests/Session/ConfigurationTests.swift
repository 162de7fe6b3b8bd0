import TestSupport
import Testing

@testable import Workbench

@Suite struct ConfigurationTests {
  private func read(_ text: String) -> Configuration {
    ConfigurationReader.read(Array(text.utf8), file: "config.toml")
  }

  @Test func whatIsSaidHolds() {
    let configuration = read(
      """
      theme = { dark = "harbor", light = "dawn" }
      mouse = false
      hints = false
      [keys]
      send = "ctrl-g f5"
      users = ["U", "alt-u"]
      """)
    #expect(configuration.problems.isEmpty)
    #expect(configuration.theme == .pair(dark: "harbor", light: "dawn"))
    #expect(!configuration.mouse && !configuration.hints)
    #expect(configuration.keys.keys(of: .send).map(\.text) == ["ctrl-g", "f5"])
    #expect(configuration.keys.keys(of: .users).map(\.text) == ["U", "alt-u"])
    #expect(configuration.keys.keys(of: .copy) == CommandTable[.copy].keys)
    // What it prints it reads as the same.
    #expect(read(configuration.text).keys.keys(of: .users) == configuration.keys.keys(of: .users))
    #expect(read(configuration.text).theme == configuration.theme)
  }

  @Test(arguments: [
    ("themes = \"x\"", "1:1: warning: there is no key `themes`; did you mean `theme`?"),
    ("\nmouse = 3", "2:1: warning: `mouse` has to be true or false"),
    ("theme = 3", "1:1: warning: `theme` has to be a name in quotes, or"),
    ("[keys]\nsned = \"x\"", "2:1: warning: there is no command `sned`; did you mean `send`?"),
    ("[keys]\nsend = \"hyper-x\"", "2:1: warning: `hyper-x` is no key: write `q`, `ctrl-s`"),
    ("[keys]\nsend = 3", "2:1: warning: `send` has to be keys in quotes"),
    ("[keys]\nquit = []", "2:1: warning: `quit` keeps its keys"),
    ("[keys]\ncopy = \"j\"", "2:1: warning: `j` is `down`'s key too; where both work, `copy`"),
    ("[keys]\nfork = \"x\"", "2:1: warning: `x` is `interrupt`'s key too; where both work, `fork`"),
    ("theme = ", "1:9: error: this is no TOML"),
  ])
  func aMistakeIsSaidWithItsPlace(_ text: String, _ sentence: String) {
    let problems = read(text).problems.map(\.text)
    #expect(problems.count == 1)
    #expect(problems.first?.hasPrefix("config.toml:\(sentence)") == true, "\(problems)")
  }

  @Test func placesShareKeysWithoutAClash() {
    #expect(read("[keys]\nfork = \"i\"").problems.isEmpty)
  }

  @Test func anUnboundCommandHasNoKeyAndStaysInThePrompt() async throws {
    let keys = read("[keys]\nusers = []").keys
    #expect(keys.keys(of: .users).isEmpty)
    #expect(!keys.commands(of: Key("u")).contains(.users))
  }

  @Test func theScreenFollowsTheKeys() async throws {
    var driver = try await ScreenDriver()
    let configuration = read("[keys]\nfind-everything = \"F\"\nquit = \"ctrl-q\"\nhelp = \"H\"")
    driver.begin(with: ScreenSettings(themes: .init(always: .builtIn), keys: configuration.keys))
    let footer = driver.screen.split(separator: "\n").last ?? ""
    for entry in ["F search", "H help", "ctrl-q quit"] { #expect(footer.contains(entry)) }
    try await driver.press("q")
    #expect(!driver.session.isFinished)
    try await driver.press("H 'search'")
    #expect(driver.screen.contains("│ F                Search names everywhere"))
    try await driver.press("esc ctrl-q")
    #expect(driver.session.isFinished)
  }

  @Test func aMistakeInTheFileIsSaidOnTheScreen() async throws {
    var driver = try await ScreenDriver()
    driver.begin(
      with: ScreenSettings(themes: .init(always: .builtIn), notes: ["config.toml:1:1: warning: x"]))
    #expect(driver.screen.contains("config.toml:1:1: warning: x"))
  }

  @Test func foldersAreThoseOfTheSpecification() {
    let folders = UserFolders { name in
      ["HOME": "/home/a", "XDG_STATE_HOME": "/s", "XDG_CACHE_HOME": "relative"][name]
    }
    #expect(folders.config == "/home/a/.config/witbench")
    #expect(folders.state == "/s/witbench")
    #expect(folders.cache == "/home/a/.cache/witbench")
    #expect(
      folders.data == [
        "/home/a/.local/share/witbench", "/usr/local/share/witbench", "/usr/share/witbench",
      ])
    #expect(UserFolders { _ in nil }.config == nil)
  }
}
