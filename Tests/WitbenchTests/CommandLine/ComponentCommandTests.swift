import Foundation
import TestSupport
import Testing

/// `component wit` and `component inspect` as people and scripts run them.
struct ComponentCommandTests {
  private static let demo = Project.root.appending(
    path: "demo-workspace/shopping-cart/shopping_cart_composed.wasm"
  ).path

  private func fields(_ arguments: String...) throws -> [String: Any] {
    let run = try Program.run(["component"] + arguments)
    #expect(run.status == 0, "\(run.errors)")
    return try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
  }

  private func items(_ value: Any?) throws -> [[String: Any]] {
    try #require(value as? [[String: Any]])
  }

  private func expectFields(_ object: [String: Any]?, _ names: String) throws {
    #expect(
      try #require(object).keys.sorted() == names.split(separator: " ").map(String.init).sorted())
  }

  /// The fields that docs/cli.md lists.
  @Test func theInterfaceHasItsFields() throws {
    let answer = try fields("wit", "--json", Self.demo)
    try expectFields(answer, "kind package imports exports interfaces worlds extras text")
    #expect(answer["kind"] as? String == "component")
    #expect(answer["package"] as? String == "root:component")
    let item = try #require(try items(answer["exports"]).first)
    try expectFields(item, "kind name path signature functions types")
    #expect(item["kind"] as? String == "interface")
    #expect((answer["text"] as? String)?.hasPrefix("package root:component;") == true)
  }

  @Test func theInspectionHasItsFields() throws {
    let answer = try fields("inspect", "--json", Self.demo)
    try expectFields(
      answer,
      "kind package imports exports interfaces worlds extras sizeBytes problem core part services")
    try expectFields(try items(answer["services"]).first, "name servedBy missing reasons")
    #expect(answer["problem"] is NSNull && answer["core"] is NSNull)
    let part = try #require(answer["part"] as? [String: Any])
    #expect(part["sizeBytes"] as? Int == answer["sizeBytes"] as? Int)
    let names = "kind name offset sizeBytes sections producers notes parts"
    try expectFields(part, names)
    try expectFields(try items(part["parts"]).first, names)
    try expectFields(try items(part["sections"]).first, "kind name offset sizeBytes count")
    let producers = try #require(try items(part["producers"]).first)
    try expectFields(producers, "field tools")
    try expectFields(try items(producers["tools"]).first, "name version")
  }

