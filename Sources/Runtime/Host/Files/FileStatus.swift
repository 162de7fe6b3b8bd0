import Component

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the system says of a file.
struct FileStatus {
  private let raw: stat

  init(_ raw: stat) {
    self.raw = raw
  }

  /// Of a name in a folder; of a link itself where it is one.
  static func of(_ name: String, in folder: OpenFile) throws -> FileStatus {
    var status = stat()
    guard fstatat(folder.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      throw FileError.last("stat")
    }
    return FileStatus(status)
  }

  /// A case of `descriptor-type`.
  var type: String {
    switch raw.st_mode & S_IFMT {
    case S_IFREG: "regular-file"
    case S_IFDIR: "directory"
    case S_IFLNK: "symbolic-link"
    case S_IFIFO: "fifo"
    case S_IFCHR: "character-device"
    case S_IFBLK: "block-device"
    case S_IFSOCK: "socket"
    default: "unknown"
    }
  }

  var isFolder: Bool { raw.st_mode & S_IFMT == S_IFDIR }
  var isFile: Bool { raw.st_mode & S_IFMT == S_IFREG }
  /// Guests cannot change modes: the owner's bit tells an initial file that may only be read.
  var isReadOnly: Bool { isFile && raw.st_mode & S_IWUSR == 0 }
  var links: UInt64 { UInt64(raw.st_nlink) }
  var size: UInt64 { UInt64(max(0, raw.st_size)) }
  /// Seconds since 1970.
  var modified: Double { Double(modification.tv_sec) + Double(modification.tv_nsec) / 1e9 }

  func isSame(as other: FileStatus) -> Bool {
    raw.st_dev == other.raw.st_dev && raw.st_ino == other.raw.st_ino
  }

  /// `metadata-hash-value`: the same for the same file only.
  var hash: Value {
    .record([
      "lower": .u64(UInt64(raw.st_ino)), "upper": .u64(UInt64(truncatingIfNeeded: raw.st_dev)),
    ])
  }

  /// When it was read, written and changed: what a replay does not repeat.
  var times: Value { .tuple([access, modification, change].map(FileStatus.datetime)) }

  /// A `descriptor-stat` with these times.
  func value(times: Value) throws(HostError) -> Value {
    guard case .tuple(let times) = times, times.count == 3 else {
      throw HostError("the journal's result for stat holds no times")
    }
    // How large a folder is and how many links it has differ from one file system to the next.
    return .record([
      "type": .enum(type), "link-count": .u64(isFolder ? 1 : links),
      "size": .u64(isFolder ? 0 : size), "data-access-timestamp": times[0],
      "data-modification-timestamp": times[1], "status-change-timestamp": times[2],
    ])
  }

  private static func datetime(_ time: timespec) -> Value {
    guard let seconds = UInt64(exactly: time.tv_sec) else { return .option(nil) }
    return .option(
      .record(["seconds": .u64(seconds), "nanoseconds": .u32(UInt32(time.tv_nsec))]))
  }

  #if canImport(Glibc)
    private var access: timespec { raw.st_atim }
    private var modification: timespec { raw.st_mtim }
    private var change: timespec { raw.st_ctim }
  #else
    private var access: timespec { raw.st_atimespec }
    private var modification: timespec { raw.st_mtimespec }
    private var change: timespec { raw.st_ctimespec }
  #endif
}
