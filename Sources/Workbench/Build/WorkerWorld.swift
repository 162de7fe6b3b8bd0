import WIT

/// The world that a guest is compiled for: its template's, and what its own code asks of the host.
///
/// A template's WIT says what a worker is for others. How it is made may need more (a clock, the
/// environment); other languages' standard libraries bring such imports unasked. A Swift worker
/// writes them down: a `wit` folder beside its sources holds a package with one world, and the
/// build joins the two. The template's own files stay as they are.
struct WorkerWorld: Sendable {
  /// Everything in one file of today's WIT: what the bindings are generated from is what the
  /// component is made with.
  var text: String
  var graph: PackageGraph
  /// The joined world.
  var world: WorldID
  /// The template's own world, which is what others may call.
  var original: WorldID

  var name: String { graph[world].name }

  /// Reads the template's folder, and the other one where there is one.
  ///
  /// `named` decides where the template's package has several worlds.
  init(
    template folder: WITSource, named: String, host: WITSource?
  ) throws(BuildFailure) {
    let resolutions = try [folder, host].compactMap { $0 }
      .map { (source) throws(BuildFailure) in (source, try Self.load(source)) }
    var worlds: [String] = []
    var packages: [PackageName: String] = [:]
    var order: [PackageName] = []
    for (source, resolution) in resolutions {
      worlds.append(try Self.world(of: resolution, source: source, named: named))
      for index in resolution.graph.packages.indices {
        let name = resolution.graph.packages[index].name
        // A package that both bring is the template's.
        guard packages[name] == nil else { continue }
        order.append(name)
        packages[name] = WITPrinter.text(
          of: PackageID(index: index), in: resolution.graph, isNested: true)
      }
    }
    let includes = worlds.map { "  include \($0);\n" }.joined()
    let root = "package witbench:build;\n\nworld worker {\n\(includes)}\n"
    let text = ([root] + order.compactMap { packages[$0] }).joined(separator: "\n")
    try self.init(text: text, world: "worker")
    original =
      graph.worlds.indices.map { WorldID(index: $0) }
      .first { graph.identifier(of: $0) == worlds.first } ?? world
  }

  /// Takes one file that says it all, and the world of its package that is meant.
  init(text: String, world name: String) throws(BuildFailure) {
    let file = SourceFile(path: "world.wit", text: text)
    let resolution = resolve(
      root: SourcePackage(path: file.path, files: [file]), dependencies: [])
    guard resolution.isUsable, let root = resolution.root,
      let world = resolution.graph[root].worlds.first(where: { resolution.graph[$0].name == name })
    else {
      throw BuildFailure(
        .refused, "the worlds cannot be joined:\n" + Self.errors(of: resolution))
    }
    self.text = text
    graph = resolution.graph
    self.world = world
    original = world
  }

  static func load(_ source: WITSource) throws(BuildFailure) -> Resolution {
    let resolution: Resolution
    do {
      resolution = try WITFolder.load(source.path, shownAs: source.shown)
    } catch {
      throw BuildFailure(error)
    }
    guard resolution.isUsable else {
      throw BuildFailure(.refused, errors(of: resolution))
    }
    return resolution
  }

  static func errors(of resolution: Resolution) -> String {
    let renderer = DiagnosticText(sources: resolution.sources)
    return resolution.diagnostics.filter { $0.severity == .error }
      .map { renderer.text(of: $0) }.joined(separator: "\n")
  }

  /// The world that is meant, by its id: the only one, or the one with this name.
  private static func world(
    of resolution: Resolution, source: WITSource, named: String
  ) throws(BuildFailure) -> String {
    let worlds = resolution.root.map { resolution.graph[$0].worlds } ?? []
    if let only = worlds.first, worlds.count == 1 { return resolution.graph.identifier(of: only) }
    if let world = worlds.first(where: { resolution.graph[$0].name == named }) {
      return resolution.graph.identifier(of: world)
    }
    guard !worlds.isEmpty else {
      throw BuildFailure(
        .refused, "\(source.shown): the package has no world, so there is nothing to build")
    }
    let names = worlds.map { "`\(resolution.graph[$0].name)`" }.joined(separator: ", ")
    throw BuildFailure(
      .refused,
      "\(source.shown): the package has several worlds (\(names)) and none is named like the "
        + "template, `\(named)`")
  }
}

/// A WIT folder or file: where it is, and how messages name it.
struct WITSource: Hashable, Sendable {
  var path: String
  var shown: String
}
