import Workbench

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where themes are looked for: the user's own first, then those that came with the program.
enum ThemeFolders {
  static var all: [String] { users + ours }

  /// `$XDG_CONFIG_HOME/witbench/themes`.
  private static var users: [String] {
    if let config = variable("XDG_CONFIG_HOME") { return ["\(config)/witbench/themes"] }
    return variable("HOME").map { ["\($0)/.config/witbench/themes"] } ?? []
  }

  /// Beside an installed program, and at the root of the project that it was built in.
  ///
  /// Fixed places relative to the executable; never the current folder, which may be anybody's.
  private static var ours: [String] {
    guard let executable = executablePath else { return [] }
    let folder = Files.folder(of: executable)
    let installed = Files.join(Files.folder(of: folder), "share/witbench/themes")
    // PROJECT/.build/PLATFORM/CONFIGURATION/witbench
    let project = Files.folder(of: Files.folder(of: Files.folder(of: folder)))
    return [installed, Files.join(project, "themes")].filter(Files.isFolder)
  }

  /// The text of a theme file, or nil where there is none.
  static func read(_ path: String) -> String? {
    guard let bytes = try? Files.read(path, bytesMax: Workbench.Limits.themeBytesMax) else {
      return nil
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func variable(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }

  private static var executablePath: String? {
    guard let path = realpath("/proc/self/exe", nil) else { return nil }
    defer { free(path) }
    return String(cString: path)
  }
}
