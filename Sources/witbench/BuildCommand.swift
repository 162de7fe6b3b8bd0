import ArgumentParser
import Dispatch
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

  @Argument(
    help: "The templates to build; all that can be built where none is named.",
    completion: .templates)
  var templates: [String] = []

  @Flag(help: "Build again whenever a source, WIT or the manifest changes, until stopped.")
  var watch = false

  @OptionGroup var options: WorkspaceOption

  func run() throws {
    try conclude {
      if watch { try keepBuilding() } else { try build(options.open()) }
    }
  }

  private func build(_ workspace: Workspace) throws {
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

  /// A build that fails is said, and the next change gets its build.
  private func keepBuilding() throws {
    let changed = DispatchSemaphore(value: 0)
    let watch: FolderWatch
    do throws(FileError) {
      watch = try FolderWatch(isRelevant: Self.isSource) { _ in changed.signal() }
    } catch {
      throw Refusal(code: Status.couldNotTry, text: error.text)
    }
    while true {
      do {
        let workspace = try options.open()
        for failure in watch.update(workspace.watchedFolders).failures {
          complain("note: \(failure.text) is not watched")
        }
        try build(workspace)
      } catch let refusal as Refusal {
        complain("witbench: \(refusal.text)")
      }
      complain("waiting for changes")
      changed.wait()
    }
  }

  private static func isSource(_ path: String) -> Bool {
    path.hasSuffix(".swift") || path.hasSuffix(".wit") || path.hasSuffix(Manifest.fileName)
  }
}
