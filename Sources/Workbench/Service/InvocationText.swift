import Component
import Runtime

/// Calls and their outcomes as texts.
enum InvocationText {
  /// The arguments of a call, each a WAVE text or Golem's `{"typ":…,"value":…}`, or all of them as
  /// JSON; refused with the parameter and the signature.
  static func values(
    of call: WorkerRequest.Call, for function: ExportedFunction
  ) throws(DeskRefusal) -> [Value] {
    do {
      if let json = call.argumentsJSON {
        return try ArgumentTexts.values(json: json, of: function)
      }
      return try ArgumentTexts.values(call.arguments, of: function)
    } catch {
      throw .no(error.text)
    }
  }

  static func json(_ outcome: CallOutcome, of call: WorkerRequest.Call) -> JSON {
    var members: [JSON.Member] = [
      .init("worker", .string(call.worker.text)), .init("key", .string(call.key)),
    ]
    switch outcome {
    case .returned(let value):
      members.append(.init("wave", value.map { .string(WAVE.text(of: $0)) } ?? .null))
      members.append(.init("result", value.map { JSONValues.json(of: $0) } ?? .null))
    case .failed(let message): members.append(.init("error", .string(message)))
    }
    return .object(members)
  }
}
