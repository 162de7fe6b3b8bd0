import Component
import Foundation
import GRDB
import Testing

@testable import Runtime

@Suite(.timeLimit(.minutes(10))) struct OplogTests {
  private static let worker = WorkerAddress(template: "t", name: "n/ü")

  private static let target = UpdateTarget(version: 2, sha256: "ab", mode: .manual)

  private static let entries: [OplogEntry] = [
    .created(
      .init(
        templateVersion: 3, sha256: "ab", arguments: ["x"],
        environment: [.init(name: "A", value: "b")],
        files: [.init(path: "/a", sha256: "cd", isReadOnly: true)])),
    .enqueued(.init(key: "k", function: "f", arguments: [.u8(1), .string("s")], caller: worker)),
    .enqueued(.init(key: "k2", function: "f", arguments: [], caller: nil)),
    .started(key: "k", enqueuedIndex: 2),
    .hostCall(
      .init(
        name: .init(interface: "i", function: "f"), request: [.bool(true)], response: .u64(.max))),
    .hostCall(.init(name: .init(interface: "", function: "f"), request: [], response: nil)),
    .calling(.init(callee: worker, key: "k3", function: "g", arguments: [.option(nil)])),
    .calling(.init(callee: worker, key: "k", function: "g", arguments: [], isAwaited: true)),
    .log(.stderr, "a line"), .logCut("no more"),
    .completed(key: "k", result: .list([.f32(1.5)])),
    .completed(key: "k", result: nil, memoryBytes: 65_536),
    .failed(.init(message: "m", position: 7, isFinal: true)),
    .promiseCreated, .promiseCompleted(index: 4, data: [1, 255]), .promiseDeleted(index: 4),
    .retryPolicy(
      .init(triesMax: 2, minDelay: 1, maxDelay: .max, multiplier: 1.5, jitter: 0.5)),
    .suspended(.until(.max)), .suspended(.promise(9)), .jumped(to: 3),
    .interrupted, .resumed, .exited(isSuccess: false), .cancelled(key: "k"), .reverted(to: 4),
    .updatePending(target), .snapshot([0, 255]), .updated(target), .updateFailed(target, "why"),
  ]

  @Test(arguments: entries) func everyEntryIsReadAsItWasWritten(_ entry: OplogEntry) throws {
    #expect(try OplogEntry(encoded: entry.encoded) == entry)
    for count in 0..<entry.encoded.count {
      #expect(throws: ValueCodingError.self) {
        try OplogEntry(encoded: Array(entry.encoded.prefix(count)))
      }
    }
  }

  @Test(arguments: [(Durability.full, 2), (.relaxed, 1)])
  func theDatabaseFlushesAsItWasAskedTo(_ durability: Durability, _ level: Int) throws {
    let workspace = try TestWorkspace()
    let database = try StateDatabase(path: "\(workspace.folder)/x", durability: durability)
    let (synchronous, mode) = try database.queue.writeWithoutTransaction { database in
      (
        try Int.fetchOne(database, sql: "PRAGMA synchronous"),
        try String.fetchOne(database, sql: "PRAGMA journal_mode")
      )
    }
    #expect(synchronous == level)
    #expect(mode == "wal")
  }

  @Test func aDatabaseOfALaterProgramIsLeftAlone() throws {
    let workspace = try TestWorkspace()
    let path = "\(workspace.folder)/x"
    try StateDatabase(path: path, durability: .full).queue.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA user_version = 99")
    }
    #expect(throws: StoreError.tooNew(path: path, version: 99)) {
      _ = try StateDatabase(path: path, durability: .full)
    }
  }

  @Test func aFileThatIsNoDatabaseIsNamed() throws {
    let workspace = try TestWorkspace()
    let path = "\(workspace.folder)/x"
    try Data("nothing of the kind, but long enough to be read as a page".utf8)
      .write(to: URL(fileURLWithPath: path))
    let error = #expect(throws: StoreError.self) {
      _ = try StateDatabase(path: path, durability: .full)
    }
    #expect(error?.text.contains("this is no database of workers") == true)
  }

  @Test(arguments: [
    ("UPDATE oplog SET entry = x'00' WHERE idx = 3", 3),
    ("UPDATE oplog SET time = time + 1 WHERE idx = 4", 4),
    ("DELETE FROM oplog WHERE idx = 2", 2),
    (
      """
      UPDATE oplog SET entry = (SELECT b.entry FROM oplog b WHERE b.idx = 9 - oplog.idx)
      WHERE idx IN (4, 5)
      """, 4
    ),
  ]) func aDamagedEntryIsFoundAtItsPlace(_ damage: String, _ index: Int) async throws {
    let workspace = try TestWorkspace()
    let runtime = try workspace.open()
    _ = try await runtime.call("look")
    await runtime.close()
    let database = try DatabaseQueue(path: StateFolder.database(workspace.state))
    try await database.write { try $0.execute(sql: damage) }
    let error = #expect(throws: RuntimeFailure.self) {
      try runtime.history(of: WorkerAddress(template: "numbers", name: "a"))
    }
    #expect(error?.text.contains("damaged at entry \(index)") == true)
  }

  @Test func whatIsKeptBesideTheOplogFollowsFromIt() async throws {
    let workspace = try TestWorkspace()
    let runtime = try workspace.open()
    _ = try await runtime.call("look")
    _ = try await runtime.call("fail")
    try await runtime.resume(WorkerAddress(template: "numbers", name: "a"))
    _ = try await runtime.call("add", .u32(1))
    let kept = try runtime.store.state(of: 1)
    let entries = try runtime.store.entries(of: 1, kept.address)
    var folded = WorkerState(
      address: kept.address, creation: kept.creation, createdAt: kept.createdAt)
    for entry in entries { folded.apply(entry.entry, at: entry.index) }
    folded.checksum = kept.checksum
    #expect(folded == kept)
    #expect(try WorkerState(address: kept.address, encoded: kept.encoded) == kept)
    await runtime.close()
  }

  @Test func aWorkerThatDoesNotRepeatItselfIsStoppedAndSaysWhere() async throws {
    let workspace = try TestWorkspace()
    let runtime = try workspace.open()
    _ = try await runtime.call("look")
    await runtime.close()
    // The same oplog, written as if the guest had called something else.
    try await OplogTests.rewrite(workspace, index: 4) { entry in
      guard case .hostCall(var call) = entry else { return entry }
      call.name.function = "resolution"
      return .hostCall(call)
    }
    let again = try workspace.open()
    guard case .failed(let reason) = try await again.call("add", .u32(1)) else {
      Issue.record("a divergence must fail the worker")
      return
    }
    #expect(reason.contains("entry 4"))
    #expect(reason.contains("monotonic-clock@0.2.0.{now}"))
    await again.close()
  }

  @Test func theSizeOfAMemoryIsKnownWhereItIsNotLoaded() async throws {
    let workspace = try TestWorkspace()
    let runtime = try workspace.open()
    let worker = WorkerAddress(template: "numbers", name: "a")
    #expect(try await runtime.create(worker).memoryBytes == 0)
    _ = try await runtime.call("add", .u32(1))
    await runtime.close()
    let kept = try WorkerRuntime.snapshots(in: workspace.state)
    // A page of 64 KiB.
    #expect(kept.map(\.memoryBytes) == [65_536])
  }

  @Test func aStateOfAnOlderFormatIsReadAsItIs() throws {
    var state = WorkerState(
      address: Self.worker,
      creation: .init(templateVersion: 1, sha256: "ab", arguments: [], environment: []),
      createdAt: 2)
    state.apply(.created(state.creation), at: 1)
    var newest = state
    newest.apply(
      .calling(.init(callee: Self.worker, key: "k", function: "g", arguments: [], isAwaited: true)),
      at: 2)
    newest.apply(.updateFailed(Self.target, "why"), at: 3)
    newest.apply(.updated(Self.target), at: 4)
    newest.apply(.updatePending(Self.target), at: 5)
    #expect(try WorkerState(address: Self.worker, encoded: newest.encoded) == newest)
    guard case .tuple(let parts) = try Value(encoded: state.encoded) else {
      Issue.record("a state is a tuple")
      return
    }
    // What earlier states ended with.
    for count in [15, 17, 19] {
      let older = Value.tuple(Array(parts.prefix(count))).encoded
      #expect(try WorkerState(address: Self.worker, encoded: older) == state)
    }
    let end = Value.variant(name: "completed", payload: .tuple([.string("k"), .option(nil)]))
    #expect(try OplogEntry(encoded: end.encoded) == .completed(key: "k", result: nil))
  }

  @Test(arguments: [1, 2]) func anOlderDatabaseIsUpgraded(_ version: Int) throws {
    let workspace = try TestWorkspace()
    let path = "\(workspace.folder)/x"
    try StateDatabase(path: path, durability: .full).queue.writeWithoutTransaction { database in
      if version < 2 { try database.execute(sql: "DROP TABLE promise") }
      try database.execute(sql: "PRAGMA user_version = \(version)")
    }
    let upgraded = try StateDatabase(path: path, durability: .full).queue.read { database in
      (
        try Int.fetchOne(database, sql: "PRAGMA user_version"),
        try Int.fetchOne(database, sql: "SELECT count(*) FROM promise")
      )
    }
    #expect(upgraded.0 == StateDatabase.version)
    #expect(upgraded.1 == 0)
  }

  /// Replaces one entry and makes the checksums right again.
  private static func rewrite(
    _ workspace: TestWorkspace, index: Int, _ change: @Sendable (OplogEntry) -> OplogEntry
  ) async throws {
    let database = try DatabaseQueue(path: StateFolder.database(workspace.state))
    try await database.write { database in
      var checksum: UInt32 = 0
      let rows = try Row.fetchAll(database, sql: "SELECT idx, time, entry FROM oplog ORDER BY idx")
      for row in rows {
        let data: Data = row["entry"]
        var entry = try OplogEntry(encoded: [UInt8](data))
        if row["idx"] == index { entry = change(entry) }
        checksum = Checksum.of(
          entry.encoded, index: row["idx"], time: row["time"], after: checksum)
        try database.execute(
          sql: "UPDATE oplog SET entry = ?, checksum = ? WHERE idx = ?",
          arguments: [entry.encoded.data, Int64(checksum), row["idx"] as Int])
      }
      var state = try WorkerState.read(database, row: 1)
      state.checksum = checksum
      try database.execute(
        sql: "UPDATE worker SET state = ?", arguments: [state.encoded.data])
    }
  }
}
