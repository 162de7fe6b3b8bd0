import Component
import StubGen
import WIT

/// Makes the components of a workspace's templates.
///
/// A template with `source` is a Swift worker: it is compiled, a stub is made for each template that
/// it calls, and all are composed. A template with `build` is made by its own command. Nothing is
/// run but what was asked for.
package struct Builder: Sendable {
  /// A component that was written.
  package struct Product: Hashable, Sendable {
    package var template: String
    /// Relative to the workspace.
    package var path: String
    package var sizeBytes: Int
  }

  let workspace: Workspace
  private let search: ProgramSearch
  /// Takes what the programs say, line by line.
  let output: @Sendable (String) -> Void

  package init(
    workspace: Workspace, search: ProgramSearch = ProgramSearch(),
    output: @escaping @Sendable (String) -> Void
  ) {
    self.workspace = workspace
    self.search = search
    self.output = output
  }

  /// Builds the templates of these names, or all that can be built where none is named.
  ///
  /// The first failure ends it; what was written before stays.
  @concurrent
  package func build(_ names: [String] = []) async throws(BuildFailure) -> [Product] {
    let templates = try selection(names)
    let folder = try BuildFolder(root: workspace.root)
    let steps = BuildSteps(count: templates.map(Self.steps).reduce(0, +))
    var compiler: GuestCompiler?
    var products: [Product] = []
    for template in templates {
      if let command = template.description.build, template.description.calls.isEmpty {
        let path = try component(of: template)
        output("\(steps.next()) \(template.name): \(command)")
        let bytes = try await run(command, making: path)
        products.append(Product(template: template.name, path: path, sizeBytes: bytes.count))
        continue
      }
      if compiler == nil {
        // Looked for once, and only where something is to be compiled: a `build` of one's own needs no Swift.
        compiler = GuestCompiler(
          toolchain: try await GuestToolchain.find(search), root: workspace.root, folder: folder,
          steps: steps, output: output)
      }
      if let compiler { products += try await make(template, with: compiler) }
    }
    return products
  }

  /// One for each component that is made.
  private static func steps(of template: Workspace.Template) -> Int {
    let calls = template.description.calls.count
    return calls == 0 ? 1 : calls + 2
  }

  private func selection(_ names: [String]) throws(BuildFailure) -> [Workspace.Template] {
    guard !names.isEmpty else {
      let all = workspace.templates.filter(\.isBuildable)
      guard !all.isEmpty else {
        throw BuildFailure(
          .couldNotTry,
          "there is nothing to build: no template of \(workspace.path) has `source` or `build` in "
            + Manifest.fileName)
      }
      return all
    }
    return try names.map { (name) throws(BuildFailure) in
      guard let template = workspace.template(named: name) else {
        let known = workspace.templates.map { "`\($0.name)`" }.joined(separator: ", ")
        throw BuildFailure(
          .couldNotTry,
          "there is no template `\(name)`" + (known.isEmpty ? "" : "; there are \(known)"))
      }
      guard template.isBuildable else {
        throw BuildFailure(
          .couldNotTry,
          "the template `\(name)` cannot be built: it has neither `source` nor `build` in "
            + Manifest.fileName)
      }
      return template
    }
  }

  /// Runs another toolchain's command, and reads what it was to make.
  private func run(_ command: String, making path: String) async throws(BuildFailure) -> [UInt8] {
    try await ProgramRun(
      program: "/bin/sh", arguments: ["-c", command], folder: workspace.root
    ).run(output: output)
    do {
      return try Files.read(workspace.absolute(path))
    } catch {
      throw BuildFailure(
        .refused, "`\(command)` succeeded, but has not made \(path): \(error.reason)")
    }
  }

  private func make(
    _ template: Workspace.Template, with compiler: GuestCompiler
  ) async throws(BuildFailure) -> [Product] {
    let path = try component(of: template)
    guard !template.description.calls.isEmpty else {
      return [
        try write(try await compiler.component(try workerJob(template)), to: path, of: template)
      ]
    }
    try refreshStubs(of: template)
    let parts = ComposedParts(component: path, template: template.name)
    let bytes: [UInt8]
    if let command = template.description.build {
      // The command makes the caller as it is without its stubs.
      output("\(compiler.steps.next()) \(template.name): \(command)")
      bytes = try await run(command, making: parts.own)
    } else {
      bytes = try await compiler.component(try workerJob(template))
    }
    var products = [try write(bytes, to: parts.own, of: template)]
    var stubs: [CompositionPart] = []
    for call in template.description.calls {
      let stub = try await compiler.component(try stubJob(call, calledBy: template))
      let stubPath = parts.stub(of: call)
      products.append(try write(stub, to: stubPath, of: template))
      stubs.append(CompositionPart(name: stubPath, bytes: stub))
    }
    output("\(compiler.steps.next()) composing \(template.name)")
    let composed = try compose(CompositionPart(name: parts.own, bytes: bytes), with: stubs)
    products.append(try write(composed, to: path, of: template))
    return products
  }

  private func component(of template: Workspace.Template) throws(BuildFailure) -> String {
    guard let path = template.description.component else {
      throw BuildFailure(
        .couldNotTry,
        "the template `\(template.name)` has no `component` in \(Manifest.fileName): say which file "
          + "its build makes")
    }
    return Files.normalized(path)
  }

  private func write(
    _ bytes: [UInt8], to path: String, of template: Workspace.Template
  ) throws(BuildFailure) -> Product {
    let whole = workspace.absolute(path)
    do {
      try Files.makeFolder(Files.folder(of: whole))
      // The same bytes again would only make workers look out of date.
      if (try? Files.read(whole)) != bytes { try Files.write(bytes, to: whole) }
    } catch {
      throw BuildFailure(error)
    }
    return Product(template: template.name, path: path, sizeBytes: bytes.count)
  }
}
