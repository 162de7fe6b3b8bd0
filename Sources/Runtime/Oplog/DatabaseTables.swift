import Component
import GRDB

/// The tables in the workspace's database.
struct DatabaseTables: OplogTables {
  let database: Database

  func row(of worker: WorkerAddress) throws -> Int64? {
    try Int64.fetchOne(
      database, sql: "SELECT id FROM worker WHERE template = ? AND name = ?",
      arguments: [worker.template, worker.name])
  }

  func state(_ row: Int64) throws -> WorkerState { try WorkerState.read(database, row: row) }

  func add(_ worker: WorkerAddress, _ state: WorkerState) throws -> Int64 {
    try database.execute(
      sql: """
        INSERT INTO worker (template, name, status, is_unfinished, state) VALUES (?, ?, ?, 0, x'')
        """,
      arguments: [worker.template, worker.name, state.status.rawValue])
    return database.lastInsertedRowID
  }

  func append(
    _ stored: StoredEntry, to row: Int64, after checksum: UInt32
  ) throws -> UInt32 {
    let bytes = stored.entry.encoded
    let checksum = Checksum.of(bytes, index: stored.index, time: stored.time, after: checksum)
    try database.execute(
      sql: "INSERT INTO oplog (worker, idx, time, checksum, entry) VALUES (?, ?, ?, ?, ?)",
      arguments: [row, stored.index, stored.time, Int64(checksum), bytes.data])
    return checksum
  }

  func keep(_ state: WorkerState, _ row: Int64) throws {
    try database.execute(
      sql: "UPDATE worker SET status = ?, is_unfinished = ?, state = ? WHERE id = ?",
      arguments: [state.status.rawValue, state.isUnfinished, state.encoded.data, row])
  }

  func delete(_ row: Int64) throws {
    let tables = [
      ("oplog", "worker"), ("invocation", "worker"), ("promise", "worker"), ("worker", "id"),
    ]
    for (table, column) in tables {
      try database.execute(sql: "DELETE FROM \(table) WHERE \(column) = ?", arguments: [row])
    }
  }

  func entries(of row: Int64, _ worker: WorkerAddress) throws -> [StoredEntry] {
    try OplogReader.entries(database, of: row, worker: worker)
  }

  func entry(_ index: Int, of row: Int64) throws -> StoredEntry? {
    try OplogReader.entry(database, index, of: row)
  }
}

// Calls.
extension DatabaseTables {
  func addCall(_ key: String, at index: Int, of row: Int64) throws {
    try database.execute(
      sql: "INSERT INTO invocation (worker, key, enqueued) VALUES (?, ?, ?)",
      arguments: [row, key, index])
  }

  func call(_ key: String, of row: Int64) throws -> (enqueued: Int, ended: Int?)? {
    try Row.fetchOne(
      database, sql: "SELECT enqueued, ended FROM invocation WHERE worker = ? AND key = ?",
      arguments: [row, key]
    ).map { ($0["enqueued"], $0["ended"]) }
  }

  func endCall(_ key: String, at index: Int, of row: Int64) throws {
    try database.execute(
      sql: "UPDATE invocation SET ended = ? WHERE worker = ? AND key = ?",
      arguments: [index, row, key])
  }

  func endCalls(at index: Int, of row: Int64) throws {
    try database.execute(
      sql: "UPDATE invocation SET ended = ? WHERE worker = ? AND ended IS NULL",
      arguments: [index, row])
  }

  func dropCall(_ key: String, of row: Int64) throws {
    try database.execute(
      sql: "DELETE FROM invocation WHERE worker = ? AND key = ?", arguments: [row, key])
  }

  func calls(openAfter index: Int, of row: Int64) throws -> [String] {
    try String.fetchAll(
      database,
      sql: "SELECT key FROM invocation WHERE worker = ? AND (ended IS NULL OR ended > ?)",
      arguments: [row, index])
  }
}

// Promises.
extension DatabaseTables {
  func addPromise(_ index: Int, of row: Int64) throws {
    try database.execute(
      sql: "INSERT INTO promise (worker, idx) VALUES (?, ?)", arguments: [row, index])
  }

  func promise(_ index: Int, of row: Int64) throws -> (index: Int, completed: Int?)? {
    try Row.fetchOne(
      database, sql: "SELECT completed FROM promise WHERE worker = ? AND idx = ?",
      arguments: [row, index]
    ).map { (index, $0["completed"]) }
  }

  func completePromise(_ index: Int, at completed: Int, of row: Int64) throws {
    try database.execute(
      sql: "UPDATE promise SET completed = ? WHERE worker = ? AND idx = ?",
      arguments: [completed, row, index])
  }

  func deletePromise(_ index: Int, of row: Int64) throws {
    try database.execute(
      sql: "DELETE FROM promise WHERE worker = ? AND idx = ?", arguments: [row, index])
  }
}

// All workers and templates.
extension DatabaseTables {
  func states() throws -> [(row: Int64, state: WorkerState)] {
    var states: [(row: Int64, state: WorkerState)] = []
    var pool = StringPool()
    let rows = try Row.fetchCursor(
      database, sql: "SELECT id, template, name, state FROM worker ORDER BY template, name")
    // Row by row: all of them at once would take more memory than what is made of them.
    while let row = try rows.next() {
      var state = try WorkerState(row)
      state.share(&pool)
      states.append((row["id"], state))
    }
    return states
  }

  func states(
    of template: String, after name: String?, atMost count: Int
  ) throws -> [WorkerState] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT template, name, state FROM worker WHERE template = ? AND name > ? ORDER BY name
        LIMIT ?
        """,
      // No worker's name is empty.
      arguments: [template, name ?? "", count]
    ).map { try WorkerState($0) }
  }

  func workerCount(of template: String) throws -> Int {
    try Int.fetchOne(
      database, sql: "SELECT count(*) FROM worker WHERE template = ?", arguments: [template]) ?? 0
  }

  func unfinished() throws -> [(row: Int64, worker: WorkerAddress)] {
    try Row.fetchAll(
      database, sql: "SELECT id, template, name FROM worker WHERE is_unfinished ORDER BY id"
    ).map { ($0["id"], WorkerAddress(template: $0["template"], name: $0["name"])) }
  }

  func versions(of template: String) throws -> [TemplateVersion] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT version, sha256, bytes FROM template_version WHERE template = ? ORDER BY version
        """,
      arguments: [template]
    ).map { TemplateVersion(number: $0["version"], sha256: $0["sha256"], bytes: $0["bytes"]) }
  }

  func addVersion(_ version: TemplateVersion, of template: String) throws {
    try database.execute(
      sql: "INSERT INTO template_version (template, version, sha256, bytes) VALUES (?, ?, ?, ?)",
      arguments: [template, version.number, version.sha256, version.bytes])
  }
}
