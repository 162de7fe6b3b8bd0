package import WIT

/// Everything that makes up the stub of a world: WIT, the packages beside it, Swift.
package struct StubGenerator {
  package let stub: StubWIT
  /// Sentences about where the stub differs from what the original generator writes.
  package let notes: [String]
  /// The packages that the stub WIT needs, as files of `wit/deps`.
  package let dependencies: [FilePlan.Change]

  /// - Throws: where the world has something that no stub can offer
  package init(graph: PackageGraph, world: WorldID) throws(StubGenError) {
    let builder = try StubBuilder(graph: graph, world: world)
    stub = builder.stub
    notes = builder.notes
    dependencies = StubDependencies.files(of: graph)
  }

  /// The stub WIT: `wit/_stub.wit`.
  package var wit: LinkedText { stub.linkedText }

  /// The Swift that a person reads beside the WIT: `Sources/Stub.swift`.
  package func swift() throws(StubGenError) -> LinkedText {
    try StubFile.text(of: stub, in: model())
  }

  /// All files of a stub project, relative to its folder.
  ///
  /// `Sources` compiles together with `GuestRuntime.files` and `GuestRuntime.stubFiles`; the world is
  /// the stub's own (`stub.world`).
  package func plan() throws(StubGenError) -> FilePlan {
    let model = try model()
    let source = try StubFile.text(of: stub, in: model)
    let bindings = try SwiftBindings.plan(model)
    let swift =
      [FilePlan.Change(path: "Stub.swift", content: source.text)] + bindings.changes
    return FilePlan(
      changes: [FilePlan.Change(path: "wit/_stub.wit", content: wit.text)] + dependencies
        + swift.map { FilePlan.Change(path: "Sources/\($0.path)", content: $0.content) })
  }

  /// The stub's own world, read back from its text: what other tools will see is what Swift is made
  /// of.
  private func model() throws(StubGenError) -> BindingModel {
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
    return try BindingModel(graph: resolution.graph, world: world, implementation: "Stub")
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
