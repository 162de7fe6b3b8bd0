#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A place for one object on each thread, set while something runs there.
struct ThreadSlot<Value: AnyObject>: Sendable {
  private let key: pthread_key_t

  init() {
    var key = pthread_key_t()
    pthread_key_create(&key, nil)
    self.key = key
  }

  var value: Value? {
    pthread_getspecific(key).map { Unmanaged<Value>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Runs `body` with `value` in this thread's place, which must not be left meanwhile.
  func with<Result>(_ value: Value, _ body: () -> Result) -> Result {
    run(Unmanaged.passUnretained(value).toOpaque(), body)
  }

  /// The same with nothing in it.
  func without<Result>(_ body: () -> Result) -> Result { run(nil, body) }

  private func run<Result>(_ place: UnsafeMutableRawPointer?, _ body: () -> Result) -> Result {
    let before = pthread_getspecific(key)
    pthread_setspecific(key, place)
    defer { pthread_setspecific(key, before) }
    return body()
  }
}
