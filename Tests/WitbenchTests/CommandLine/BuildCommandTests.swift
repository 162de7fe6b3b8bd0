import Foundation
import TestSupport
import Testing

/// `witbench build`, as people run it again and again.
@Suite(.timeLimit(.minutes(10))) struct BuildCommandTests {
  private static let history = """
    package shop:history;
    interface api { add: func(cents: u32) -> u32; }
    world history { export api; }

    """

  private static let files = [
    "history/wit/history.wit": history,
    "cart/wit/cart.wit": """
    package shop:cart;
    world cart {
      import shop:history-stub/stub-history;
      export pay: func(cents: u32) -> u32;
    }
    """,
    "cart/Sources/Worker.swift": """
    struct Worker: Shop.Cart.CartWorld.Exports {
      func pay(cents: UInt32) -> UInt32 {
        let place = Shop.HistoryStub.StubHistory.URI(value: "worker://history/one")
        return Shop.HistoryStub.StubHistory.API(location: place).add(cents: cents)
      }
    }
    """,
  ]

  private func text(_ path: String, in folder: TemporaryFolder) throws -> String {
    try String(contentsOfFile: "\(folder.path)/\(path)", encoding: .utf8)
  }

  @Test func whatACallerHasOfItsTargetIsKeptUpToDate() throws {
    let folder = try TemporaryFolder(Self.files)
    let initialize = ["stubgen", "initialize-workspace", "--targets", "history"]
    #expect(try Program.run(initialize + ["--callers", "cart"], in: folder.path).status == 0)
    let first = try Program.run(["build", "cart"], in: folder.path)
    #expect(first.status == 0, "\(first.errors)")
    #expect(!first.errors.contains("updating"), "\(first.errors)")
    // The caller's own copy of what it needs besides stays as it is.
    let rpc = "cart/wit/deps/wasm-rpc/wasm-rpc.wit"
    try folder.write("// mine\n" + (try text(rpc, in: folder)), to: rpc)
    try folder.write(
      Self.history.replacing("interface api {", with: "interface api { undo: func();"),
      to: "history/wit/history.wit")
    let second = try Program.run(["build", "cart"], in: folder.path)
    #expect(second.status == 0, "\(second.errors)")
    for path in [
      "cart/wit/deps/shop_history/history.wit", "cart/wit/deps/shop_history-stub/_stub.wit",
      "history-stub/wit/_stub.wit", "history-stub/Sources/Stub.swift",
    ] {
      #expect(second.errors.contains("updating \(path)\n"), "\(second.errors)")
      #expect(try text(path, in: folder).contains("undo"), "\(path)")
    }
    #expect(try text(rpc, in: folder).hasPrefix("// mine\n"))
    let third = try Program.run(["build", "cart"], in: folder.path)
    #expect(third.errors.contains("cart is up to date"), "\(third.errors)")
  }

  @Test func theStubIsOfTheStyleThatTheManifestSays() throws {
    let folder = try TemporaryFolder(Self.files)
    try folder.write(
      """
      struct Worker: Shop.Cart.CartWorld.Exports {
        func pay(cents: UInt32) -> UInt32 {
          let place = Shop.HistoryStub.StubHistory.URI(value: "worker://history/one")
          let history = Shop.HistoryStub.StubHistory.API(location: place)
          return (try? history.blockingAdd(cents: cents)) ?? 0
        }
      }
      """, to: "cart/Sources/Worker.swift")
    let initialize = [
      "stubgen", "initialize-workspace", "--targets", "history", "--callers", "cart",
    ]
    let chosen = ["--style", "golem-1.0", "--errors", "result"]
    #expect(try Program.run(initialize + chosen, in: folder.path).status == 0)
    let manifest = try text("witbench.toml", in: folder)
    #expect(manifest.contains("stub.style = \"golem-1.0\""))
    let build = try Program.run(["build", "cart"], in: folder.path)
    #expect(build.status == 0, "\(build.errors)")
    let stub = try text("cart/wit/deps/shop_history-stub/_stub.wit", in: folder)
    #expect(stub.contains("blocking-add: func(cents: u32) -> result<u32, rpc-error>;"))
    // Once more, without saying it: what stands in the manifest counts.
    #expect(try Program.run(initialize, in: folder.path).status == 0)
    #expect(try text("witbench.toml", in: folder) == manifest)
    #expect(try text("cart/wit/deps/shop_history-stub/_stub.wit", in: folder) == stub)
  }

  @Test func aWatchingBuildBuildsAgainAndSurvivesMistakes() throws {
    func manifest(_ command: String) -> String {
      "[templates.t]\ncomponent = \"t.wasm\"\nbuild = \"\(command)\"\n"
    }
    let folder = try TemporaryFolder(["witbench.toml": manifest("printf 12 > t.wasm")])
    let terminal = try TerminalSession(size: (100, 30))
    try terminal.run("'\(Program.path)' build --watch --workspace '\(folder.path)'")
      .waitFor("t.wasm 2").waitFor("waiting for changes")
    try folder.write(manifest("echo a mistake; exit 3"), to: "witbench.toml")
    try terminal.waitFor("a mistake").waitFor("failed with exit status 3")
    try folder.write(manifest("printf 12345 > t.wasm"), to: "witbench.toml")
    try terminal.waitFor("t.wasm 5").send("C-c").waitFor(TerminalSession.prompt)
  }
}
