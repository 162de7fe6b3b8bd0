package import Runtime

extension UpdateOutcome {
  /// A sentence about it, without its full stop.
  package func text(of worker: WorkerAddress) -> String {
    switch self {
    case .updated(let version): "\(worker.text) has version \(version) now"
    case .unchanged(let version): "\(worker.text) has version \(version) already"
    case .waits(let version):
      "\(worker.text) gets version \(version) as soon as no call of it runs"
    case .failed(let version, let reason):
      "\(worker.text) cannot have version \(version) and stays what it was: \(reason)"
    }
  }
}
