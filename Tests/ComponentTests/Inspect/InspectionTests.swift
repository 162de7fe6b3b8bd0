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

  /// The first encoding had one component type for the whole package. (wit-parser, `decode_v1`.)
  @Test func theOldEncodingOfPackagesIsRead() throws {
    let bytes = try Self.made("parse", Self.fixture("first-encoding.wat"))
    let wit = try BinaryWIT.decode(bytes)
    #expect(wit.kind == .package)
    let folder = try TemporaryFolder()
    let judge = try Judge.run("component", "wit", try folder.write(bytes, to: "old.wasm"))
    #expect(judge.status == 0, "\(judge.errors)")
    let expected = try WITCase.load(
      try folder.write(judge.text, to: "judge.wit"), shownAs: "judge.wit")
    #expect(CanonicalLines.of(wit.graph) == CanonicalLines.of(expected.graph))
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
    #expect(inspection.exports.isEmpty && inspection.summary.hasSuffix("exports 3 other items"))
    #expect(inspection.root.children.map(\.name) == ["code", "inner"])
    #expect(inspection.text.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test func aCoreModuleWithoutWITIsRefusedAsSuch() throws {
    let bytes: [UInt8] = [0x00, 0x61, 0x73, 0x6D, 1, 0, 0, 0]
    let error = try #require(throws: DecodeError.self) { try BinaryWIT.decode(bytes) }
    #expect(error.reason == .coreModule)
    let inspection = try ComponentInspection(bytes)
    #expect(inspection.wit == nil && inspection.problem == error)
    #expect(inspection.core?.imports == [] && inspection.core?.exports == [])
  }

  @Test func coreNamesOfTheCanonicalABIAreExplained() throws {
    let folder = try TemporaryFolder([
      "w.wit": """
      package a:b@1.2.3;
      interface i { resource r { m: func(); } f: func() -> string; }
      world w { import i; export i; import log: func(); export run: func(); }
      """
    ])
    let inspection = try ComponentInspection(
      try Self.made(
        "component", "embed", "--dummy-names", "standard32", "-w", "w", "\(folder.path)/w.wit"))
    let core = try #require(inspection.core)
    func meaning(_ items: [CoreItem], _ module: String?, _ name: String) throws -> String? {
      try #require(items.first { $0.module == module && $0.name == name }, "\(items)").meaning
    }
    let path = "cm32p2|a:b/i@1"
    #expect(
      try meaning(core.imports, path, "f") == "canonical name: f of the imported interface a:b/i@1")
    #expect(
      try meaning(core.imports, path, "r_drop")
        == "canonical name: drops a resource r of the imported interface a:b/i@1")
    #expect(
      try meaning(core.imports, "cm32p2|_ex_a:b/i@1", "r_new")
        == "canonical name: makes a resource r of the exported interface a:b/i@1")
    #expect(try meaning(core.imports, "cm32p2", "log") == "canonical name: log of the world")
    #expect(
      try meaning(core.exports, nil, "\(path)|f_post")
        == "canonical name: cleans up after f of the exported interface a:b/i@1")
    #expect(
      try meaning(core.exports, nil, "\(path)|r_dtor")
        == "canonical name: destroys a resource r of the exported interface a:b/i@1")
    #expect(try meaning(core.exports, nil, "cm32p2||run") == "canonical name: run of the world")
    #expect(core.exports.first { $0.name == "cm32p2_memory" }?.kind == .memory)
    let all = core.imports + core.exports
    #expect(all.allSatisfy { $0.meaning != nil })
    #expect(inspection.text.contains("Core exports\n"))
  }

  @Test func aModuleOfPreviewOneShowsAllKindsOfItsItems() throws {
    let folder = try TemporaryFolder([
      "m.wat": """
      (module
        (import "wasi_snapshot_preview1" "fd_write" (func (param i32 i32 i32 i32) (result i32)))
        (import "env" "table" (table 1 2 (ref null func)))
        (import "env" "memory" (memory i64 1))
        (import "env" "global" (global (mut i32)))
        (import "env" "tag" (tag (param i32)))
        (func (export "_start")))
      """
    ])
    let core = try #require(
      try ComponentInspection(try Self.made("parse", "\(folder.path)/m.wat")).core)
    #expect(core.imports.map(\.kind) == [.function, .table, .memory, .global, .tag])
    #expect(core.imports.map(\.name) == ["fd_write", "table", "memory", "global", "tag"])
    #expect(core.exports.map(\.name) == ["_start"])
    #expect(core.imports.allSatisfy { $0.meaning == nil })
  }

  @Test(arguments: ["1.2.3", "0.2.3", "0.0.3", "1.0.0-rc.1"])
  func aNameInTwoPartsIsOneVersion(_ version: String) throws {
    let folder = try TemporaryFolder([
      "w.wit": """
      package a:b@\(version);
      interface i { record r { x: u32 } f: func() -> r; }
      world w { import i; export i; }
      """
    ])
    let core = "\(folder.path)/core.wasm"
    let embedded = try Judge.run(
      "component", "embed", "--dummy", "-w", "w", "\(folder.path)/w.wit", "-o", core)
    #expect(embedded.status == 0, "\(embedded.errors)")
    let bytes = try Self.made("component", "new", core, "--emit-canonical-names")
    let wit = try BinaryWIT.decode(bytes)
    #expect(wit.text.contains("import a:b/i@\(version);"))
    let made = try folder.write(bytes, to: "made.wasm")
    let judge = try Judge.run("component", "wit", made)
    #expect(judge.status == 0 && judge.text == wit.text, "\(judge.errors)")
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
