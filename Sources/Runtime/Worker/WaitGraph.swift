import Synchronization

/// Which worker waits for which: a call that would close a circle is refused before it begins.
///
/// A worker that waits for any of several goes on when one of them answers; so it waits for ever only
/// where none of them can.
final class WaitGraph: Sendable {
  fileprivate struct Waits {
    /// One entry for each wait under way: those of whom one has to answer.
    var underWay: [WorkerAddress: [[WorkerAddress]]] = [:]
    /// Whom workers waited for when the last process ended, until they come to that again.
    var expected: [WorkerAddress: WorkerAddress] = [:]

    func of(_ worker: WorkerAddress) -> [[WorkerAddress]] {
      (underWay[worker] ?? []) + (expected[worker].map { [[$0]] } ?? [])
    }
  }

  private let waits = Mutex(Waits())

  /// Notes that `caller` waits for `callee`; nothing is noted, and the circle from `caller` to itself
  /// is given, where that would never end.
  func add(_ caller: WorkerAddress, waitsFor callee: WorkerAddress) -> [WorkerAddress]? {
    add(caller, waitsForAnyOf: [callee])
  }

  func add(_ caller: WorkerAddress, waitsForAnyOf callees: [WorkerAddress]) -> [WorkerAddress]? {
    waits.withLock { $0.add(caller, callees) }
  }

  /// The same for a call that was made already, before a restart. It may be that two such wait for each
  /// other.
  func restore(_ caller: WorkerAddress, waitsFor callee: WorkerAddress) -> [WorkerAddress]? {
    waits.withLock { waits in
      waits.expected[caller] = nil
      return waits.add(caller, [callee])
    }
  }

  func remove(_ caller: WorkerAddress, waitsFor callee: WorkerAddress) {
    remove(caller, waitsForAnyOf: [callee])
  }

  func remove(_ caller: WorkerAddress, waitsForAnyOf callees: [WorkerAddress]) {
    waits.withLock { waits in
      guard let place = waits.underWay[caller]?.firstIndex(of: callees) else { return }
      waits.underWay[caller]?.remove(at: place)
      if waits.underWay[caller] == [] { waits.underWay[caller] = nil }
    }
  }

  /// Notes that a worker will wait for another as soon as it is where the last process left it.
  func expect(_ caller: WorkerAddress, toWaitFor callee: WorkerAddress) {
    waits.withLock { $0.expected[caller] = callee }
  }

  /// The worker is where it was, or does not get there.
  func expectNoMore(of caller: WorkerAddress) {
    waits.withLock { $0.expected[caller] = nil }
  }
}

extension WaitGraph.Waits {
  fileprivate mutating func add(
    _ caller: WorkerAddress, _ callees: [WorkerAddress]
  ) -> [WorkerAddress]? {
    if let circle = circle(caller, callees) { return circle }
    underWay[caller, default: []].append(callees)
    return nil
  }

  /// The circle that a wait would close; nil where it may end.
  private func circle(
    _ caller: WorkerAddress, _ callees: [WorkerAddress]
  ) -> [WorkerAddress]? {
    // Nearly always: somebody who waits for nobody.
    if callees.contains(where: { $0 != caller && of($0).isEmpty }) { return nil }
    var waits = [caller: of(caller) + [callees]]
    var rest = callees
    while let worker = rest.popLast() {
      guard waits[worker] == nil else { continue }
      waits[worker] = of(worker)
      rest += of(worker).joined()
    }
    // Who waits for somebody that can go on can go on, and so on.
    var stuck = Set(waits.filter { !$0.value.isEmpty }.keys)
    while let free = stuck.first(where: { worker in
      waits[worker]?.allSatisfy { !$0.allSatisfy(stuck.contains) } ?? true
    }) { stuck.remove(free) }
    guard stuck.contains(caller) else { return nil }
    // Others may be stuck already who wait for each other: that is theirs to find out.
    return path(from: callees, to: caller, among: stuck, waits).map { [caller] + $0 }
  }

  private func path(
    from starts: [WorkerAddress], to end: WorkerAddress, among stuck: Set<WorkerAddress>,
    _ waits: [WorkerAddress: [[WorkerAddress]]]
  ) -> [WorkerAddress]? {
    var paths = starts.map { [$0] }
    var seen = Set(starts)
    while let path = paths.popLast() {
      guard let last = path.last, stuck.contains(last) else { continue }
      if last == end { return path }
      for next in (waits[last] ?? []).joined() where seen.insert(next).inserted {
        paths.append(path + [next])
      }
    }
    return nil
  }
}
