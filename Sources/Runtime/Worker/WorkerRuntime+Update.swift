import Component

/// A version of a template as people name it.
package enum VersionChoice: Hashable, Sendable, Codable {
  /// What the template's file is now.
  case latest
  case number(Int)
}

/// What came of an update that was asked for.
package enum UpdateOutcome: Hashable, Sendable {
  case updated(version: Int)
  /// The worker was at that version already.
  case unchanged(version: Int)
  /// It is made as soon as no call runs.
  case waits(version: Int)
  /// The worker stays what it was; why.
  case failed(version: Int, reason: String)
}

// Other versions.
extension WorkerRuntime {
  /// What who waits for an update listens to; no idempotency key is the same.
  static let updateSignal = "\u{0}update"

  /// Takes a worker to another version of its template, or has it taken there as soon as no call of it
  /// runs. Calls that wait in its queue are made after that.
  @concurrent
  package func update(
    _ worker: WorkerAddress, to choice: VersionChoice, mode: UpdateMode
  ) async throws(RuntimeFailure) -> UpdateOutcome {
    let (target, isNews) = try await requestUpdate(worker, to: choice, mode: mode)
    guard isNews else { return .unchanged(version: target.version) }
    do {
      return try await waitForUpdate(target, try existing(worker))
    } catch {
      throw .of(error)
    }
  }

  /// The same without waiting for what comes of it.
  ///
  /// - Returns: the version, and whether the worker is at another one
  @concurrent
  @discardableResult
  func requestUpdate(
    _ worker: WorkerAddress, to choice: VersionChoice, mode: UpdateMode
  ) async throws(RuntimeFailure) -> (target: UpdateTarget, isNews: Bool) {
    do {
      let row = try existing(worker)
      let target = try await updateTarget(worker, row, choice, mode)
      guard target.sha256 != (try store.state(of: row)).creation.sha256 else {
        return (target, false)
      }
      try await store.commit { try $0.ask(target, of: row) }
      wake(row, worker)
      return (target, true)
    } catch {
      throw .of(error)
    }
  }

  /// The version, if workers can be made of it and the worker can be carried over to it.
  private func updateTarget(
    _ worker: WorkerAddress, _ row: Int64, _ choice: VersionChoice, _ mode: UpdateMode
  ) async throws -> UpdateTarget {
    let creation = try store.state(of: row).creation
    let version = try await version(choice, of: worker.template)
    _ = try await shelf.compiled(version.sha256, template: worker.template)
    let isEphemeral = template(worker.template)?.isEphemeral ?? false
    if mode == .manual, !isEphemeral {
      let old = try shelf.version(
        creation.templateVersion, sha256: creation.sha256, of: worker.template)
      guard SnapshotFunction.save(of: old.type) != nil else {
        throw RuntimeFailure(
          .request, SnapshotFunction.missing("old", "golem:api/save-snapshot"))
      }
      guard SnapshotFunction.load(of: version.type) != nil else {
        throw RuntimeFailure(
          .request, SnapshotFunction.missing("new", "golem:api/load-snapshot"))
      }
    }
    // One that begins afresh with each call has nothing to carry over.
    return UpdateTarget(
      version: version.number, sha256: version.sha256, mode: isEphemeral ? .automatic : mode)
  }

  private func version(
    _ choice: VersionChoice, of template: String
  ) async throws -> TemplateShelf.Version {
    guard case .number(let number) = choice else {
      return try await shelf.current(of: try shelf.named(template))
    }
    // The file as it is now may be a version that nobody has looked at yet.
    if let template = self.template(template) { _ = try? await shelf.current(of: template) }
    let versions = try store.versions(of: template)
    guard let found = versions.first(where: { $0.number == number }) else {
      let known = versions.map { "\($0.number)" }.joined(separator: ", ")
      throw RuntimeFailure(.request, "`\(template)` has no version \(number); there are \(known)")
    }
    return try shelf.version(number, sha256: found.sha256, of: template)
  }

  private func waitForUpdate(
    _ target: UpdateTarget, _ row: Int64
  ) async throws -> UpdateOutcome {
    while true {
      let signal = signal(Self.updateSignal, row: row)
      let state = try store.state(of: row)
      if state.pendingUpdate != target {
        fire(Self.updateSignal, row: row)
        switch state.updates.last(where: { $0.version == target.version })?.outcome {
        case .failed(let reason): return .failed(version: target.version, reason: reason)
        default: return .updated(version: target.version)
        }
      }
      // What is under way may take long, and its end is nothing to wait for here.
      guard state.status == .idle, state.current == nil else {
        return .waits(version: target.version)
      }
      if let trouble = live(row).trouble { throw RuntimeFailure(.environment, trouble) }
      let news = ReadySignal()
      let token = signal.onReady { news.fire() }
      defer { signal.forget(token) }
      await withTaskCancellationHandler {
        await news.wait()
      } onCancel: {
        news.fire()
      }
      if Task.isCancelled {
        throw RuntimeFailure(.environment, "nobody waits for the update any longer; it goes on")
      }
    }
  }

  /// Ends a worker and makes it anew of what its template's file is now, with its name, its arguments
  /// and its variables. Nothing of it is kept.
  @concurrent
  @discardableResult
  package func startAfresh(
    _ worker: WorkerAddress
  ) async throws(RuntimeFailure) -> WorkerSnapshot {
    do {
      let row = try existing(worker)
      let template = try shelf.named(worker.template)
      let version = try await shelf.current(of: template)
      _ = try await shelf.compiled(version.sha256, template: worker.template)
      var creation = try store.state(of: row).creation
      creation.adopt(
        UpdateTarget(version: version.number, sha256: version.sha256, mode: .automatic))
      creation.files = try initialFiles.keep(template.files)
      let fresh = creation
      await forget(row)?.close()
      let new = try await store.commit { transaction in
        try transaction.delete(row)
        return try transaction.create(worker, fresh)
      }
      alarms.forget(row)
      StateFolder.remove(folder(of: row))
      fireAll(row)
      return snapshot(try store.state(of: new), row: new)
    } catch {
      throw .of(error)
    }
  }
}

extension OplogTransaction {
  /// Notes that a worker is to have a version.
  fileprivate mutating func ask(_ target: UpdateTarget, of row: Int64) throws {
    let state = try state(row)
    let name = "\(state.address.template)/\(state.address.name)"
    switch state.status {
    case .failed:
      throw RuntimeFailure(
        .request,
        "\(name) has failed; `witbench worker resume` takes it back to before that call, then it can "
          + "be updated")
    case .exited: throw RuntimeFailure(.request, "\(name) has exited and stays what it was")
    case .idle, .running, .retrying, .suspended, .interrupted: break
    }
    if let earlier = state.pendingUpdate {
      try append(.updateFailed(earlier, "another update took its place"), to: row)
    }
    try append(.updatePending(target), to: row)
  }
}
