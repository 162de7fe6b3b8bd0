import Foundation
import TestSupport
import Testing
import WIT
import Workbench

/// The shortest component: a header and nothing behind it.
private let emptyComponent: [UInt8] = [0x00, 0x61, 0x73, 0x6D, 0x0D, 0x00, 0x01, 0x00]
private let emptyModule: [UInt8] = [0x00, 0x61, 0x73, 0x6D, 0x01, 0x00, 0x00, 0x00]
private let wit = "package a:b;\ninterface i { f: func(); }\n"

@Suite struct WorkspaceTests {
  @Test func aFolderWithoutAManifestShowsWhatItHolds() throws {
    let folder = try TemporaryFolder([
      "cart/wit/cart.wit": wit, "cart/wit/deps/x/x.wit": wit, "cart/wit/deps/y.wit": wit,
      "other/deps/z/z.wit": wit, "top.wit": wit, ".hidden/h.wit": wit, "target/t.wit": wit,
      "node_modules/n/n.wit": wit, "cart/notes.txt": "",
    ])
    try folder.write(emptyComponent, to: "cart/cart.wasm")
    try folder.write(emptyComponent, to: "old/cart.wasm")
    try folder.write(emptyModule, to: "cart/core.wasm")
    let workspace = try Workspace.open(folder.path)
    #expect(workspace.witPaths == [".", "cart/wit", "other/deps/z"])
    #expect(workspace.componentPaths == ["cart/cart.wasm", "old/cart.wasm"])
    #expect(workspace.templates.map(\.name) == ["cart", "old-cart"])
    #expect(workspace.name == Files.name(of: folder.path))
    #expect(workspace.problems.isEmpty && !workspace.hasManifest)
  }

  @Test func aManifestsComponentsAreShownBuiltOrNot() throws {
    let folder = try TemporaryFolder([
      "witbench.toml": "[templates.cart]\ncomponent = './cart//cart.wasm'\nwit = 'cart/wit/'\n",
      "cart/wit/cart.wit": wit,
    ])
    try folder.write(emptyComponent, to: "tool.wasm")
    let workspace = try Workspace.open(folder.path)
    #expect(workspace.templates.map(\.name) == ["cart"])
    #expect(workspace.componentPaths == ["cart/cart.wasm", "tool.wasm"])
    #expect(workspace.witPaths == ["cart/wit"])
    #expect(workspace.component(at: "cart/cart.wasm").isMissing)
    #expect(workspace.component(at: "tool.wasm").component != nil)
  }

  @Test func aSingleFileOpens() throws {
    let folder = try TemporaryFolder(["x.wit": wit, "notes.txt": "", "y.wit": wit])
    try folder.write(emptyComponent, to: "cart.wasm")
    let text = try Workspace.open(folder.path + "/x.wit")
    #expect(text.witPaths == ["x.wit"] && text.templates.isEmpty)
    let component = try Workspace.open(folder.path + "/cart.wasm")
    #expect(component.templates.map(\.name) == ["cart"] && component.witPaths.isEmpty)
    let whole = try Workspace.open(folder.path)
    #expect(component.templates == whole.templates)
    #expect(throws: WorkspaceError.self) { try Workspace.open(folder.path + "/notes.txt") }
    #expect(throws: WorkspaceError.self) { try Workspace.open(folder.path + "/nothing") }
  }

  @Test func aManifestOpensItsFolder() throws {
    let folder = try TemporaryFolder(["witbench.toml": "[workspace]\nname = 'w'\n"])
    #expect(try Workspace.open(folder.path + "/witbench.toml").name == "w")
  }

  @Test func openingWritesNothing() throws {
    let folder = try TemporaryFolder(["witbench.toml": "", "a/a.wit": wit])
    let before = folder.contents
    let workspace = try Workspace.open(folder.path)
    _ = try workspace.resolution(of: "a")
    #expect(folder.contents == before)
  }

  @Test func scanningStopsAtItsLimitAndSaysSo() throws {
    let folder = try TemporaryFolder(["deep/er/x.wit": wit])
    for number in 0..<(Workbench.Limits.scannedEntriesMax + 1) {
      try Files.write([], to: folder.path + "/n\(number)")
    }
    let workspace = try Workspace.open(folder.path)
    #expect(workspace.witPaths.isEmpty)
    #expect(workspace.problems.count == 1)
    #expect(workspace.problems[0].message.contains("10000"))
  }

  @Test func linksInACircleAndPipesHoldNobodyUp() throws {
    let folder = try TemporaryFolder(["a/a.wit": wit])
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/a/loop", withDestinationPath: folder.path)
    #expect(mkfifo(folder.path + "/pipe.wasm", 0o600) == 0)
    #expect(mkfifo(folder.path + "/a/pipe.wit", 0o600) == 0)
    let workspace = try Workspace.open(folder.path)
    #expect(workspace.witPaths == ["a"] && workspace.componentPaths.isEmpty)
    #expect(try workspace.resolution(of: "a").isUsable)
  }

  @Test func packagesAreReadWithTheirDependencies() throws {
    let folder = try TemporaryFolder([
      "wit/main.wit": "package a:b;\nworld w { import c:d/i; import e:f/j; }\n",
      "wit/deps/c/c.wit": "package c:d;\ninterface i { f: func(); }\n",
      "wit/deps/e.wit": "package e:f;\ninterface j { g: func(); }\n",
      "wit/deps/readme.md": "",
    ])
    let resolution = try Workspace.open(folder.path).resolution(of: "wit")
    #expect(resolution.isUsable)
    #expect(
      resolution.sources.files.map(\.path).sorted() == [
        "wit/deps/c/c.wit", "wit/deps/e.wit", "wit/main.wit",
      ])
  }

  @Test func aBrokenComponentSaysWhereItIs() throws {
    let folder = try TemporaryFolder(["x.wasm": "not wasm"])
    let workspace = try Workspace.open(folder.path + "/x.wasm")
    let component = workspace.component(at: "x.wasm")
    #expect(component.component == nil && component.sizeBytes == 8 && !component.isMissing)
    #expect(component.problem?.hasPrefix("x.wasm: ") == true)
  }
}
