import Synchronization

/// Which worker waits for which: a call that would close a circle is refused before it begins.
final class WaitGraph: Sendable {
  /// One entry for each call under way.
  private let edges = Mutex<[WorkerAddress: [WorkerAddress]]>([:])

  /// Notes that `caller` waits for `callee`; nothing is noted, and the circle from `caller` to itself
  /// is given, where that would never end.
  func add(_ caller: WorkerAddress, waitsFor callee: WorkerAddress) -> [WorkerAddress]? {
    edges.withLock { edges in
      if let path = WaitGraph.path(from: callee, to: caller, edges) { return [caller] + path }
      edges[caller, default: []].append(callee)
      return nil
    }
  }

  /// The same for a call that was made already, before a restart.
  func restore(_ caller: WorkerAddress, waitsFor callee: WorkerAddress) {
    edges.withLock { $0[caller, default: []].append(callee) }
  }

  func remove(_ caller: WorkerAddress, waitsFor callee: WorkerAddress) {
    edges.withLock { edges in
      guard let place = edges[caller]?.firstIndex(of: callee) else { return }
      edges[caller]?.remove(at: place)
    }
  }

  private static func path(
    from start: WorkerAddress, to end: WorkerAddress, _ edges: [WorkerAddress: [WorkerAddress]]
  ) -> [WorkerAddress]? {
    var paths = [[start]]
    var seen: Set<WorkerAddress> = [start]
    while let path = paths.popLast() {
      guard let last = path.last else { continue }
      if last == end { return path }
      for next in edges[last] ?? [] where seen.insert(next).inserted { paths.append(path + [next]) }
    }
    return nil
  }
}
