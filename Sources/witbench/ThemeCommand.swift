import ArgumentParser
import WIT
import Workbench

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `witbench theme`
struct ThemeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "theme", abstract: "List, show and check colour themes.",
    subcommands: [List.self, Show.self, Check.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the themes, for which background each is, and where it is from.")

    func run() throws {
      let library = ThemeFolders.library
      for name in Self.names(in: library) {
        let path = library.path(of: name)
        do throws(ThemeError) {
          let theme = try library.theme(named: name)
          answer("\(name): \(theme.variant.sentence), \(path ?? "built in")")
        } catch {
          answer("\(name): cannot be used, \(path ?? "built in")")
          complain(error.description)
        }
      }
    }

    static func names(in library: ThemeLibrary) -> [String] {
      let own = library.folders.flatMap { folder in
        ((try? Files.list(folder)) ?? []).filter { $0.hasSuffix(".toml") }
          .map { String($0.dropLast(5)) }
      }
      return Set(own + ThemeLibrary.shippedNames).sorted()
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show each role of a theme with its colours for 24 bits, 256 and 16 colours.")

    @Argument(help: "A theme's name or file.", completion: .themes) var name = "default"

    func run() throws {
      try conclude {
        let theme: Theme
        do throws(ThemeError) {
          theme = try ThemeFolders.library.theme(named: name)
        } catch {
          throw Refusal(code: Status.couldNotTry, text: error.description)
        }
        let isColored =
          isatty(STDOUT_FILENO) != 0 && environmentVariable("NO_COLOR") == nil
          && !PlainOutput.isOn
        answer("theme: \(theme.name), \(theme.variant.sentence)")
        for role in Role.allCases {
          let style = theme.style(of: role)
          let sample = isColored ? "\(style.escapes)\(role.rawValue)\u{1B}[m" : role.rawValue
          answer("\(sample): \(style.text)")
        }
      }
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say what is wrong with a theme, and what is hard to read.",
      discussion: """
        Errors keep a theme from being used: unknown roles and colours, a missing parent. Warnings: \
        text with a contrast below 4.5:1 (borders 3:1) with 24-bit or 256 colours, colours without a \
        fallback for 256 or 16. Where a theme leaves the background to the terminal, a usual one is \
        taken: #282a36 for dark, #f0f0f0 for light.

        Exit status: 0 no errors, 1 errors.
        """)

    @Argument(help: "A theme file, or a theme's name.", completion: .themes) var theme: String

    func run() throws {
      let check = ThemeCheck(of: theme, in: ThemeFolders.library)
      for problem in check.problems { answer(problem.checkText) }
      let errors = check.problems.count { $0.severity == .error }
      let warnings = check.problems.count - errors
      complain(
        errors + warnings > 0
          ? "\(counted(errors, "error")), \(counted(warnings, "warning"))"
          : "\(theme): nothing is wrong"
            + (check.unjudgedRoles > 0
              ? "; \(check.unjudgedRoles) roles have the terminal's own colours, which are its user's"
              : ""))
      if errors > 0 { throw Status.no }
    }
  }
}

extension Theme.Variant {
  fileprivate var sentence: String {
    switch self {
    case .dark: "for dark backgrounds"
    case .light: "for light backgrounds"
    case .any: "for any background"
    }
  }
}

extension Style {
  /// What the style is, in words: `#89b4fa / 111 / bright-blue on default, bold`.
  fileprivate var text: String {
    var text = (foreground ?? .terminal).text
    if let background, background != .terminal { text += " on \(background.text)" }
    return ([text] + attributes.words).joined(separator: ", ")
  }

  /// The sequences that make a terminal with 24-bit colours write so.
  fileprivate var escapes: String {
    var codes = attributes.codes
    for (color, lead) in [(foreground, 38), (background, 48)] {
      guard let color else { continue }
      if let rgb = color.rgb {
        codes.append("\(lead);2;\(rgb.red);\(rgb.green);\(rgb.blue)")
      } else if let number = color.ansi ?? color.xterm {
        codes.append("\(lead);5;\(number)")
      }
    }
    return "\u{1B}[\(codes.joined(separator: ";"))m"
  }
}

extension Style.Attributes {
  private static let all: [(Style.Attributes, word: String, code: String)] = [
    (.bold, "bold", "1"), (.dim, "dim", "2"), (.italic, "italic", "3"),
    (.underline, "underline", "4"), (.reverse, "reverse", "7"),
  ]

  fileprivate var words: [String] { Self.all.filter { contains($0.0) }.map(\.word) }
  fileprivate var codes: [String] { Self.all.filter { contains($0.0) }.map(\.code) }
}

extension Color {
  /// Its three forms, as far as the theme gives them.
  fileprivate var text: String {
    guard self != .terminal else { return "default" }
    let name = ansi.map { Color.ansiNames[Int($0)] } ?? (isTerminalsInANSI ? "default" : nil)
    return [rgb?.text, xterm.map(String.init), name].compactMap { $0 }.joined(separator: " / ")
  }
}

extension ThemeError {
  /// With the word that says how bad it is.
  fileprivate var checkText: String {
    var place = file
    if let line { place += ":\(line)" }
    if let column { place += ":\(column)" }
    return "\(place): \(severity == .error ? "error" : "warning"): \(text)"
  }
}
