import ArgumentParser
import Runtime
import Workbench

/// `witbench invoke`
struct InvokeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "invoke", abstract: "Call a function of a worker and print its result.",
    discussion: """
      The worker is made if it does not exist; without a name, one with a fresh name. The function is \
      a bare name where only one has it, or NS:PACKAGE/INTERFACE.{NAME}, or NS:PACKAGE/INTERFACE/NAME. \
      Arguments and the result are WAVE: '"text"', '{product-id: "p1", price: 12.5}', 'some(3)'; or \
      all arguments are one JSON text: -j '["text", 3]', -j '{"name": "text", "count": 3}'.

      Exit status: 0 the call returned, 1 it failed or cannot be made, 2 it could not be tried.
      """)

  @OptionGroup var options: WorkspaceOption

  @Option(
    name: .long,
    help: "Repeat a call with the same key and the worker answers as the first time, doing nothing."
  )
  var idempotencyKey: String?

  @Flag(
    name: .customLong("async"),
    help: "Print the key once the call waits in the worker's queue; do not wait for its end.")
  var isAsync = false

  @Option(
    name: [.customShort("j"), .customLong("json-arguments")],
    help: ArgumentHelp(
      "All arguments as a JSON list, or as an object by parameter names; - reads standard input.",
      valueName: "json"))
  var argumentsJSON: String?

  @Flag(help: "Write JSON.") var json = false

  @Argument(
    help: ArgumentHelp("The worker.", valueName: "template/worker"),
    completion: .calledWorkers)
  var worker: CalledWorker

  @Argument(help: "The function.", completion: .functions)
  var function: String

  @Argument(help: "One WAVE text for each parameter.")
  var arguments: [String] = []

  func run() throws {
    let address = worker.address
    if worker.isFresh { complain("note: the worker is \(address.template)/\(address.name)") }
    var call = WorkerRequest.Call(
      worker: address, function: function, arguments: arguments,
      key: idempotencyKey ?? UUIDv5.random(), isAsync: isAsync, json: json)
    call.argumentsJSON = argumentsJSON == "-" ? Self.standardInput : argumentsJSON
    try options.perform(.invoke(call))
  }

  func validate() throws {
    guard argumentsJSON == nil || arguments.isEmpty else {
      throw ValidationError("Give the arguments as WAVE, or all of them with -j, not both ways.")
    }
  }

  private static var standardInput: String {
    var lines: [String] = []
    while let line = readLine(strippingNewline: false) { lines.append(line) }
    return lines.joined()
  }
}

/// `TEMPLATE/WORKER`, or `TEMPLATE` alone for a worker with a fresh name.
struct CalledWorker: ExpressibleByArgument {
  var address: WorkerAddress
  /// Whether the name was made here.
  var isFresh = false

  init?(argument: String) {
    if argument.contains("/") {
      guard let worker = WorkerArgument(argument: argument) else { return nil }
      address = worker.address
    } else {
      guard !argument.isEmpty else { return nil }
      address = WorkerAddress(template: argument, name: UUIDv5.random())
      isFresh = true
    }
  }
}

extension InvokeCommand {
  /// The command line with `invoke`'s options first and `--` behind them, so that `-5` and `-inf`
  /// are values and options may also stand last.
  static func arranged(_ words: [String]) -> [String] {
    guard words.first == configuration.commandName, !words.contains("--") else { return words }
    var options: [String] = []
    var values: [String] = []
    var rest = words.dropFirst()
    while let word = rest.popFirst() {
      if optionsWithValue.contains(word) {
        options.append(word)
        if let value = rest.popFirst() { options.append(value) }
      } else if word.hasPrefix("--") || word == "-h" {
        options.append(word)
      } else {
        values.append(word)
      }
    }
    return [words[0]] + options + (values.isEmpty ? [] : ["--"] + values)
  }

  static let optionsWithValue: Set<String> = [
    "--workspace", "--idempotency-key", "-j", "--json-arguments",
  ]
}
