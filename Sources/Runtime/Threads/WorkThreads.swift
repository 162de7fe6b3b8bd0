import Glibc
import Synchronization

/// Threads of our own that do what comes in, in its order.
///
/// As many as are needed, up to `width`, each made when there is something that no other one is free
/// for. One that has nothing to do sleeps until there is: Dispatch, which would do as well, wakes up
/// once a second to count its threads, from its first use on.
final class WorkThreads<Work: Sendable>: Sendable {
  private struct State {
    var waiting = WorkQueue<Work>()
    /// Threads that sleep, and that nobody has woken yet.
    var idle = 0
    var threads = 0
    var isFinished = false
  }

  private final class Shared: Sendable {
    let state = Mutex(State())
    let bell = ThreadBell()
    let perform: @Sendable (Work) -> Void

    init(_ perform: @escaping @Sendable (Work) -> Void) {
      self.perform = perform
    }
  }

  private enum Step {
    case wakeOne, makeOne, nothing
  }

  private let shared: Shared
  private let width: Int

  init(width: Int, _ perform: @escaping @Sendable (Work) -> Void) {
    precondition(width > 0, "somebody does the work")
    self.width = width
    shared = Shared(perform)
  }

  /// What was added is done all the same.
  deinit {
    let idle = shared.state.withLock { state in
      state.isFinished = true
      defer { state.idle = 0 }
      return state.idle
    }
    for _ in 0..<idle { shared.bell.ring() }
  }

  /// Has something done on one of the threads.
  func add(_ work: Work) {
    let width = width
    let step = shared.state.withLock { state -> Step in
      state.waiting.append(work)
      if state.idle > 0 {
        state.idle -= 1
        return .wakeOne
      }
      guard state.threads < width else { return .nothing }
      state.threads += 1
      return .makeOne
    }
    switch step {
    case .wakeOne: shared.bell.ring()
    case .makeOne: start()
    case .nothing: break
    }
  }

  private func start() {
    let shared = shared
    guard !DetachedThread.start({ Self.run(shared) }) else { return }
    let left = shared.state.withLock { state in
      state.threads -= 1
      return state.threads
    }
    precondition(left > 0, "the system gives a process at least a few threads")
  }

  private static func run(_ shared: Shared) {
    while true {
      let (work, isFinished) = shared.state.withLock { state -> (Work?, Bool) in
        if let work = state.waiting.popFirst() { return (work, false) }
        if !state.isFinished { state.idle += 1 }
        return (nil, state.isFinished)
      }
      if let work {
        shared.perform(work)
      } else if isFinished {
        return
      } else {
        shared.bell.wait()
      }
    }
  }
}

/// First in, first out; what is taken is made room of now and then.
private struct WorkQueue<Element> {
  private var items: [Element?] = []
  private var head = 0

  mutating func append(_ element: Element) {
    items.append(element)
  }

  mutating func popFirst() -> Element? {
    guard head < items.count, let element = items[head] else { return nil }
    items[head] = nil
    head += 1
    if head == items.count {
      items.removeAll(keepingCapacity: head <= 1_024)
      head = 0
    } else if head > 1_024, head * 2 > items.count {
      items.removeFirst(head)
      head = 0
    }
    return element
  }
}

/// Wakes one sleeping thread for each time that it rings.
private final class ThreadBell: @unchecked Sendable {
  // A semaphore may be used by all threads at once; it only has to stay where it is.
  private let semaphore: UnsafeMutablePointer<sem_t>

  init() {
    semaphore = .allocate(capacity: 1)
    sem_init(semaphore, 0, 0)
  }

  deinit {
    sem_destroy(semaphore)
    semaphore.deallocate()
  }

  func ring() {
    sem_post(semaphore)
  }

  func wait() {
    while sem_wait(semaphore) != 0 {}
  }
}
