import WIT

/// What the user wants everywhere: `config.toml`.
///
/// ```toml
/// theme = "dusk"                      # a name, a file, "auto", or a pair:
/// # theme = { dark = "dusk", light = "paper" }
/// mouse = true
/// hints = true
///
/// [keys]
/// send = "ctrl-s f5"                  # the command's name and its keys
/// quit = ["q", "ctrl-q"]
/// ```
package struct Configuration: Hashable, Sendable {
  package var theme = ThemeSetting.automatic
  /// Whether the terminal reports the mouse; without, it selects text.
  package var mouse = true
  /// Whether the status line says what could be tried, until it was.
  package var hints = true
  package var keys = KeyBindings.standard
  /// What is wrong with the file. It is used all the same, without the parts that are wrong.
  package var problems: [WorkspaceProblem] = []
  /// Whether there was a file.
  package var isFromFile = false

  package init() {}

  /// Reads the user's file. None is an empty one.
  package static func load(_ path: String?) -> Configuration {
    guard let path, Files.exists(path) else { return Configuration() }
    var configuration: Configuration
    do {
      let bytes = try Files.read(path, bytesMax: Limits.themeBytesMax)
      configuration = ConfigurationReader.read(bytes, file: path)
    } catch {
      configuration = Configuration()
      configuration.problems = [
        .init(severity: .error, place: nil, message: "\(path) cannot be read: \(error)")
      ]
    }
    configuration.isFromFile = true
    return configuration
  }

  /// All that it says, also by being silent, in the form of a file.
  package var text: String {
    var lines: [String] = []
    switch theme {
    case .one(let name): lines.append("theme = \(Self.quoted(name))")
    case .pair(let dark, let light):
      lines.append(
        "theme = { dark = \(Self.quoted(dark)), light = \(Self.quoted(light)) }")
    }
    lines += ["mouse = \(mouse)", "hints = \(hints)", "", "[keys]"]
    for command in CommandTable.all {
      let names = keys.keys(of: command).map { Self.quoted($0.text) }.joined(separator: ", ")
      lines.append("\(command.id.rawValue) = [\(names)]")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// A TOML string.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for character in text {
      if character == "\"" || character == "\\" { result.append("\\") }
      result.append(character)
    }
    return result + "\""
  }
}
