import Dispatch
import Synchronization

/// Runs asynchronous work to its end on the concurrency pool while the main thread waits.
///
/// The root command is synchronous because the screen needs the real main thread; subcommands that
/// talk to workers come through here.
func blocking<Success: Sendable>(
  _ body: @escaping @Sendable @concurrent () async throws -> Success
) throws -> Success {
  let finished = DispatchSemaphore(value: 0)
  let outcome = Outcome<Success>()
  Task.detached {
    do {
      outcome.store(.success(try await body()))
    } catch {
      outcome.store(.failure(error))
    }
    finished.signal()
  }
  finished.wait()
  return try outcome.take().get()
}

/// Carries one result from the pool to the main thread.
private final class Outcome<Success: Sendable>: Sendable {
  private let result = Mutex<Result<Success, any Error>?>(nil)

  func store(_ value: Result<Success, any Error>) {
    result.withLock { $0 = value }
  }

  func take() -> Result<Success, any Error> {
    guard let value = result.withLock({ $0 }) else {
      preconditionFailure("the task stores its result before it signals")
    }
    return value
  }
}
