import Component
import Foundation
import StubGen
import TestSupport
import Testing
import WIT

/// Everything that the reference's own tests accept: Swift is generated or refused, nothing crashes,
/// and the judge takes every stub WIT that is written.
@Suite(.enabled(if: Corpus.isThere, "\(Corpus.hint)"))
struct CorpusTests {
  private static let texts = ["wit/pass", "wit/interfaces"].flatMap { folder in
    Corpus.names(in: folder).map { "\(folder)/\($0)" }
  }

  private static let components = ["components", "golem/components-2024-03"].flatMap { folder in
    Corpus.names(in: folder).filter { $0.hasSuffix(".wasm") }.map { "\(folder)/\($0)" }
  }

  @Test(arguments: texts)
  func worldsInText(_ name: String) throws {
    var options = ResolveOptions()
    options.features = ["active"]
    let resolution = try WITCase.load(Corpus.path(name), shownAs: name, options: options)
    guard resolution.isUsable, let root = resolution.root else { return }
    for world in resolution.graph[root].worlds {
      try check(resolution.graph, world, "\(name)-\(resolution.graph[world].name)")
    }
  }

  @Test(arguments: components)
  func worldsOfComponents(_ name: String) throws {
    guard let component = try? ComponentDecoder.decode(Corpus.bytes(name)) else { return }
    try check(component.graph, component.world, name)
  }

  private func check(_ graph: PackageGraph, _ world: WorldID, _ name: String) throws {
    do throws(StubGenError) {
      let plan = try SwiftBindings.plan(graph: graph, world: world)
      #expect(!plan.changes.isEmpty)
    } catch {
      expectReason(error)
    }
    do throws(StubGenError) {
      let stub = try StubGenerator(graph: graph, world: world)
      judge(stub)
      _ = try stub.plan()
    } catch {
      expectReason(error)
    }
  }

  /// A refusal is one of the reasons that lie in the WIT, not one that lies in the generator.
  private func expectReason(_ error: StubGenError) {
    if case .unresolvable = error.reason { Issue.record("\(error.text)") }
  }

  private func judge(_ stub: StubGenerator) {
    do {
      let folder = try TemporaryFolder()
      try folder.write(stub.wit.text, to: "wit/_stub.wit")
      for file in stub.dependencies { try folder.write(file.content, to: file.path) }
      try Tool.run(Tool.wasmTools, ["component", "wit", "\(folder.path)/wit", "--all-features"])
    } catch {
      Issue.record("\(error)")
    }
  }
}
