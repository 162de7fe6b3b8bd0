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
    write("\(getpid())\n")
  }

  /// Tells other processes on which socket this one answers.
  func publish(socket: String) {
    write("\(getpid())\n\(socket)\n")
  }

  private func write(_ text: String) {
    let bytes = Array(text.utf8)
    // It only helps others to find us; without it the lock holds all the same.
    if ftruncate(descriptor, 0) == 0 { _ = pwrite(descriptor, bytes, bytes.count, 0) }
  }

  deinit {
    close(descriptor)
  }

  /// The process that holds the lock now; nil when none does.
  static func holder(of path: String) -> WorkspaceHolder? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    if flock(descriptor, LOCK_SH | LOCK_NB) == 0 { return nil }
    return read(descriptor)
  }

  private static func owner(_ descriptor: Int32) -> Int? { read(descriptor).process }

  private static func read(_ descriptor: Int32) -> WorkspaceHolder {
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    let lines = bytes.prefix(max(count, 0)).split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    // A line counts once its end is there.
    let texts = lines.dropLast().map { String(decoding: $0, as: UTF8.self) }
    return WorkspaceHolder(
      process: texts.first.flatMap { Int($0) }, socket: texts.dropFirst().first)
  }
}

/// The process that has a workspace's workers open.
package struct WorkspaceHolder: Hashable, Sendable {
  /// Its number; nil where it has not written that yet.
  package var process: Int?
  /// The socket on which it answers; nil where it does not, or not yet.
  package var socket: String?
}
