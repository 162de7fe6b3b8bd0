/// Lets a worker that waits for another lend it its thread: an answer that comes soon costs no
/// change of threads.
///
/// Tasks that prefer this executor run inside `Handoff.run` on the thread that called it; everywhere
/// else, and once that took long, on the pool as any other.
final class Handoff: TaskExecutor {
  static let shared = Handoff()

  /// What runs on a thread that is lent.
  private final class Loan {
    var jobs: [UnownedJob] = []
    let end: ContinuousClock.Instant
    var depth = 0

    init(end: ContinuousClock.Instant) {
      self.end = end
    }

    var isOver: Bool { ContinuousClock.now >= end }
  }

  private static let current = ThreadSlot<Loan>()

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    if let loan = Self.current.value {
      loan.jobs.append(job)
    } else {
      globalConcurrentExecutor.enqueue(job)
    }
  }

  /// Runs `body`, and then the tasks it began, until they are over or wait for something.
  ///
  /// The calling actor is held meanwhile, so it is not for long: a guest that computes gives way
  /// after a tick of the epoch, and goes on in the pool. Callees that call others in turn are
  /// served here too, so far as the stack of a thread bears it.
  static func run(_ body: () -> Void) {
    if let loan = current.value {
      guard loan.depth < Limits.handoffDepthMax, !loan.isOver else { return current.without(body) }
      loan.depth += 1
      defer { loan.depth -= 1 }
      serve(loan, body)
    } else {
      let loan = Loan(end: .now + .milliseconds(Limits.handoffMilliseconds))
      current.with(loan) { serve(loan, body) }
    }
  }

  private static func serve(_ loan: Loan, _ body: () -> Void) {
    body()
    while !loan.jobs.isEmpty, !loan.isOver {
      loan.jobs.removeFirst().runSynchronously(on: shared.asUnownedTaskExecutor())
    }
    for job in loan.jobs { globalConcurrentExecutor.enqueue(job) }
    loan.jobs = []
  }
}
