import ArgumentParser
import Workbench

/// `witbench build`
struct BuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build", abstract: "Build the components of templates, stubs and all.",
    discussion: """
      A template with `source` in witbench.toml is a Swift worker: it is compiled, a stub is made \
      for each template that it `calls`, and they are composed. A template with `build` is made by \
      that command. This starts programs: swiftc, wasm-ld and wasm-tools, or what `build` says.

      Each line of the answer is a file that was written and its size in bytes. What the programs \
      say goes to the standard error output.

      Exit status: 0 built, 1 something does not compile or fit together, 2 it could not be tried.
      """)

  @Argument(help: "The templates to build; all that can be built where none is named.")
  var templates: [String] = []

  @OptionGroup var options: WorkspaceOption

  func run() throws {
    try conclude {
      let workspace = try options.open()
      let templates = templates
      do {
        let products = try blocking {
          try await Builder(workspace: workspace) { complain($0) }.build(templates)
        }
        for product in products { answer("\(product.path) \(product.sizeBytes)") }
      } catch let failure as BuildFailure {
        throw Refusal(
          code: failure.kind == .refused ? Status.no : Status.couldNotTry, text: failure.text)
      }
    }
  }
}
