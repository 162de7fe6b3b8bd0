import ArgumentParser
import Component
import Runtime
import Workbench

/// `witbench invoke`
struct InvokeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "invoke", abstract: "Call a function of a worker and print its result.",
    discussion: """
      The worker is made if it does not exist. The function is a bare name where only one has it, \
      or NS:PACKAGE/INTERFACE.{NAME}, or NS:PACKAGE/INTERFACE/NAME. Arguments and the result are \
      WAVE: '"text"', '{product-id: "p1", price: 12.5}', 'some(3)'.

      Exit status: 0 the call returned, 1 it failed or cannot be made, 2 it could not be tried.
      """)

  @OptionGroup var options: WorkspaceOption

  @Option(
    name: .long,
    help: "Repeat a call with the same key and the worker answers as the first time, doing nothing."
  )
  var idempotencyKey: String?

  @Argument(help: ArgumentHelp("The worker.", valueName: "template/worker"))
  var worker: WorkerArgument

  @Argument(help: "The function.")
  var function: String

  @Argument(help: "One WAVE text for each parameter.")
  var arguments: [String] = []

  func run() throws {
    try conclude {
      let runtime = try options.open().openRuntime()
      let call = self
      let outcome = try refusing {
        try blocking { try await call.perform(on: runtime) }
      }
      switch outcome {
      case .returned(let value?): answer(WAVE.text(of: value))
      case .returned(nil): break
      case .failed(let message): throw Refusal(code: Status.no, text: message)
      }
    }
  }

  private func perform(on runtime: WorkerRuntime) async throws -> CallOutcome {
    let type = try await runtime.componentType(of: worker.address)
    let function: ExportedFunction
    do {
      function = try type.function(named: self.function)
    } catch {
      throw Refusal(code: Status.no, text: error.text)
    }
    let values = try InvokeCommand.values(arguments, of: function)
    try runtime.recover()
    return try await runtime.invoke(
      worker.address, function: function.canonicalName, arguments: values, key: idempotencyKey)
  }

  private static func values(
    _ texts: [String], of function: ExportedFunction
  ) throws -> [Value] {
    let parameters = function.type.parameters
    guard texts.count == parameters.count else {
      throw Refusal(
        code: Status.no,
        text: "expected \(counted(parameters.count, "argument")), found \(texts.count)\n"
          + "  \(function.signature)")
    }
    var values: [Value] = []
    for (text, parameter) in zip(texts, parameters) {
      do {
        values.append(try WAVE.parse(text, as: parameter.type))
      } catch {
        let place = error.inside("parameter `\(parameter.name)`")
        throw Refusal(code: Status.no, text: "\(place.text)\n  \(function.signature)")
      }
    }
    return values
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

  private static let optionsWithValue: Set<String> = ["--workspace", "--idempotency-key"]
}
