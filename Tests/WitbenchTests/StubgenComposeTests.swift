import Foundation
import TestSupport
import Testing

/// A folder with `caller.wasm`, `stub.wasm`, `other.wasm` and `silent.wasm`.
private final class Folder {
  let url = FileManager.default.temporaryDirectory.appending(
    path: "witbench-stubgen-\(UUID().uuidString)")

  private static let wit = """
    package shop:all;
    interface stub-history { add: func(id: u32) -> string; }
    interface cart { checkout: func(); }
    world caller { import stub-history; export cart; }
    world stub { export stub-history; }
    world silent { export cart; }
    """

  init() throws {
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    try make("caller", Self.wit)
    try make("stub", Self.wit)
    try make("silent", Self.wit)
    try make(
      "other",
      Self.wit.replacing("world stub ", with: "world other ")
        .replacing("-> string", with: "-> u32"))
  }

  private func make(_ world: String, _ wit: String) throws {
    try Data(wit.utf8).write(to: url.appending(path: "all.wit"))
    try judge(["component", "embed", "--dummy", "all.wit", "--world", world, "-o", "core.wasm"])
    try judge(["component", "new", "core.wasm", "-o", "\(world).wasm"])
    for used in ["all.wit", "core.wasm"] {
      try FileManager.default.removeItem(at: url.appending(path: used))
    }
  }

  func judge(_ arguments: [String]) throws {
    let run = try ChildProcess.run(Judge.path, arguments, in: url.path)
    #expect(run.status == 0, "\(run.errors)")
  }

  func compose(_ source: String, _ stubs: [String], to target: String) throws -> Program.Answer {
    try Program.run(
      ["stubgen", "compose", "--source-wasm", source]
        + stubs.flatMap { ["--stub-wasm", $0] } + ["--dest-wasm", target], in: url.path)
  }

  /// What is in the folder.
  var files: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: url.path).sorted() }
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }
}

@Suite struct StubgenComposeTests {
  @Test func theComponentIsWritten() throws {
    let folder = try Folder()
    let dryRun =
      ["stubgen", "compose", "--dry-run", "--source-wasm", "caller.wasm"]
      + ["--stub-wasm", "stub.wasm", "--dest-wasm", "composed.wasm"]
    let before = try folder.files
    #expect(try Program.run(dryRun, in: folder.url.path).output == "new     composed.wasm\n")
    #expect(try folder.files == before)
    let run = try folder.compose("caller.wasm", ["stub.wasm", "silent.wasm"], to: "composed.wasm")
    #expect(run.status == 0)
    #expect(run.output == "Writing composed component to \"composed.wasm\"\n")
    #expect(
      run.errors
        == "Skipping silent.wasm, not used: `silent.wasm` exports `shop:all/cart`, "
        + "which nothing imports: if the WIT of `caller.wasm` imports it, the compiler dropped "
        + "that import because nothing calls it: call it and build `caller.wasm` again, or leave "
        + "`silent.wasm` out\n")
    try folder.judge(["validate", "--features", "all", "composed.wasm"])
    #expect(
      try folder.files == [
        "caller.wasm", "composed.wasm", "other.wasm", "silent.wasm", "stub.wasm",
      ])
    let written = try Data(contentsOf: folder.url.appending(path: "composed.wasm"))
    #expect(try folder.compose("caller.wasm", ["stub.wasm"], to: "composed.wasm").status == 0)
    #expect(try Data(contentsOf: folder.url.appending(path: "composed.wasm")) == written)
  }

  @Test(arguments: [("stub.wasm", "a stub"), ("./caller.wasm", "the source")])
  func noPartIsWrittenOver(target: String, what: String) throws {
    let folder = try Folder()
    let before = try Data(contentsOf: folder.url.appending(path: target))
    let run = try folder.compose("./caller.wasm", ["stub.wasm"], to: target)
    #expect(run.status == 1)
    #expect(run.errors.contains("is \(what) of the composition and would be lost"))
    #expect(try Data(contentsOf: folder.url.appending(path: target)) == before)
  }

  @Test(arguments: [
    (
      "caller.wasm", ["other.wasm"],
      "`other.wasm` does not fit import `shop:all/stub-history` of `caller.wasm`: "
        + "func `add`: result: expected string, found u32"
    ),
    (
      "caller.wasm", ["stub.wasm", "other.wasm"],
      "import `shop:all/stub-history` of `caller.wasm` has 2 providers: "
        + "`stub.wasm`, `other.wasm`; give only one of them"
    ),
    ("silent.wasm", ["stub.wasm"], "the compiler has dropped that import because nothing calls it"),
  ])
  func whatDoesNotGoTogetherEndsWithOne(
    source: String, stubs: [String], sentence: String
  ) throws {
    let folder = try Folder()
    let run = try folder.compose(source, stubs, to: "composed.wasm")
    #expect(run.status == 1)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains(sentence))
    #expect(try !folder.files.contains("composed.wasm"))
  }

  @Test(arguments: [
    ("missing.wasm", "composed.wasm", "missing.wasm: there is no such file or folder"),
    ("noise.wasm", "composed.wasm", "noise.wasm: this is no WebAssembly"),
    ("caller.wasm", "nowhere/composed.wasm", "nowhere/composed.wasm: there is no such file"),
    ("caller.wasm", ".", ".: is a folder"),
  ])
  func whatCannotBeUsedEndsWithTwo(source: String, target: String, sentence: String) throws {
    let folder = try Folder()
    try Data("noise".utf8).write(to: folder.url.appending(path: "noise.wasm"))
    let before = try folder.files
    let run = try folder.compose(source, ["stub.wasm"], to: target)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains(sentence), "\(run.errors)")
    #expect(try folder.files == before)
  }

  @Test(arguments: [
    ["--source-wasm", "a.wasm", "--dest-wasm", "b.wasm"],
    ["--source-wasm", "a.wasm", "--stub-wasm", "b.wasm"],
    ["--sauce-wasm", "a.wasm", "--stub-wasm", "b.wasm", "--dest-wasm", "c.wasm"],
  ])
  func wrongUsageEndsWithSixtyFour(arguments: [String]) throws {
    let folder = try Folder()
    let run = try Program.run(["stubgen", "compose"] + arguments, in: folder.url.path)
    #expect(run.status == 64)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("Usage: witbench stubgen compose"))
  }
}
