import Component

/// What follows from a worker's oplog: the fold of its entries.
///
/// It is kept beside the oplog as a cache and could be made anew from it at any time.
package struct WorkerState: Hashable, Sendable {
  /// A call that waits or runs.
  package struct Call: Hashable, Sendable {
    package var key: String
    package var function: String
    package var enqueuedIndex: Int
    /// 0 while it waits.
    package var startedIndex = 0
  }

  fileprivate struct Held: Hashable, Sendable {
    var resource: WorkerResource
    /// Of the entry that tells of it.
    var index: Int
  }

  package let address: WorkerAddress
  package private(set) var creation: OplogEntry.Creation
  /// Seconds since 1970.
  package private(set) var createdAt: Double
  package private(set) var status = WorkerStatus.idle
  package private(set) var lastIndex = 0
  /// Of the newest entry.
  package var checksum: UInt32 = 0
  /// The calls that wait, oldest first.
  package private(set) var queue: [Call] = []
  /// The call that has begun and is not over.
  package private(set) var current: Call?
  package private(set) var lastError: String?
  /// Failed tries of `current`.
  package private(set) var retryCount = 0
  /// Where the last of them failed.
  package private(set) var failurePosition: Int?
  /// The call that made the worker fail.
  package private(set) var failedCall: Call?
  /// What it waits for while it is suspended.
  package private(set) var wait: LongWait?
  /// What the guest asked for; nil for the standard.
  package private(set) var retryPolicy: RetryPolicy?
  /// The resources that others hold, oldest first.
  private var held: [Held] = []
  /// Of the linear memories after the last call that ended well; 0 where that is not known.
  package private(set) var memoryBytes = 0
  /// The worker that its guest has called and waits for.
  package private(set) var awaited: WorkerAddress?
  /// The version that it gets as soon as no call runs.
  package private(set) var pendingUpdate: UpdateTarget?
  /// The updates that are over, the newest last; only so many are kept.
  package private(set) var updates: [WorkerUpdate] = []
  /// The highest number that a resource was ever given; not even a revert gives it back.
  package private(set) var lastResource: UInt64 = 0

  package var resources: [WorkerResource] { held.map(\.resource) }

  init(address: WorkerAddress, creation: OplogEntry.Creation, createdAt: Double) {
    self.address = address
    self.creation = creation
    self.createdAt = createdAt
  }

  /// Keeps texts once that other workers have too.
  mutating func share(_ pool: inout StringPool) {
    creation.share(&pool)
  }

  /// Whether a call waits or runs.
  func awaits(_ key: String) -> Bool {
    current?.key == key || queue.contains { $0.key == key }
  }

  /// Whether there is something to do that nobody stops.
  package var isUnfinished: Bool {
    switch status {
    case .running, .retrying, .suspended: true
    case .idle: !queue.isEmpty || current != nil || pendingUpdate != nil
    case .interrupted, .failed, .exited: false
    }
  }

  mutating func apply(_ entry: OplogEntry, at index: Int) {
    precondition(index == lastIndex + 1, "the entries of an oplog have no gaps")
    lastIndex = index
    defer { if status != .suspended { wait = nil } }
    noteAwaited(entry)
    switch entry {
    case .created(let creation): self.creation = creation
    case .enqueued(let call):
      queue.append(Call(key: call.key, function: call.function, enqueuedIndex: index))
    case .started(let key, _): start(key)
    case .hostCall, .calling, .log, .logCut, .crashed, .forked, .jumped: break
    case .promiseCreated, .promiseCompleted, .promiseDeleted: break
    case .retryPolicy(let policy): retryPolicy = policy
    case .suspended(let wait):
      status = .suspended
      self.wait = wait
    case .resourceCreated(let resource):
      held.append(.init(resource: resource, index: index))
      lastResource = max(lastResource, resource.id)
    case .resourceDropped(let id): held.removeAll { $0.resource.id == id }
    case .completed(_, _, let bytes):
      end()
      if bytes > 0 { memoryBytes = bytes }
    case .rejected: end()
    case .failed(let failure): fail(failure)
    case .interrupted: status = .interrupted
    case .resumed: status = current == nil ? .idle : .running
    case .exited:
      status = .exited
      current = nil
      queue = []
      held = []
    case .cancelled(let key): queue.removeAll { $0.key == key }
    case .reverted(let last):
      rest()
      held.removeAll { $0.index > last }
      memoryBytes = 0
    case .updatePending(let target): pendingUpdate = target
    case .snapshot:
      held = []
      retryPolicy = nil
    case .updated(let target):
      creation.adopt(target)
      end(target, .updated)
    case .updateFailed(let target, let reason): end(target, .failed(reason))
    case .renewed:
      let lastError = lastError
      rest()
      held = []
      self.lastError = lastError
    }
  }

  private mutating func noteAwaited(_ entry: OplogEntry) {
    switch entry {
    case .calling(let call) where call.isAwaited: awaited = call.callee
    case .reverted, .jumped, .renewed, .exited: awaited = nil
    default: if entry.isReplayed { awaited = nil }
    }
  }

  private mutating func start(_ key: String) {
    if let place = queue.firstIndex(where: { $0.key == key }) {
      current = queue.remove(at: place)
      current?.startedIndex = lastIndex
    }
    status = .running
  }

  private mutating func end() {
    forgetTries()
    current = nil
    lastError = nil
    status = .idle
  }

  private mutating func end(_ target: UpdateTarget, _ outcome: WorkerUpdate.Outcome) {
    pendingUpdate = nil
    updates.append(.init(version: target.version, mode: target.mode, outcome: outcome))
    if updates.count > Limits.updatesKeptMax { updates.removeFirst() }
  }

  private mutating func fail(_ failure: OplogEntry.Failure) {
    lastError = failure.message
    retryCount += 1
    failurePosition = failure.position
    guard failure.isFinal else {
      status = .retrying
      return
    }
    status = .failed
    failedCall = current
    current = nil
    queue = []
  }

  /// Nothing runs, and nothing has failed.
  private mutating func rest() {
    forgetTries()
    status = .idle
    current = nil
    failedCall = nil
    lastError = nil
  }

  private mutating func forgetTries() {
    retryCount = 0
    failurePosition = nil
  }
}

