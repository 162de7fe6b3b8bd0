/// The programs that make a component out of Swift sources, found on this machine.
struct GuestToolchain: Hashable, Sendable {
  /// The Swift compiler: swift.org's own, no SDK is needed.
  var swiftc: String
  /// The linker of the same toolchain.
  var linker: String
  /// What String's comparison, hashing and graphemes need; the linker drops it otherwise.
  var unicodeTables: String
  /// Makes a component of a core module.
  var wasmTools: String
  /// The versions of the compiler and of `wasm-tools`: others make other bytes.
  var version: String

  /// The target of the guests: bare wasm32, since a component brings its own way to the host.
  static let target = "wasm32-unknown-none-wasm"

  /// Finds everything, or says what is missing and how to get it.
  @concurrent
  static func find(
    _ search: ProgramSearch = ProgramSearch()
  ) async throws(BuildFailure) -> GuestToolchain {
    guard let swiftc = search.find("swiftc") else {
      throw BuildFailure(
        .couldNotTry,
        "there is no `swiftc` in PATH. Install Swift 6.2 or newer from swift.org and put its "
          + "usr/bin into PATH")
    }
    let wasmTools = try search.wasmTools()
    let information = try await ProgramRun(
      program: swiftc, arguments: ["-print-target-info", "-target", target], folder: "/"
    ).text()
    guard let resources = field("runtimeResourcePath", of: information) else {
      throw BuildFailure(
        .couldNotTry, "`\(swiftc) -print-target-info` does not say where its libraries are")
    }
    let tables = "\(resources)/embedded/\(target)/libswiftUnicodeDataTables.a"
    guard Files.isFile(tables) else {
      throw BuildFailure(
        .couldNotTry,
        "\(swiftc) has no Embedded Swift for \(target) (looked for \(tables)). Install the "
          + "toolchain from swift.org, 6.2 or newer, and put its usr/bin first in PATH")
    }
    // Not through its link: the program looks at the name that it was called by.
    let beside = Files.join(Files.folder(of: Files.folder(of: resources)), "bin/wasm-ld")
    guard let linker = Files.isFile(beside) ? beside : search.find("wasm-ld") else {
      throw BuildFailure(.couldNotTry, "the toolchain of \(swiftc) has no `wasm-ld`, nor has PATH")
    }
    let versions = [
      field("compilerVersion", of: information) ?? "an unknown compiler",
      try await ProgramRun(program: wasmTools, arguments: ["--version"], folder: "/").text(),
    ]
    return GuestToolchain(
      swiftc: swiftc, linker: linker, unicodeTables: tables, wasmTools: wasmTools,
      version: versions.joined(separator: ", "))
  }

  /// A string field of the compiler's answer, which is JSON with one field a line.
  private static func field(_ name: String, of json: String) -> String? {
    for line in json.split(separator: "\n") {
      let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
      if parts.count == 5, parts[1] == name { return String(parts[3]) }
    }
    return nil
  }
}
