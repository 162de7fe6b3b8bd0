import Runtime
import StubGen
import WIT

/// Makes components of Swift sources: compiles, links, adds the world, makes a component.
///
/// All programs run in the workspace's folder and are given paths relative to it: messages name
/// files as people do, and the bytes do not depend on where the workspace lies.
struct GuestCompiler: Sendable {
  /// What one component is made of.
  struct Job: Sendable {
    /// Names its folder below the build folder: `templates/shopping-cart`.
    var name: String
    /// What messages call it.
    var title: String
    var world: WorkerWorld
    /// The worker's own files, relative to the workspace.
    var sources: [String]
    /// Bindings and the guest runtime; their paths are plain file names.
    var generated: [FilePlan.Change]
  }

  let toolchain: GuestToolchain
  let root: String
  let folder: BuildFolder
  let steps: BuildSteps
  let output: @Sendable (String) -> Void

  /// Embedded Swift on bare wasm32. Without stack protector, since nothing provides its guard;
  /// whole module, since Embedded Swift specialises everything.
  static let flags = [
    "-target", GuestToolchain.target, "-enable-experimental-feature", "Embedded",
    "-enable-experimental-feature", "Extern", "-wmo", "-parse-as-library", "-swift-version", "6",
    "-Xfrontend", "-disable-stack-protector", "-Osize",
  ]
  /// Nothing calls into a guest but its exports, which name themselves. `free` is wrapped because
  /// Swift reserves that name for its own runtime.
  private static let linkerFlags = ["--wrap=free", "--no-entry", "--gc-sections", "--strip-all"]

  /// The component's bytes. Whatever has been built from the same inputs is taken from the folder.
  @concurrent
  func component(_ job: Job) async throws(BuildFailure) -> [UInt8] {
    let name = job.name
    let fingerprint = try fingerprint(of: job)
    let component = folder.output("\(name)/component.wasm")
    let record = "\(name)/inputs.sha256"
    if folder.text(of: record) == fingerprint, let bytes = try? Files.read(absolute(component)) {
      output("\(steps.next()) \(job.title) is up to date")
      return bytes
    }
    try folder.clear(name)
    output("\(steps.next()) compiling \(job.title)")
    let machine = try await compile(
      [try folder.write(GuestRuntime.machineFile, in: name)], module: "WasmRuntime",
      to: "\(name)/runtime.o")
    let generated = try job.generated.map { (file) throws(BuildFailure) in
      try folder.write(file, in: "\(name)/generated")
    }
    let guest = try await compile(
      job.sources + generated, module: "Guest", to: "\(name)/guest.o")
    let world = try folder.write(job.world.text, to: "\(name)/world.wit")
    let core = folder.output("\(name)/core.wasm")
    let embedded = folder.output("\(name)/embedded.wasm")
    try await run(
      toolchain.linker, Self.linkerFlags + [guest, machine, toolchain.unicodeTables, "-o", core])
    try await run(
      toolchain.wasmTools,
      ["component", "embed", world, core, "--world", job.world.name, "-o", embedded])
    try await run(toolchain.wasmTools, ["component", "new", embedded, "-o", component])
    let bytes = try read(component)
    _ = try folder.write(fingerprint, to: record)
    return bytes
  }

  private func compile(
    _ files: [String], module: String, to name: String
  ) async throws(BuildFailure) -> String {
    let object = folder.output(name)
    let lines = Lines()
    do {
      try await ProgramRun(
        program: toolchain.swiftc,
        arguments: Self.flags + ["-module-name", module, "-c"] + files + ["-o", object],
        folder: root
      ).run { [output] line in
        lines.append(line)
        output(line)
      }
    } catch {
      throw BuildFailure(
        error.kind, error.text, messages: lines.all.compactMap { CompilerMessage(line: $0) })
    }
    return object
  }

  private func run(_ program: String, _ arguments: [String]) async throws(BuildFailure) {
    try await ProgramRun(program: program, arguments: arguments, folder: root).run(output: output)
  }

  /// Names everything that the bytes depend on.
  private func fingerprint(of job: Job) throws(BuildFailure) -> String {
    var parts = [toolchain.version, job.world.text, GuestRuntime.machineFile.content]
    parts += Self.flags + Self.linkerFlags
    for file in job.generated { parts += [file.path, file.content] }
    for source in job.sources {
      parts += [source, Digest.sha256(try read(source))]
    }
    return Digest.sha256(Array(parts.map { "\($0.utf8.count) \($0)" }.joined().utf8))
  }

  private func absolute(_ path: String) -> String { Files.join(root, path) }

  private func read(_ path: String) throws(BuildFailure) -> [UInt8] {
    do {
      return try Files.read(absolute(path))
    } catch {
      throw BuildFailure(.couldNotTry, FileError(path: path, reason: error.reason).text)
    }
  }
}
