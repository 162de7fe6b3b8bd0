import Component
import Foundation
import GRDB

/// Reads what `OplogTransaction` wrote.
enum OplogReader {
  /// All entries of a worker, each checked against its checksum and its place.
  static func entries(
    _ database: Database, of row: Int64, worker: WorkerAddress
  ) throws -> [StoredEntry] {
    var entries: [StoredEntry] = []
    var checksum: UInt32 = 0
    let rows = try Row.fetchCursor(
      database, sql: "SELECT idx, time, checksum, entry FROM oplog WHERE worker = ? ORDER BY idx",
      arguments: [row])
    while let row = try rows.next() {
      let index: Int = row["idx"]
      guard index == entries.count + 1 else {
        throw StoreError.corrupt(
          worker, index: entries.count + 1, reason: "the entry is missing")
      }
      let data: Data = row["entry"]
      let bytes = [UInt8](data)
      let time: Double = row["time"]
      let stored: Int64 = row["checksum"]
      checksum = Checksum.of(bytes, index: index, time: time, after: checksum)
      guard Int64(checksum) == stored else {
        throw StoreError.corrupt(worker, index: index, reason: "its checksum is wrong")
      }
      entries.append(StoredEntry(index: index, time: time, entry: try decode(bytes, worker, index)))
    }
    return entries
  }

  private static func decode(
    _ bytes: [UInt8], _ worker: WorkerAddress, _ index: Int
  ) throws -> OplogEntry {
    do {
      return try OplogEntry(encoded: bytes)
    } catch {
      throw StoreError.corrupt(worker, index: index, reason: error.message)
    }
  }

  /// Of a worker's newest entry, as it is kept; 0 where there is none.
  static func lastChecksum(_ database: Database, of row: Int64) throws -> UInt32 {
    let last = try Int64.fetchOne(
      database, sql: "SELECT checksum FROM oplog WHERE worker = ? ORDER BY idx DESC LIMIT 1",
      arguments: [row])
    return UInt32(truncatingIfNeeded: last ?? 0)
  }

  static func entry(_ database: Database, _ index: Int, of row: Int64) throws -> StoredEntry? {
    guard
      let found = try Row.fetchOne(
        database, sql: "SELECT time, entry FROM oplog WHERE worker = ? AND idx = ?",
        arguments: [row, index])
    else { return nil }
    let data: Data = found["entry"]
    return StoredEntry(
      index: index, time: found["time"], entry: try OplogEntry(encoded: [UInt8](data)))
  }
}

extension WorkerState {
  static func read(_ database: Database, row: Int64) throws -> WorkerState {
    guard
      let found = try Row.fetchOne(
        database, sql: "SELECT template, name, state FROM worker WHERE id = ?", arguments: [row])
    else { throw StoreError.unusable(path: "worker \(row)", reason: "there is no such worker") }
    return try WorkerState(found)
  }

  init(_ row: Row) throws {
    let address = WorkerAddress(template: row["template"], name: row["name"])
    let data: Data = row["state"]
    try self.init(address: address, encoded: [UInt8](data))
  }
}

extension [UInt8] {
  var data: Data { Data(self) }
}
