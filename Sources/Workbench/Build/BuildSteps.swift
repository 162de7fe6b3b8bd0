import Synchronization

/// Counts the steps of a build, for lines like `[2/5] compiling shopping-cart`.
final class BuildSteps: Sendable {
  private let count: Int
  private let done = Mutex(0)

  init(count: Int) {
    self.count = count
  }

  /// Begins the next step; its number among all, as a line begins with it.
  func next() -> String {
    let number = done.withLock { done in
      done += 1
      return done
    }
    return "[\(number)/\(count)]"
  }
}
