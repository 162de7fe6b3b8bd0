import Component
import Runtime

/// Calls and their outcomes as texts.
enum InvocationText {
  /// The arguments of a call, each a WAVE text; refused with the parameter and the signature.
  static func values(
    _ texts: [String], of function: ExportedFunction
  ) throws(DeskRefusal) -> [Value] {
    let parameters = function.type.parameters
    guard texts.count == parameters.count else {
      throw .no(
        "expected \(parameters.count == 1 ? "1 argument" : "\(parameters.count) arguments"), "
          + "found \(texts.count)\n  \(function.signature)")
    }
    var values: [Value] = []
    for (text, parameter) in zip(texts, parameters) {
      do {
        values.append(try WAVE.parse(text, as: parameter.type))
      } catch {
        let place = error.inside("parameter `\(parameter.name)`")
        throw .no("\(place.text)\n  \(function.signature)")
      }
    }
    return values
  }

  static func json(_ outcome: CallOutcome, of call: WorkerRequest.Call) -> JSON {
    var members: [JSON.Member] = [
      .init("worker", .string(call.worker.text)), .init("key", .string(call.key)),
    ]
    switch outcome {
    case .returned(let value):
      members.append(.init("wave", value.map { .string(WAVE.text(of: $0)) } ?? .null))
    case .failed(let message): members.append(.init("error", .string(message)))
    }
    return .object(members)
  }
}
