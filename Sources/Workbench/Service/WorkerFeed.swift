package import Runtime
import Synchronization

/// Hands the runtime's events on to all who listen.
package final class WorkerFeed: Sendable {
  private struct Listeners {
    var next = 0
    var all: [Int: @Sendable (WorkerEvent) -> Void] = [:]
  }

  private let listeners = Mutex(Listeners())

  package init() {}

  package func tell(_ event: WorkerEvent) {
    let all = listeners.withLock { $0.all }
    for listener in all.values { listener(event) }
  }

  /// Whoever listens does so until the feed is gone.
  package func listen(_ body: @escaping @Sendable (WorkerEvent) -> Void) {
    _ = add(body)
  }

  private func add(_ body: @escaping @Sendable (WorkerEvent) -> Void) -> Int {
    listeners.withLock { listeners in
      listeners.next += 1
      listeners.all[listeners.next] = body
      return listeners.next
    }
  }

  /// What happens to a worker from now on.
  func events(of worker: WorkerAddress) -> AsyncStream<WorkerEvent> {
    let (stream, continuation) = AsyncStream.makeStream(of: WorkerEvent.self)
    let number = add { event in
      if event.worker == worker { continuation.yield(event) }
    }
    continuation.onTermination = { [weak self] _ in
      self?.listeners.withLock { $0.all[number] = nil }
    }
    return stream
  }
}

extension WorkerEvent {
  fileprivate var worker: WorkerAddress? {
    switch self {
    case .changed(let snapshot): snapshot.address
    case .deleted(let worker), .log(let worker, _), .oplog(let worker, _): worker
    case .callStarted(let call): call.callee
    case .callEnded, .compiling, .recovered: nil
    }
  }
}
