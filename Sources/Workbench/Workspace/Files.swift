#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Why a file or folder could not be used, in words.
package struct FileError: Error, Hashable, Sendable {
  package var path: String
  package var reason: String

  package init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  package var text: String { "\(path): \(reason)" }
}

/// The few file operations that the engine needs, with errors that name the path.
///
/// Foundation would bring them, and twice the time to start.
package enum Files {
  /// Reads a file whole.
  ///
  /// A pipe is read to its end, so `/dev/stdin` works; folders and endless devices are refused.
  package static func read(
    _ path: String, bytesMax: Int = Limits.fileBytesMax
  ) throws(FileError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure(path) }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      throw FileError(path: path, reason: "is a folder; a file is needed here")
    }
    let tooLarge = FileError(path: path, reason: "is larger than \(bytesMax >> 20) MiB")
    guard status.st_size <= bytesMax else { throw tooLarge }
    var bytes = try regularBytes(descriptor, count: Int(status.st_size), path)
    // What has no size, as pipes, or has grown since.
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { continue }
        throw failure(path)
      }
      bytes.append(contentsOf: buffer[..<count])
      guard bytes.count <= bytesMax else { throw tooLarge }
    }
  }

  /// Up to `count` bytes, straight to where they stay: large components are read as fast as the
  /// kernel copies.
  private static func regularBytes(
    _ descriptor: Int32, count: Int, _ path: String
  ) throws(FileError) -> [UInt8] {
    var reason: Int32?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count, let start = buffer.baseAddress {
        let got = Glibc.read(descriptor, start + filled, count - filled)
        if got == 0 { return }
        if got > 0 {
          filled += got
        } else if errno != EINTR {
          reason = errno
          return
        }
      }
    }
    guard let reason else { return bytes }
    errno = reason
    throw failure(path)
  }

  /// The first bytes of a regular file; fewer, or none, where there are no more.
  package static func start(of path: String, count: Int) -> [UInt8] {
    // A pipe put here under a file's name must not make the program wait.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: count)
    let found = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
    return Array(buffer.prefix(max(0, found)))
  }

  /// Writes a file by way of a new one beside it: whoever reads sees the old or the new whole.
  package static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    try write(chunks: [bytes], to: path)
  }

  /// The same for what is at hand in pieces.
  package static func write(chunks: [[UInt8]], to path: String) throws(FileError) {
    guard !isFolder(path) else {
      throw FileError(path: path, reason: "is a folder; a file is needed here")
    }
    let temporary = "\(path).new-\(getpid())"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure(path) }
    for chunk in chunks {
      guard writeAll(chunk, to: descriptor) else {
        let error = failure(path)
        close(descriptor)
        unlink(temporary)
        throw error
      }
    }
    close(descriptor)
    guard rename(temporary, path) == 0 else {
      let error = failure(path)
      unlink(temporary)
      throw error
    }
  }

  /// Whether all could be written; if not, `errno` says why.
  private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        return false
      }
    }
    return true
  }

  /// Gives a file new bytes in the way of `write`, and leaves it as it was in all else: its
  /// permissions, and the place that a link leads to.
  package static func rewrite(_ bytes: [UInt8], at path: String) throws(FileError) {
    guard isFile(path), let mode = mode(path) else {
      throw FileError(path: path, reason: "is no file that could be written anew")
    }
    let target = absolute(path)
    let temporary = "\(target).new-\(getpid())"
    defer { unlink(temporary) }
    do {
      try write(bytes, to: temporary)
    } catch {
      throw FileError(path: path, reason: error.reason)
    }
    guard chmod(temporary, mode & 0o7777) == 0, rename(temporary, target) == 0 else {
      throw failure(path)
    }
  }

  /// Makes a folder and those above it; it is no error if it is there.
  package static func makeFolder(_ path: String) throws(FileError) {
    if isFolder(path) { return }
    let parent = folder(of: path)
    if parent != path, !parent.isEmpty { try makeFolder(parent) }
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw failure(path) }
  }

  /// A new, empty folder that only this user can look into; whoever asks for it removes it.
  package static func makeTemporaryFolder() throws(FileError) -> String {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array(join(parent, "witbench-XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else { throw failure(parent) }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Removes a file.
  package static func remove(_ path: String) throws(FileError) {
    guard unlink(path) == 0 else { throw failure(path) }
  }

  /// Removes a folder that holds nothing.
  package static func removeEmptyFolder(_ path: String) throws(FileError) {
    guard rmdir(path) == 0 else { throw failure(path) }
  }

  /// Removes a folder and all that it holds.
  package static func removeFolder(_ path: String) throws(FileError) {
    try empty(path)
    guard rmdir(path) == 0 else { throw failure(path) }
  }

  /// Removes all that a folder holds; links are removed, not followed.
  package static func empty(_ path: String) throws(FileError) {
    for name in try list(path) {
      let inner = join(path, name)
      if kind(inner) == .folder {
        try removeFolder(inner)
      } else {
        guard unlink(inner) == 0 else { throw failure(inner) }
      }
    }
  }

  package static func isFolder(_ path: String) -> Bool {
    mode(path).map { $0 & S_IFMT == S_IFDIR } ?? false
  }

  package static func isFile(_ path: String) -> Bool {
    mode(path).map { $0 & S_IFMT == S_IFREG } ?? false
  }

  package enum Kind: Hashable, Sendable {
    case file, folder, other
  }

  /// What stands under a name: links to files count as files, links to folders as something else.
  package static func kind(_ path: String) -> Kind {
    var status = stat()
    guard lstat(path, &status) == 0 else { return .other }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: return .folder
    case S_IFREG: return .file
    case S_IFLNK: return isFile(path) ? .file : .other
    default: return .other
    }
  }

  /// Whether this user may make files in a folder.
  package static func isWritable(_ path: String) -> Bool { access(path, W_OK) == 0 }

  package static func exists(_ path: String) -> Bool { mode(path) != nil }

  private static func mode(_ path: String) -> mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode : nil
  }

  /// The names in a folder, sorted by their bytes; without `.` and `..`.
  package static func list(_ path: String) throws(FileError) -> [String] {
    guard let folder = opendir(path) else { throw failure(path) }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted(by: precedes)
  }

  /// The order of names by their bytes, the same everywhere.
  package static func precedes(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }

  /// A relative path without `.` parts, doubled slashes and a slash at its end.
  package static func normalized(_ path: String) -> String {
    let parts = path.split(separator: "/").filter { $0 != "." }
    let joined = parts.joined(separator: "/")
    if path.hasPrefix("/") { return "/" + joined }
    return joined.isEmpty ? "." : joined
  }

  package static func join(_ folder: String, _ name: String) -> String {
    if name.hasPrefix("/") { return name }
    if name.isEmpty { return folder.isEmpty ? "." : folder }
    if folder.isEmpty || folder == "." { return name }
    return folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
  }

  package static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The last part of a path.
  package static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// The path from `/`, links followed where it exists.
  package static func absolute(_ path: String) -> String {
    if let resolved = realpath(path, nil) {
      defer { free(resolved) }
      return String(cString: resolved)
    }
    if path.hasPrefix("/") { return path }
    guard let current = getcwd(nil, 0) else { return path }
    defer { free(current) }
    return join(String(cString: current), path)
  }

  private static func failure(_ path: String) -> FileError {
    FileError(path: path, reason: reason(errno))
  }

  private static func reason(_ code: Int32) -> String {
    switch code {
    case ENOENT: "there is no such file or folder"
    case EACCES, EPERM: "permission denied"
    case EROFS: "the file system is read-only"
    case ENOSPC: "no space is left on the disk"
    default: String(cString: strerror(code)).lowercased()
    }
  }
}
