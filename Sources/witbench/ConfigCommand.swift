import ArgumentParser
import WIT
import Workbench

/// `witbench config`
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Say where the user's configuration is, check and show it.",
    subcommands: [Path.self, Check.self, Show.self])

  /// Where the configuration is, or belongs.
  private static func file() throws -> String {
    guard let path = UserFolders.current.configFile else {
      throw Refusal(
        code: Status.couldNotTry, text: "there is no home folder: set HOME or XDG_CONFIG_HOME")
    }
    return path
  }

  struct Path: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the path of the configuration, whether or not there is one.")

    func run() throws { try conclude { answer(try file()) } }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say what is wrong with the configuration, with line and column.",
      discussion: "Exit status: 0 no errors, 1 errors.")

    @Argument(help: "Another file than the user's own.") var path: String?

    func run() throws {
      try conclude {
        let path = try self.path ?? file()
        if let given = self.path, !Files.exists(given) {
          throw Refusal(code: Status.couldNotTry, text: "\(given): there is no such file")
        }
        let configuration = Configuration.load(path)
        var texts = configuration.problems.map(\.text)
        var isBad = configuration.problems.contains { $0.severity == .error }
        do throws(ThemeError) {
          _ = try ThemeChoice(configuration.theme, in: ThemeFolders.library)
        } catch {
          texts.append("\(path): error: \(error.description)")
          isBad = true
        }
        for text in texts { answer(text) }
        if texts.isEmpty {
          complain(
            configuration.isFromFile
              ? "\(path): nothing is wrong" : "\(path): there is none; all is as it comes")
        }
        if isBad { throw Status.no }
      }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print all settings as they hold, in the form of a configuration.",
      discussion: "`witbench config show > FILE` begins one.")

    func run() throws {
      let configuration = Configuration.load(UserFolders.current.configFile)
      for problem in configuration.problems { complain(problem.text) }
      answerText(configuration.text)
    }
  }
}
