import ArgumentParser
import Workbench

/// `witbench stubgen add-stub-dependency`
struct StubgenAddStubDependency: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add-stub-dependency",
    abstract: "Add a generated stub as a dependency to another worker's WIT.",
    discussion: """
      Copies the stub's WIT and the packages that it needs to the caller's `deps`. Where a file is \
      there with a different content nothing is copied at all, unless --overwrite is given.
      Exit status: 0 added, 1 refused, 2 a file could not be read or written.
      """)

  @Option(
    name: [.customShort("s"), .long],
    help: ArgumentHelp("The `wit` folder of the generated stub.", valueName: "folder"))
  var stubWitRoot: String

  @Option(
    name: [.customShort("d"), .long],
    help: ArgumentHelp("The `wit` folder of the caller.", valueName: "folder"))
  var destWitRoot: String

  @Flag(name: [.customShort("o"), .long], help: "Write over files that are different.")
  var overwrite = false

  @Flag(
    name: [.customShort("u"), .long],
    help: "Name the dependencies in the caller's Cargo.toml too, if it is a Rust worker.")
  var updateCargoToml = false

  @OptionGroup var plan: PlanOption

  func run() throws {
    try conclude {
      var changes = try PlanOption.planned { () throws(BuildFailure) in
        try StubDependencyPlan(
          stub: stubWitRoot, destination: destWitRoot, overwrites: overwrite
        ).plan()
      }
      let cargo = Files.join(Files.folder(of: Files.normalized(destWitRoot)), "Cargo.toml")
      if updateCargoToml {
        try PlanOption.planned { () throws(BuildFailure) in
          try CargoDependencies(file: cargo, wit: destWitRoot).add(to: &changes)
        }
      } else if Files.isFile(cargo), changes.changes.contains(where: { $0.kind == .new }) {
        complain("note: \(cargo) is not changed; --update-cargo-toml names the dependencies there")
      }
      try plan.carryOut(changes, messages: changes.changes.map { "Copying to \($0.path)" })
    }
  }
}
