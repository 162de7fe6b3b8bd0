import CThreads

extension WorkerRuntime {
  /// All workers, by template and name.
  package func snapshots() throws(RuntimeFailure) -> [WorkerSnapshot] {
    do {
      let snapshots = try store.allStates().map { snapshot($0.state, row: $0.row) }
      if snapshots.count >= Limits.workersTrimmedMin { ct_trim_heap() }
      return snapshots
    } catch {
      throw .of(error)
    }
  }

  /// All workers that a workspace's folder keeps, without opening it for changes; empty where no
  /// worker was ever made.
  package static func snapshots(in folder: String) throws(RuntimeFailure) -> [WorkerSnapshot] {
    guard let store = try reader(of: folder) else { return [] }
    do {
      return try store.allStates().map { WorkerSnapshot($0.state) }
    } catch {
      throw RuntimeFailure(error)
    }
  }

  /// A worker as a workspace's folder keeps it, without opening it for changes.
  package static func snapshot(
    of worker: WorkerAddress, in folder: String
  ) throws(RuntimeFailure) -> WorkerSnapshot {
    guard let store = try reader(of: folder) else {
      throw RuntimeFailure(StoreError.unknownWorker(worker))
    }
    do {
      guard let row = try store.row(of: worker) else { throw StoreError.unknownWorker(worker) }
      return WorkerSnapshot(try store.state(of: row))
    } catch {
      throw .of(error)
    }
  }

  /// The first of a template's workers by name, and how many there are.
  package func workers(
    of template: String, atMost count: Int
  ) throws(RuntimeFailure) -> (first: [WorkerAddress], count: Int) {
    try Self.workers(of: template, atMost: count, from: store)
  }

  /// The same as a workspace's folder keeps it, without opening it for changes.
  package static func workers(
    of template: String, atMost count: Int, in folder: String
  ) throws(RuntimeFailure) -> (first: [WorkerAddress], count: Int) {
    guard let store = try reader(of: folder) else { return ([], 0) }
    return try workers(of: template, atMost: count, from: store)
  }

  private static func workers(
    of template: String, atMost count: Int, from store: OplogStore
  ) throws(RuntimeFailure) -> (first: [WorkerAddress], count: Int) {
    do {
      let states = try store.states(of: template, after: nil, atMost: count)
      return (states.map(\.address), try store.workerCount(of: template))
    } catch {
      throw RuntimeFailure(error)
    }
  }

  static func reader(of folder: String) throws(RuntimeFailure) -> OplogStore? {
    guard StateFolder.exists(folder) else { return nil }
    do {
      let database = try StateDatabase(reading: StateFolder.database(folder))
      return OplogStore(database: database) { _ in }
    } catch {
      throw RuntimeFailure(error)
    }
  }

  /// What a worker wrote and did so far, oldest first.
  package func history(
    of worker: WorkerAddress
  ) throws(RuntimeFailure) -> (log: [LogLine], oplog: [OplogLine]) {
    try Self.history(of: worker, in: store)
  }

  /// The same as a workspace's folder keeps it, without opening it for changes.
  package static func history(
    of worker: WorkerAddress, in folder: String
  ) throws(RuntimeFailure) -> (log: [LogLine], oplog: [OplogLine]) {
    guard let store = try reader(of: folder) else {
      throw RuntimeFailure(StoreError.unknownWorker(worker))
    }
    return try history(of: worker, in: store)
  }

  private static func history(
    of worker: WorkerAddress, in store: OplogStore
  ) throws(RuntimeFailure) -> (log: [LogLine], oplog: [OplogLine]) {
    do {
      guard let row = try store.row(of: worker) else { throw StoreError.unknownWorker(worker) }
      let entries = try store.entries(of: row, worker)
      return (WorkerHistory.lines(entries).suffix(Limits.logLinesMax), entries.map(\.line))
    } catch {
      throw .of(error)
    }
  }

  func existing(_ worker: WorkerAddress) throws(StoreError) -> Int64 {
    guard let row = try store.row(of: worker) else { throw .unknownWorker(worker) }
    return row
  }

  /// Stops a worker in its call; `resume` lets it go on from there.
  ///
  /// - Returns: false where the worker did nothing that could be stopped
  @concurrent
  @discardableResult
  package func interrupt(_ worker: WorkerAddress) async throws(RuntimeFailure) -> Bool {
    do {
      let row = try existing(worker)
      guard try store.state(of: row).isUnfinished else { return false }
      try await self.worker(row, worker)?.interrupt()
      return true
    } catch {
      throw .of(error)
    }
  }

  /// Lets an interrupted or suspended worker go on; one that still waits for its time or its promise
  /// is put away again. Takes a failed one back to before the call that failed.
  @concurrent
  package func resume(_ worker: WorkerAddress) async throws(RuntimeFailure) {
    do {
      let row = try existing(worker)
      let isResumed = try await store.commit { transaction in
        let state = try transaction.state(row)
        switch state.status {
        case .interrupted, .suspended: try transaction.append(.resumed, to: row)
        case .failed:
          let failed = state.failedCall?.startedIndex ?? state.lastIndex + 1
          try transaction.revert(row, to: failed - 1)
        default: return false
        }
        try transaction.startNext(row)
        return true
      }
      guard isResumed else {
        throw RuntimeFailure(
          .request,
          "\(worker.template)/\(worker.name) is not interrupted or suspended and has not failed")
      }
      wake(row, worker)
    } catch {
      throw .of(error)
    }
  }

  /// Ends a worker and forgets all of it.
  @concurrent
  package func delete(_ worker: WorkerAddress) async throws(RuntimeFailure) {
    do {
      let row = try existing(worker)
      await forget(row)?.close()
      try await store.commit { try $0.delete(row) }
      alarms.forget(row)
      StateFolder.remove(folder(of: row))
      fireAll(row)
    } catch {
      throw .of(error)
    }
  }
}
