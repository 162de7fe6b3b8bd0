import Component
import Foundation
import GRDB

/// Compares what is kept beside the oplogs with what follows from them, and puts it right.
///
/// The oplogs are the truth; `worker`, `invocation` and `promise` can be made from them at any time.
package struct OplogCheck: Sendable {
  /// Something that is not as it should be.
  package struct Finding: Hashable, Sendable {
    /// nil for what belongs to no worker.
    package var worker: WorkerAddress?
    /// Of the oplog entry that it is about.
    package var index: Int?
    package var text: String
    /// Whether it follows from the oplogs, so that it can be made anew.
    package var canBeRebuilt: Bool

    package var line: String {
      let place = worker.map { "\($0.template)/\($0.name)" } ?? "the database"
      return place + (index.map { ", entry \($0)" } ?? "") + ": \(text)"
    }
  }

  package private(set) var workers = 0
  package private(set) var entries = 0
  package private(set) var findings: [Finding] = []
  /// The states that were made anew, by row.
  private(set) var rebuilt: [Int64: WorkerState] = [:]

  /// - Parameter rebuild: whether what is wrong is put right at once
  init(_ database: Database, rebuild: Bool) throws {
    try checkFile(database)
    let rows = try Row.fetchAll(
      database, sql: "SELECT id, template, name, status, is_unfinished, state FROM worker")
    for row in rows { try check(row, database, rebuild: rebuild) }
    try checkStrays(database, rebuild: rebuild)
  }

  private func address(_ row: Row) -> WorkerAddress {
    WorkerAddress(template: row["template"], name: row["name"])
  }

  private mutating func checkFile(_ database: Database) throws {
    for line in try String.fetchAll(database, sql: "PRAGMA quick_check") where line != "ok" {
      findings.append(Finding(text: "SQLite says: \(line)", canBeRebuilt: false))
    }
  }

  private mutating func check(_ row: Row, _ database: Database, rebuild: Bool) throws {
    workers += 1
    let worker = address(row)
    let id: Int64 = row["id"]
    let past: [StoredEntry]
    let checksum: UInt32
    do {
      past = try OplogReader.entries(database, of: id, worker: worker)
      checksum = try OplogReader.lastChecksum(database, of: id)
    } catch StoreError.corrupt(_, let index, let reason) {
      findings.append(
        Finding(
          worker: worker, index: index, text: "the oplog is damaged: \(reason)",
          canBeRebuilt: false))
      return
    }
    entries += past.count
    guard let folded = try Fold(past, of: worker, checksum: checksum) else {
      findings.append(
        Finding(
          worker: worker, index: 1, text: "the oplog does not begin with `created`",
          canBeRebuilt: false))
      return
    }
    let found = try differences(folded, row, database)
    findings += found
    guard rebuild, !found.isEmpty else { return }
    try folded.write(to: database, row: id)
    rebuilt[id] = folded.state
  }

  private func differences(
    _ folded: Fold, _ row: Row, _ database: Database
  ) throws -> [Finding] {
    let worker = address(row)
    let id: Int64 = row["id"]
    var found: [Finding] = []
    func add(_ index: Int?, _ text: String) {
      found.append(Finding(worker: worker, index: index, text: text, canBeRebuilt: true))
    }
    if let text = Self.difference(folded.state, row) { add(folded.state.lastIndex, text) }
    let calls = try KeptCalls.calls(database, of: id)
    for key in Set(calls.keys).union(folded.calls.keys).sorted()
    where calls[key] != folded.calls[key] {
      add(
        folded.calls[key]?.first ?? calls[key]?.first,
        "the call with the key \(key) is kept as \(KeptCalls.text(calls[key], "called")), its oplog "
          + "says \(KeptCalls.text(folded.calls[key], "called"))")
    }
    let promises = try KeptCalls.promises(database, of: id)
    for index in Set(promises.keys).union(folded.promises.keys).sorted()
    where promises[index] != folded.promises[index] {
      add(
        index,
        "the promise is kept as \(KeptCalls.text(promises[index], "made")), its oplog says "
          + KeptCalls.text(folded.promises[index], "made"))
    }
    return found
  }

  private static func difference(_ folded: WorkerState, _ row: Row) -> String? {
    guard let kept = try? WorkerState(row) else { return "the kept state cannot be read" }
    if kept.lastIndex != folded.lastIndex {
      return "the kept state is of entry \(kept.lastIndex)"
    }
    let (status, isUnfinished): (String, Bool) = (row["status"], row["is_unfinished"])
    if kept.status != folded.status || status != folded.status.rawValue {
      return "the status is kept as \(status), its oplog says \(folded.status.rawValue)"
    }
    if isUnfinished != folded.isUnfinished {
      return "it is kept as one that has \(isUnfinished ? "something" : "nothing") to do"
    }
    return kept == folded ? nil : "the kept state does not follow from the oplog"
  }

  /// What belongs to no worker.
  private mutating func checkStrays(_ database: Database, rebuild: Bool) throws {
    for table in ["oplog", "invocation", "promise"] {
      let rows = try Int64.fetchAll(
        database,
        sql: """
          SELECT DISTINCT worker FROM \(table) WHERE worker NOT IN (SELECT id FROM worker)
          """)
      for row in rows {
        findings.append(
          Finding(
            text: "`\(table)` has rows of a worker \(row) that is not listed",
            canBeRebuilt: table != "oplog"))
      }
      guard rebuild, table != "oplog" else { continue }
      try database.execute(
        sql: "DELETE FROM \(table) WHERE worker NOT IN (SELECT id FROM worker)")
    }
  }
}

