import ArgumentParser
import StubGen
import WIT
import Workbench

/// `witbench stubgen generate`
struct StubgenGenerate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate", abstract: "Write the stub of a worker: its WIT and its Swift source.",
    discussion: """
      Exit status: 0 written, 1 the WIT has errors or something that no stub can offer, 2 a file \
      could not be read or written.
      """)

  @Option(
    name: [.customShort("s"), .customLong("source-wit-root"), .customLong("source-wit")],
    help: ArgumentHelp("The WIT folder or file of the worker to call.", valueName: "wit"))
  var sourceWit: String

  @Option(
    name: [.customShort("d"), .customLong("dest-crate-root"), .customLong("dest")],
    help: ArgumentHelp("The folder to write to; it is made.", valueName: "folder"))
  var dest: String

  @Option(
    name: [.customShort("w"), .long],
    help: "The world whose exports are called; needed where there are several.")
  var world: String?

  @Option(help: ArgumentHelp("Has no meaning here: there is no crate.", visibility: .hidden))
  var stubCrateVersion: String?

  @Option(help: ArgumentHelp("Has no meaning here: there is no crate.", visibility: .hidden))
  var wasmRpcPathOverride: String?

  @OptionGroup var stub: StubOption
  @OptionGroup var plan: PlanOption

  func run() throws {
    try conclude {
      StubOption.ignored("--stub-crate-version", stubCrateVersion)
      StubOption.ignored("--wasm-rpc-path-override", wasmRpcPathOverride)
      let resolution = try load()
      guard resolution.isUsable, let root = resolution.root else { throw Status.no }
      let (generator, files) = try generate(resolution, root)
      for note in generator.notes { complain("note: \(note)") }
      var changes = ChangePlan()
      do throws(FileError) {
        try changes.add(files, in: dest)
      } catch {
        throw Refusal(code: Status.couldNotTry, text: error.text)
      }
      for path in stale(files) {
        complain("note: \(path) is no part of this stub: remove it, or it is compiled with it")
      }
      let messages = files.changes.map { $0.message(at: Files.join(dest, $0.path)) }
      try plan.carryOut(changes, messages: messages)
    }
  }

  /// Swift beside the stub's that another stub, or an earlier one, has left.
  private func stale(_ files: FilePlan) -> [String] {
    let folder = Files.join(dest, "Sources")
    let own = Set(files.changes.map { Files.join(dest, $0.path) })
    let names = (try? Files.list(folder)) ?? []
    return names.filter { $0.hasSuffix(".swift") }.map { Files.join(folder, $0) }
      .filter { !own.contains($0) }
  }

  private func load() throws -> Resolution {
    do throws(FileError) {
      let resolution = try WITFolder.load(sourceWit)
      let renderer = DiagnosticText(sources: resolution.sources)
      for diagnostic in resolution.diagnostics { complain(renderer.text(of: diagnostic)) }
      return resolution
    } catch {
      throw Refusal(code: Status.couldNotTry, text: error.text)
    }
  }

  private func generate(
    _ resolution: Resolution, _ root: PackageID
  ) throws -> (StubGenerator, FilePlan) {
    do throws(StubGenError) {
      let id = try resolution.graph.world(named: world, in: root)
      let generator = try StubGenerator(graph: resolution.graph, world: id, options: stub.options())
      return (generator, try generator.plan())
    } catch {
      let place = error.range.map { "\(resolution.sources.place(of: $0)): " } ?? ""
      throw Refusal(code: Status.no, text: place + error.text)
    }
  }
}
