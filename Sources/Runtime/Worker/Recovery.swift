import Synchronization

/// Counts the workers that come back after a restart, and tells when all are there.
final class Recovery: Sendable {
  private let workers: Int
  private let progress = Mutex((workers: 0, entries: 0))
  private let start = ContinuousClock.now
  private let report: @Sendable (WorkerEvent) -> Void

  init(workers: Int, report: @escaping @Sendable (WorkerEvent) -> Void) {
    self.workers = workers
    self.report = report
  }

  /// One more is where it was, after that many entries.
  func add(entries: Int) {
    let all = progress.withLock { progress -> Int? in
      progress.workers += 1
      progress.entries += entries
      return progress.workers == workers ? progress.entries : nil
    }
    guard let all else { return }
    let milliseconds = Int((ContinuousClock.now - start) / .milliseconds(1))
    report(.recovered(workers: workers, entries: all, milliseconds: milliseconds))
  }
}
