import Crypto

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Compiled code on disk: machine code that will be run, so it is trusted only from a folder that is
/// ours alone, and only when its own checksum holds.
///
/// A file is 32 bytes, the SHA-256 of its key and of the code, and then the code.
struct CodeCache: Sendable {
  private let folder: String
  private let bytesMax: Int

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
    mkdir(base, 0o700)
    self.init(folder: base + "/witbench")
  }

  /// - Parameter bytesMax: what all files may take together; the ones that were used longest ago go
  init?(folder: String, bytesMax: Int = Limits.codeCacheBytesMax) {
    self.folder = folder
    self.bytesMax = bytesMax
    mkdir(folder, 0o700)
    var status = stat()
    guard lstat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR,
      status.st_uid == geteuid(), status.st_mode & 0o077 == 0
    else { return nil }
  }

  private func path(_ key: String) -> String { "\(folder)/\(key).cwasm" }

  /// Runs `body` with the code under a key; nil where there is none, it is not ours or damaged, or
  /// `body` gives none. What cannot be used is removed.
  func withCode<Result>(_ key: String, _ body: (UnsafeRawBufferPointer) -> Result?) -> Result? {
    guard let file = read(path(key)) else { return nil }
    let result = file.withUnsafeBytes { file -> Result? in
      guard file.count > 32 else { return nil }
      let code = UnsafeRawBufferPointer(rebasing: file[32...])
      guard file[..<32].elementsEqual(Self.digest(key, code)) else { return nil }
      return body(code)
    }
    if result == nil { remove(key) }
    return result
  }

  /// Keeps code under a key. A failure costs only time later, so it is not reported.
  func store(_ code: UnsafeRawBufferPointer, _ key: String) {
    guard code.count <= bytesMax else { return }
    let temporary = "\(path(key)).\(getpid())"
    unlink(temporary)
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { return }
    let digest = Array(Self.digest(key, code))
    let isWritten =
      digest.withUnsafeBytes { Self.write($0, to: descriptor) }
      && Self.write(code, to: descriptor)
    close(descriptor)
    if !isWritten || rename(temporary, path(key)) != 0 { unlink(temporary) }
    evict(sparing: "\(key).cwasm")
  }

  func remove(_ key: String) {
    unlink(path(key))
  }

  private static func digest(_ key: String, _ code: UnsafeRawBufferPointer) -> SHA256.Digest {
    var hash = SHA256()
    hash.update(data: Array(key.utf8))
    hash.update(bufferPointer: code)
    return hash.finalize()
  }
}

// Files.
extension CodeCache {
  /// Removes what was used longest ago until the rest is small enough, and what a process that died
  /// has left half written.
  private func evict(sparing kept: String) {
    var files = listing().filter { $0.name != kept }
    let own = ".\(getpid())"
    for file in files where !file.name.hasSuffix(".cwasm") && !file.name.hasSuffix(own) {
      // Somebody else may be writing it right now.
      if time(nil) - file.used > 3600 { unlink("\(folder)/\(file.name)") }
    }
    files.removeAll { !$0.name.hasSuffix(".cwasm") }
    var status = stat()
    lstat("\(folder)/\(kept)", &status)
    var bytes = files.reduce(Int(status.st_size)) { $0 + $1.bytes }
    for file in files.sorted(by: { $0.used < $1.used }) where bytes > bytesMax {
      unlink("\(folder)/\(file.name)")
      bytes -= file.bytes
    }
  }

  private func listing() -> [(name: String, bytes: Int, used: Int)] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var files: [(name: String, bytes: Int, used: Int)] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      var status = stat()
      guard name.contains(".cwasm"), lstat("\(folder)/\(name)", &status) == 0 else { continue }
      files.append((name, Int(status.st_size), status.st_mtim.tv_sec))
    }
    return files
  }

  private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = Glibc.write(
        descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  private func read(_ path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_uid == geteuid(),
      status.st_mode & S_IFMT == S_IFREG, status.st_mode & 0o022 == 0
    else { return nil }
    // It was used now.
    futimens(descriptor, nil)
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
