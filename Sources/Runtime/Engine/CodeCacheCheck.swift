#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Whether compiled code can be kept, and how much is.
package enum CodeCacheCheck: Hashable, Sendable {
  case usable(folder: String, files: Int, bytes: Int)
  /// It will be made by the first compilation.
  case absent(folder: String)
  case unusable(folder: String, reason: String)
  case homeless

  /// - Parameter folder: nil where the user has no home
  package init(folder: String?) {
    guard let folder else {
      self = .homeless
      return
    }
    var status = stat()
    guard lstat(folder, &status) == 0 else {
      self =
        errno == ENOENT
        ? .absent(folder: folder)
        : .unusable(folder: folder, reason: String(cString: strerror(errno)).lowercased())
      return
    }
    if status.st_mode & S_IFMT != S_IFDIR {
      self = .unusable(folder: folder, reason: "it is no folder")
    } else if status.st_uid != geteuid() {
      self = .unusable(folder: folder, reason: "it belongs to another user")
    } else if status.st_mode & 0o077 != 0 {
      self = .unusable(folder: folder, reason: "others can get into it")
    } else if access(folder, W_OK) != 0 {
      self = .unusable(folder: folder, reason: "it cannot be written to")
    } else {
      let sizes = Self.sizes(in: folder)
      self = .usable(folder: folder, files: sizes.count, bytes: sizes.reduce(0, +))
    }
  }

  private static func sizes(in folder: String) -> [Int] {
    guard let listing = opendir(folder) else { return [] }
    defer { closedir(listing) }
    var sizes: [Int] = []
    while let entry = readdir(listing) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      var status = stat()
      if name.hasSuffix(".cwasm"), lstat("\(folder)/\(name)", &status) == 0 {
        sizes.append(Int(status.st_size))
      }
    }
    return sizes
  }
}
