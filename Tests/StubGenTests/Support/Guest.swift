import Foundation
import StubGen
import TestSupport
import Testing
import WIT

/// Builds a guest as `build` does: compile, link, embed, make a component, validate.
struct Guest {
  var folder: TemporaryFolder
  /// The generated files.
  var bindings: [FilePlan.Change]
  /// Those and the ones written by hand.
  var sources: [FilePlan.Change]
  /// The packages as one text of today's WIT.
  var wit: String
  var world: String

  var optimization = "-Onone"

  /// A worker: its source and the bindings of its world.
  init(
    _ resolution: Resolution, named name: String? = nil, worker: String,
    optimization: String = "-Onone"
  ) throws {
    let root = try #require(resolution.root)
    let world = try resolution.graph.world(named: name, in: root)
    let plan = try SwiftBindings.plan(graph: resolution.graph, world: world)
    folder = try TemporaryFolder()
    bindings = plan.changes
    sources = bindings + [FilePlan.Change(path: "Worker.swift", content: worker)]
    wit = WITPrinter.text(root: root, in: resolution.graph)
    self.world = resolution.graph[world].name
    self.optimization = optimization
  }

  /// A stub component, from the files that are written for it.
  init(_ generator: StubGenerator) throws {
    folder = try TemporaryFolder()
    let plan = try generator.plan()
    let prefix = "Sources/"
    bindings = plan.changes.filter { $0.path.hasPrefix(prefix) }.map {
      FilePlan.Change(path: String($0.path.dropFirst(prefix.count)), content: $0.content)
    }
    sources = bindings + GuestRuntime.stubFiles(generator.stub.style)
    for file in plan.changes where file.path.hasPrefix("wit/") {
      try folder.write(file.content, to: file.path)
    }
    wit = try Tool.run(Tool.wasmTools, ["component", "wit", "\(folder.path)/wit"])
    world = generator.stub.world
  }

  private static let flags = [
    "-target", "wasm32-unknown-none-wasm", "-enable-experimental-feature", "Embedded",
    "-enable-experimental-feature", "Extern", "-wmo", "-parse-as-library", "-swift-version", "6",
    "-Xfrontend", "-disable-stack-protector", "-warnings-as-errors",
  ]

  /// The module that is the same for all guests, compiled once.
  private static let machine = Result<(folder: TemporaryFolder, object: String), any Error> {
    let folder = try TemporaryFolder()
    let source = try folder.write(
      GuestRuntime.machineFile.content, to: GuestRuntime.machineFile.path)
    let object = "\(folder.path)/machine.o"
    try Tool.run(
      Tool.toolchainPath("bin/swiftc"),
      flags + ["-Osize", "-module-name", "WasmRuntime", "-c", source, "-o", object])
    return (folder, object)
  }

  /// Compiles all sources; a warning is a failure.
  ///
  /// - Returns: the path of the component
  func build() throws -> String {
    let files = try (sources + GuestRuntime.files).map {
      try folder.write($0.content, to: "Sources/\($0.path)")
    }
    let object = "\(folder.path)/guest.o"
    try Tool.run(
      Tool.toolchainPath("bin/swiftc"),
      Self.flags + [optimization, "-module-name", "Guest", "-c"] + files + ["-o", object])
    return try link([object, try Self.machine.get().object])
  }

  private func link(_ objects: [String]) throws -> String {
    let core = "\(folder.path)/core.wasm"
    let unicode = try Tool.toolchainPath(
      "lib/swift/embedded/wasm32-unknown-none-wasm/libswiftUnicodeDataTables.a")
    try Tool.run(
      Tool.toolchainPath("bin/wasm-ld"),
      ["--wrap=free", "--no-entry", "--gc-sections", "--strip-all"] + objects
        + [unicode, "-o", core])
    let wit = try folder.write(wit, to: "wit.wit")
    let embedded = "\(folder.path)/embedded.wasm"
    try Tool.run(
      Tool.wasmTools, ["component", "embed", wit, core, "-w", "%\(world)", "-o", embedded])
    let component = "\(folder.path)/component.wasm"
    try Tool.run(Tool.wasmTools, ["component", "new", embedded, "-o", component])
    try Tool.run(Tool.wasmTools, ["validate", component])
    return component
  }

  /// Checks the generated files by the project's own format.
  func lint() throws {
    let paths = try bindings.map { try folder.write($0.content, to: "Lint/\($0.path)") }
    try Tool.run(
      try Tool.toolchainPath("bin/swift-format"),
      ["lint", "--strict", "--configuration", Project.root.appending(path: ".swift-format").path]
        + paths)
  }
}
