import CWasmtime
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// libwasmtime, opened once for the process.
enum WasmtimeLibrary {
  private static let loaded = Mutex<Result<Void, EngineError>?>(nil)

  /// Opens the library if that has not been tried; every later call answers the same.
  static func load() throws(EngineError) {
    let result = loaded.withLock { state -> Result<Void, EngineError> in
      if let state { return state }
      let result = open()
      state = result
      return result
    }
    switch result {
    case .success: return
    case .failure(let error): throw error
    }
  }

  /// The file that would be opened; nil where there is none.
  static var foundPath: String? { candidates.first { access($0, R_OK) == 0 } }

  private static func open() -> Result<Void, EngineError> {
    // Read when an engine is made: where functions and lines stand in traps.
    setenv("WASMTIME_BACKTRACE_DETAILS", "1", 0)
    guard let path = foundPath else { return .failure(.libraryMissing(searched: candidates)) }
    guard let message = wasmtime_load(path) else { return .success(()) }
    return .failure(.libraryUnusable(String(cString: message)))
  }

  /// Where the library may be: never the current folder, which others can write to.
  private static var candidates: [String] {
    if let path = getenv("WITBENCH_LIBWASMTIME") { return [String(cString: path)] }
    var paths: [String] = []
    var folder = executableFolder
    // .build/CONFIGURATION/witbench, and a test bundle beside it: the package is a few folders up.
    for _ in 0..<5 where folder.count > 1 {
      paths.append("\(folder)/.deps/lib/libwasmtime.so")
      folder = String(folder[..<(folder.lastIndex(of: "/") ?? folder.startIndex)])
    }
    // Where Scripts/install puts it.
    paths.append("\(executableFolder)/../lib/witbench/libwasmtime.so")
    paths.append("\(executableFolder)/../lib/libwasmtime.so")
    paths.append("/usr/local/lib/libwasmtime.so")
    return paths
  }

  private static var executableFolder: String {
    guard let path = realpath("/proc/self/exe", nil) else { return "" }
    defer { free(path) }
    let text = String(cString: path)
    return String(text[..<(text.lastIndex(of: "/") ?? text.startIndex)])
  }
}

extension String {
  /// Reads a name that the library lends.
  init(_ name: wasm_name_t) {
    guard let data = name.data, name.size > 0 else {
      self = ""
      return
    }
    self = String(decoding: UnsafeBufferPointer(start: data, count: name.size), as: UTF8.self)
  }
}

extension Trap {
  /// Takes over an error of the library and frees it.
  init(taking error: OpaquePointer) {
    var name = wasm_name_t()
    wasmtime_error_message(error, &name)
    let whole = String(name)
    wasm_byte_vec_delete(&name)
    var status: Int32 = 0
    let hasExited = wasmtime_error_exit_status(error, &status)
    wasmtime_error_delete(error)
    let last = Trap.cause(in: whole)
    let kind: Kind =
      if hasExited {
        .exit(isSuccess: status == 0)
      } else if last.contains("call stack exhausted") {
        .stackOverflow
      } else if last.contains("fuel allocated for hostcalls") {
        .limit
      } else {
        .trap
      }
    let message =
      kind == .limit
      ? "the guest hands over more at once than the engine takes: 128 MiB, with some 50 bytes for each "
        + "element of a list: it can do so in parts, or as a string"
      : last
    self.init(
      kind: kind, message: message, backtrace: GuestFrame.lines(GuestFrame.frames(in: whole)))
  }

  /// The last cause of a chain: `Caused by:` and its lines, the innermost last.
  private static func cause(in message: String) -> String {
    let lines = message.split(separator: "\n").map { line in
      String(line.drop { $0 == " " })
    }
    guard let last = lines.last, lines.count > 1 else { return message }
    // "1: wasm trap: …" is numbered when there are several causes.
    let digits = last.prefix { $0.isNumber }
    return last.dropFirst(digits.count).hasPrefix(": ")
      ? String(last.dropFirst(digits.count + 2)) : last
  }
}
