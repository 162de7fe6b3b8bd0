import GRDB

// Comparing what is kept with the oplogs.
extension WorkerRuntime {
  /// Compares what is kept beside the oplogs with what follows from them, and puts it right.
  ///
  /// Workers may do what they do meanwhile.
  @concurrent
  package func rebuild() async throws(RuntimeFailure) -> OplogCheck {
    do {
      let check = try await store.commit { transaction in
        guard let tables = transaction.tables as? DatabaseTables else {
          throw RuntimeFailure(
            .request, "with durability `memory` nothing is kept that could be compared")
        }
        let check = try OplogCheck(tables.database, rebuild: true)
        transaction.takeOver(check.rebuilt)
        return check
      }
      // One that was kept as if it had nothing to do may have.
      for (row, state) in check.rebuilt where state.isUnfinished { wake(row, state.address) }
      return check
    } catch {
      throw .of(error)
    }
  }

  /// The same without changing anything, as a workspace's folder keeps it; nil where no worker was ever
  /// made.
  package static func check(_ folder: String) throws(RuntimeFailure) -> OplogCheck? {
    guard StateFolder.exists(folder) else { return nil }
    do {
      let database = try StateDatabase(reading: StateFolder.database(folder))
      return try database.queue.read { try OplogCheck($0, rebuild: false) }
    } catch {
      throw .of(StoreError.of(error, path: StateFolder.database(folder)))
    }
  }
}
