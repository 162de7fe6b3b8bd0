package import Component

/// What a worker's oplog is made of, in the order in which it happened.
///
/// The oplog is the truth: status, queue and results follow from it, and a worker is restored by
/// running it again. Of the entries, `started`, `hostCall`, `calling`, `log`, `promiseCreated`,
/// `retryPolicy`, `completed`, `rejected` and `snapshot` are what a replay must meet again in the same order; the
/// others are notes that it passes over.
package enum OplogEntry: Hashable, Sendable {
  /// Always the first entry.
  case created(Creation)
  /// A call waits in the queue.
  case enqueued(Invocation)
  /// It is the turn of the call that was enqueued at this index: the guest is entered after this.
  case started(key: String, enqueuedIndex: Int)
  /// A host function answered something that the invocation does not determine.
  case hostCall(HostCallRecord)
  /// Another worker is called. What it answers is a `hostCall` of its own.
  case calling(RemoteCall)
  case log(LogLine.Source, String)
  /// A promise, which has this entry's index for its name.
  case promiseCreated
  /// Somebody gave the promise of this index its data.
  case promiseCompleted(index: Int, data: [UInt8])
  case promiseDeleted(index: Int)
  /// The guest wants its failed calls tried again so from now on.
  case retryPolicy(RetryPolicy)
  /// What the running call writes from here on is not kept; why.
  case logCut(String)
  /// The guest returned from the call; how large its linear memories were then together, 0 where that
  /// was not kept yet. A replay need not have the same size.
  case completed(key: String, result: Value?, memoryBytes: Int = 0)
  case failed(Failure)
  /// Somebody stopped the worker in its call; the call goes on when it is resumed.
  case interrupted
  case resumed
  /// The worker was put away until that is there for which it waits.
  case suspended(LongWait)
  /// Within the running call the guest goes back to behind this index, and on from there: what it
  /// was told and did since counts no more; what it sent to others stays sent.
  case jumped(to: Int)
  /// The guest ended itself; it takes no more calls.
  case exited(isSuccess: Bool)
  /// A call was taken out of the queue before it began.
  case cancelled(key: String)
  /// What came after this index, up to here, counts no more; what it sent to others stays sent.
  case reverted(to: Int)
  /// The worker begins afresh: nothing before this is run again. Ephemeral workers do so after each
  /// call.
  case renewed
  /// Somebody had the worker taken out of memory in the middle of what it did, as a crash would.
  case crashed
  /// The entries up to here are another worker's, up to that index of its oplog.
  case forked(from: WorkerAddress, index: Int)
  /// A call could not be made as it is: a handle stands for nothing. The guest was not entered.
  case rejected(key: String, message: String)
  /// The call that runs has given out a resource; it stands before the call's end.
  case resourceCreated(WorkerResource)
  /// A resource went back to the guest, or was ended.
  case resourceDropped(id: UInt64)
  /// The worker is to have another version as soon as no call runs.
  case updatePending(UpdateTarget)
  /// What a new version is given to begin with: nothing before this is run again. `updated` follows
  /// behind what the guest asked of the host meanwhile.
  case snapshot([UInt8])
  case updated(UpdateTarget)
  /// The worker stays what it was; why.
  case updateFailed(UpdateTarget, String)

  package struct Creation: Hashable, Sendable {
    package var templateVersion: Int
    /// Of the component's bytes.
    package var sha256: String
    package var arguments: [String]
    package var environment: [EnvironmentVariable]
    package var files: [InitialFile] = []
  }

  package struct Invocation: Hashable, Sendable {
    /// The idempotency key: a worker does each key once.
    package var key: String
    /// In canonical form.
    package var function: String
    package var arguments: [Value]
    /// The worker that calls; nil for a person.
    package var caller: WorkerAddress?
  }

  package struct HostCallRecord: Hashable, Sendable {
    package var name: ImportName
    package var request: [Value]
    package var response: Value?
  }

  package struct RemoteCall: Hashable, Sendable {
    package var callee: WorkerAddress
    package var key: String
    package var function: String
    package var arguments: [Value]
    /// Whether the guest waits for the answer before it goes on; false where that was not kept yet.
    package var isAwaited = false
  }

  package struct Failure: Hashable, Sendable {
    package var message: String
    /// How many entries a replay meets before the failure: a second failure there is the same one.
    package var position: Int
    /// No further try: the call has failed, and the worker with it.
    package var isFinal: Bool
  }

  /// Whether it ends that call with that result.
  func completes(_ call: String, with value: Value?) -> Bool {
    guard case .completed(call, value, _) = self else { return false }
    return true
  }

  /// Whether a replay has to meet it again.
  var isReplayed: Bool {
    switch self {
    case .started, .hostCall, .calling, .log, .logCut, .completed, .promiseCreated, .retryPolicy,
      .rejected, .snapshot:
      true
    case .created, .enqueued, .failed, .interrupted, .resumed, .exited, .cancelled, .reverted,
      .renewed, .crashed, .forked, .promiseCompleted, .promiseDeleted, .suspended, .jumped,
      .resourceCreated, .resourceDropped, .updatePending, .updated, .updateFailed:
      false
    }
  }
}

/// An entry at its place in its worker's oplog.
package struct StoredEntry: Hashable, Sendable {
  /// From 1, without gaps.
  package var index: Int
  /// Seconds since 1970.
  package var time: Double
  package var entry: OplogEntry
}
