import WIT

/// The packages that stand beside a stub's WIT, so that any tool can read it.
enum StubDependencies {
  /// What `golem:rpc` goes by in the folder of dependencies.
  static let rpcPath = "wit/deps/wasm-rpc/wasm-rpc.wit"

  /// Where `wasi:io` is, for stubs with futures.
  static let pollPath = "wit/deps/io/poll.wit"

  /// Every package of the target's graph, as today's WIT, and what the stub calls; a folder each.
  static func files(of graph: PackageGraph, style: StubStyle) -> [FilePlan.Change] {
    var files: [FilePlan.Change] = []
    let poll = PackageName(
      namespace: "wasi", name: "io",
      version: SemanticVersion(major: 0, minor: 2, patch: 0))
    for index in graph.packages.indices {
      let name = graph.packages[index].name
      // A target that calls workers itself brings its own copy; the stub's is the one it is made for.
      if name.namespace == "golem", name.name == "rpc" { continue }
      let isRepeated = graph.packages.count {
        $0.name.namespace == name.namespace && $0.name.name == name.name
      }
      let version = isRepeated > 1 ? name.version.map { "-\($0)" } ?? "" : ""
      files.append(
        FilePlan.Change(
          path: "wit/deps/\(name.namespace)_\(name.name)\(version)/\(name.name).wit",
          content: WITPrinter.text(of: PackageID(index: index), in: graph)))
    }
    files.append(FilePlan.Change(path: rpcPath, content: rpc(style)))
    // A target that waits for something itself brings the package whole.
    if style == .golem10, !graph.packages.contains(where: { $0.name == poll }) {
      files.append(
        FilePlan.Change(
          path: pollPath, content: String(decoding: PackageResources.poll_wit, as: UTF8.self)))
    }
    return files
  }

  /// The host interface that stubs call.
  static func rpc(_ style: StubStyle) -> String {
    let bytes =
      switch style {
      case .seed: PackageResources.wasm_rpc_wit
      case .golem10: PackageResources.wasm_rpc_1_0_wit
      }
    return String(decoding: bytes, as: UTF8.self)
  }
}
