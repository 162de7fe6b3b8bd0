#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Sockets of this machine alone: places in the file system that only their owner may open.
enum UnixSocket {
  struct Failure: Error {
    var reason: String

    static var last: Failure { Failure(reason: String(cString: strerror(errno)).lowercased()) }
  }

  /// Makes a socket at `path` and listens there; what lay there is taken away.
  static func listen(at path: String) throws(Failure) -> Int32 {
    let descriptor = try make()
    unlink(path)
    let old = umask(0o177)
    let result = withAddress(path) { bind(descriptor, $0, $1) }
    umask(old)
    guard result == 0, chmod(path, 0o600) == 0, Glibc.listen(descriptor, 16) == 0 else {
      let failure = Failure.last
      close(descriptor)
      throw failure
    }
    return descriptor
  }

  static func connect(to path: String) throws(Failure) -> Int32 {
    let descriptor = try make()
    guard withAddress(path, { Glibc.connect(descriptor, $0, $1) }) == 0 else {
      let failure = Failure.last
      close(descriptor)
      throw failure
    }
    return descriptor
  }

  private static func make() throws(Failure) -> Int32 {
    let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    let descriptor = socket(AF_UNIX, type, 0)
    guard descriptor >= 0 else { throw .last }
    return descriptor
  }

  /// The address of a path. One that is too long for an address is reached through its folder.
  private static func withAddress(
    _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let size = MemoryLayout.size(ofValue: address.sun_path)
    guard path.utf8.count >= size else { return call(&address, path, body) }
    let folder = open(Files.folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return -1 }
    defer { close(folder) }
    let name = path.split(separator: "/").last.map(String.init) ?? ""
    let short = "/proc/self/fd/\(folder)/\(name)"
    guard short.utf8.count < size else {
      errno = ENAMETOOLONG
      return -1
    }
    return call(&address, short, body)
  }

  private static func call(
    _ address: inout sockaddr_un, _ path: String,
    _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32 {
    withUnsafeMutableBytes(of: &address.sun_path) { room in
      room.copyBytes(from: path.utf8)
      room[path.utf8.count] = 0
    }
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }
}

/// A socket that others connect to.
final class UnixListener: Sendable {
  private let descriptor: Int32

  /// Takes over a socket that listens.
  init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  deinit {
    close(descriptor)
  }

  /// Waits for the next who connects and is the same user; nil once this was stopped.
  func next() -> Int32? {
    while true {
      let peer = Glibc.accept(descriptor, nil, nil)
      if peer < 0 {
        switch errno {
        case EINTR, ECONNABORTED: continue
        case EMFILE, ENFILE, ENOBUFS, ENOMEM: usleep(Limits.acceptPauseMicroseconds)
        default: return nil
        }
      } else if UnixSocket.isOwn(peer), fcntl(peer, F_SETFD, FD_CLOEXEC) == 0 {
        return peer
      } else {
        close(peer)
      }
    }
  }

  /// Nobody is taken any more; who waits in `next` gets its end.
  func stop() {
    shutdown(descriptor, Int32(SHUT_RDWR))
  }
}

extension UnixSocket {
  /// Whether the other end is the same user.
  fileprivate static func isOwn(_ descriptor: Int32) -> Bool {
    var peer = PeerCredentials()
    var size = socklen_t(MemoryLayout<PeerCredentials>.size)
    return getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0
      && peer.user == geteuid()
  }
}

/// What the kernel says of a peer (`struct ucred`, which Glibc's module leaves out).
private struct PeerCredentials {
  var process: Int32 = 0
  var user: UInt32 = 0
  var group: UInt32 = 0
}

/// Lines over a socket, one message each.
///
/// Reading and writing block: each connection has a thread or a queue of its own.
final class LineConnection: Sendable {
  private let descriptor: Int32

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  deinit {
    close(descriptor)
  }

  /// Lets a peer that says or takes nothing for so long not hold us up.
  func setPatience(seconds: Int) {
    var time = timeval(tv_sec: seconds, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, size)
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &time, size)
  }

  /// Whether all of it went out.
  func send(line: [UInt8]) -> Bool {
    var bytes = (line + [UInt8(ascii: "\n")])[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      bytes = bytes.dropFirst(count)
    }
    return true
  }

  /// What comes next, some bytes at a time; nil at the end or on a failure.
  func receive() -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      if count < 0, errno == EINTR { continue }
      return count > 0 ? Array(buffer.prefix(count)) : nil
    }
  }

  /// Waits until the other end goes away; what it still says is not heard.
  func waitForEnd() {
    var forever = timeval()
    setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &forever, socklen_t(MemoryLayout<timeval>.size))
    while receive() != nil {}
  }

  /// Ends the conversation: whoever waits in `receive`, here or there, gets its end.
  func hangUp() {
    shutdown(descriptor, Int32(SHUT_RDWR))
  }
}

/// Cuts lines out of bytes as they come.
struct LineCutter {
  private var rest: [UInt8] = []
  /// How many bytes of an unfinished line are waited for.
  let maximum: Int

  init(maximum: Int) {
    self.maximum = maximum
  }

  /// The lines that are whole now; nil when one is longer than it may be.
  mutating func add(_ bytes: [UInt8]) -> [[UInt8]]? {
    rest += bytes
    var lines: [[UInt8]] = []
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      lines.append(Array(rest[..<end]))
      rest.removeFirst(end + 1)
    }
    return rest.count > maximum ? nil : lines
  }
}
