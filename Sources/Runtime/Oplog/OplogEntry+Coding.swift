package import Component

// The stored form: a variant of the kind's name with a tuple of its parts, in `Value`'s own binary
// form. A kind only ever gets parts at its end.
extension OplogEntry {
  package var encoded: [UInt8] {
    Value.variant(name: kind, payload: .tuple(parts)).encoded
  }

  /// `created`, `enqueued`, …: what lists show and queries name.
  package var kind: String {
    switch self {
    case .created: "created"
    case .enqueued: "enqueued"
    case .started: "started"
    case .hostCall: "host-call"
    case .calling: "calling"
    case .log: "log"
    case .logCut: "log-cut"
    case .completed: "completed"
    case .failed: "failed"
    case .interrupted: "interrupted"
    case .resumed: "resumed"
    case .exited: "exited"
    case .cancelled: "cancelled"
    case .reverted: "reverted"
    case .renewed: "renewed"
    case .promiseCreated: "promise-created"
    case .promiseCompleted: "promise-completed"
    case .promiseDeleted: "promise-deleted"
    case .retryPolicy: "retry-policy"
    case .suspended: "suspended"
    case .jumped: "jumped"
    case .crashed: "crashed"
    case .forked: "forked"
    case .rejected: "rejected"
    case .resourceCreated: "resource-created"
    case .resourceDropped: "resource-dropped"
    case .updatePending: "update-pending"
    case .snapshot: "snapshot"
    case .updated: "updated"
    case .updateFailed: "update-failed"
    }
  }

  private var parts: [Value] {
    switch self {
    case .created(let creation):
      [
        .u64(UInt64(creation.templateVersion)), .string(creation.sha256),
        .list(creation.arguments.map(Value.string)), .variables(creation.environment),
        .files(creation.files),
      ]
    case .enqueued(let call):
      [
        .string(call.key), .string(call.function), .list(call.arguments),
        .option(call.caller.map(Value.address)),
      ]
    case .started(let key, let index): [.string(key), .u64(UInt64(index))]
    case .hostCall(let call):
      [
        .string(call.name.interface), .string(call.name.function), .list(call.request),
        .option(call.response),
      ]
    case .calling(let call):
      [
        .address(call.callee), .string(call.key), .string(call.function), .list(call.arguments),
        .bool(call.isAwaited),
      ]
    case .log(let source, let text): [.string(source.rawValue), .string(text)]
    case .logCut(let text): [.string(text)]
    case .completed(let key, let result, let bytes):
      [.string(key), .option(result), .u64(UInt64(bytes))]
    case .failed(let failure):
      [.string(failure.message), .u64(UInt64(failure.position)), .bool(failure.isFinal)]
    case .interrupted, .resumed, .renewed, .crashed, .promiseCreated: []
    case .promiseCompleted(let index, let data): [.u64(UInt64(index)), .bytes(data)]
    case .promiseDeleted(let index), .jumped(let index): [.u64(UInt64(index))]
    case .retryPolicy(let policy): policy.parts
    case .suspended(let wait): [wait.value]
    case .exited(let isSuccess): [.bool(isSuccess)]
    case .cancelled(let key): [.string(key)]
    case .reverted(let index): [.u64(UInt64(index))]
    case .forked(let origin, let index): [.address(origin), .u64(UInt64(index))]
    case .rejected(let key, let message): [.string(key), .string(message)]
    case .resourceCreated(let resource): resource.parts
    case .resourceDropped(let id): [.u64(id)]
    case .updatePending(let target), .updated(let target): target.parts
    case .snapshot(let bytes): [.bytes(bytes)]
    case .updateFailed(let target, let reason): target.parts + [.string(reason)]
    }
  }

  package init(encoded bytes: [UInt8]) throws(ValueCodingError) {
    let value = try Value(encoded: bytes)
    guard case .variant(let kind, .tuple(let items)?) = value else {
      throw ValueCodingError(offset: 0, message: "the entry has no kind")
    }
    var parts = StoredParts(items)
    switch kind {
    case "created":
      self = .created(
        Creation(
          templateVersion: try parts.integer(), sha256: try parts.string(),
          arguments: try parts.strings(), environment: try parts.variables(),
          files: try parts.files()))
    case "enqueued":
      self = .enqueued(
        Invocation(
          key: try parts.string(), function: try parts.string(), arguments: try parts.list(),
          caller: try parts.optionalAddress()))
    case "started": self = .started(key: try parts.string(), enqueuedIndex: try parts.integer())
    case "host-call":
      let name = ImportName(interface: try parts.string(), function: try parts.string())
      self = .hostCall(
        HostCallRecord(name: name, request: try parts.list(), response: try parts.optional()))
    case "calling":
      self = .calling(
        RemoteCall(
          callee: try parts.address(), key: try parts.string(), function: try parts.string(),
          arguments: try parts.list(), isAwaited: parts.isAtEnd ? false : try parts.bool()))
    case "log":
      let source = LogLine.Source(rawValue: try parts.string()) ?? .info
      self = .log(source, try parts.string())
    case "log-cut": self = .logCut(try parts.string())
    case "completed":
      self = .completed(
        key: try parts.string(), result: try parts.optional(),
        memoryBytes: parts.isAtEnd ? 0 : try parts.integer())
    case "failed":
      self = .failed(
        Failure(
          message: try parts.string(), position: try parts.integer(), isFinal: try parts.bool()))
    case "interrupted": self = .interrupted
    case "resumed": self = .resumed
    case "exited": self = .exited(isSuccess: try parts.bool())
    case "cancelled": self = .cancelled(key: try parts.string())
    case "reverted": self = .reverted(to: try parts.integer())
    case "renewed": self = .renewed
    case "promise-created": self = .promiseCreated
    case "promise-completed":
      self = .promiseCompleted(index: try parts.integer(), data: try parts.bytes())
    case "promise-deleted": self = .promiseDeleted(index: try parts.integer())
    case "retry-policy": self = .retryPolicy(try RetryPolicy(&parts))
    case "suspended": self = .suspended(try LongWait(parts.next()))
    case "jumped": self = .jumped(to: try parts.integer())
    case "crashed": self = .crashed
    case "forked": self = .forked(from: try parts.address(), index: try parts.integer())
    case "rejected": self = .rejected(key: try parts.string(), message: try parts.string())
    case "resource-created": self = .resourceCreated(try WorkerResource(&parts))
    case "resource-dropped": self = .resourceDropped(id: UInt64(try parts.integer()))
    case "update-pending": self = .updatePending(try UpdateTarget(&parts))
    case "snapshot": self = .snapshot(try parts.bytes())
    case "updated": self = .updated(try UpdateTarget(&parts))
    case "update-failed": self = .updateFailed(try UpdateTarget(&parts), try parts.string())
    default: throw ValueCodingError(offset: 0, message: "there is no entry `\(kind)`")
    }
  }
}

extension WorkerResource {
  var parts: [Value] {
    [
      .u64(id), .string(name), .option(interface.map(Value.string)),
      .option(parameters.map(Value.string)),
    ]
  }

  init(_ parts: inout StoredParts) throws(ValueCodingError) {
    self.init(
      id: UInt64(try parts.integer()), name: try parts.string(),
      interface: try parts.optionalString(), parameters: try parts.optionalString())
  }
}
