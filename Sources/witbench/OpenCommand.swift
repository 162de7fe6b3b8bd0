import ArgumentParser
import Terminal
import Workbench

/// `witbench open`, and plain `witbench`: the screen.
struct OpenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Open a folder or a file on the screen.",
    discussion: """
      Shows WIT packages and components, previews and writes stubs, composes, and runs workers. \
      Opening starts no program, loads no code and writes nothing. ? lists what can be done.

      Exit status: 0 after quitting, 2 without a usable terminal or folder.
      """)

  @Argument(help: "A folder, a .wit file or a component (.wasm).", completion: .file())
  var path = "."

  @Option(
    name: .long,
    help: ArgumentHelp(
      """
      A theme's name or file, or `auto` for one that suits the terminal's background. Unless told, \
      WITBENCH_THEME or the configuration says. NO_COLOR turns colours off.
      """), completion: .themes)
  var theme: String?

  func run() throws {
    try conclude {
      guard Files.exists(path) else {
        throw Refusal(
          code: Status.couldNotTry, text: "\(path): there is no such file or folder")
      }
      if PlainOutput.isOn { return try tell() }
      let settings = try settings()
      let folder = Files.isFolder(path) ? path : Files.folder(of: path)
      let ending: TerminalLoop.Ending
      do throws(TerminalFailure) {
        ending = try TerminalLoop.run(
          settings: settings, engine: LocalEngine(path: path), folder: Files.absolute(folder))
      } catch {
        throw Refusal(code: Status.couldNotTry, text: error.text)
      }
      try report(ending)
    }
  }

  /// What the screen would show, as lines.
  private func tell() throws {
    do throws(WorkspaceError) {
      for line in WorkspaceFacts.lines(of: try Workspace.open(path)) { answer(line) }
    } catch {
      throw Refusal(code: Status.couldNotTry, text: error.text)
    }
  }

  private func settings() throws -> ScreenSettings {
    let configuration = Configuration.load(UserFolders.current.configFile)
    var notes = configuration.problems.map(\.text)
    let asked = theme ?? environmentVariable("WITBENCH_THEME")
    let setting =
      asked.map { name -> ThemeSetting in
        guard name == ThemeSetting.automaticName else { return .one(name) }
        if case .pair = configuration.theme { return configuration.theme }
        return .automatic
      } ?? configuration.theme
    let themes: ThemeChoice
    do throws(ThemeError) {
      themes = try ThemeChoice(setting, in: ThemeFolders.library)
    } catch {
      // Who asks for a theme wants to hear that there is none; a configuration keeps nobody out.
      if asked != nil { throw Refusal(code: Status.couldNotTry, text: error.description) }
      notes.append(error.description)
      themes = ThemeChoice(always: .builtIn)
    }
    var hints = UserState.hints(in: UserFolders.current.state)
    hints.isOn = configuration.hints
    return ScreenSettings(
      themes: themes, mouse: configuration.mouse, keys: configuration.keys, hints: hints,
      notes: notes)
  }

  private func report(_ ending: TerminalLoop.Ending) throws {
    switch ending {
    case .finished: return
    case .hungUp: throw Status.couldNotTry
    // As a shell reports a program that a signal has ended.
    case .signal(let number): throw ExitCode(128 + number)
    }
  }
}
