import Foundation
import TestSupport
import Testing

/// `stubgen add-stub-dependency`, `stubgen initialize-workspace` and `new`, as scripts run them.
@Suite struct StubgenWorkspaceTests {
  private static let target = """
    package shopping:history;
    interface api { add: func(order: string); }
    world history { export api; }
    """
  private static let caller = """
    package shopping:cart;
    world cart { export run: func(); }
    """

  private func workspace() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(Self.target, to: "history/wit/history.wit")
    try folder.write(Self.caller, to: "cart/wit/cart.wit")
    return folder
  }

  private func initialize(
    _ folder: TemporaryFolder, _ more: String...
  ) throws -> Program.Answer {
    try Program.run(
      ["stubgen", "initialize-workspace", "--targets", "history", "--callers", "cart"] + more,
      in: folder.path)
  }

  private func text(_ path: String, in folder: TemporaryFolder) throws -> String {
    try String(contentsOfFile: "\(folder.path)/\(path)", encoding: .utf8)
  }

  private func exists(_ path: String, in folder: TemporaryFolder) -> Bool {
    FileManager.default.fileExists(atPath: "\(folder.path)/\(path)")
  }

  @Test func theWorkspaceLearnsWhoCallsWhom() throws {
    let folder = try workspace()
    let answer = try initialize(folder)
    #expect(answer.status == 0)
    #expect(answer.output.contains("Generating initial stub for history\n"))
    #expect(answer.output.hasSuffix("Done\n"))
    let manifest = try text("witbench.toml", in: folder)
    #expect(manifest.contains("[templates.history]\nwit = \"history/wit\""))
    #expect(manifest.contains("calls = [\"history\"]"))
    #expect(manifest.contains("env.HISTORY_TEMPLATE_ID = \"${templates.history.id}\""))
    #expect(exists("history-stub/wit/_stub.wit", in: folder))
    #expect(exists("cart/wit/deps/shopping_history-stub/_stub.wit", in: folder))
    // The judge reads what the caller has got.
    let check = try Program.run(["wit", "check", "cart/wit", "--strict"], in: folder.path)
    #expect(check.status == 0, "\(check.errors)")
    // Once more changes nothing.
    #expect(try initialize(folder).status == 0)
    #expect(try text("witbench.toml", in: folder) == manifest)
  }

  @Test func aDryRunWritesNothing() throws {
    let folder = try workspace()
    let answer = try initialize(folder, "--dry-run")
    #expect(answer.status == 0)
    #expect(answer.output.hasPrefix("new     witbench.toml\n"))
    #expect(!exists("witbench.toml", in: folder))
    #expect(!exists("history-stub", in: folder))
  }

  @Test func whatStandsInTheManifestStays() throws {
    let folder = try workspace()
    try folder.write(
      "# mine\n[templates.cart] # the cart\nwit = \"cart/wit\"\ncalls = [\"other\"]\n"
        + "[templates.other]\nwit = \"other/wit\"\n", to: "witbench.toml")
    #expect(try initialize(folder).status == 0)
    let manifest = try text("witbench.toml", in: folder)
    #expect(manifest.hasPrefix("# mine\n[templates.cart] # the cart\n"))
    #expect(manifest.contains("calls = [\"other\", \"history\"]"))
    #expect(manifest.contains("[templates.history]"))
  }

  @Test func aFolderWithoutWITIsSaid() throws {
    let folder = try TemporaryFolder()
    let answer = try initialize(folder)
    #expect(answer.status == 2)
    #expect(answer.errors.contains("history/wit: there is no such folder"))
  }

  @Test func aDependencyThatDiffersIsNotWrittenOver() throws {
    let folder = try workspace()
    #expect(try initialize(folder).status == 0)
    let arguments = ["stubgen", "add-stub-dependency", "-s", "history-stub/wit", "-d", "cart/wit"]
    #expect(try Program.run(arguments, in: folder.path).status == 0)
    let stub = "cart/wit/deps/shopping_history-stub/_stub.wit"
    try folder.write("package shopping:history-stub;\n", to: stub)
    try FileManager.default.removeItem(atPath: "\(folder.path)/cart/wit/deps/wasm-rpc")
    let refused = try Program.run(arguments, in: folder.path)
    #expect(refused.status == 1)
    #expect(refused.errors.contains("Use --overwrite to force."))
    #expect(!exists("cart/wit/deps/wasm-rpc", in: folder), "all of it or nothing")
    #expect(try Program.run(arguments + ["--overwrite"], in: folder.path).status == 0)
    #expect(try text(stub, in: folder) == text("history-stub/wit/_stub.wit", in: folder))
  }

  @Test func aRustWorkersManifestGetsTheDependenciesToo() throws {
    let folder = try workspace()
    #expect(try initialize(folder).status == 0)
    let arguments = [
      "stubgen", "add-stub-dependency", "-s", "history-stub/wit", "-d", "cart/wit", "-u",
    ]
    let missing = try Program.run(arguments, in: folder.path)
    #expect(missing.status == 2)
    #expect(missing.errors.contains("cart/Cargo.toml because it does not exist"))
    try folder.write("[package]\nname = \"cart\"\n", to: "cart/Cargo.toml")
    #expect(try Program.run(arguments, in: folder.path).status == 0)
    let cargo = try text("cart/Cargo.toml", in: folder)
    #expect(cargo.hasPrefix("[package]\nname = \"cart\"\n"))
    #expect(
      cargo.contains("\"shopping:history-stub\" = { path = \"wit/deps/shopping_history-stub\" }"))
  }

  @Test func aCallerOfTheTargetsOwnPackageIsRefused() throws {
    let folder = try workspace()
    try folder.write("package shopping:history;\nworld cart {}\n", to: "cart/wit/cart.wit")
    let answer = try initialize(folder)
    #expect(answer.status == 1)
    #expect(answer.errors.contains("the same package name (shopping:history)"))
  }

  @Test(arguments: ["swift-counter", "swift-shopping-cart"])
  func anExampleIsAProject(_ example: String) throws {
    let folder = try TemporaryFolder()
    let arguments = ["new", "--example", example, "--template-name", "my-worker"]
    #expect(try Program.run(arguments, in: folder.path).status == 0)
    let check = try Program.run(["wit", "check", "my-worker/wit", "--strict"], in: folder.path)
    #expect(check.status == 0, "\(check.errors)")
    let build = try Program.run(["build", "--workspace", "my-worker"], in: folder.path)
    #expect(build.status == 0, "\(build.errors)")
    #expect(build.errors.contains("[1/1] compiling my-worker"))
    #expect(build.output.hasPrefix("my_worker.wasm "))
    #expect(try Program.run(arguments, in: folder.path).status == 1, "it is there already")
  }
}
