#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Holds a workspace's state for one process. The system lets it go when the process ends, however
/// that happens.
struct WorkspaceLock: ~Copyable, Sendable {
  private let descriptor: Int32

  /// Takes the lock, waiting for another process to end for at most `seconds`.
  init(path: String, seconds: Double) throws(StoreError) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw .unusable(path: path, reason: String(cString: strerror(errno)).lowercased())
    }
    var waited = 0.0
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard waited < seconds, errno == EWOULDBLOCK || errno == EINTR else {
        let owner = WorkspaceLock.owner(descriptor)
        close(descriptor)
        throw .locked(path: path, owner: owner)
      }
      usleep(10_000)
      waited += 0.01
    }
    self.descriptor = descriptor
    let text = Array("\(getpid())\n".utf8)
    // The number only helps people; without it the lock holds all the same.
    if ftruncate(descriptor, 0) == 0 { _ = pwrite(descriptor, text, text.count, 0) }
  }

  deinit {
    close(descriptor)
  }

  /// Whether some process holds the lock now, and which.
  static func holder(of path: String) -> Int? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    if flock(descriptor, LOCK_SH | LOCK_NB) == 0 { return nil }
    return owner(descriptor) ?? 0
  }

  private static func owner(_ descriptor: Int32) -> Int? {
    var bytes = [UInt8](repeating: 0, count: 32)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    guard count > 0 else { return nil }
    return Int(
      String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") && $0 != 0 }, as: UTF8.self))
  }
}
