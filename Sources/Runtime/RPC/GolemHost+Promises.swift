import Component

// Promises: made by a worker, completed by anybody who is told of them, awaited out of memory.
extension GolemHost {
  static let promises: [String: Function] = [
    "create-promise": { golem, _, _ in
      let index = try await golem.journal.createPromise()
      return .record([
        "worker-id": golem.workerID, "oplog-idx": .u64(UInt64(index)),
      ])
    },
    "await-promise": { golem, call, host in
      try await golem.journal.record(call.name, request: [try call[0]]) {
        .bytes(try await golem.data(of: try golem.promise(call[0]), host))
      }
    },
    "complete-promise": { golem, call, _ in
      let promise = try golem.promise(call[0])
      let data = try call.bytes(1)
      let digest = Digest.sha256(data)
      return try await golem.complete(
        promise, data, call.name, request: [try call[0], .string(digest)])
    },
    "delete-promise": { golem, call, _ in
      // Done once more after a restart it changes nothing.
      guard !golem.journal.isReplaying else { return nil }
      let promise = try golem.promise(call[0])
      try await golem.journal.flush { transaction in
        guard try transaction.promise(promise.index, of: promise.row) != .unknown else { return }
        try transaction.append(.promiseDeleted(index: promise.index), to: promise.row)
      }
      return nil
    },
  ]

  private struct Promise: Sendable {
    var row: Int64
    var worker: WorkerAddress
    var index: Int

    var unknown: HostError {
      HostError("\(worker.template)/\(worker.name) has no promise \(index)")
    }
  }

  private func promise(_ value: Value) throws -> Promise {
    guard case .record(let fields) = value, fields.count == 2,
      case .u64(let number) = fields[1].value
    else { throw HostError("expected a promise-id") }
    let worker = try address(fields[0].value)
    guard let row = try runtime.store.row(of: worker) else {
      throw HostError("there is no worker \(worker.template)/\(worker.name)")
    }
    return Promise(row: row, worker: worker, index: Int(clamping: number))
  }

  /// Waits until a promise has its data; out of memory where it is the worker's own.
  private func data(of promise: Promise, _ host: GuestHost) async throws -> [UInt8] {
    try await journal.flush()
    while true {
      let signal = runtime.promiseSignal(promise.index, row: promise.row)
      switch try runtime.store.promise(promise.index, of: promise.row) {
      case .completed(let data): return data
      case .unknown: throw promise.unknown
      case .open: break
      }
      if promise.row == row, host.isPutAway, !journal.isAtomic {
        throw Trap(
          kind: .waiting(.promise(promise.index)), message: "the guest waits for a promise")
      }
      try await host.stop.wait(for: [signal])
    }
  }

  /// Completes a promise in the same transaction in which that is recorded.
  private func complete(
    _ promise: Promise, _ data: [UInt8], _ name: ImportName, request: [Value]
  ) async throws -> Value? {
    if journal.isReplaying {
      return try await journal.record(name, request: request, live: { nil })
    }
    guard data.count <= Limits.promiseBytesMax else {
      throw HostError("complete-promise: \(data.count) bytes are too many")
    }
    let row = row
    let isNew = try await journal.flush { transaction -> Bool in
      guard let isNew = try transaction.completePromise(promise.index, of: promise.row, data)
      else { throw promise.unknown }
      let call = OplogEntry.HostCallRecord(name: name, request: request, response: .bool(isNew))
      try transaction.append(.hostCall(call), to: row)
      return isNew
    }
    journal.passWritten()
    if isNew, promise.row != row { runtime.wake(promise.row, promise.worker) }
    return .bool(isNew)
  }
}
