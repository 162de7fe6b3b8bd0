package import WIT

/// Everything that makes up the stub of a world: WIT, the packages beside it, Swift.
package struct StubGenerator {
  package let stub: StubWIT
  /// Sentences about where the stub differs from what the original generator writes.
  package let notes: [String]
  /// The packages that the stub WIT needs, as files of `wit/deps`.
  package let dependencies: [FilePlan.Change]

  private let target: PackageGraph
  private let world: WorldID

  /// - Parameter named: what the target is called, where `graph` comes from a component
  /// - Throws: where the world has something that no stub can offer
  package init(
    graph: PackageGraph, world: WorldID, named: StubTarget? = nil,
    options: StubOptions = StubOptions()
  ) throws(StubGenError) {
    let builder = try StubBuilder(graph: graph, world: world, named: named, options: options)
    stub = builder.stub
    notes = builder.notes
    // The package that stands for a component holds nothing but its world.
    let root = graph[world].package
    let isEmpty = named != nil && graph[root].interfaces.isEmpty
    dependencies = StubDependencies.files(
      of: graph, besides: isEmpty ? root : nil, style: options.style)
    target = graph
    self.world = world
  }

  /// The stub WIT: `wit/_stub.wit`.
  package var wit: LinkedText { stub.linkedText }

  /// The Swift that a person reads beside the WIT: `Sources/Stub.swift`.
  package func swift() throws(StubGenError) -> LinkedText {
    try source(model())
  }

  /// All files of a stub project, relative to its folder.
  ///
  /// `Sources` compiles together with `GuestRuntime.files` and `GuestRuntime.stubFiles`; the world is
  /// the stub's own (`stub.world`).
  package func plan() throws(StubGenError) -> FilePlan {
    let model = try model()
    let source = try source(model)
    let bindings = SwiftBindings.plan(model)
    let swift =
      [FilePlan.Change(path: "Stub.swift", content: source.text)] + bindings.changes
    return FilePlan(
      changes: [FilePlan.Change(path: "wit/_stub.wit", content: wit.text)] + dependencies
        + swift.map { FilePlan.Change(path: "Sources/\($0.path)", content: $0.content) })
  }

  /// The stub's own world, read back from its text: what other tools will see is what Swift is made
  /// of.
  private func model() throws(StubGenError) -> BindingModel {
    try checkTarget()
    let resolution = resolve(
      root: package("wit/_stub.wit", wit.text),
      dependencies: dependencies.map { package($0.path, $0.content) })
    if let error = resolution.diagnostics.first(where: { $0.severity == .error }) {
      throw StubGenError(
        place: "\(stub.package)", reason: .unresolvable(error.message.text))
    }
    let worlds = resolution.root.map { resolution.graph[$0].worlds } ?? []
    guard let world = worlds.first else {
      throw StubGenError(place: "\(stub.package)", reason: .noWorld)
    }
    return try placeless { () throws(StubGenError) in
      try BindingModel(graph: resolution.graph, world: world, stub: stub)
    }
  }

  private func source(_ model: BindingModel) throws(StubGenError) -> LinkedText {
    try placeless { () throws(StubGenError) in try StubFile.text(of: stub, in: model) }
  }

  /// Takes ranges out of errors: they are of the stub's text, and a caller knows the target's alone.
  private func placeless<Success>(
    _ body: () throws(StubGenError) -> Success
  ) throws(StubGenError) -> Success {
    do {
      return try body()
    } catch {
      throw StubGenError(place: error.place, reason: error.reason)
    }
  }

  /// Refuses what cannot be generated while its place in the target's text is known.
  private func checkTarget() throws(StubGenError) {
    var checker = BindingChecker(graph: target)
    for item in target[world].exports {
      switch item.content {
      case .function(let function):
        try checker.check(function, in: target.identifier(of: world))
      case .interface(let id):
        let key = target.key(of: item)
        for type in target[id].types { try checker.check(type, in: key) }
        for function in target[id].functions { try checker.check(function, in: key) }
      case .type: continue
      }
    }
  }

  private func package(_ path: String, _ text: String) -> SourcePackage {
    SourcePackage(path: path, files: [SourceFile(path: path, text: text)])
  }
}

extension PackageGraph {
  /// The world that is meant: the one of that name, or the only one there is.
  package func world(
    named name: String?, in package: PackageID
  ) throws(StubGenError) -> WorldID {
    let worlds = self[package].worlds
    let known = worlds.map { self[$0].name }
    let place = "\(self[package].name)"
    if let name {
      if let id = worlds.first(where: { self[$0].name == name }) { return id }
      throw StubGenError(
        place: place, reason: known.isEmpty ? .noWorld : .unknownWorld(name, known: known))
    }
    guard let first = worlds.first else { throw StubGenError(place: place, reason: .noWorld) }
    guard worlds.count == 1 else { throw StubGenError(place: place, reason: .severalWorlds(known)) }
    return first
  }
}
