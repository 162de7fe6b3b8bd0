import CNcurses
import Glibc
import Synchronization

/// Whatever touches the screen runs here: on the thread that runs the loop, which is the process's
/// real main thread.
///
/// `@MainActor` would not do: on Linux, code behind the first `await` of an asynchronous `main` runs
/// on another thread, and only the main thread's `poll` is woken by a signal.
@globalActor
package actor TerminalActor {
  package static let shared = TerminalActor()

  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    LoopExecutor.shared.asUnownedSerialExecutor()
  }

  /// Runs something that must be on the loop's thread, where that is known to be this one; checked
  /// at run time.
  static func assumeIsolated<Success>(
    _ body: @TerminalActor () throws -> Success
  ) rethrows -> Success {
    LoopExecutor.shared.checkIsolated()
    return try withoutActuallyEscaping(body) { body in
      // The isolation is checked above; without it, both are the same function. The standard
      // library's `MainActor.assumeIsolated` does this too.
      try unsafeBitCast(body, to: (() throws -> Success).self)()
    }
  }
}

/// Runs the actor's jobs between two waits of the loop.
final class LoopExecutor: SerialExecutor {
  static let shared = LoopExecutor()

  /// Becomes readable when there is something to do.
  let wakeDescriptor = cn_bell()
  private let jobs = Mutex<[UnownedJob]>([])
  private let owner = Mutex<pthread_t?>(nil)

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    jobs.withLock { $0.append(job) }
    wake()
  }

  /// Lets the loop go round. From any thread.
  func wake() {
    cn_bell_ring(wakeDescriptor)
  }

  /// Runs what is queued. On the loop's thread, after `wakeDescriptor` has become readable.
  func drain() {
    cn_bell_clear(wakeDescriptor)
    let batch = jobs.withLock { jobs in
      let batch = jobs
      jobs = []
      return batch
    }
    for job in batch { job.runSynchronously(on: asUnownedSerialExecutor()) }
  }

  /// Makes the calling thread the one that the actor's code runs on.
  func adoptThisThread() {
    owner.withLock { $0 = pthread_self() }
  }

  func checkIsolated() {
    precondition(isIsolatingCurrentContext() == true, "the screen is touched on its own thread")
  }

  func isIsolatingCurrentContext() -> Bool? {
    owner.withLock { $0.map { pthread_equal($0, pthread_self()) != 0 } ?? false }
  }
}
