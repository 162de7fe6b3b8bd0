package import Component

/// What releases of Golem serve to a component: may what is composed here also run there?
///
/// Read from golemcloud/golem, where each release puts its interfaces into the linker: v0.0.67
/// (`golem-worker-executor-base/src/{preview2,wasi_host}/mod.rs`), v1.0.0 and v1.1.2 (`build.rs`,
/// `src/wasi_host/mod.rs`, `golem-worker-executor/src/lib.rs`); `golem:rpc/types` from
/// golemcloud/wasm-rpc (`wit/wasm-rpc.wit`).
package enum GolemRelease: String, Hashable, Sendable, CaseIterable {
  /// The releases of March 2024, the era `seed`.
  case march2024 = "2024-03"
  /// These are the era `golem-1.0`.
  case release10 = "1.0"
  case release11 = "1.1"

  /// What it does not serve of an import: the interface, or functions of it; empty where it serves
  /// all.
  package func unserved(_ wanted: InterfaceType) -> [String] {
    guard let name = wanted.name else { return wanted.functions.map(\.name) }
    // Types alone need nobody.
    guard !wanted.functions.isEmpty || !wanted.resources.isEmpty else { return [] }
    guard serves(name) else { return [name] }
    guard name.hasPrefix("golem:rpc/types@") else { return [] }
    return wanted.functions.map(\.name).filter { !rpcFunctions.contains($0) }
      .map { "\(name).{\($0)}" }
  }

  private func serves(_ name: String) -> Bool {
    let parts = name.split(separator: "@", maxSplits: 1).map(String.init)
    let version = parts.count > 1 ? parts[1] : ""
    guard let base = parts.first, let versions = versions(of: base) else { return false }
    return versions.contains { $0 == version || isCompatible($0, version) }
  }

  /// wasmtime's linker takes a compatible version for the very one since its version 19; the
  /// releases of 2024-03 have 17, the others 21.
  private func isCompatible(_ served: String, _ wanted: String) -> Bool {
    guard self != .march2024, !wanted.contains("-") else { return false }
    return track(served) != nil && track(served) == track(wanted)
  }

  private func track(_ version: String) -> [Substring]? {
    let numbers = version.split(separator: ".")
    guard numbers.count == 3 else { return nil }
    if numbers[0] != "0" { return [numbers[0]] }
    return numbers[1] != "0" ? Array(numbers.prefix(2)) : nil
  }

  /// The versions in which it has an interface, `""` for none; nil where it has none of it.
  private func versions(of interface: String) -> [String]? {
    switch interface {
    case "golem:rpc/types": ["0.1.0"]
    case "golem:api/host":
      switch self {
      case .march2024: [""]
      case .release10: ["0.2.0"]
      case .release11: ["0.2.0", "1.1.0"]
      }
    case "golem:api/oplog": self == .release11 ? ["1.1.0"] : nil
    default: Self.common[interface]
    }
  }

  private var rpcFunctions: Set<String> {
    let first: Set = ["[constructor]wasm-rpc", "[method]wasm-rpc.invoke-and-await"]
    return self == .march2024
      ? first
      : first.union([
        "[method]wasm-rpc.invoke", "[method]wasm-rpc.async-invoke-and-await",
        "[method]future-invoke-result.subscribe", "[method]future-invoke-result.get",
      ])
  }

  /// What all three put into the linker.
  private static let common: [String: [String]] = {
    var versions: [String: [String]] = [:]
    func add(_ package: String, _ interfaces: String, _ version: String) {
      for name in interfaces.split(separator: " ") { versions["\(package)/\(name)"] = [version] }
    }
    add(
      "wasi:cli",
      "environment exit stderr stdin stdout terminal-input terminal-output terminal-stderr "
        + "terminal-stdin terminal-stdout", "0.2.0")
    add("wasi:clocks", "monotonic-clock wall-clock", "0.2.0")
    add("wasi:filesystem", "preopens types", "0.2.0")
    add("wasi:io", "error poll streams", "0.2.0")
    add("wasi:random", "random insecure insecure-seed", "0.2.0")
    add(
      "wasi:sockets",
      "instance-network ip-name-lookup network tcp tcp-create-socket udp udp-create-socket",
      "0.2.0")
    add("wasi:http", "outgoing-handler types", "0.2.0")
    add("wasi:blobstore", "blobstore container types", "")
    add(
      "wasi:keyvalue", "atomic eventual-batch cache eventual types wasi-keyvalue-error", "0.1.0")
    add("wasi:logging", "logging", "")
    return versions
  }()
}
