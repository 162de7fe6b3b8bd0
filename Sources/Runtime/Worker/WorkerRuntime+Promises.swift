extension WorkerRuntime {
  /// Gives a worker's promise its data; a worker that waits for it goes on.
  ///
  /// - Parameter index: of the oplog entry that made the promise
  /// - Returns: false where the promise had its data already
  @concurrent
  @discardableResult
  package func completePromise(
    _ worker: WorkerAddress, index: Int, data: [UInt8]
  ) async throws(RuntimeFailure) -> Bool {
    guard data.count <= Limits.promiseBytesMax else {
      throw RuntimeFailure(
        .request,
        "a promise takes \(Limits.promiseBytesMax) bytes at most, not \(data.count)")
    }
    do {
      let row = try existing(worker)
      let isNew = try await store.commit { try $0.completePromise(index, of: row, data) }
      guard let isNew else {
        throw RuntimeFailure(
          .request, "\(worker.template)/\(worker.name) has no promise \(index)")
      }
      if isNew { wake(row, worker) }
      return isNew
    } catch {
      throw .of(error)
    }
  }

  func promiseSignal(_ index: Int, row: Int64) -> ReadySignal {
    signal("promise \(index)", row: row)
  }

  func firePromise(_ index: Int, row: Int64) {
    fire("promise \(index)", row: row)
  }
}
