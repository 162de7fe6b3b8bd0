import ArgumentParser
import Runtime
import Workbench

/// `witbench worker update`
struct WorkerUpdateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "update",
    abstract: "Take a worker to another version of its template.",
    discussion: """
      Automatic: its past is run again on that version, which has to do the same; manual: the old \
      version saves a snapshot and the new one loads it, and what was before counts no more. Where it \
      does not work the worker stays what it was. A worker that is in a call is updated after it.
      """)

  @OptionGroup var options: WorkerOptions
  @Option(
    help: ArgumentHelp("The version's number; `latest` is what the file is now.", valueName: "n"))
  var to: VersionArgument
  @Option(help: "How it is done: automatic or manual.") var mode = UpdateMode.automatic

  func run() throws { try options.perform { .update($0, to: to.choice, mode: mode) } }
}

/// `witbench worker start-afresh`
struct WorkerStartAfresh: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "start-afresh",
    abstract: "Delete a worker and make it anew of what its template's file is now.",
    discussion: "Its name, its arguments and its variables stay; nothing else does.")

  @OptionGroup var options: WorkerOptions

  func run() throws { try options.perform { .startAfresh($0) } }
}

/// `latest` or a number.
struct VersionArgument: ExpressibleByArgument {
  var choice: VersionChoice

  init?(argument: String) {
    if argument == "latest" {
      choice = .latest
    } else if let number = Int(argument), number >= 0 {
      choice = .number(number)
    } else {
      return nil
    }
  }
}

extension UpdateMode: ExpressibleByArgument {}
