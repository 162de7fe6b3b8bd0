import ArgumentParser
import Workbench

/// `witbench stubgen initialize-workspace`
struct StubgenInitializeWorkspace: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "initialize-workspace",
    abstract: "Set a workspace up so that `witbench build` makes stubs and composes callers.",
    discussion: """
      Targets and callers are folders of the workspace, each with a `wit` folder. witbench.toml \
      gets a template for each and the callers' `calls`; what stands there stays. Each target gets \
      its first stub in TARGET-stub, and each caller's `wit/deps` the stubs' WIT.
      Exit status: 0 done, 1 the WIT has errors or something is in the way, 2 a file could not be \
      read or written.
      """)

  @Option(
    parsing: .upToNextOption, help: "The workers that are called, by the names of their folders.")
  var targets: [String]

  @Option(
    parsing: .upToNextOption, help: "The workers that call them, by the names of their folders.")
  var callers: [String]

  @Option(
    help: ArgumentHelp("Has no meaning here: stubs are not built by Cargo.", visibility: .hidden))
  var wasmRpcPathOverride: String?

  @Option(help: "The workspace's folder.")
  var workspace = "."

  @OptionGroup var stub: StubOption
  @OptionGroup var plan: PlanOption

  func validate() throws {
    guard !targets.isEmpty else { throw ValidationError("Missing option '--targets'.") }
    guard !callers.isEmpty else { throw ValidationError("Missing option '--callers'.") }
  }

  func run() throws {
    try conclude {
      StubOption.ignored("--wasm-rpc-path-override", wasmRpcPathOverride)
      let changes = try PlanOption.planned { () throws(BuildFailure) in
        try WorkspacePlan(
          root: workspace, targets: targets, callers: callers, style: stub.style,
          errors: stub.errors)
      }
      try plan.carryOut(changes.plan, messages: changes.messages)
    }
  }
}
