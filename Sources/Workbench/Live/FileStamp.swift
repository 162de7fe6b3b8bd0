#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What tells whether a file is still the one that was read, without reading it.
struct FileStamp: Hashable, Sendable {
  private let device: UInt64
  private let file: UInt64
  private let sizeBytes: Int64
  /// When the content changed, and when anything did: seconds and nanoseconds since 1970.
  private let modified: [Int]
  /// Whether the file has been left alone so long that another change would have another time.
  let isSettled: Bool

  /// Nil where there is no regular file.
  init?(of path: String) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    device = UInt64(status.st_dev)
    file = UInt64(status.st_ino)
    sizeBytes = Int64(status.st_size)
    modified = [
      status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_ctim.tv_sec, status.st_ctim.tv_nsec,
    ]
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    isSettled = status.st_ctim.tv_sec + Limits.restlessSeconds < now.tv_sec
  }

  static func == (left: FileStamp, right: FileStamp) -> Bool {
    left.device == right.device && left.file == right.file && left.sizeBytes == right.sizeBytes
      && left.modified == right.modified
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(file)
    hasher.combine(modified)
  }
}