  @Test func whatWITHasNoWordForHasItsFields() throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/extras.wasm"
    let source = Project.root.appending(
      path: "Tests/ComponentTests/Fixtures/Inspect/extras.wat"
    ).path
    #expect(try Judge.run("parse", source, "-o", path).status == 0)
    let extra = try #require(try items(try fields("wit", "--json", path)["extras"]).first)
    try expectFields(extra, "kind name isExport interface definition")
    #expect(try items(try fields("wit", "--json", path)["exports"]).isEmpty)
  }

  @Test func aModuleWithoutWITIsShownAndSaysWhatToDo() throws {
    let folder = try TemporaryFolder([
      "m.wat": """
      (module
        (import "wasi_snapshot_preview1" "proc_exit" (func (param i32)))
        (func (export "_start")))
      """
    ])
    let path = "\(folder.path)/m.wasm"
    #expect(try Judge.run("parse", "\(folder.path)/m.wat", "-o", path).status == 0)
    let shown = try Program.run(["component", "inspect", "m.wasm"], in: folder.path)
    #expect(shown.status == 2)
    #expect(shown.output.contains("  wasi_snapshot_preview1 proc_exit"))
    #expect(shown.errors.contains("m.wasm: this is a core module without WIT (byte 4)"))
    #expect(shown.errors.contains("`wasm-tools component new`, an adapter with it"))
    let run = try Program.run(["component", "inspect", "--json", "m.wasm"], in: folder.path)
    let answer = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    try expectFields(answer["problem"] as? [String: Any], "text offset")
    let core = try #require(answer["core"] as? [String: Any])
    try expectFields(core, "imports exports")
    try expectFields(try items(core["imports"]).first, "module name kind meaning")
    let wit = try Program.run(["component", "wit", "m.wasm"], in: folder.path)
    #expect(wit.status == 2 && wit.output.isEmpty && wit.errors == shown.errors)
  }

  @Test(arguments: [
    ("", "the file is empty, it ends at byte 0: build or copy it again"),
    ("\0as", "the file is cut off at byte 3: build or copy it again"),
    (
      "package a:b;",
      "this is no WebAssembly: `\\0asm` is not at byte 0; give a binary (.wasm), "
        + "text is read by `witbench wit`"
    ),
  ])
  func whatIsNoBinaryIsRefused(_ text: String, _ sentence: String) throws {
    let folder = try TemporaryFolder(["f.wasm": text])
    for name in ["wit", "inspect"] {
      let run = try Program.run(["component", name, "f.wasm"], in: folder.path)
      #expect(run.status == 2 && run.output.isEmpty)
      #expect(run.errors == "witbench: f.wasm: \(sentence)\n")
    }
  }

  @Test func aFolderIsNoBinaryAndAMissingFileIsNamed() throws {
    let folder = try TemporaryFolder(["d/x": ""])
    let run = try Program.run(["component", "inspect", "d"], in: folder.path)
    #expect(run.status == 2 && run.errors == "witbench: d: is a folder; a file is needed here\n")
    let missing = try Program.run(["component", "wit", "none.wasm"], in: folder.path)
    #expect(missing.status == 2 && missing.errors.hasPrefix("witbench: none.wasm: there is no"))
  }

  /// Cut in the middle of each section of the component itself.
  @Test func aFileThatIsCutOffNamesTheByte() throws {
    let whole = Project.root.appending(path: "demo-workspace/shopping-cart/shopping_cart.wasm").path
    let part = try #require(try fields("inspect", "--json", whole)["part"] as? [String: Any])
    let bytes = try TemporaryFolder.bytes(whole)
    let folder = try TemporaryFolder()
    var kinds: Set<String> = []
    for section in try items(part["sections"]) {
      let kind = try #require(section["kind"] as? String)
      guard kinds.insert(kind).inserted else { continue }
      let offset = try #require(section["offset"] as? Int)
      let end = offset + (try #require(section["sizeBytes"] as? Int)) / 2
      try folder.write(Array(bytes[..<end]), to: "cut.wasm")
      let run = try Program.run(["component", "inspect", "cut.wasm"], in: folder.path)
      #expect(run.status == 2, "\(kind)")
      #expect(
        run.errors
          == "witbench: cut.wasm: the file is cut off at byte \(end): build or copy it again\n")
    }
    #expect(kinds.count >= 8)
  }

  /// Which gated items are in a binary was decided when it was made.
  @Test func aPackageInBinaryFormShowsAllThatItHolds() throws {
    let folder = try TemporaryFolder([
      "g.wit": """
      package a:gate@1.0.0;
      @unstable(feature = fancy)
      interface u { f: func(); }
      interface s {
        /// What f is for.
        @since(version = 1.0.0)
        f: func();
        @unstable(feature = fancy)
        g: func();
      }
      """
    ])
    let made = try Judge.run(
      "component", "wit", "-w", "--all-features", "\(folder.path)/g.wit", "-o",
      "\(folder.path)/g.wasm")
    #expect(made.status == 0, "\(made.errors)")
    let judge = try Judge.run("component", "wit", "\(folder.path)/g.wasm").text
    #expect(judge.contains("@unstable(feature = fancy)"))
    for arguments in [["wit", "print", "g.wasm"], ["component", "wit", "g.wasm"]] {
      let run = try Program.run(arguments, in: folder.path)
      #expect(run.status == 0 && run.output == judge, "\(run.errors)")
    }
    let check = try Program.run(["wit", "check", "g.wasm"], in: folder.path)
    #expect(check.status == 0 && check.output.isEmpty)
    let doc = try Program.run(["wit", "doc", "g.wasm", "a:gate/s.{f}"], in: folder.path)
    #expect(doc.status == 0 && doc.output.contains("What f is for."), "\(doc.errors)")
    let find = try Program.run(["wit", "find", "g.wasm", "g"], in: folder.path)
    #expect(find.status == 0 && find.output.contains("g: func()"), "\(find.errors)")
    let diff = try Program.run(["wit", "diff", "g.wasm", "g.wasm"], in: folder.path)
    #expect(diff.status == 0, "\(diff.errors)")
  }
}
