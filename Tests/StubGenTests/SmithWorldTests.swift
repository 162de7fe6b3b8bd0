import Component
import Foundation
import StubGen
import TestSupport
import Testing
import WIT

/// Worlds that `wasm-tools` makes up: whatever Swift is generated for them compiles without a warning
/// and makes a component, a worker's as a stub's.
@Suite(.timeLimit(.minutes(60))) struct SmithWorldTests {
  /// `Scripts/prove stubs [COUNT]` sets it.
  private static let count =
    ProcessInfo.processInfo.environment["WITBENCH_WORLDS"].flatMap(UInt64.init) ?? 10

  @Test(arguments: 1...count)
  func whatIsGeneratedForAnyWorldMakesAComponent(_ seed: UInt64) async throws {
    let folder = try TemporaryFolder()
    var random = SeededRandom(seed: seed)
    let bytes = try folder.write(random.bytes(4096), to: "seed")
    let package = "\(folder.path)/package.wasm"
    // Some seeds make no package.
    guard try Judge.run(["wit-smith", bytes, "-o", package]).status == 0 else { return }
    let wit = try BinaryWIT.decode(TemporaryFolder.bytes(package))
    let text = WITPrinter.text(root: wit.root, in: wit.graph)
    let resolution = Fixture.resolution(text)
    guard resolution.isUsable, let root = resolution.root else { return }
    for world in resolution.graph[root].worlds.prefix(2) {
      do {
        // The engine does not know external ids yet; the judge validates what is built.
        try await check(world, of: resolution, runs: !text.contains("@external-id("))
      } catch let error as StubGenError {
        // What is refused is refused for a reason that lies in the WIT.
        if case .unresolvable = error.reason { Issue.record("seed \(seed): \(error.text)") }
      } catch {
        Issue.record("seed \(seed), \(resolution.graph[world].name): \(error)\n\(text)")
      }
    }
  }

  private func check(_ world: WorldID, of resolution: Resolution, runs: Bool) async throws {
    func run(_ guest: Guest) async throws {
      let component = try guest.build()
      if runs { _ = try await RunningGuest(component) }
    }
    let graph = resolution.graph
    let worker = try Guest(
      resolution, named: graph[world].name,
      worker: try EchoWorker.source(graph, world, isSilent: true))
    try worker.lint()
    try await run(worker)
    guard !graph[world].exports.isEmpty else { return }
    let stub = try Guest(StubGenerator(graph: graph, world: world))
    try stub.lint()
    try await run(stub)
  }
}
