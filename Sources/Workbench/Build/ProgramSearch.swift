#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where programs are looked for.
package struct ProgramSearch: Hashable, Sendable {
  /// PATH.
  package var path: String?
  /// WITBENCH_WASM_TOOLS.
  package var wasmToolsPath: String?

  /// As the environment says.
  package init() {
    path = getenv("PATH").map { String(cString: $0) }
    wasmToolsPath = getenv("WITBENCH_WASM_TOOLS").map { String(cString: $0) }
  }

  /// A program of PATH, its path from `/`. Empty and relative parts of PATH are passed over: a
  /// workspace must not bring its own `swiftc`.
  package func find(_ name: String) -> String? {
    guard let path else { return nil }
    let folders = path.split(separator: ":").filter { $0.hasPrefix("/") }
    return folders.map { "\($0)/\(name)" }.first { Files.isFile($0) && access($0, X_OK) == 0 }
  }

  /// `wasm-tools`: what WITBENCH_WASM_TOOLS names, else that of `Scripts/setup --tests`, else
  /// PATH's.
  func wasmTools() throws(BuildFailure) -> String {
    if let named = wasmToolsPath, !named.isEmpty {
      guard Files.isFile(named), access(named, X_OK) == 0 else {
        throw BuildFailure(
          .couldNotTry, "WITBENCH_WASM_TOOLS is \(named), which is no program that can be run")
      }
      return named.hasPrefix("/") ? named : Files.absolute(named)
    }
    if let found = Self.besideTheProject ?? find("wasm-tools") { return found }
    throw BuildFailure(
      .couldNotTry,
      "`wasm-tools` is missing: building a component needs it. Run `Scripts/setup --tests`, or "
        + "install it (1.262 is known to do) and put it into PATH or name it in "
        + "WITBENCH_WASM_TOOLS")
  }

  /// `.build/CONFIGURATION/witbench`, and a test bundle beside it: the package is a few folders up.
  private static var besideTheProject: String? {
    var folder = Files.folder(of: Files.absolute("/proc/self/exe"))
    for _ in 0..<5 where folder.count > 1 {
      let candidate = "\(folder)/.deps/python/bin/wasm-tools"
      if Files.isFile(candidate), access(candidate, X_OK) == 0 { return candidate }
      folder = Files.folder(of: folder)
    }
    return nil
  }
}
