import Component
import Foundation
import StubGen
import Synchronization
import TestSupport
import Testing
import Workbench

/// What a build refuses, and what it says then; and builds of other toolchains.
struct BuilderTests {
  private static let wit = "package a:b; world w { export f: func() -> u32; }"

  private final class Output: Sendable {
    private let lines = Mutex<[String]>([])
    func add(_ line: String) { lines.withLock { $0.append(line) } }
    var all: [String] { lines.withLock { $0 } }
  }

  /// Builds everything in a folder with these files.
  private func build(
    _ files: [String: String], _ names: [String] = [], search: ProgramSearch = ProgramSearch()
  ) async throws -> (result: Result<[Builder.Product], BuildFailure>, output: [String]) {
    let folder = try TemporaryFolder(files)
    let output = Output()
    let builder = Builder(workspace: try Workspace.open(folder.path), search: search) {
      output.add($0)
    }
    do {
      return (.success(try await builder.build(names)), output.all)
    } catch {
      var failure = error
      failure.text = failure.text.split(separator: folder.path).joined(separator: "WORKSPACE")
      return (.failure(failure), output.all)
    }
  }

  private func check(
    _ files: [String: String], _ names: [String] = [], search: ProgramSearch = ProgramSearch(),
    fails kind: BuildFailure.Kind, saying text: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let (result, _) = try await build(files, names, search: search)
    guard case .failure(let failure) = result else {
      Issue.record("it was built", sourceLocation: sourceLocation)
      return
    }
    #expect(failure.kind == kind, "\(failure.text)", sourceLocation: sourceLocation)
    #expect(
      failure.text.contains(text), "\(failure.text)", sourceLocation: sourceLocation)
  }

  private func manifest(_ keys: String) -> String { "[templates.t]\n\(keys)\n" }

  @Test func aCommandMakesTheComponentAndItsLinesAreHandedOn() async throws {
    let (result, output) = try await build([
      "witbench.toml": manifest(
        #"component = "t.wasm"\#nbuild = "echo one; echo two >&2; printf 12345 > t.wasm""#)
    ])
    #expect(try result.get().map(\.sizeBytes) == [5])
    #expect(output.dropFirst() == ["one", "two"])
  }

  @Test func aCommandThatFailsSaysSo() async throws {
    try await check(
      ["witbench.toml": manifest(#"component = "t.wasm"\#nbuild = "exit 3""#)],
      fails: .refused, saying: "exit status 3")
  }

  @Test func aCommandThatMakesNothingSaysSo() async throws {
    try await check(
      ["witbench.toml": manifest(#"component = "t.wasm"\#nbuild = "true""#)],
      fails: .refused, saying: "`true` succeeded, but has not made t.wasm")
  }

  @Test func aWorkspaceWithNothingToBuildSaysSo() async throws {
    try await check(["a.wit": "package a:b;"], fails: .couldNotTry, saying: "nothing to build")
  }

  @Test func anUnknownTemplateIsNamed() async throws {
    try await check(
      ["witbench.toml": manifest(#"build = "true""#)], ["u"],
      fails: .couldNotTry, saying: "there is no template `u`; there are `t`")
  }

  @Test func aTemplateWithoutSourceCannotBeBuilt() async throws {
    try await check(
      ["witbench.toml": manifest(#"component = "t.wasm""#)], ["t"],
      fails: .couldNotTry, saying: "has neither `source` nor `build`")
  }

  @Test func aSourceWithoutComponentOrWITSaysWhatIsMissing() async throws {
    try await check(
      ["witbench.toml": manifest(#"source = "s""#)],
      fails: .couldNotTry, saying: "has no `component`")
    try await check(
      [
        "witbench.toml": manifest(#"source = "s"\#ncomponent = "t.wasm""#),
        "s/Worker.swift": "",
      ],
      fails: .couldNotTry, saying: "has no `wit`")
  }

  private func worker(_ source: String, wit: String = BuilderTests.wit) -> [String: String] {
    [
      "witbench.toml": manifest(
        #"source = "s"\#ncomponent = "t.wasm"\#nwit = "wit""#),
      "wit/a.wit": wit, "s/Worker.swift": source,
    ]
  }

  @Test func anEmptySourceFolderSaysWhatBelongsThere() async throws {
    var files = worker("")
    files["s/Worker.swift"] = nil
    files["s/README"] = ""
    try await check(files, fails: .refused, saying: "s holds no Swift file")
  }

  @Test func mistakesInTheWITAreShownWithTheirPlaces() async throws {
    try await check(
      worker("", wit: "package a:b;\nworld w { export f: func() -> nope; }"),
      fails: .refused, saying: "wit/a.wit:2:31: error: there is no type `nope` here")
  }

  @Test func aPackageWithSeveralWorldsWantsOneNamedLikeTheTemplate() async throws {
    try await check(
      worker("", wit: "package a:b; world v {} world w {}"),
      fails: .refused, saying: "several worlds (`v`, `w`)")
  }

  @Test func mistakesInTheSourcesAreHandedOnWithTheirPlaces() async throws {
    let (result, output) = try await build(worker("struct Worker {\n  var x: Nope\n}\n"))
    #expect(throws: BuildFailure.self) { try result.get() }
    let hasPlace = output.contains { $0.hasPrefix("s/Worker.swift:2:10: error:") }
    #expect(hasPlace, "\(output)")
  }

  @Test func aMissingToolSaysHowToGetIt() async throws {
    var search = ProgramSearch()
    search.wasmToolsPath = "/nowhere/wasm-tools"
    try await check(
      worker("struct Worker {}"), search: search,
      fails: .couldNotTry, saying: "WITBENCH_WASM_TOOLS is /nowhere/wasm-tools")
    search = ProgramSearch()
    search.path = "relative:"
    try await check(
      worker("struct Worker {}"), search: search,
      fails: .couldNotTry, saying: "there is no `swiftc` in PATH")
  }

  @Test func twoBuildsOfOneWorkspaceDoNotMeet() async throws {
    let folder = try TemporaryFolder([
      "witbench.toml": manifest(
        #"component = "t.wasm"\#nbuild = "printf 1 > t.wasm""#)
    ])
    let lock = Files.join(folder.path, ".witbench/build/.lock")
    try Files.makeFolder(Files.folder(of: lock))
    let descriptor = open(lock, O_RDWR | O_CREAT, 0o644)
    defer { close(descriptor) }
    try #require(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
    let workspace = try Workspace.open(folder.path)
    let failure = await #expect(throws: BuildFailure.self) {
      try await Builder(workspace: workspace) { _ in }.build()
    }
    #expect(failure?.text.contains("another build of this workspace is under way") == true)
  }

  @Test func aStubIsBuiltFromItsTargetsWITAlone() async throws {
    let folder = try TemporaryFolder([
      "wit/a.wit": "package a:b; interface i { f: func(x: u32) -> string; } world w { export i; }"
    ])
    let product = try await StubBuild(wit: "\(folder.path)/wit") { _ in }.build()
    let component = try ComponentDecoder.decode(product.component)
    #expect(component.type.exports.map(\.name) == ["a:b-stub/stub-w"])
    #expect(product.wit.map(\.path).contains("_stub.wit"))
    #expect(folder.contents == ["wit", "wit/a.wit"])
  }

  @Test func aStubOfNothingIsRefused() async throws {
    let folder = try TemporaryFolder(["wit/a.wit": "package a:b; world w { }"])
    let failure = await #expect(throws: BuildFailure.self) {
      try await StubBuild(wit: "\(folder.path)/wit") { _ in }.build()
    }
    #expect(failure?.kind == .refused)
    #expect(failure?.text.contains("exports no function") == true)
  }
}
