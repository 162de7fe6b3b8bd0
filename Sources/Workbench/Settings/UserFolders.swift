#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The user's own folders, as the XDG base directory specification has them; each with `witbench` at
/// its end. They need not exist.
package struct UserFolders: Hashable, Sendable {
  /// What the user writes: config.toml and themes; nil where there is no home.
  package var config: String?
  /// What the program remembers between runs.
  package var state: String?
  /// What can be made again.
  package var cache: String?
  /// Where installed data is looked for, the most important first.
  package var data: [String]

  /// - Parameter variable: the value of an environment variable, nil where it is not set
  package init(variable: (String) -> String?) {
    // "All paths must be absolute. If […] a relative path is encountered, it should be ignored."
    func absolute(_ name: String) -> String? {
      variable(name).flatMap { $0.hasPrefix("/") ? $0 : nil }
    }
    let home = absolute("HOME")
    func folder(_ name: String, else fallback: String) -> String? {
      (absolute(name) ?? home.map { "\($0)/\(fallback)" }).map { "\($0)/witbench" }
    }
    config = folder("XDG_CONFIG_HOME", else: ".config")
    state = folder("XDG_STATE_HOME", else: ".local/state")
    cache = folder("XDG_CACHE_HOME", else: ".cache")
    let shared = variable("XDG_DATA_DIRS") ?? "/usr/local/share:/usr/share"
    data =
      [folder("XDG_DATA_HOME", else: ".local/share")].compactMap { $0 }
      + shared.split(separator: ":").filter { $0.hasPrefix("/") }.map { "\($0)/witbench" }
  }

  /// Those of the user who runs the program.
  package static var current: UserFolders { UserFolders(variable: environmentVariable) }

  /// The file that the user writes.
  package var configFile: String? { config.map { "\($0)/config.toml" } }
}

/// The value of an environment variable; nil where it is empty or not set.
package func environmentVariable(_ name: String) -> String? {
  guard let value = getenv(name), value.pointee != 0 else { return nil }
  return String(cString: value)
}
