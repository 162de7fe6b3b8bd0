import ArgumentParser
import StubGen
import Workbench

/// `witbench stubgen build`
struct StubgenBuild: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build", abstract: "Build the stub of a worker: a component, and its WIT.",
    discussion: """
      Starts programs: swiftc, wasm-ld and wasm-tools. What they say goes to the standard error \
      output.
      Exit status: 0 written, 1 the WIT has errors or something that no stub can offer, 2 a tool or \
      a file could not be used.
      """)

  @Option(
    name: [.customShort("s"), .customLong("source-wit-root"), .customLong("source-wit")],
    help: ArgumentHelp("The WIT folder or file of the worker to call.", valueName: "wit"))
  var sourceWit: String

  @Option(
    name: [.customShort("w"), .long],
    help: "The world whose exports are called; needed where there are several.")
  var world: String?

  @Option(help: ArgumentHelp("The component to write.", valueName: "file"))
  var destWasm: String

  @Option(
    name: [.customLong("dest-wit-root"), .customLong("dest-wit")],
    help: ArgumentHelp("The folder to write the stub's WIT to; it is made.", valueName: "folder"))
  var destWit: String?

  @Option(help: ArgumentHelp("Has no meaning here: there is no crate.", visibility: .hidden))
  var stubCrateVersion: String?

  @Option(help: ArgumentHelp("Has no meaning here: there is no crate.", visibility: .hidden))
  var wasmRpcPathOverride: String?

  @OptionGroup var stub: StubOption

  @Flag(help: "Say what would be written, start no program, and write nothing.")
  var dryRun = false

  func run() throws {
    try conclude {
      StubOption.ignored("--stub-crate-version", stubCrateVersion)
      StubOption.ignored("--wasm-rpc-path-override", wasmRpcPathOverride)
      let build = StubBuild(wit: sourceWit, world: world, options: stub.options()) { complain($0) }
      do {
        if dryRun {
          let product = try build.preview()
          for note in product.notes { complain("note: \(note)") }
          answer("\(Files.exists(destWasm) ? "rebuilt" : "new    ") \(destWasm)")
          for item in try plan(product).items { answer(item.summary) }
          return
        }
        let product = try blocking { try await build.build() }
        for note in product.notes { complain("note: \(note)") }
        try write(product)
      } catch let failure as BuildFailure {
        throw Refusal(
          code: failure.kind == .refused ? Status.no : Status.couldNotTry, text: failure.text)
      } catch let error as FileError {
        throw Refusal(code: Status.couldNotTry, text: error.text)
      }
    }
  }

  private func plan(_ product: StubBuild.Product) throws(FileError) -> ChangePlan {
    var plan = ChangePlan()
    guard let destWit else { return plan }
    for change in product.wit {
      try plan.add(change.content, to: Files.join(destWit, change.path))
    }
    return plan
  }

  /// All files, or none.
  private func write(_ product: StubBuild.Product) throws(FileError) {
    let plan = try plan(product)
    try plan.apply { () throws(FileError) in
      try Files.makeFolder(Files.folder(of: destWasm))
      try Files.write(product.component, to: destWasm)
    }
    answer("\(destWasm) \(product.component.count)")
    for item in plan.items { answer("\(item.path) \(item.content.utf8.count)") }
  }
}
