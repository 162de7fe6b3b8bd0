import Foundation
import TestSupport
import Testing
import WIT

@testable import Component

struct InspectionTests {
  private static let fixtures = Project.root.appending(
    path: "Tests/ComponentTests/Fixtures/Inspect")

  private static func fixture(_ name: String) -> String { fixtures.appending(path: name).path }

  /// What the judge makes of its arguments.
  private static func made(_ arguments: String...) throws -> [UInt8] {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/made.wasm"
    let answer = try Judge.run(arguments + ["-o", path])
    #expect(answer.status == 0, "\(answer.errors)")
    return try TemporaryFolder.bytes(path)
  }

  @Test func aPackageKeepsDocsAndGates() throws {
    let wit = try BinaryWIT.decode(
      try Self.made("component", "wit", "-w", "--all-features", Self.fixture("gates.wit")))
    #expect(wit.kind == .package)
    var options = ResolveOptions()
    options.showsAllFeatures = true
    let source = try WITCase.load(
      Self.fixture("gates.wit"), shownAs: "gates.wit", options: options)
    #expect(CanonicalLines.of(wit.graph) == CanonicalLines.of(source.graph))
    #expect(wit.text.contains("/// the id") && wit.text.contains("@unstable(feature = fancy)"))
  }

  @Test func aCoreModuleShowsTheWorldsInItAsOne() throws {
    let folder = try TemporaryFolder([
      "more.wit": "package demo:more; world more { import extra: func(); export run: func(); }"
    ])
    let one = "\(folder.path)/one.wasm"
    let first = try Judge.run(
      "component", "embed", "--dummy", "--all-features", "-w", "w", Self.fixture("gates.wit"), "-o",
      one)
    #expect(first.status == 0)
    let both = try Self.made("component", "embed", "-w", "more", "\(folder.path)/more.wit", one)
    let wit = try BinaryWIT.decode(both)
    #expect(wit.kind == .module)
    let world = try #require(wit.world)
    let names = wit.graph[world].imports.map { wit.graph.key(of: $0) }
    #expect(names.contains("extra") && names.contains("log"))
    #expect(wit.graph[world].exports.count { wit.graph.key(of: $0) == "run" } == 1)
  }

  @Test func whatWITHasNoWordsForIsShown() throws {
    let inspection = try ComponentInspection(try Self.made("parse", Self.fixture("extras.wat")))
    let extras = try #require(inspection.wit).extras
    #expect(
      extras.map(\.text) == [
        "export type `point`", "export core module `code`", "export component `inner`",
      ])
    #expect(extras[0].definition == "record point {\n  x: u32,\n}")
    #expect(inspection.root.children.map(\.name) == ["code", "inner"])
    #expect(inspection.text.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test func aCoreModuleWithoutWITIsRefusedAsSuch() throws {
    let bytes: [UInt8] = [0x00, 0x61, 0x73, 0x6D, 1, 0, 0, 0]
    let error = try #require(throws: DecodeError.self) { try ComponentInspection(bytes) }
    #expect(error.reason == .coreModule)
  }

  @Test func theComposedDemoHasItsParts() throws {
    let inspection = try ComponentInspection(
      try TemporaryFolder.bytes(
        Project.root.appending(path: "demo-workspace/shopping-cart/shopping_cart_composed.wasm")
          .path))
    let names = inspection.root.all.compactMap(\.name)
    #expect(names.contains("wit-component-shim-module"))
    #expect(inspection.root.producers.first?.tools.first?.name == "witbench")
    #expect(inspection.text.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }
}
