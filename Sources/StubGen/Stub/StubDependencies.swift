import WIT

/// The packages that stand beside a stub's WIT, so that any tool can read it.
enum StubDependencies {
  /// What `golem:rpc` goes by in the folder of dependencies.
  static let rpcPath = "wit/deps/wasm-rpc/wasm-rpc.wit"

  /// Every package of the target's graph, as today's WIT, and `golem:rpc`; a folder each.
  static func files(of graph: PackageGraph) -> [FilePlan.Change] {
    var files: [FilePlan.Change] = []
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
    return files + [FilePlan.Change(path: rpcPath, content: rpc)]
  }

  /// The host interface that stubs call.
  static let rpc = String(decoding: PackageResources.wasm_rpc_wit, as: UTF8.self)
}
