import Component

extension StoredEntry {
  /// The entry in words.
  package var line: OplogLine { OplogLine(self) }
}

extension OplogEntry {
  /// All but the kind, on one line.
  var text: String {
    switch self {
    case .created(let creation):
      "version \(creation.templateVersion), sha256 \(creation.sha256.prefix(12))…"
    case .enqueued(let call):
      "\(call.function)(\(Self.list(call.arguments))) "
        + "key \(call.key)\(call.caller.map { " from \($0.template)/\($0.name)" } ?? "")"
    case .started(let key, let index): "the call of entry \(index), key \(key)"
    case .hostCall(let call):
      "\(call.name.interface).{\(call.name.function)}(\(Self.list(call.request)))"
        + (call.response.map { " -> \(Self.short(WAVE.text(of: $0)))" } ?? "")
    case .calling(let call):
      "\(call.callee.template)/\(call.callee.name) "
        + "\(call.function)(\(Self.list(call.arguments))) key \(call.key)"
    case .log(let source, let text): "\(source.rawValue): \(Self.short(text))"
    case .logCut(let text): text
    case .completed(_, let result, _): result.map { Self.short(WAVE.text(of: $0)) } ?? "no result"
    case .failed(let failure):
      "\(Self.short(failure.message))\(failure.isFinal ? "" : " (to be tried again)")"
    case .interrupted, .resumed, .renewed, .crashed, .promiseCreated: ""
    case .promiseCompleted(let index, let data): "the one of entry \(index), \(data.count) bytes"
    case .promiseDeleted(let index): "the one of entry \(index)"
    case .retryPolicy(let policy): policy.text
    case .suspended(.until(let instant)): "until \(instant / 1_000_000_000) s after 1970"
    case .suspended(.request): "until it is called or resumed"
    case .suspended(.promise(let index)): "until the promise of entry \(index)"
    case .jumped(let index): "to entry \(index)"
    case .exited(let isSuccess): isSuccess ? "with success" : "with a failure"
    case .cancelled(let key): "key \(key)"
    case .reverted(let index): "to entry \(index)"
    case .rejected(_, let message): Self.short(message)
    case .resourceCreated(let resource): "\(resource.text) \(resource.id)"
    case .resourceDropped(let id): "\(id)"
    case .updatePending(let target), .updated(let target):
      "version \(target.version), \(target.mode.rawValue)"
    case .snapshot(let bytes): "\(bytes.count) bytes"
    case .updateFailed(let target, let reason):
      "version \(target.version), \(target.mode.rawValue): \(Self.short(reason))"
    case .forked(let origin, let index):
      "from \(origin.template)/\(origin.name), entry \(index)"
    }
  }

  /// Arguments as WAVE, cut where they are long.
  static func list(_ values: [Value]) -> String {
    short(values.map { WAVE.text(of: $0) }.joined(separator: ", "))
  }

  /// One line of bearable length.
  private static func short(_ text: String) -> String {
    let line = text.split(separator: "\n", omittingEmptySubsequences: true).joined(separator: " ⏎ ")
    return line.count > Limits.oplogTextCharactersMax
      ? line.prefix(Limits.oplogTextCharactersMax) + "…" : line
  }
}
