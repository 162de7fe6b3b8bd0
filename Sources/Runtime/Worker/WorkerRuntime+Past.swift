import Component

// Making workers, and changing their past.
extension WorkerRuntime {
  /// Makes a worker without calling it.
  ///
  /// - Parameters:
  ///   - arguments: instead of the template's, if there are any
  ///   - environment: over the template's
  @concurrent
  @discardableResult
  package func create(
    _ worker: WorkerAddress, arguments: [String] = [], environment: [EnvironmentVariable] = []
  ) async throws(RuntimeFailure) -> WorkerSnapshot {
    do {
      if try store.row(of: worker) != nil { throw Self.exists(worker) }
      var creation = try await target(worker).creation
      if !arguments.isEmpty { creation.arguments = arguments }
      creation.environment = Self.merged(creation.environment, environment)
      _ = try await shelf.compiled(creation.sha256, template: worker.template)
      let made = creation
      let row = try await store.commit { transaction in
        if try transaction.row(of: worker) != nil { throw Self.exists(worker) }
        return try transaction.create(worker, made)
      }
      return snapshot(try store.state(of: row), row: row)
    } catch {
      throw .of(error)
    }
  }

  private static func exists(_ worker: WorkerAddress) -> RuntimeFailure {
    RuntimeFailure(.request, "\(worker.template)/\(worker.name) exists already")
  }

  private static func merged(
    _ old: [EnvironmentVariable], _ new: [EnvironmentVariable]
  ) -> [EnvironmentVariable] {
    let names = Set(new.map(\.name))
    return old.filter { !names.contains($0.name) } + new
  }

  /// Takes a worker out of memory as a crash would: it comes back by its oplog and goes on.
  @concurrent
  package func simulateCrash(_ worker: WorkerAddress) async throws(RuntimeFailure) {
    do {
      let row = try existing(worker)
      try await self.worker(row, worker)?.crash()
    } catch {
      throw .of(error)
    }
  }

  /// Puts a worker away until it is called or resumed: out of memory, in the middle of its call if it
  /// is in one. Who waits for that call goes on waiting.
  ///
  /// - Returns: false where the worker takes no calls any more, or is interrupted
  @concurrent
  @discardableResult
  package func suspend(_ worker: WorkerAddress) async throws(RuntimeFailure) -> Bool {
    do {
      let row = try existing(worker)
      guard let live = self.worker(row, worker) else { throw RuntimeFailure.closed }
      return try await live.suspend()
    } catch {
      throw .of(error)
    }
  }

  /// Takes a worker back to where it stood at an entry of its oplog. A call that ran there is taken
  /// back as a whole; the keys of all calls that are taken back may be used again. What they sent to
  /// other workers stays sent.
  ///
  /// - Returns: the entry that the worker stands at now
  @concurrent
  @discardableResult
  package func revert(
    _ worker: WorkerAddress, to index: Int
  ) async throws(RuntimeFailure) -> Int {
    do {
      let row = try existing(worker)
      guard let live = self.worker(row, worker) else { throw RuntimeFailure.closed }
      // Said before anything is stopped.
      _ = try Self.rest(at: index, in: try store.entries(of: row, worker), worker)
      let rest = try await live.rewrite { transaction, row in
        let entries = try transaction.entries(of: row, worker)
        let rest = try Self.rest(at: index, in: entries, worker)
        try transaction.revert(row, to: rest)
        try transaction.startNext(row)
        return rest
      }
      fireAll(row)
      return rest
    } catch {
      throw .of(error)
    }
  }

  /// Makes a worker with the past of another, up to an entry of its oplog or as far as it is whole.
  ///
  /// It has its own way from there: calls that wait in the origin's queue are not its own, and what
  /// it calls has keys of its own.
  @concurrent
  @discardableResult
  package func fork(
    _ worker: WorkerAddress, to name: String, at index: Int? = nil
  ) async throws(RuntimeFailure) -> WorkerSnapshot {
    let fork = WorkerAddress(template: worker.template, name: name)
    do {
      let row = try existing(worker)
      let new = try await store.commit { transaction in
        if try transaction.row(of: fork) != nil { throw Self.exists(fork) }
        let entries = try transaction.entries(of: row, worker)
        let rest = try Self.rest(at: index ?? entries.count, in: entries, worker)
        return try transaction.fork(worker, entries.prefix(rest), as: fork)
      }
      return snapshot(try store.state(of: new), row: new)
    } catch {
      throw .of(error)
    }
  }

  private static func rest(
    at index: Int, in entries: [StoredEntry], _ worker: WorkerAddress
  ) throws -> Int {
    guard (1...entries.count).contains(index) else {
      throw RuntimeFailure(
        .request,
        "the oplog of \(worker.template)/\(worker.name) has entries 1 to \(entries.count), "
          + "not \(index)")
    }
    guard let rest = WorkerHistory.rest(at: index, in: entries) else {
      throw RuntimeFailure(
        .request,
        "entry \(index) of \(worker.template)/\(worker.name) was taken back or is not run again: "
          + "no way leads there")
    }
    return rest
  }
}

extension OplogTransaction {
  /// The new worker's row.
  fileprivate mutating func fork(
    _ origin: WorkerAddress, _ entries: ArraySlice<StoredEntry>, as fork: WorkerAddress
  ) throws -> Int64 {
    guard case .created(var creation)? = entries.first?.entry else {
      throw StoreError.corrupt(origin, index: 1, reason: "it does not begin with `created`")
    }
    for place in creation.environment.indices
    where creation.environment[place].name == "GOLEM_WORKER_NAME" {
      creation.environment[place].value = fork.name
    }
    let row = try create(fork, creation)
    for stored in entries.dropFirst() { try append(stored.entry, to: row, at: stored.time) }
    for call in try state(row).queue { try append(.cancelled(key: call.key), to: row) }
    if let target = try state(row).pendingUpdate {
      try append(.updateFailed(target, "it was asked for of the origin of this fork"), to: row)
    }
    try append(.forked(from: origin, index: entries.last?.index ?? 1), to: row)
    return row
  }
}
