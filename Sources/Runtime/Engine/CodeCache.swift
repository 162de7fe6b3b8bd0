import Crypto

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Compiled code on disk: machine code that will be run, so it is trusted only from a folder that is
/// ours alone, and only when its own checksum holds.
struct CodeCache: Sendable {
  private let folder: String

  /// Nil where there is no safe place: components are compiled each time then.
  init?() {
    let base: String
    if let cache = getenv("XDG_CACHE_HOME"), cache.pointee != 0 {
      base = String(cString: cache)
    } else if let home = getenv("HOME"), home.pointee != 0 {
      base = String(cString: home) + "/.cache"
    } else {
      return nil
    }
    guard base.hasPrefix("/") else { return nil }
    folder = base + "/witbench"
    mkdir(base, 0o700)
    mkdir(folder, 0o700)
    var status = stat()
    guard lstat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR,
      status.st_uid == geteuid(), status.st_mode & 0o077 == 0
    else { return nil }
  }

  /// The code under a key; nil where there is none or its checksum is wrong.
  func code(_ key: String) -> [UInt8]? {
    guard let file = read("\(folder)/\(key).cwasm"), file.count > 32 else { return nil }
    let code = Array(file[32...])
    guard Array(SHA256.hash(data: code)) == Array(file[..<32]) else { return nil }
    return code
  }

  /// Keeps code under a key. A failure costs only time later, so it is not reported.
  func store(_ code: [UInt8], _ key: String) {
    let path = "\(folder)/\(key).cwasm"
    let temporary = "\(path).\(getpid())"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    let file = Array(SHA256.hash(data: code)) + code
    var rest = file[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      rest = rest.dropFirst(count)
    }
    close(descriptor)
    if rest.isEmpty, rename(temporary, path) == 0 { return }
    unlink(temporary)
  }

  private func read(_ path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_uid == geteuid() else { return nil }
    let size = Int(status.st_size)
    var isWhole = true
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let step = Glibc.read(descriptor, buffer.baseAddress?.advanced(by: count), size - count)
        if step < 0, errno == EINTR { continue }
        guard step > 0 else {
          isWhole = false
          return
        }
        count += step
      }
    }
    return isWhole ? bytes : nil
  }
}
