import ArgumentParser

/// `witbench stubgen …`, with the subcommands and options that golem-cli gave them.
struct StubgenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stubgen", abstract: "Make stubs of workers and compose callers with them.",
    subcommands: [
      StubgenGenerate.self, StubgenBuild.self, StubgenAddStubDependency.self, StubgenCompose.self,
      StubgenInitializeWorkspace.self,
    ])
}
