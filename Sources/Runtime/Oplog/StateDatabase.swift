import Foundation
import GRDB

/// The tables in which a workspace's workers are kept.
///
/// `oplog` is the truth; `worker` (status and what else is looked up), `invocation` (which keys are
/// known, and where their answers are) and `promise` (the same of promises) follow from it.
struct StateDatabase: Sendable {
  /// Raised when the tables change; older databases are upgraded when they are opened.
  static let version = 3

  let queue: DatabaseQueue
  let path: String

  /// Opens or makes the database; `durability` says when a commit is on the disk.
  init(path: String, durability: Durability) throws(StoreError) {
    self.path = path
    do {
      var configuration = Configuration()
      configuration.busyMode = StateDatabase.patience
      configuration.prepareDatabase { database in
        // The file may come from anybody: nothing in its schema is run.
        try database.execute(sql: "PRAGMA trusted_schema = OFF")
      }
      queue =
        durability == .memory
        ? try DatabaseQueue(configuration: configuration)
        : try DatabaseQueue(path: path, configuration: configuration)
      try queue.writeWithoutTransaction { database in
        try StateDatabase.configure(database, durability)
        try StateDatabase.upgrade(database, path)
      }
    } catch {
      throw .of(error, path: path)
    }
  }

  /// Whoever had the database open last may still be closing it, which writes it together once more
  /// and lets nobody in meanwhile, though the workspace is let go already.
  private static var patience: Database.BusyMode { .timeout(Limits.lockWaitSeconds) }

  /// Opens an existing database to look at it. A folder that cannot be written to is enough.
  init(reading path: String) throws(StoreError) {
    self.path = path
    do {
      var configuration = Configuration()
      configuration.readonly = true
      configuration.busyMode = StateDatabase.patience
      queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.read { try StateDatabase.checkVersion($0, path) }
    } catch {
      throw .of(error, path: path)
    }
  }

  private static func configure(_ database: Database, _ durability: Durability) throws {
    guard durability != .memory else { return }
    _ = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
    // After the journal mode: setting that is often taken as a reason to lower this one.
    try database.execute(sql: "PRAGMA synchronous = \(durability == .full ? "FULL" : "NORMAL")")
    let level = try Int.fetchOne(database, sql: "PRAGMA synchronous")
    precondition(level == (durability == .full ? 2 : 1), "the durability is what was asked for")
  }

  private static func checkVersion(_ database: Database, _ path: String) throws {
    let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    guard found <= version else { throw StoreError.tooNew(path: path, version: found) }
    guard found > 0 else {
      throw StoreError.unusable(path: path, reason: "this is no database of workers")
    }
  }

  private static func upgrade(_ database: Database, _ path: String) throws {
    let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    guard found < version else { return try checkVersion(database, path) }
    try database.inTransaction {
      if found == 0 { try database.execute(sql: schema) }
      // New in version 2; before it there were no promises.
      if found < 2 { try database.execute(sql: promises) }
      // In version 3 states and entries have more parts: what is older is read as it is.
      try database.execute(sql: "PRAGMA user_version = \(version)")
      return .commit
    }
  }

  private static let promises = """
    CREATE TABLE promise (
      worker INTEGER NOT NULL, idx INTEGER NOT NULL, completed INTEGER,
      PRIMARY KEY (worker, idx)) WITHOUT ROWID;
    """

  private static let schema = """
    CREATE TABLE worker (
      id INTEGER PRIMARY KEY AUTOINCREMENT, template TEXT NOT NULL, name TEXT NOT NULL,
      status TEXT NOT NULL, is_unfinished INTEGER NOT NULL, state BLOB NOT NULL,
      UNIQUE (template, name));
    CREATE INDEX worker_unfinished ON worker (id) WHERE is_unfinished;
    CREATE TABLE oplog (
      seq INTEGER PRIMARY KEY, worker INTEGER NOT NULL, idx INTEGER NOT NULL, time REAL NOT NULL,
      checksum INTEGER NOT NULL, entry BLOB NOT NULL, UNIQUE (worker, idx));
    CREATE TABLE invocation (
      worker INTEGER NOT NULL, key TEXT NOT NULL, enqueued INTEGER NOT NULL, ended INTEGER,
      PRIMARY KEY (worker, key)) WITHOUT ROWID;
    CREATE TABLE template_version (
      template TEXT NOT NULL, version INTEGER NOT NULL, sha256 TEXT NOT NULL, bytes INTEGER NOT NULL,
      PRIMARY KEY (template, version)) WITHOUT ROWID;
    """
}
