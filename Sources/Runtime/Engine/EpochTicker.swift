import CWasmtime
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Advances the engines' epochs while guests run, so that busy ones yield and can be stopped.
///
/// A thread of its own: the pool's threads may all be inside guests. It sleeps while nothing runs;
/// a tick late, so that a guest that is called again and again does not have to wake it each time.
final class EpochTicker: Sendable {
  private struct State {
    var running = 0
    /// A guest was entered since the last tick.
    var wasEntered = false
    var isAsleep = true
    var isFinished = false
  }

  private final class Shared: @unchecked Sendable {
    let engines: [OpaquePointer]
    let state = Mutex(State())
    let started: UnsafeMutablePointer<sem_t>

    init(engines: [OpaquePointer]) {
      self.engines = engines
      started = .allocate(capacity: 1)
      sem_init(started, 0, 0)
    }

    deinit {
      sem_destroy(started)
      started.deallocate()
    }
  }

  private let shared: Shared

  init(engines: [OpaquePointer]) {
    shared = Shared(engines: engines)
    var thread = pthread_t()
    pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        EpochTicker.run(Unmanaged<Shared>.fromOpaque(argument).takeRetainedValue())
        return nil
      }, Unmanaged.passRetained(shared).toOpaque())
    pthread_detach(thread)
  }

  /// A guest is entered.
  func enter() {
    let mustWake = shared.state.withLock { state in
      state.running += 1
      state.wasEntered = true
      defer { state.isAsleep = false }
      return state.isAsleep
    }
    if mustWake { sem_post(shared.started) }
  }

  /// A guest is left.
  func leave() {
    shared.state.withLock { $0.running -= 1 }
  }

  /// Ends the thread; the engines are not touched after the last tick under way.
  func finish() {
    shared.state.withLock { $0.isFinished = true }
    sem_post(shared.started)
  }

  private static func run(_ shared: Shared) {
    while true {
      sem_wait(shared.started)
      while true {
        let state = shared.state.withLock { state in
          if state.isFinished { return state }
          if state.running > 0 {
            for engine in shared.engines { wasmtime_engine_increment_epoch(engine) }
          }
          state.isAsleep = state.running == 0 && !state.wasEntered
          state.wasEntered = false
          return state
        }
        if state.isFinished { return }
        if state.isAsleep { break }
        usleep(Limits.epochMilliseconds * 1000)
      }
    }
  }
}
