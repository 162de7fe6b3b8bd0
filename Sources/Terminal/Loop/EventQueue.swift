import Runtime
import Synchronization
import Workbench

/// What other threads have to say to the loop, in order.
final class EventQueue: Sendable {
  fileprivate struct Content {
    var events: [Event] = []
    /// Where the newest state of each worker stands: a newer one takes its place.
    var changes: [WorkerAddress: Int] = [:]
  }

  private let content = Mutex(Content())
  private let wake: @Sendable () -> Void

  /// `wake` is called when there is something to take.
  init(wake: @escaping @Sendable () -> Void) {
    self.wake = wake
  }

  /// From any thread.
  func post(_ event: Event) {
    let isFirst = content.withLock { content in
      content.add(event)
      return content.events.count == 1
    }
    if isFirst { wake() }
  }

  func take() -> [Event] {
    content.withLock { content in
      let events = content.events
      content = Content()
      return events
    }
  }
}

extension EventQueue.Content {
  mutating func add(_ event: Event) {
    guard case .worker(let change) = event else {
      events.append(event)
      return
    }
    switch change {
    case .changed(let snapshot):
      if let index = changes[snapshot.address] {
        events[index] = event
      } else {
        changes[snapshot.address] = events.count
        events.append(event)
      }
    case .deleted(let address):
      changes[address] = nil
      events.append(event)
    case .log, .oplog:
      // The database has them all; the pane shows the end.
      if events.count < Limits.queuedEventsMax { events.append(event) }
    default: events.append(event)
    }
  }
}
