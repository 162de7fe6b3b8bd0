import Foundation
import TestSupport
import Testing
import WIT

/// The interface definitions that people meet: the demo's, WASI's, Golem's.
struct InterfaceDefinitionTests {
  @Test(arguments: [
    "purchase-history/wit", "shopping-cart/wit", "shopping-cart/Sources/wit",
    "shopping-cart/wit/deps/wasm-rpc",
  ])
  func theDemosPackagesHaveNoErrors(_ path: String) throws {
    let folder = Project.root.appending(path: "demo-workspace/\(path)").path
    let resolution = try WITCase.load(folder, shownAs: path)
    let renderer = DiagnosticText(sources: resolution.sources)
    let errors = resolution.diagnostics.filter { $0.severity == .error }
    #expect(errors.map { renderer.text(of: $0) } == [])
    #expect(resolution.isUsable)
  }

  private static let folders = Corpus.names(in: "wit-deps").filter { !$0.contains(".") }

  @Test(.enabled(if: Corpus.isThere, "\(Corpus.hint)"), arguments: folders)
  func aPackageOfTheEcosystemHasNoErrors(_ name: String) throws {
    let all = try InterfaceDefinitionTests.folders.map {
      (name: $0, package: try WITCase.package(Corpus.path("wit-deps/\($0)"), $0))
    }
    let root = try #require(all.first { $0.name == name })
    let resolution = resolve(
      root: root.package, dependencies: all.filter { $0.name != name }.map(\.package))
    let renderer = DiagnosticText(sources: resolution.sources)
    let errors = resolution.diagnostics.filter { $0.severity == .error }
    #expect(errors.map { renderer.text(of: $0) } == [])
    let id = try #require(resolution.root)
    let printed = WITPrinter.text(root: id, in: resolution.graph)
    let answer = try Judge.run("component", "wit", on: printed)
    #expect(answer.status == 0, "\(answer.errors)")
  }
}
