import CThreads
import Glibc
import Synchronization

/// Where this process's tasks run that are bound to no thread.
///
/// Swift's own pool is Dispatch's, which wakes up once a second as long as the process lives; with
/// thousands of idle workers nothing at all should happen. The runtime has a place for another pool
/// (swift/Runtime/Concurrency.h, `swift_task_enqueueGlobal_hook`): a program takes it before its
/// first task, a library leaves it alone. Sleeping and yielding go past that place; `Pause` and
/// `TaskPool.yield` do not.
package enum TaskPool {
  private enum Work: @unchecked Sendable {
    /// The runtime's, from when it is ready until it is run.
    case job(OpaquePointer)
    case resume(UnsafeContinuation<Void, Never>)
  }

  private static let isInstalled = Atomic(false)
  private static let threads = WorkThreads<Work>(width: width) { work in
    switch work {
    case .job(let job): ct_run(job)
    case .resume(let continuation): continuation.resume()
    }
  }

  /// Two more than the machine has processors: some wait for the disk.
  private static var width: Int { max(2, sysconf(Int32(_SC_NPROCESSORS_ONLN))) + 2 }

  /// Runs all tasks of the process from now on. To be called before the first one is made.
  package static func install() {
    isInstalled.store(true, ordering: .relaxed)
    ct_take_over { job in TaskPool.threads.add(.job(job)) }
  }

  /// Lets other tasks run, those of the caller's actor too.
  ///
  /// Concurrent, so that the actor is given up in any case: a continuation that another thread
  /// resumes before the task has gone to sleep goes on at once, and on a busy machine the thread that
  /// is woken up is often the first to run.
  @concurrent static func yield() async {
    guard isInstalled.load(ordering: .relaxed) else { return await Task.yield() }
    await withUnsafeContinuation { threads.add(.resume($0)) }
  }
}
