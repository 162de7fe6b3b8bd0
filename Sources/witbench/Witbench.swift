import ArgumentParser
import Component
import Runtime

/// The root command. It is synchronous: the screen needs the real main thread.
@main
struct Witbench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "witbench",
    abstract: "A terminal workbench for WebAssembly components that run as workers.",
    discussion: "--help behind a subcommand tells more of it.",
    version: "witbench \(Producer.version)",
    subcommands: [
      OpenCommand.self,
      WITCommand.self,
      ComponentCommand.self,
      ComposeCommand.self,
      StubgenCommand.self,
      InvokeCommand.self,
      WorkerCommand.self,
      TemplateCommand.self,
      CheckCommand.self,
      BuildCommand.self,
      NewCommand.self,
      ThemeCommand.self,
      ConfigCommand.self,
      DoctorCommand.self,
      CompletionCommand.self,
      ManCommand.self,
    ],
    defaultSubcommand: OpenCommand.self)

  @Flag(
    help: "For every subcommand: one fact a line, to be read aloud; no tables, drawings or colours."
  )
  var plain = false

  static func main() {
    TaskPool.install()
    OpenFileLimit.raise()
    let words = PlainOutput.arranged(Array(CommandLine.arguments.dropFirst()))
    main(WITFind.arranged(InvokeCommand.arranged(words)))
  }
}
