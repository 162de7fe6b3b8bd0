import Component
import StubGen
import WIT

// What is compiled: a worker with its bindings, or a stub.
extension Builder {
  /// The worker's own component.
  func workerJob(_ template: Workspace.Template) throws(BuildFailure) -> GuestCompiler.Job {
    guard let source = template.description.source else {
      preconditionFailure("a template without `build` is built from its `source`")
    }
    let sources = try GuestSources(folder: Files.normalized(source), workspace: workspace)
    let world = try WorkerWorld(
      template: try wit(of: template), named: template.name, host: sources.hostWIT)
    let bindings: FilePlan
    do {
      bindings = try SwiftBindings.plan(
        graph: world.graph, world: world.world, namedAs: world.original)
    } catch {
      throw BuildFailure(.refused, error.text)
    }
    return GuestCompiler.Job(
      name: "templates/\(Self.folderName(template.name))", title: template.name, world: world,
      sources: sources.files, generated: bindings.changes + GuestRuntime.files)
  }

  /// The stub through which a caller reaches a template: made of that template's own WIT, which is
  /// what its workers answer to.
  func stub(
    of name: String, calledBy caller: Workspace.Template
  ) throws(BuildFailure) -> StubGenerator {
    guard let template = workspace.template(named: name) else {
      throw BuildFailure(
        .couldNotTry, "`\(caller.name)` calls `\(name)`, which is no template of this workspace")
    }
    let resolution = try WorkerWorld.load(try wit(of: template))
    do {
      return try StubGenerator(
        of: name, resolution, options: template.description.stub)
    } catch {
      let place = error.range.map { "\(resolution.sources.place(of: $0)): " } ?? ""
      throw BuildFailure(.refused, "\(place)no stub can be made: \(error.text)")
    }
  }

  func stubJob(
    _ name: String, calledBy caller: Workspace.Template
  ) throws(BuildFailure) -> GuestCompiler.Job {
    let generator = try stub(of: name, calledBy: caller)
    do {
      return try Self.stubJob(name, generator)
    } catch {
      throw BuildFailure(.refused, "no stub can be made: \(error.text)")
    }
  }

  /// Brings the WIT of the stubs that a caller has up to date, all of it or nothing.
  func refreshStubs(of caller: Workspace.Template) throws(BuildFailure) {
    guard let wit = caller.description.wit else { return }
    var plan = ChangePlan()
    for name in caller.description.calls {
      let refresh = StubRefresh(of: name, try stub(of: name, calledBy: caller), in: workspace)
      plan.add(try refresh.plan(caller: wit))
    }
    do {
      try plan.apply()
    } catch {
      throw BuildFailure(error)
    }
    for item in plan.changes {
      let shown = item.path.dropFirst(workspace.root.utf8.count + 1)
      output("\(item.kind == .new ? "adding" : "updating") \(shown)")
    }
  }

  static func stubJob(
    _ name: String, _ generator: StubGenerator
  ) throws(StubGenError) -> GuestCompiler.Job {
    let plan = try generator.plan()
    let sources = plan.changes.filter { $0.path.hasPrefix("Sources/") }
      .map { FilePlan.Change(path: Files.name(of: $0.path), content: $0.content) }
    return GuestCompiler.Job(
      name: "stubs/\(folderName(name))", title: "the stub of \(name)",
      world: try stubWorld(generator), sources: [],
      generated: sources + GuestRuntime.files + GuestRuntime.stubFiles(generator.stub.style))
  }

  /// The stub's WIT and what it needs, in one file.
  private static func stubWorld(_ generator: StubGenerator) throws(StubGenError) -> WorkerWorld {
    func package(_ path: String, _ text: String) -> SourcePackage {
      SourcePackage(path: path, files: [SourceFile(path: path, text: text)])
    }
    let resolution = resolve(
      root: package("wit/_stub.wit", generator.wit.text),
      dependencies: generator.dependencies.map { package($0.path, $0.content) })
    do {
      guard let root = resolution.root else { throw BuildFailure(.refused, "it has no package") }
      return try WorkerWorld(
        text: WITPrinter.text(root: root, in: resolution.graph), world: generator.stub.world)
    } catch {
      throw StubGenError(
        place: "\(generator.stub.package)", reason: .unresolvable("\(error)"))
    }
  }

  /// A template's name as that of a folder. It holds no `/`, but may be `..`.
  private static func folderName(_ template: String) -> String {
    template.hasPrefix(".") ? "_\(template)" : template
  }

  /// Where a template's interface is written down.
  private func wit(of template: Workspace.Template) throws(BuildFailure) -> WITSource {
    guard let path = template.description.wit else {
      throw BuildFailure(
        .couldNotTry,
        "the template `\(template.name)` has no `wit` in \(Manifest.fileName): say where its "
          + "interface is")
    }
    return WITSource(path: workspace.absolute(path), shown: path)
  }

  /// The caller with its stubs inside.
  func compose(
    _ own: CompositionPart, with stubs: [CompositionPart]
  ) throws(BuildFailure) -> [UInt8] {
    do {
      let composition = try Composition(socket: own, plugs: stubs)
      for note in composition.notes { output(note) }
      for stub in composition.unusedPlugs {
        output("warning: \(own.name) does not use \(stub.name)")
      }
      return try composition.encode()
    } catch {
      throw BuildFailure(.refused, error.text)
    }
  }
}
