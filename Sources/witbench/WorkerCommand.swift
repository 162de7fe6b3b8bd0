import ArgumentParser
import Runtime
import Workbench

/// `witbench worker …`
struct WorkerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker", abstract: "Look at the workers of a workspace, and change them.",
    subcommands: [
      New.self, List.self, Get.self, Logs.self, Oplog.self, Interrupt.self, Resume.self,
      SimulateCrash.self, Suspend.self, Fork.self, Revert.self, Delete.self, FilesCommand.self,
      CompletePromise.self, WorkerUpdateCommand.self, WorkerStartAfresh.self,
    ])

  struct New: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a worker without calling it.",
      discussion: """
        Arguments stand in place of the template's; variables are added to its environment, or \
        stand in place of those with the same name.
        """)

    @OptionGroup var options: WorkspaceOption
    @Option(name: .long, help: ArgumentHelp("A variable.", valueName: "name=value"))
    var env: [Variable] = []
    @Flag(help: "Write JSON.") var json = false
    @Argument(help: ArgumentHelp("The worker.", valueName: "template/worker"), completion: .workers)
    var worker: WorkerArgument
    @Argument(help: "What the worker finds as its arguments.") var arguments: [String] = []

    func run() throws {
      try options.perform(
        .create(
          worker.address, arguments: arguments, environment: env.map(\.variable), json: json))
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List all workers.")

    @OptionGroup var options: WorkspaceOption
    @Flag(help: "Write JSON.") var json = false

    func run() throws { try options.perform(.list(json: json)) }
  }

  struct Get: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show one worker.")

    @OptionGroup var options: WorkerOptions
    @Flag(help: "Write JSON.") var json = false

    func run() throws { try options.perform { .get($0, json: json) } }
  }

  struct Logs: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print what a worker wrote.",
      discussion: """
        With --follow also what it writes from now on, until it is deleted, has failed or exited.
        """)

    @OptionGroup var options: WorkerOptions
    @Flag(name: .shortAndLong, help: "Go on.") var follow = false
    @Flag(help: "Write JSON, an object on each line.") var json = false

    func run() throws {
      try options.perform { .logs($0, after: 0, follow: follow, json: json) }
    }
  }

  struct Oplog: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print what a worker did, entry by entry.",
      discussion: """
        A query is made of words and `field:value` with AND, OR, NOT and parentheses. Fields are kind, \
        function, key, index, and names in the values, like product-id or order.product-id; * at \
        either end of a value stands for anything.
        """)

    @OptionGroup var options: WorkerOptions
    @Option(name: .long, help: "Only the entries that this asks for.")
    var query: String?
    @Flag(help: "Write JSON, an object on each line.") var json = false

    func validate() throws {
      guard let query else { return }
      do {
        _ = try OplogQuery(query)
      } catch {
        throw ValidationError("--query: \(error.text)")
      }
    }

    func run() throws { try options.perform { .oplog($0, query: query, json: json) } }
  }

  struct Interrupt: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Stop a worker in its call; `resume` lets it go on from there.")

    @OptionGroup var options: WorkerOptions

    func run() throws { try options.perform { .interrupt($0) } }
  }

  struct Resume: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: """
        Let an interrupted worker go on; take a failed one back to before the call that failed.
        """)

    @OptionGroup var options: WorkerOptions

    func run() throws { try options.perform { .resume($0) } }
  }

  struct SimulateCrash: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "simulate-crash",
      abstract: "Take a worker out of memory wherever it is; it comes back by its oplog.")

    @OptionGroup var options: WorkerOptions

    func run() throws { try options.perform { .simulateCrash($0) } }
  }

  struct Suspend: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Put a worker away until it is called or resumed, in the middle of its call too.")

    @OptionGroup var options: WorkerOptions

    func run() throws { try options.perform { .suspend($0) } }
  }

  struct FilesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "files", abstract: "List what lies in a worker's folder, or print a file there.")

    @OptionGroup var options: WorkerOptions
    @Flag(name: .customLong("read"), help: "Print the file.") var reads = false
    @Flag(help: "Write JSON.") var json = false
    @Argument(help: "A path as the worker sees it.") var path = "/"

    func run() throws {
      try options.perform { .files($0, path: path, reads: reads, json: json) }
    }
  }

  struct CompletePromise: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "complete-promise",
      abstract: "Give a worker's promise its data; a worker that waits for it goes on.")

    @OptionGroup var options: WorkerOptions
    @Argument(help: "The index of the oplog entry that made the promise.") var index: Int
    @Argument(help: "The data: a JSON array of bytes, [1, 2, 3]; or any other text, as UTF-8.")
    var data = ""

    func run() throws {
      try options.perform { .completePromise($0, index: index, data: PromiseData.bytes(data)) }
    }
  }

  struct Fork: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a worker with the past of another.",
      discussion: """
        The new worker has its own way from there: calls that wait in the other's queue are not its \
        own.
        """)

    @OptionGroup var options: WorkerOptions
    @Option(
      name: .customLong("at"),
      help: "The last entry of the oplog to take over; a call that ran there is left out.")
    var index: Int?
    @Argument(help: "The new worker's name.") var name: String

    func run() throws { try options.perform { .fork($0, name: name, at: index) } }
  }

  struct Revert: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take a worker back to where it stood at an entry of its oplog.",
      discussion: """
        A call that ran there is taken back as a whole. Calls that are taken back may be made again \
        with their keys. What they sent to other workers stays sent.
        """)

    @OptionGroup var options: WorkerOptions
    @Argument(help: "The entry's index.") var index: Int

    func run() throws { try options.perform { .revert($0, to: index) } }
  }

  struct Delete: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "End a worker and forget all of it: its oplog, its log, its files.")

    @OptionGroup var options: WorkerOptions

    func run() throws { try options.perform { .delete($0) } }
  }
}

/// A promise's data as it is given on the command line.
private enum PromiseData {
  static func bytes(_ text: String) -> [UInt8] {
    guard text.hasPrefix("["), text.hasSuffix("]") else { return Array(text.utf8) }
    let items = text.dropFirst().dropLast().split(separator: ",").map { item in
      UInt8(item.filter { $0 != " " })
    }
    return items.contains(nil) ? Array(text.utf8) : items.compactMap { $0 }
  }
}

/// A worker, and where it is.
struct WorkerOptions: ParsableArguments {
  @OptionGroup var options: WorkspaceOption

  @Argument(help: ArgumentHelp("The worker.", valueName: "template/worker"), completion: .workers)
  var worker: WorkerArgument

  func perform(_ request: (WorkerAddress) -> WorkerRequest) throws {
    try options.perform(request(worker.address))
  }
}

/// `NAME=VALUE`
struct Variable: ExpressibleByArgument {
  var variable: EnvironmentVariable

  init?(argument: String) {
    guard let equals = argument.firstIndex(of: "="), equals > argument.startIndex else {
      return nil
    }
    variable = EnvironmentVariable(
      name: String(argument[..<equals]),
      value: String(argument[argument.index(after: equals)...]))
  }
}
