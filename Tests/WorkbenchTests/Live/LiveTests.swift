import Foundation
import TestSupport
import Testing
import WIT

@testable import Workbench

/// A workspace whose files change while it is open.
struct LiveTests {
  private static let types = """
    package a:b@1.0.0;
    interface types {
      type id = u32;
    }
    """
  private static let api = """
    interface api {
      use types.{id};
      get: func(id: id) -> string;
    }
    """

  @Test func onlyWhatChangedIsParsedAgain() throws {
    let folder = try TemporaryFolder(["types.wit": Self.types, "api.wit": Self.api])
    let memory = FileMemory()
    let first = try WITFolder.load(folder.path, memory: memory)
    #expect(first.diagnostics.isEmpty)
    #expect(memory.counts.filesParsed == 2)
    _ = try WITFolder.load(folder.path, memory: memory)
    #expect(memory.counts.filesParsed == 2)
    #expect(memory.counts.packagesResolved == 1)

    let broken = Self.types.replacing("type id", with: "type key")
    try folder.write(Array(broken.utf8), to: "types.wit")
    let second = try WITFolder.load(folder.path, memory: memory)
    #expect(memory.counts.filesParsed == 3)
    #expect(memory.counts.packagesResolved == 2)
    // The mistake is in the file that did not change.
    let places = second.diagnostics.compactMap { $0.range.map(second.sources.place) }
    #expect(places.map { Files.name(of: $0.path) } == ["api.wit"])
  }

  @Test func whatIsRememberedIsWhatIsReadAnew() throws {
    let folder = try TemporaryFolder([
      "types.wit": Self.types, "api.wit": Self.api, "deps/c/c.wit": "package c:c; interface i {}",
    ])
    let memory = FileMemory()
    let changes: [(name: String, text: String?)] = [
      ("api.wit", Self.api + "\nworld w { import c:c/i; export api; }"),
      ("a-new-one.wit", "interface first { }"), ("deps/c/c.wit", "package c:c; interface j {}"),
      ("a-new-one.wit", nil), ("types.wit", "nonsense"), ("types.wit", Self.types),
    ]
    for change in changes {
      if let text = change.text {
        try folder.write(Array(text.utf8), to: change.name)
      } else {
        try FileManager.default.removeItem(atPath: Files.join(folder.path, change.name))
      }
      let remembered = try WITFolder.load(folder.path, memory: memory)
      let anew = try WITFolder.load(folder.path)
      #expect(remembered.graph == anew.graph, "\(change)")
      #expect(remembered.diagnostics == anew.diagnostics, "\(change)")
      memory.forgetUnused()
    }
  }

  @Test func anEditOnDiskReachesTheScreen() async throws {
    let folder = try TemporaryFolder(["wit/types.wit": Self.types, "wit/api.wit": Self.api])
    let engine = LocalEngine(path: folder.path)
    let (events, continuation) = AsyncStream.makeStream(of: Event.self)
    let runner = EffectRunner(engine: engine) { continuation.yield($0) }
    var session = Session(size: Size(columns: 80, rows: 24))
    for effect in session.start() { runner.perform(effect) }
    var isWatching = false
    // Each step waits for its sign on the screen and then does the next thing on disk.
    var steps: [(sign: String, action: () throws -> Void)] = [
      (
        "interface api",
        {
          let text = Self.api.replacing("interface api", with: "interface renamed-api")
          try folder.write(Array(text.utf8), to: "wit/api.wit")
        }
      ),
      (
        "renamed-api",
        { try folder.write(Array("package d:new; interface i {}".utf8), to: "more/wit/d.wit") }
      ),
      ("d:new", {}),
    ]
    events: for await event in events {
      if case .watching = event { isWatching = true }
      for effect in session.apply(event) { runner.perform(effect) }
      while isWatching, let step = steps.first, session.draw().text.contains(step.sign) {
        try step.action()
        steps.removeFirst()
        if steps.isEmpty { break events }
      }
    }
    #expect(steps.isEmpty)
  }

  @Test func aComponentThatWasBuiltAnewIsReadAgain() async throws {
    let demo = Project.root.appending(path: "demo-workspace")
    let names = try Files.list(demo.path).flatMap { folder -> [String] in
      let path = demo.appending(path: folder).path
      guard Files.isFolder(path) else { return [] }
      return try Files.list(path).filter { $0.hasSuffix(".wasm") }.map { "\(path)/\($0)" }
    }
    let component = try #require(names.first)
    let folder = try TemporaryFolder()
    try folder.write(try Files.read(component), to: "x.wasm")
    let memory = FileMemory()
    let path = Files.join(folder.path, "x.wasm")
    #expect(memory.component(path, shownAs: "x.wasm").component != nil)
    try folder.write(Array("no component".utf8), to: "x.wasm")
    #expect(memory.component(path, shownAs: "x.wasm").problem?.hasPrefix("x.wasm: ") == true)
    #expect(memory.counts.componentsRead == 2)
  }

  @Test func theCursorAndTheFoldsStayWhenAFileIsReadAgain() async throws {
    let folder = try TemporaryFolder(["types.wit": Self.types, "api.wit": Self.api])
    var driver = try await ScreenDriver(folder: folder.path)
    try await driver.press("G right down")
    let selected = driver.session.exploredNode?.label
    let expanded = driver.session.expanded
    let text = "interface aaa { }\n" + Self.api
    try folder.write(Array(text.utf8), to: "api.wit")
    try await driver.apply(.files(.changed([])))
    #expect(driver.screen.contains("aaa"))
    #expect(driver.session.exploredNode?.label == selected)
    #expect(driver.session.expanded == expanded)
  }

  @Test func whatChangesWhileFilesAreReadIsReadAfterwards() {
    var session = Session(size: Size(columns: 80, rows: 24))
    _ = session.start()
    #expect(session.apply(.files(.changed(["/w/a.wit"]))) == [])
    #expect(session.apply(.files(.changed(["/w/b.wit"]))) == [])
    let contents = WorkspaceContents(name: "w", path: "w")
    #expect(session.apply(.workspaceLoaded(contents)) == [.watchFiles, .loadWorkspace])
    #expect(session.apply(.workspaceLoaded(contents)) == [])
  }

  @Test func foldersThatCannotBeWatchedAreNamed() {
    var session = Session(size: Size(columns: 80, rows: 24))
    _ = session.apply(
      .files(.unwatched([FileError(path: "/w/x", reason: "permission denied")])))
    #expect(
      session.toast?.text == "Changes in /w/x: permission denied: press R after one.")
  }
}
