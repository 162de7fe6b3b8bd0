import Foundation
import TestSupport
import Testing

/// A folder with `caller.wasm`, `stub.wasm`, `other.wasm` and `silent.wasm`.
private struct Parts {
  let folder: TemporaryFolder

  static let wit = """
    package shop:all;
    interface history { add: func(id: u32) -> string; }
    interface archive { add: func(id: u32) -> string; find: func(); }
    interface log { write: func(line: string); }
    interface cart { checkout: func(); }
    world caller { import history; import log; export cart; }
    world stub { export history; }
    world other { export archive; }
    world silent { export cart; }
    world target { import log; export cart; }
    world narrow { export cart; }
    world wide { import log; export cart; export archive; }
    """

  init() throws {
    folder = try TemporaryFolder(["all.wit": Self.wit])
    for world in ["caller", "stub", "other", "silent"] {
      try judge("component", "embed", "--dummy", "all.wit", "--world", world, "-o", "core.wasm")
      try judge("component", "new", "core.wasm", "-o", "\(world).wasm")
    }
  }

  @discardableResult func judge(_ arguments: String...) throws -> String {
    let run = try ChildProcess.run(Judge.path, arguments, in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    return run.text
  }

  func compose(_ arguments: String...) throws -> Program.Answer {
    try Program.run(["compose"] + arguments, in: folder.path)
  }

  func bytes(_ name: String) throws -> Data {
    try Data(contentsOf: URL(filePath: "\(folder.path)/\(name)"))
  }

  func has(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(folder.path)/\(name)")
  }
}

@Suite struct ComposeCommandTests {
  @Test func theComponentIsWrittenAndItsPlanSaidInShort() throws {
    let parts = try Parts()
    let run = try parts.compose("caller.wasm", "stub.wasm", "-o", "out.wasm")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output == "out.wasm \(try parts.bytes("out.wasm").count)\n")
    #expect(run.errors == "1 import wired, 1 open: shop:all/log\n")
    try parts.judge("validate", "--features", "all", "out.wasm")
    let text = try parts.judge("print", "out.wasm")
    #expect(text.contains("(component $socket"))
    #expect(text.contains("$shop:all/history"))
  }

  @Test func theBytesDoNotDependOnTheFiles() throws {
    let parts = try Parts()
    _ = try parts.compose("caller.wasm", "stub.wasm", "-o", "out.wasm")
    try parts.folder.write(Array(try parts.bytes("caller.wasm")), to: "a/x.wasm")
    try parts.folder.write(Array(try parts.bytes("stub.wasm")), to: "b/x.wasm")
    let run = try parts.compose("a/x.wasm", "b/x.wasm", "stub.wasm", "-o", "again.wasm")
    #expect(run.status == 0, "\(run.errors)")
    #expect(try parts.bytes("out.wasm") == parts.bytes("again.wasm"))
  }

  @Test func thePlanNamesEveryImport() throws {
    let parts = try Parts()
    let run = try parts.compose(
      "caller.wasm", "other.wasm", "stub.wasm", "--plan", "--wire",
      "caller.shop:all/history=other.shop:all/archive")
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    #expect(
      run.output == """
        caller (socket)
          shop:all/history  from other as shop:all/archive, by hand
          shop:all/log      open
        other (plug)
          imports nothing
        imports
          shop:all/log
        exports
          shop:all/cart
        not used
          `stub` exports `shop:all/history`, which `caller` has from `other`

        """)
  }

  @Test func jsonSaysTheSame() throws {
    let parts = try Parts()
    let run = try parts.compose(
      "caller.wasm", "stub.wasm", "--json", "--wire", "caller.shop:all/history=open")
    #expect(run.status == 0, "\(run.errors)")
    let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    let answer = try #require(object as? [String: Any])
    #expect(
      Set(answer.keys) == [
        "parts", "imports", "openImports", "exports", "unusedPlugs", "notes", "problems",
        "conformance",
      ])
    let imports = try #require(answer["imports"] as? [[String: Any]])
    #expect(imports.map { $0["state"] as? String } == ["open", "open"])
    #expect(imports.first?["isManual"] as? Bool == true)
  }

  @Test func graphvizIsWritten() throws {
    let run = try Parts().compose("caller.wasm", "stub.wasm", "--dot")
    #expect(run.status == 0)
    #expect(run.output.contains("n0 -> n1 [label=\"shop:all/history\"];"))
    #expect(run.output.contains("n0 -> n2 [label=\"shop:all/log\", style=dashed];"))
  }

  /// The judge is asked the same.
  @Test(arguments: [
    ("target", 0, "1 import wired"),
    ("wide", 1, "shop:all/archive: the component does not export it"),
    ("narrow", 1, "shop:all/log: the world does not import it"),
  ])
  func theResultIsComparedWithAWorld(world: String, status: Int32, sentence: String) throws {
    let parts = try Parts()
    let run = try parts.compose(
      "caller.wasm", "stub.wasm", "-o", "out.wasm", "--wit", "all.wit", "--world", world)
    #expect(run.status == status, "\(run.errors)")
    #expect(run.errors.contains(sentence))
    #expect(parts.has("out.wasm") == (status == 0))
    _ = try parts.compose("caller.wasm", "stub.wasm", "-o", "out.wasm")
    let theirs = try ChildProcess.run(
      Judge.path, ["component", "targets", "all.wit", "out.wasm", "--world", world],
      in: parts.folder.path)
    #expect((theirs.status == 0) == (status == 0), "\(theirs.errors)")
  }

  @Test func aDroppedStubIsCertainWhereTheWITIsGiven() throws {
    let parts = try Parts()
    let run = try parts.compose(
      "silent.wasm", "stub.wasm", "--plan", "--socket-wit", "all.wit", "--socket-world", "caller")
    #expect(run.status == 1)
    #expect(run.output.contains("the compiler dropped that import because nothing calls it"))
    #expect(!run.output.contains("if the WIT"))
  }

  @Test func anInputIsNotOverwritten() throws {
    let parts = try Parts()
    let before = try parts.bytes("stub.wasm")
    let run = try parts.compose("caller.wasm", "stub.wasm", "-o", "./stub.wasm")
    #expect(run.status == 2)
    #expect(run.errors.contains("is a part of the composition: write elsewhere"))
    #expect(try parts.bytes("stub.wasm") == before)
  }

  @Test func aWireThatFitsNothingIsNamed() throws {
    let parts = try Parts()
    let run = try parts.compose(
      "caller.wasm", "stub.wasm", "-o", "out.wasm", "--wire", "caller.shop:all/histroy=open")
    #expect(run.status == 1)
    #expect(run.errors.contains("did you mean `shop:all/history`?"))
    #expect(!parts.has("out.wasm"))
  }

  @Test(arguments: [
    ["a.wasm", "b.wasm"], ["a.wasm", "--plan", "--dot"], ["a.wasm", "--plan", "--wire", "a.x"],
    ["a.wasm", "--plan", "--world", "w"], ["--plan"],
  ])
  func wrongUsageEndsWithSixtyFour(arguments: [String]) throws {
    let run = try Program.run(["compose"] + arguments)
    #expect(run.status == 64)
    #expect(run.output.isEmpty)
  }
}
