import Component

/// A guest has no snapshot to give, or does not take the one it was given.
struct SnapshotRefusal: Error {
  var text: String
}

// Getting to another version.
extension Worker {
  /// Takes the worker to the version that waits for it; no call runs now. Where that does not work it
  /// stays what it was, and its oplog says why.
  func update(_ state: WorkerState, to target: UpdateTarget) async throws {
    let reason: String
    do {
      switch target.mode {
      case .automatic: try await repeatPast(state, target)
      case .manual: try await carryOver(state, target)
      }
      return
    } catch let trap as Trap {
      // Whoever stops the worker does not end the update: it is tried when the worker goes on.
      if case .stopped = trap.kind { return unload() }
      reason = trap.message
    } catch let divergence as Divergence {
      reason = divergence.description
    } catch let refusal as SnapshotRefusal {
      reason = refusal.text
    } catch let failure as RuntimeFailure {
      reason = failure.text
    } catch let error as HostError {
      reason = error.description
    }
    unload()
    let row = row
    try await store.commit { transaction in
      try transaction.append(.updateFailed(target, reason), to: row)
      try transaction.startNext(row)
    }
  }

  /// Runs the past again on the new version, which has to do the same.
  private func repeatPast(_ state: WorkerState, _ target: UpdateTarget) async throws {
    unload()
    var creation = state.creation
    creation.adopt(target)
    let entries = try store.entries(of: row, address)
    let script = WorkerHistory.script(entries)
    var guest: Guest?
    if !script.isEmpty {
      let made = try await load(creation, entries, script: script) {
        $0.seal = "the new version does more than the old one did"
      }
      try await replayAll(made, lastResource: state.lastResource)
      guest = made
    }
    let row = row
    try await store.commit { transaction in
      try transaction.append(.updated(target), to: row)
      try transaction.startNext(row)
    }
    guest?.journal.seal = nil
  }

  /// Has the old version save a snapshot and the new one load it. What the old one does for that
  /// counts for nothing; what the new one asks of the host stands in the oplog behind the snapshot.
  private func carryOver(_ state: WorkerState, _ target: UpdateTarget) async throws {
    let old = try await loaded(state)
    try await replayAll(old, lastResource: state.lastResource)
    old.journal.seal = "a snapshot is being saved: nothing may leave the worker meanwhile"
    let bytes = try await save(old)
    unload()
    var creation = state.creation
    creation.adopt(target)
    let new = try await load(creation, [], script: []) { journal in
      journal.seal = "a snapshot is being loaded: nothing may leave the worker meanwhile"
      try journal.meet(.snapshot(bytes))
    }
    try await restore(bytes, new)
    new.journal.seal = nil
    let row = row
    try await new.journal.flush { transaction in
      try transaction.append(.updated(target), to: row)
      try transaction.startNext(row)
    }
  }

  private func save(_ guest: Guest) async throws -> [UInt8] {
    guard let function = SnapshotFunction.save(of: guest.calls.instance.component.type) else {
      throw SnapshotRefusal(text: SnapshotFunction.missing("old", "golem:api/save-snapshot"))
    }
    let result = try await guest.calls.instance.call(
      interface: function.interface, function: function.type, arguments: [])
    guard let bytes = result?.byteList else {
      throw SnapshotRefusal(text: "`save` gives no list of bytes")
    }
    guard bytes.count <= limits.payloadBytes else {
      throw SnapshotRefusal(
        text: "the snapshot of \(bytes.count) bytes is \(limits.payloadRefusal)")
    }
    return bytes
  }

  /// Gives a snapshot to a guest that was just made.
  func restore(_ bytes: [UInt8], _ guest: Guest) async throws {
    guard let function = SnapshotFunction.load(of: guest.calls.instance.component.type) else {
      throw SnapshotRefusal(text: SnapshotFunction.missing("new", "golem:api/load-snapshot"))
    }
    let result = try await guest.calls.instance.call(
      interface: function.interface, function: function.type, arguments: [.bytes(bytes)])
    try guest.host.flushOutput()
    if case .error(let reason) = result {
      let text: String = if case .string(let text)? = reason { ": \(text)" } else { "" }
      throw SnapshotRefusal(text: "the new version does not take the snapshot\(text)")
    }
  }
}

/// What a component exports for its workers' state to be carried over (`golem:api`, 0.2 and later).
struct SnapshotFunction {
  var interface: String
  var type: FunctionType

  /// `save: func() -> list<u8>`
  static func save(of component: ComponentType) -> SnapshotFunction? {
    let found = function("save", of: "golem:api/save-snapshot", component)
    guard let found, found.type.parameters.isEmpty, found.type.result == .list(.u8) else {
      return nil
    }
    return found
  }

  /// `load: func(bytes: list<u8>) -> result<_, string>`
  static func load(of component: ComponentType) -> SnapshotFunction? {
    let found = function("load", of: "golem:api/load-snapshot", component)
    guard let found, found.type.parameters.map(\.type) == [.list(.u8)] else { return nil }
    return found
  }

  static func missing(_ version: String, _ interface: String) -> String {
    "the \(version) version does not export `\(interface)`; an automatic update runs the worker's "
      + "past again instead"
  }

  private static func function(
    _ name: String, of interface: String, _ component: ComponentType
  ) -> SnapshotFunction? {
    for export in component.exports {
      guard let full = export.name, full == interface || full.hasPrefix(interface + "@"),
        let type = export.functions.first(where: { $0.name == name })
      else { continue }
      return SnapshotFunction(interface: full, type: type)
    }
    return nil
  }
}

extension Value {
  fileprivate var byteList: [UInt8]? {
    guard case .list(let items) = self else { return nil }
    var bytes: [UInt8] = []
    for item in items {
      guard case .u8(let byte) = item else { return nil }
      bytes.append(byte)
    }
    return bytes
  }
}