// The cache's form.
extension WorkerState {
  var encoded: [UInt8] {
    Value.tuple([
      .u64(UInt64(creation.templateVersion)), .string(creation.sha256),
      .list(creation.arguments.map(Value.string)), .variables(creation.environment),
      .f64(createdAt), .string(status.rawValue), .u64(UInt64(lastIndex)), .u64(UInt64(checksum)),
      .list(queue.map(\.value)), .option(current?.value), .option(lastError.map(Value.string)),
      .u64(UInt64(retryCount)), .option(failurePosition.map { .u64(UInt64($0)) }),
      .option(failedCall?.value), .files(creation.files),
      .option(wait?.value), .option(retryPolicy.map { .tuple($0.parts) }),
      .u64(lastResource), .list(held.map(\.value)), .u64(UInt64(memoryBytes)),
      .option(pendingUpdate.map { .tuple($0.parts) }), .list(updates.map(\.value)),
      .option(awaited.map(Value.address)),
    ]).encoded
  }

  init(address: WorkerAddress, encoded bytes: [UInt8]) throws(ValueCodingError) {
    var whole = StoredParts([try Value(encoded: bytes)])
    var parts = try whole.tuple()
    let creation = OplogEntry.Creation(
      templateVersion: try parts.integer(), sha256: try parts.string(),
      arguments: try parts.strings(), environment: try parts.variables())
    self.init(address: address, creation: creation, createdAt: try parts.float())
    guard let status = WorkerStatus(rawValue: try parts.string()) else {
      throw ValueCodingError(offset: 0, message: "expected a status")
    }
    self.status = status
    lastIndex = try parts.integer()
    checksum = UInt32(truncatingIfNeeded: try parts.integer())
    var calls = StoredParts(try parts.list())
    while !calls.isAtEnd { queue.append(try Call(calls.tuple())) }
    current = try parts.optional().map { value throws(ValueCodingError) in try Call(value) }
    lastError = try parts.optionalString()
    retryCount = try parts.integer()
    failurePosition = try parts.optional().map { value throws(ValueCodingError) in
      var one = StoredParts([value])
      return try one.integer()
    }
    failedCall = try parts.optional().map { value throws(ValueCodingError) in try Call(value) }
    self.creation.files = try parts.files()
    // What is older has no more parts.
    guard !parts.isAtEnd else { return }
    wait = try parts.optional().map { value throws(ValueCodingError) in try LongWait(value) }
    retryPolicy = try parts.optional().map { value throws(ValueCodingError) in
      var one = StoredParts([value])
      var policy = try one.tuple()
      return try RetryPolicy(&policy)
    }
    // Older states end here.
    guard !parts.isAtEnd else { return }
    lastResource = UInt64(try parts.integer())
    var resources = StoredParts(try parts.list())
    while !resources.isAtEnd { held.append(try Held(resources.tuple())) }
    // Up to format 2.
    guard !parts.isAtEnd else { return }
    memoryBytes = try parts.integer()
    pendingUpdate = try parts.optional().map { value throws(ValueCodingError) in
      try UpdateTarget(value)
    }
    var updates = StoredParts(try parts.list())
    while !updates.isAtEnd { self.updates.append(try WorkerUpdate(updates.tuple())) }
    awaited = parts.isAtEnd ? nil : try parts.optionalAddress()
  }
}

extension WorkerState.Held {
  fileprivate var value: Value { .tuple([.u64(UInt64(index))] + resource.parts) }

  fileprivate init(_ stored: StoredParts) throws(ValueCodingError) {
    var parts = stored
    let index = try parts.integer()
    self.init(resource: try WorkerResource(&parts), index: index)
  }
}

extension WorkerState.Call {
  fileprivate var value: Value {
    .tuple([
      .string(key), .string(function), .u64(UInt64(enqueuedIndex)), .u64(UInt64(startedIndex)),
    ])
  }

  fileprivate init(_ value: Value) throws(ValueCodingError) {
    var one = StoredParts([value])
    try self.init(one.tuple())
  }

  fileprivate init(_ stored: StoredParts) throws(ValueCodingError) {
    var parts = stored
    self.init(
      key: try parts.string(), function: try parts.string(), enqueuedIndex: try parts.integer(),
      startedIndex: try parts.integer())
  }
}
