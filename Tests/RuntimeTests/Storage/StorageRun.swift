import Component
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Runtime

/// Workers that do something while their files are recorded.
struct StorageRun {
  private let seed: UInt64
  private let steps: [StorageTrace.Step]
  /// What really happened, by row.
  private let histories: [(row: Int64, worker: WorkerAddress, entries: [StoredEntry])]

  init(seed: UInt64, durability: Durability = .full) async throws {
    self.seed = seed
    let workspace = try TestWorkspace(golem: [], .relay)
    let trace = try StorageTrace(folder: workspace.state)
    defer { trace.stop() }
    let runtime = try workspace.open(durability: durability)
    // Often, that losses meet the moments in which the log goes into the database.
    _ = try await runtime.store.commit { transaction in
      let tables = try #require(transaction.tables as? DatabaseTables)
      try tables.database.execute(sql: "PRAGMA wal_autocheckpoint = \(20 + seed % 60)")
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for lane in 0..<3 {
        group.addTask { try await Self.work(runtime, trace, lane: lane, seed: seed) }
      }
      try await group.waitForAll()
    }
    steps = trace.steps
    histories = try runtime.snapshots().map { snapshot in
      let row = try #require(try runtime.store.row(of: snapshot.address))
      return (
        row, snapshot.address, try runtime.store.entries(of: row, snapshot.address)
      )
    }
    await runtime.close()
  }

  private static func work(
    _ runtime: WorkerRuntime, _ trace: StorageTrace, lane: Int, seed: UInt64
  ) async throws {
    var random = SeededRandom(seed: seed &* 31 &+ UInt64(lane))
    for number in 0..<12 {
      let worker = WorkerAddress(template: "golem", name: "w\(lane)")
      let text = Value.string(
        String(repeating: "x", count: Int.random(in: 0..<100, using: &random)))
      let key = "\(lane)-\(number)"
      let outcome: CallOutcome
      // Nobody calls one that calls back.
      if lane < 2, Bool.random(using: &random) {
        let callee = Value.string(
          "worker://golem/w\(Int.random(in: (lane + 1)...2, using: &random))")
        outcome = try await runtime.invoke(
          worker, function: "tell", arguments: [callee, .string("note"), text], key: key)
      } else {
        outcome = try await runtime.invoke(
          worker, function: "note", arguments: [text], key: key)
      }
      trace.acknowledge(worker, key: key, outcome)
    }
  }

  /// Loses the power at random moments; what is wrong afterwards.
  func losePower(times: Int) throws -> [String] {
    var random = SeededRandom(seed: seed ^ 0x9E37)
    var moments = (0..<times).map { _ in Int.random(in: 0...steps.count, using: &random) }
    moments.sort()
    var disk = SimulatedDisk()
    var told: [(WorkerAddress, String, CallOutcome)] = []
    var done = 0
    var failures: [String] = []
    for moment in moments {
      for step in steps[done..<moment] {
        disk.apply(step)
        if case .acknowledged(let worker, let key, let outcome) = step {
          told.append((worker, key, outcome))
        }
      }
      done = moment
      let image = disk.image(&random)
      failures += try check(image, told).map { "seed \(seed), step \(moment): \($0)" }
    }
    return failures
  }

  private func check(
    _ image: [String: [UInt8]], _ told: [(WorkerAddress, String, CallOutcome)]
  ) throws -> [String] {
    let folder = try TemporaryFolder()
    for (name, bytes) in image { try folder.write(bytes, to: name) }
    let path =
      "\(folder.path)/\(URL(filePath: StateFolder.database(folder.path)).lastPathComponent)"
    guard image.keys.contains(URL(filePath: path).lastPathComponent) else {
      return told.isEmpty ? [] : ["no database is there"]
    }
    let store = OplogStore(
      database: try StateDatabase(path: path, durability: .full)
    ) { _ in }
    var failures: [String] = []
    for (row, worker, entries) in histories {
      let found = try store.entries(of: row, worker)
      if found != Array(entries.prefix(found.count)) {
        failures.append("\(worker.name) has another past than it had")
      }
      guard let last = found.last else { continue }
      let state = try store.state(of: row)
      if state.lastIndex != last.index {
        failures.append("\(worker.name) stands at \(state.lastIndex), its oplog at \(last.index)")
      }
      // Who was called has the call.
      for case .calling(let call) in found.map(\.entry) {
        let called = try store.row(of: call.callee).map { try store.entries(of: $0, call.callee) }
        let isThere = called?.contains { entry in
          if case .enqueued(let queued) = entry.entry { queued.key == call.key } else { false }
        }
        if isThere != true { failures.append("\(call.callee.name) never got \(call.key)") }
      }
    }
    for (worker, key, outcome) in told {
      let kept = try store.row(of: worker).flatMap { try store.outcome(of: key, row: $0) }
      if kept != outcome {
        failures.append("\(worker.name) was told \(outcome) of \(key): \(kept as Any)")
      }
    }
    return failures
  }
}
