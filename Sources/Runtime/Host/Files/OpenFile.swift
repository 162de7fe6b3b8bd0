#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file or folder that is open; closed when nobody holds it any more.
final class OpenFile {
  let number: Int32
  private let usage: FolderUsage?

  /// Takes over an open file; one that a guest holds is counted in its worker's usage.
  init(_ number: Int32, countedIn usage: FolderUsage? = nil) {
    self.number = number
    self.usage = usage
    usage?.openFiles += 1
  }

  /// Opens a folder by the system's path; nil, with `errno`, where none is there, or a link.
  convenience init?(folderAt path: String) {
    let number = Self.openFolder(path)
    guard number >= 0 else { return nil }
    self.init(number)
  }

  deinit {
    close(number)
    usage?.openFiles -= 1
  }

  private static func openFolder(_ path: String) -> Int32 {
    #if canImport(Glibc)
      Glibc.open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    #else
      Darwin.open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    #endif
  }

  /// Opens a name in a folder, which is never a link.
  static func open(
    _ name: String, in folder: OpenFile, _ flags: Int32, countedIn usage: FolderUsage? = nil
  ) throws -> OpenFile {
    // Not to wait for the other end of a pipe that somebody put there.
    let number = openat(
      folder.number, name, flags | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0o600)
    guard number >= 0 else { throw FileError.last("open") }
    return OpenFile(number, countedIn: usage)
  }

  static func folder(_ name: String, in folder: OpenFile) throws -> OpenFile {
    try open(name, in: folder, O_RDONLY | O_DIRECTORY)
  }

  var status: FileStatus {
    get throws {
      var status = stat()
      guard fstat(number, &status) == 0 else { throw FileError.last("stat") }
      return FileStatus(status)
    }
  }

  /// The bytes at an offset; fewer than asked for at the file's end.
  func read(_ count: Int, at offset: UInt64) throws -> [UInt8] {
    guard let start = off_t(exactly: offset) else { throw FileError.invalid }
    var done = 0
    let bytes = try [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      while done < count, let base = buffer.baseAddress {
        let read = pread(number, base + done, count - done, start + off_t(done))
        if read < 0, errno == EINTR { continue }
        guard read >= 0 else { throw FileError.last("read") }
        if read == 0 { break }
        done += read
      }
      initialized = done
    }
    return bytes
  }

  func write(_ bytes: [UInt8], at offset: UInt64) throws {
    guard let start = off_t(exactly: offset) else { throw FileError.invalid }
    try bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count, let base = buffer.baseAddress {
        let written = pwrite(number, base + done, buffer.count - done, start + off_t(done))
        if written < 0, errno == EINTR { continue }
        guard written >= 0 else { throw FileError.last("write") }
        done += written
      }
    }
  }

  func setSize(_ size: UInt64) throws {
    guard let length = off_t(exactly: size) else { throw FileError.invalid }
    guard ftruncate(number, length) == 0 else { throw FileError.last("set-size") }
  }

  /// The names in a folder but `.` and `..`, with their types, sorted by their bytes.
  func entries() throws -> [(name: String, type: String)] {
    // A second look at the folder: reading moves a place that the first would share.
    let number = openat(self.number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard number >= 0 else { throw FileError.last("read-directory") }
    guard let stream = fdopendir(number) else {
      close(number)
      throw FileError.last("read-directory")
    }
    defer { closedir(stream) }
    var entries: [(name: String, type: String)] = []
    while let entry = readdir(stream) {
      let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      guard let name = String(validating: bytes, as: UTF8.self) else {
        throw FileError.illegalBytes
      }
      guard name != ".", name != ".." else { continue }
      entries.append((name, try FileStatus.of(name, in: self).type))
    }
    return entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }
}
