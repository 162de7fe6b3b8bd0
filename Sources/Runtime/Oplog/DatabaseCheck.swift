import GRDB

/// What a look through a workspace's database found, nothing being changed by it.
package struct DatabaseCheck: Hashable, Sendable {
  package var workers = 0
  package var entries = 0
  /// What is damaged; the rest can be used.
  package var problems: [String] = []

  /// Reads everything: SQLite's own check of its pages, and each oplog against its checksums.
  ///
  /// - Parameter folder: a workspace's state folder that holds a database
  package init(of folder: String) throws(RuntimeFailure) {
    let path = StateFolder.database(folder)
    do {
      let database = try StateDatabase(reading: path)
      try database.queue.read { try look(through: $0) }
    } catch {
      throw RuntimeFailure(StoreError.of(error, path: path))
    }
  }

  private mutating func look(through database: Database) throws {
    let answers = try String.fetchAll(database, sql: "PRAGMA quick_check(5)")
    if answers != ["ok"] { problems += answers.map { "SQLite says: \($0)" } }
    let rows = try Row.fetchAll(database, sql: "SELECT id, template, name FROM worker ORDER BY id")
    workers = rows.count
    for row in rows {
      let address = WorkerAddress(template: row["template"], name: row["name"])
      do {
        entries += try OplogReader.entries(database, of: row["id"], worker: address).count
      } catch let error as StoreError {
        problems.append(error.text)
      }
    }
  }
}
