import ArgumentParser
import Workbench

/// `witbench fsck`
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fsck",
    abstract: "Compare what is kept of the workers with their oplogs.",
    discussion: """
      The oplogs are the truth: status, queues, known keys and promises follow from them. With \
      --rebuild what does not is made anew; workers go on meanwhile.
      """)

  @OptionGroup var options: WorkspaceOption
  @Flag(help: "Make anew what does not follow from the oplogs.") var rebuild = false
  @Flag(help: "Write JSON.") var json = false

  func run() throws { try options.perform(.check(rebuild: rebuild, json: json)) }
}
