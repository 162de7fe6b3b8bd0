import Component
import Foundation
import StubGen
import TestSupport
import Testing
import Workbench

/// Golem's example of two workers, one of them written in Swift and built here.
struct CrossLanguageWorkspace {
  private let folder: TemporaryFolder
  private let era: GolemEra

  private static let fixtures = Project.root
    .appending(path: "Tests/WorkbenchTests/Fixtures/CrossLanguage").path

  /// How a Swift caller reaches its target.
  enum Way: CaseIterable, Sendable {
    /// Composed with our stub.
    case composed
    /// The host serves the stub from the target's WIT.
    case fromWIT
    /// The target is a component and nothing else.
    case fromBinary
  }

  private init(_ era: GolemEra) throws {
    self.era = era
    folder = try TemporaryFolder()
  }

  private func copy(_ file: String, to name: String) throws {
    try folder.write(try TemporaryFolder.bytes(file), to: name)
  }

  private func fixture(_ name: String, to target: String) throws {
    try copy("\(Self.fixtures)/\(name)", to: target)
  }

  private func open(_ templates: String) throws -> Workspace {
    try folder.write("[workspace]\nname = \"rpc\"\n\(templates)", to: "witbench.toml")
    return try Workspace.open(folder.path)
  }

  /// Golem's caller, and `rpc:counters` in Swift.
  static func swiftTarget(_ era: GolemEra) async throws -> (Workspace, TemporaryFolder) {
    let workspace = try CrossLanguageWorkspace(era)
    try workspace.copy("\(era.components)/caller_composed.wasm", to: "caller.wasm")
    try workspace.copy(era.countersWIT, to: "counters/wit/counters.wit")
    try workspace.fixture("counters.swift", to: "counters/Sources/Counters.swift")
    if era == .golem10 {
      try workspace.fixture("counters-1.0.swift", to: "counters/Sources/Context.swift")
      try workspace.fixture("host.wit", to: "counters/Sources/wit/host.wit")
    }
    let opened = try workspace.open(
      """
      [templates.counters]
      wit = "counters/wit"
      component = "counters/counters.wasm"
      source = "counters/Sources"
      [templates.caller]
      component = "caller.wasm"
      env.COUNTERS_COMPONENT_ID = "${templates.counters.id}"
      env.COUNTERS_TEMPLATE_ID = "${templates.counters.id}"
      """)
    _ = try await Builder(workspace: opened) { _ in }.build()
    return (opened, workspace.folder)
  }

  /// Golem's `counters`, and its caller as it was before it was composed with their stub.
  static func uncomposed(_ era: GolemEra) throws -> (Workspace, TemporaryFolder) {
    let workspace = try CrossLanguageWorkspace(era)
    try workspace.copy("\(era.components)/counters.wasm", to: "counters.wasm")
    let composed = try TemporaryFolder.bytes("\(era.components)/caller_composed.wasm")
    let parts = try BinaryPart.read(composed).all.dropFirst()
      .filter { $0.kind == .component }
      .map { part in
        let bytes = Array(composed[part.offset..<part.offset + part.sizeBytes])
        let type = try ComponentDecoder.decode(bytes).type
        return (part: CompositionPart(name: "part \(part.offset)", bytes: bytes), type: type)
      }
    let caller = try #require(
      parts.first { part in
        part.type.imports.contains { $0.name == "rpc:counters-stub/stub-counters" }
      })
    // It has a second stub, for a worker that is not at hand.
    let others = parts.filter { part in
      part.type.exports.contains { $0.name == "rpc:ephemeral-stub/stub-ephemeral" }
    }
    let bytes =
      others.isEmpty
      ? caller.part.bytes
      : try Composition(socket: caller.part, plugs: others.map(\.part)).encode()
    try workspace.folder.write(bytes, to: "caller.wasm")
    let opened = try workspace.open(
      """
      [templates.counters]
      component = "counters.wasm"
      [templates.caller]
      component = "caller.wasm"
      env.COUNTERS_COMPONENT_ID = "${templates.counters.id}"
      env.COUNTERS_TEMPLATE_ID = "${templates.counters.id}"
      """)
    return (opened, workspace.folder)
  }

  /// A caller in Swift, and Golem's `counters`.
  static func swiftCaller(_ era: GolemEra) async throws -> CrossLanguageWorkspace {
    let workspace = try CrossLanguageWorkspace(era)
    let suffix = era == .seed ? "" : "-1.0"
    try workspace.copy("\(era.components)/counters.wasm", to: "counters.wasm")
    try workspace.copy(era.countersWIT, to: "counters/wit/counters.wit")
    try workspace.fixture("caller\(suffix).wit", to: "caller/wit/caller.wit")
    try workspace.fixture("caller\(suffix).swift", to: "caller/Sources/Worker.swift")
    let stub = try await StubBuild(
      wit: "\(workspace.folder.path)/counters/wit",
      options: StubOptions(style: era == .seed ? .seed : .golem10), output: { _ in }
    ).build()
    for file in stub.wit {
      let name = file.path == "_stub.wit" ? "wit/deps/stub/_stub.wit" : "wit/\(file.path)"
      try workspace.folder.write(file.content, to: "caller/\(name)")
    }
    _ = try await Builder(workspace: try workspace.opened(.fromWIT)) { _ in }.build()
    let composition = try Composition(
      socket: CompositionPart(
        name: "caller", bytes: try Files.read("\(workspace.folder.path)/caller/caller.wasm")),
      plugs: [CompositionPart(name: "stub", bytes: stub.component)])
    try workspace.folder.write(try composition.encode(), to: "caller/composed.wasm")
    return workspace
  }

  func opened(_ way: Way) throws -> Workspace {
    try open(
      """
      [templates.counters]
      component = "counters.wasm"
      \(way == .fromBinary ? "" : "wit = \"counters/wit\"")
      [templates.caller]
      wit = "caller/wit"
      component = "caller/\(way == .composed ? "composed" : "caller").wasm"
      source = "caller/Sources"
      env.COUNTERS_COMPONENT_ID = "${templates.counters.id}"
      """)
  }
}
