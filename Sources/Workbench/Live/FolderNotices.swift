import Glibc

/// The descriptors behind a watch: the kernel's notices, and a bell that ends the waiting.
///
/// Who waits closes; others only add, remove and ring.
struct FolderNotices: Sendable {
  /// One notice of the kernel.
  struct Notice {
    /// The folder's number.
    var id: Int32
    /// Of what is in the folder; empty where the folder itself is meant.
    var name: String
    var isFolder: Bool
    /// Notices were lost: anything may have happened.
    var isOverflow: Bool
    /// The folder is watched no longer, as it is gone.
    var isEnd: Bool
  }

  enum Wakening {
    case notices, quiet, ended
  }

  private let descriptor: Int32
  /// Two sockets: who waits looks at the first. (Unlike `pipe`, both close when another program is
  /// started.)
  private let bell: [Int32]

  init() throws(FileError) {
    descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
    guard descriptor >= 0 else {
      let reason =
        errno == EMFILE
        ? "the system's limit is reached (fs.inotify.max_user_instances)"
        : String(cString: strerror(errno)).lowercased()
      throw FileError(path: "watching", reason: reason)
    }
    var ends: [Int32] = [-1, -1]
    let kind = SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue
    let isMade = socketpair(AF_UNIX, Int32(kind), 0, &ends) == 0
    bell = ends
    guard isMade else {
      Glibc.close(descriptor)
      throw FileError(path: "watching", reason: String(cString: strerror(errno)).lowercased())
    }
  }

  /// Watches a folder; its number.
  func add(_ path: String) throws(FileError) -> Int32 {
    let mask =
      IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF
      | IN_MOVE_SELF | IN_ONLYDIR
    let id = inotify_add_watch(descriptor, path, UInt32(mask))
    guard id >= 0 else {
      let reason =
        switch errno {
        case ENOSPC: "the system's limit is reached (fs.inotify.max_user_watches)"
        case EACCES: "permission denied"
        default: String(cString: strerror(errno)).lowercased()
        }
      throw FileError(path: path, reason: reason)
    }
    return id
  }

  func remove(_ id: Int32) {
    inotify_rm_watch(descriptor, id)
  }

  /// Sleeps until there is a notice, the time is over (-1: never) or the bell was rung.
  func wait(milliseconds: Int32) -> Wakening {
    var sources = [descriptor, bell[0]].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    while true {
      let count = poll(&sources, nfds_t(sources.count), milliseconds)
      if count < 0, errno == EINTR { continue }
      if count < 0 || sources[1].revents != 0 { return .ended }
      return count == 0 ? .quiet : .notices
    }
  }

  /// The notices that are there.
  func take() -> [Notice] {
    var buffer = [UInt8](repeating: 0, count: Limits.noticeBytes)
    let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
    var notices: [Notice] = []
    var rest = buffer.prefix(max(0, count))
    let headerBytes = MemoryLayout<inotify_event>.size
    while rest.count >= headerBytes {
      let header = rest.withUnsafeBytes { $0.loadUnaligned(as: inotify_event.self) }
      let name = rest.dropFirst(headerBytes).prefix(Int(header.len))
      notices.append(Notice(header, name: name))
      rest = rest.dropFirst(headerBytes + Int(header.len))
    }
    return notices
  }

  /// Ends the waiting, once and for all.
  func stop() {
    _ = write(bell[1], [1], 1)
  }

  func close() {
    for end in [descriptor] + bell { Glibc.close(end) }
  }
}

extension FolderNotices.Notice {
  fileprivate init(_ header: inotify_event, name: ArraySlice<UInt8>) {
    func has(_ flag: Int32) -> Bool { header.mask & UInt32(flag) != 0 }
    self.init(
      id: header.wd, name: String(decoding: name.prefix { $0 != 0 }, as: UTF8.self),
      isFolder: has(IN_ISDIR), isOverflow: has(IN_Q_OVERFLOW), isEnd: has(IN_IGNORED))
  }
}
