import Component

/// `golem:api/host`: what a guest may say and ask about its own durability, promises, and workers.
final class GolemHost: HostExtension {
  static func functions(of interface: String) -> Set<String>? {
    VersionedInterface(interface).isServed("golem:api/host", ["0.2", "1.0", "1.1"])
      ? Set(served.keys) : nil
  }

  typealias Function = @Sendable (GolemHost, HostCall, GuestHost) async throws -> Value?

  private static let served =
    durability.merging(promises) { first, _ in first }.merging(workers) { first, _ in first }

  static func beginsRegion(_ name: ImportName) -> Bool {
    name.function == "mark-begin-operation" && name.interface.hasPrefix("golem:api/host")
  }

  static func endsRegion(_ name: ImportName) -> Bool {
    name.function == "mark-end-operation" && name.interface.hasPrefix("golem:api/host")
  }

  let worker: WorkerAddress
  let row: Int64
  let creation: OplogEntry.Creation
  let journal: WorkerJournal
  let runtime: WorkerRuntime
  /// The key of the invocation that runs.
  let currentKey: () -> String
  /// What the guest has set. It says so again when it is run again.
  private var retryPolicy = RetryPolicy.standard
  private var isIdempotent = true
  private var persistenceLevel = Value.variant(name: "smart", payload: nil)

  init(
    worker: WorkerAddress, row: Int64, creation: OplogEntry.Creation, journal: WorkerJournal,
    runtime: WorkerRuntime, currentKey: @escaping () -> String
  ) {
    self.worker = worker
    self.row = row
    self.creation = creation
    self.journal = journal
    self.runtime = runtime
    self.currentKey = currentKey
  }

  func call(
    _ name: ImportName, type: FunctionType, arguments: [Value], on host: GuestHost
  ) async throws -> Value? {
    guard let function = GolemHost.served[name.function] else {
      throw HostError("\(name.interface) has no function \(name.function) here")
    }
    return try await function(
      self, HostCall(name: name, type: type, arguments: arguments), host)
  }
}

// The guest's own durability.
extension GolemHost {
  private static let durability: [String: Function] = [
    "oplog-commit": { golem, _, _ in
      // There are no replicas on one machine: what is on its disk is as safe as it gets here.
      try await golem.journal.flush()
      return nil
    },
    "get-oplog-index": { golem, call, _ in
      try await golem.journal.record(call.name, request: []) { .u64(UInt64($0)) }
    },
    "set-oplog-index": { golem, call, _ in
      try await golem.jump(to: Int(clamping: try call.u64(0)))
      return nil
    },
    "mark-begin-operation": { golem, call, _ in
      let index = try await golem.journal.record(call.name, request: []) { .u64(UInt64($0)) }
      if case .u64(let number) = index { golem.journal.begin(region: Int(clamping: number)) }
      return index
    },
    "mark-end-operation": { golem, call, _ in
      let begin = Int(clamping: try call.u64(0))
      guard golem.journal.regions.contains(begin) else { return nil }
      _ = try await golem.journal.record(call.name, request: call.arguments) { _ in .bool(true) }
      golem.journal.regions.removeAll { $0 == begin }
      return nil
    },
    "get-retry-policy": { golem, call, _ in golem.retryPolicy.value(as: call.type.result) },
    "set-retry-policy": { golem, call, _ in
      let policy = try RetryPolicy(try call[0])
      try golem.journal.meet(.retryPolicy(policy))
      golem.retryPolicy = policy
      return nil
    },
    // Everything is kept at every level: that is as much as any of them promises.
    "get-oplog-persistence-level": { golem, _, _ in golem.persistenceLevel },
    "set-oplog-persistence-level": { golem, call, _ in
      golem.persistenceLevel = try call[0]
      return nil
    },
    // Calls to other workers are done once whatever the mode is, and others have no effect outside.
    "get-idempotence-mode": { golem, _, _ in .bool(golem.isIdempotent) },
    "set-idempotence-mode": { golem, call, _ in
      golem.isIdempotent = try call[0] == .bool(true)
      return nil
    },
    "generate-idempotency-key": { golem, call, _ in
      let (key, worker) = (golem.currentKey(), golem.worker)
      return try await golem.journal.record(call.name, request: []) { index in
        .uuid(
          UUIDv5.make(
            namespace: key, name: "key-\(index) of \(worker.template)/\(worker.name)"))
      }
    },
  ]

  /// Drops what the running call did since an index, and has the guest come back to there.
  private func jump(to index: Int) async throws {
    guard !journal.isReplaying else {
      throw HostError("set-oplog-index: the oplog knows nothing of this jump")
    }
    try await journal.flush()
    let state = try runtime.store.state(of: row)
    guard let start = state.current?.startedIndex, index >= start, index <= state.lastIndex else {
      throw HostError(
        "set-oplog-index: entry \(index) is not of the call that runs, which began at entry "
          + "\(state.current?.startedIndex ?? state.lastIndex) and is at entry \(state.lastIndex)")
    }
    let row = row
    try await journal.flush { try $0.append(.jumped(to: index), to: row) }
    throw Trap(kind: .stopped(StopReason.jumped), message: StopReason.jumped)
  }
}

extension RetryPolicy {
  /// A `golem:api/host.retry-policy`; 1.1 has one field more than 0.2.
  fileprivate func value(as type: ValueType?) -> Value {
    var fields: [Value.FieldValue] = [
      .init(name: "max-attempts", value: .u32(UInt32(clamping: triesMax))),
      .init(name: "min-delay", value: .u64(minDelay)),
      .init(name: "max-delay", value: .u64(maxDelay)),
      .init(name: "multiplier", value: .f64(multiplier)),
    ]
    if case .record(let record)? = type, record.fields.count > fields.count {
      fields.append(.init(name: "max-jitter-factor", value: .option(.f64(jitter))))
    }
    return .record(fields)
  }

  fileprivate init(_ value: Value) throws(HostError) {
    guard case .record(let fields) = value, fields.count >= 4,
      case .u32(let tries) = fields[0].value, case .u64(let minDelay) = fields[1].value,
      case .u64(let maxDelay) = fields[2].value,
      case .f64(let multiplier) = fields[3].value
    else { throw HostError("set-retry-policy: expected a retry-policy") }
    var jitter = 0.0
    if fields.count > 4, case .option(.f64(let factor)?) = fields[4].value { jitter = factor }
    self.init(
      triesMax: Int(tries), minDelay: minDelay, maxDelay: maxDelay, multiplier: multiplier,
      jitter: jitter)
  }
}
