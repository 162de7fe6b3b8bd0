import WIT

/// The packages that stand beside a stub's WIT, so that any tool can read it.
enum StubDependencies {
  /// What `golem:rpc` goes by in the folder of dependencies.
  static let rpcPath = "wit/deps/wasm-rpc/wasm-rpc.wit"

  /// Where `wasi:io` is, for stubs with futures.
  static let pollPath = "wit/deps/io/poll.wit"

  /// Every package of the target's graph, as today's WIT, and what the stub calls; a folder each.
  static func files(
    of graph: PackageGraph, besides left: PackageID?, style: StubStyle
  ) -> [FilePlan.Change] {
    var files: [FilePlan.Change] = []
    let poll = PackageName(
      namespace: "wasi", name: "io",
      version: SemanticVersion(major: 0, minor: 2, patch: 0))
    for index in graph.packages.indices where left?.index != Int32(index) {
      let name = graph.packages[index].name
      // A target that calls workers itself brings its own copy; the stub's is the one it is made for.
      if name.namespace == "golem", name.name == "rpc" { continue }
      let isRepeated = graph.packages.count {
        $0.name.namespace == name.namespace && $0.name.name == name.name
      }
      let version = isRepeated > 1 ? name.version.map { "-\($0)" } ?? "" : ""
      var content = WITPrinter.text(of: PackageID(index: index), in: graph)
      if style == .golem10, name == poll, !graph.hasPoll(index) { content += "\n" + pollInterface }
      files.append(
        FilePlan.Change(
          path: "wit/deps/\(name.namespace)_\(name.name)\(version)/\(name.name).wit",
          content: content))
    }
    files.append(FilePlan.Change(path: rpcPath, content: rpc(style)))
    if style == .golem10, !graph.packages.contains(where: { $0.name == poll }) {
      files.append(FilePlan.Change(path: pollPath, content: pollText))
    }
    return files
  }

  private static var pollText: String {
    String(decoding: PackageResources.poll_wit, as: UTF8.self)
  }

  /// Without the package's name, for a package that has other parts of `wasi:io` already: what a
  /// component's binary keeps of it is what the component calls.
  private static var pollInterface: String {
    let lines = pollText.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.drop { !$0.hasPrefix("interface ") }.joined(separator: "\n")
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

extension PackageGraph {
  /// Whether a package, by its place, has the interface `poll`.
  fileprivate func hasPoll(_ package: Int) -> Bool {
    packages[package].interfaces.contains { self[$0].name == "poll" }
  }
}
