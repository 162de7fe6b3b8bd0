package import StubGen
import WIT

/// A stub that is built from its target's WIT alone: no workspace is needed.
package struct StubBuild: Sendable {
  /// The target's WIT folder or file.
  let wit: String
  /// The world whose exports are called; nil where there is only one.
  let world: String?
  let options: StubOptions
  private let search: ProgramSearch
  private let output: @Sendable (String) -> Void

  package struct Product: Sendable {
    package var component: [UInt8]
    /// The stub's WIT and what it needs, relative to a `wit` folder.
    package var wit: [FilePlan.Change]
    /// Where the stub differs from what the original generator makes.
    package var notes: [String]
  }

  package init(
    wit: String, world: String? = nil, options: StubOptions = StubOptions(),
    search: ProgramSearch = ProgramSearch(),
    output: @escaping @Sendable (String) -> Void
  ) {
    self.wit = wit
    self.world = world
    self.options = options
    self.search = search
    self.output = output
  }

  /// What the compiler is told, beside the files.
  package static var compilerFlags: [String] { GuestCompiler.flags }

  /// Builds it in a temporary folder.
  @concurrent
  package func build() async throws(BuildFailure) -> Product {
    let (generator, job) = try plan()
    let toolchain = try await GuestToolchain.find(search)
    let root: String
    do {
      root = try Files.makeTemporaryFolder()
    } catch {
      throw BuildFailure(error)
    }
    // What stays behind when this fails is a temporary file; the stub is what counts.
    defer { try? Files.removeFolder(root) }
    let compiler = GuestCompiler(
      toolchain: toolchain, root: root, folder: try BuildFolder(root: root),
      steps: BuildSteps(count: 1),
      output: output)
    let component = try await compiler.component(job)
    return Product(
      component: component, wit: generator.witFiles, notes: generator.notes)
  }

  /// The product without its component: no program is started.
  package func preview() throws(BuildFailure) -> Product {
    let generator = try plan().0
    return Product(component: [], wit: generator.witFiles, notes: generator.notes)
  }

  private func plan() throws(BuildFailure) -> (StubGenerator, GuestCompiler.Job) {
    let resolution = try WorkerWorld.load(WITSource(path: wit, shown: wit))
    guard let root = resolution.root else {
      throw BuildFailure(.refused, WorkerWorld.errors(of: resolution))
    }
    do throws(StubGenError) {
      let world = try resolution.graph.world(named: world, in: root)
      let generator = try StubGenerator(graph: resolution.graph, world: world, options: options)
      return (generator, try Builder.stubJob(resolution.graph[world].name, generator))
    } catch {
      let place = error.range.map { "\(resolution.sources.place(of: $0)): " } ?? ""
      throw BuildFailure(.refused, place + error.text)
    }
  }
}
