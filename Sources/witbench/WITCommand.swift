import ArgumentParser
import WIT
import Workbench

/// `witbench wit …`
struct WITCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wit", abstract: "Check, print, format, renew, search and compare WIT packages.",
    subcommands: [
      Check.self, Print.self, Canon.self, Format.self, Fix.self, WITTree.self, WITDoc.self,
      WITFind.self, WITDiff.self,
    ])

  struct Options: ParsableArguments {
    @Argument(help: "A WIT folder or file.", completion: .file())
    var path: String

    @Option(name: .long, help: "A feature whose @unstable items are shown; may be repeated.")
    var features: [String] = []

    @Flag(help: "Show all @unstable items.")
    var allFeatures = false

    @Flag(help: "Refuse what wasm-tools refuses, old syntax above all, instead of warning of it.")
    var strict = false

    var resolveOptions: ResolveOptions {
      var options = ResolveOptions()
      options.features = Set(features)
      options.showsAllFeatures = allFeatures
      options.parse.acceptsLegacy = !strict
      return options
    }

    func load() throws -> Resolution {
      do {
        return try WITFolder.load(path, options: resolveOptions)
      } catch {
        throw Refusal(code: Status.couldNotTry, text: error.text)
      }
    }
  }

  struct Print: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print a package and its dependencies as today's WIT.")

    @OptionGroup var options: Options

    func run() throws {
      try conclude {
        let resolution = try options.load()
        let renderer = DiagnosticText(sources: resolution.sources)
        for diagnostic in resolution.diagnostics { complain(renderer.text(of: diagnostic)) }
        guard resolution.isUsable, let root = resolution.root else { throw Status.no }
        answerText(WITPrinter.text(root: root, in: resolution.graph))
      }
    }
  }

  struct Canon: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print what a package means as sorted lines, for comparing.",
      discussion: "Two texts with the same lines mean the same.")

    @OptionGroup var options: Options

    func run() throws {
      try conclude {
        let resolution = try options.load()
        let renderer = DiagnosticText(sources: resolution.sources)
        for diagnostic in resolution.diagnostics { complain(renderer.text(of: diagnostic)) }
        guard resolution.isUsable else { throw Status.no }
        for line in CanonicalLines.of(resolution.graph) { answer(line) }
      }
    }
  }
}

/// `1 error`, `2 errors`.
func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}
