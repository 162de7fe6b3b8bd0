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

  @Argument(help: "A folder, a .wit file or a component (.wasm).")
  var path = "."

  @Option(
    name: .long,
    help: "`default`, the name of a theme, or a theme file. NO_COLOR turns colours off.")
  var theme = "default"

  func run() throws {
    try conclude {
      guard Files.exists(path) else {
        throw Refusal(
          code: Status.couldNotTry, text: "\(path): there is no such file or folder")
      }
      let theme = try loadedTheme()
      let folder = Files.isFolder(path) ? path : Files.folder(of: path)
      let ending: TerminalLoop.Ending
      do throws(TerminalFailure) {
        ending = try TerminalLoop.run(
          theme: theme, engine: LocalEngine(path: path), folder: Files.absolute(folder))
      } catch {
        throw Refusal(code: Status.couldNotTry, text: error.text)
      }
      try report(ending)
    }
  }

  private func loadedTheme() throws -> Theme {
    do throws(ThemeError) {
      return try ThemeLibrary(folders: ThemeFolders.all, read: ThemeFolders.read).theme(
        named: theme)
    } catch {
      throw Refusal(code: Status.couldNotTry, text: error.description)
    }
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
