import Workbench

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where themes are looked for: the user's own first, then those that were installed. What is found
/// nowhere may be inside the program.
enum ThemeFolders {
  static var all: [String] {
    let folders = UserFolders.current
    return (([folders.config].compactMap { $0 } + folders.data + installed).map { "\($0)/themes" })
      .filter(Files.isFolder)
  }

  static var library: ThemeLibrary { ThemeLibrary(folders: all, read: read) }

  /// Beside an installed program: a fixed place relative to it, never the current folder, which may
  /// be anybody's.
  private static var installed: [String] {
    guard let executable = executablePath else { return [] }
    return [Files.join(Files.folder(of: Files.folder(of: executable)), "share/witbench")]
  }

  /// The text of a theme file, or nil where there is none.
  static func read(_ path: String) -> String? {
    guard let bytes = try? Files.read(path, bytesMax: Workbench.Limits.themeBytesMax) else {
      return nil
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static var executablePath: String? {
    guard let path = realpath("/proc/self/exe", nil) else { return nil }
    defer { free(path) }
    return String(cString: path)
  }
}