/// What follows from one worker's entries.
private struct Fold {
  var state: WorkerState
  var calls: [String: KeptCalls.Span]
  var promises: [Int: KeptCalls.Span]

  /// nil where the entries do not begin as an oplog does.
  init?(_ entries: [StoredEntry], of worker: WorkerAddress, checksum: UInt32) throws {
    guard let first = entries.first, case .created(let creation) = first.entry else { return nil }
    let tables = MemoryTables()
    let row = tables.add(
      worker, WorkerState(address: worker, creation: creation, createdAt: first.time))
    var transaction = OplogTransaction(tables, states: [:], time: first.time) { _ in nil }
    for entry in entries { try transaction.append(entry.entry, to: row, at: entry.time) }
    state = try transaction.state(row)
    state.checksum = checksum
    calls = tables.calls(of: row)
    promises = tables.promises(of: row)
  }

  func write(to database: Database, row: Int64) throws {
    let tables = DatabaseTables(database: database)
    try tables.keep(state, row)
    for table in ["invocation", "promise"] {
      try database.execute(sql: "DELETE FROM \(table) WHERE worker = ?", arguments: [row])
    }
    for (key, call) in calls {
      try tables.addCall(key, at: call.first, of: row)
      if let last = call.last { try tables.endCall(key, at: last, of: row) }
    }
    for (index, promise) in promises {
      try tables.addPromise(index, of: row)
      if let last = promise.last { try tables.completePromise(index, at: last, of: row) }
    }
  }
}

/// Calls and promises as the tables keep them.
enum KeptCalls {
  /// From the entry that made it to the one that ended it.
  struct Span: Hashable {
    var first: Int
    var last: Int?
  }

  fileprivate static func text(_ span: Span?, _ verb: String) -> String {
    guard let span else { return "unknown" }
    return "\(verb) at \(span.first)" + (span.last.map { " and over at \($0)" } ?? " and open")
  }

  fileprivate static func calls(_ database: Database, of row: Int64) throws -> [String: Span] {
    var calls: [String: Span] = [:]
    let rows = try Row.fetchCursor(
      database, sql: "SELECT key, enqueued, ended FROM invocation WHERE worker = ?",
      arguments: [row])
    while let row = try rows.next() {
      calls[row["key"]] = Span(first: row["enqueued"], last: row["ended"])
    }
    return calls
  }

  fileprivate static func promises(_ database: Database, of row: Int64) throws -> [Int: Span] {
    var promises: [Int: Span] = [:]
    let rows = try Row.fetchCursor(
      database, sql: "SELECT idx, completed FROM promise WHERE worker = ?", arguments: [row])
    while let row = try rows.next() {
      promises[row["idx"]] = Span(first: row["idx"], last: row["completed"])
    }
    return promises
  }
}
