import Component

// Answers as the function gives them, for who needs no wit-value.
extension RemoteCalls {
  /// The answer of a call that was sent, waited for: `ok` with the result, or `error` with an
  /// `rpc-error`.
  func plainAnswer(of sending: Sending, stop: StopSwitch) async throws -> Value {
    switch sending {
    case .refused(let error): return .error(error)
    case .recorded: throw HostError("the oplog has no answer of this call")
    case .sent(let call):
      return try await runtime.outcome(of: call, stop: stop).plain
    }
  }

  /// The answer that is there already; nil while there is none.
  func plainPeek(_ sending: Sending) throws -> Value? {
    switch sending {
    case .refused(let error): return .error(error)
    case .recorded: throw HostError("the oplog has no answer of this call")
    case .sent(let call): return try runtime.outcomeNow(of: call)?.plain
    }
  }

  /// Gives back the place that a call took in the graph of waits.
  func endWait(for sending: Sending) {
    if case .sent(let call) = sending { runtime.waits.remove(caller, waitsFor: call.callee) }
  }
}

extension CallOutcome {
  fileprivate var plain: Value {
    switch self {
    case .returned(let value): .ok(value)
    case .failed(let message): .error(.failure("remote-internal-error", message))
    }
  }
}
