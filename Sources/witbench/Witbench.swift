import ArgumentParser

@main
struct Witbench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "witbench",
    abstract: "A terminal workbench for WebAssembly components that run as workers.")
}
