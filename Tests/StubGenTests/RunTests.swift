import Component
import StubGen
import TestSupport
import Testing
import WIT

/// Generated Swift in the engine: values go in and come out as they should.
@Suite struct RunTests {
  /// `interface function | arguments | result`.
  private struct Call {
    var interface: String
    var function: String
    var arguments: String
    var result: String

    static func all(_ name: String) throws -> [Call] {
      try Fixture.text(name).split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
        let parts = line.split(separator: "|", omittingEmptySubsequences: false).map {
          $0.trimmingPrefix { $0 == " " }
        }
        let names = try #require(parts.first).split(separator: " ")
        try #require(parts.count == 3 && names.count == 2, "\(line)")
        return Call(
          interface: String(names[0]), function: String(names[1]), arguments: String(parts[1]),
          result: String(parts[2]))
      }
    }
  }

  private func worker(_ name: String, optimization: String = "-Osize") throws -> Guest {
    let resolution = try Fixture.load("\(Fixture.folder)/\(name)")
    return try Guest(
      resolution, worker: try Fixture.text("workers/\(name).swift"), optimization: optimization)
  }

  @Test(arguments: ["-Onone", "-Osize"])
  func everyTypeGoesInAndComesOut(_ optimization: String) async throws {
    let guest = try worker("all-types", optimization: optimization)
    let running = try await RunningGuest(try guest.build())
    for call in try Call.all("all-types-calls.txt") {
      let name = "test:types/\(call.interface).{\(call.function)}"
      let difference = try await running.difference(
        name, call.arguments, expecting: call.result)
      #expect(difference == nil, "\(call.function)\(call.arguments)")
    }
  }

  /// The user of the resources runs them all, and each is gone at the end.
  @Test func resourcesLiveAsLongAsTheirHandles() async throws {
    let (user, resources) = (try worker("resource-user"), try worker("resources"))
    let composed = "\(user.folder.path)/composed.wasm"
    try Tool.run(
      Tool.wasmTools,
      ["compose", try user.build(), "-d", try resources.build(), "-o", composed])
    let running = try await RunningGuest(composed)
    let expected = """
      ["threw empty", "ann:tea+mug", "merged 12 live 3", "total 24", "passed 12 live 3", \
      "passed nothing true", "made 0,1,2,3", "consumed 3", "at the end live 0"]
      """
    #expect(try await running.difference("run", "()", expecting: expected) == nil)
  }

  @Test func aRemoteResourceIsMadeCalledAndDroppedThroughAStub() async throws {
    let resolution = try Fixture.load("\(Fixture.folder)/counters")
    let world = try Fixture.world(of: resolution)
    let stub = try Guest(StubGenerator(graph: resolution.graph, world: world))
    let caller = try worker("counters-caller", optimization: "-Onone")
    let composed = "\(caller.folder.path)/composed.wasm"
    try Tool.run(
      Tool.wasmTools,
      ["compose", try caller.build(), "-d", try stub.build(), "-o", composed])
    let counters = try worker("counters", optimization: "-Onone")
    let host = RemoteHost(try await RunningGuest(try counters.build()))
    let running = try await RunningGuest(composed, host: host)
    let expected = """
      ["renamed one 7 8", "counted 5 4", "all 5 dropped 2"]
      """
    #expect(try await running.difference("run", "()", expecting: expected) == nil)
    let path = "rpc:counters/api/counter"
    #expect(host.calls.count { $0 == "\(path)/new" } == 2)
    #expect(host.calls.count { $0 == "\(path)/drop" } == 2)
    #expect(host.openCount == 0)
  }

  /// Handles of every kind between a caller, its stub and a worker.
  @Test func remoteResourcesGoWhereverTheyCanStand() async throws {
    let resolution = try Fixture.load("\(Fixture.folder)/rich")
    let world = try Fixture.world(of: resolution)
    let generator = try StubGenerator(graph: resolution.graph, world: world)
    let stub = try Guest(generator)
    let caller = try Guest(
      try Fixture.caller("rich-caller/caller.wit", of: generator),
      worker: try Fixture.text("workers/rich-caller.swift"))
    let composed = "\(caller.folder.path)/composed.wasm"
    try Tool.run(
      Tool.wasmTools, ["compose", try caller.build(), "-d", try stub.build(), "-o", composed])
    let target = try worker("rich", optimization: "-Onone")
    let host = RemoteHost(try await RunningGuest(try target.build()))
    let running = try await RunningGuest(composed, host: host)
    let expected = """
      ["tea+mug", "mug", "tea", "3 7", "a+b", "tea(mug)", "41 41 42", "l held 1", "held", \
      "9 second", "none", "optional", "two", "fine", "not fine", "3 4", "failed as told", \
      "30 is too much", "5 3", "live 0"]
      """
    let difference = try await running.difference("run", "()", expecting: expected)
    #expect(difference == nil)
    #expect(host.openCount == 0)
  }

  @Test func everyTypeGoesThroughAStub() async throws {
    let target = try worker("all-types")
    let resolution = try Fixture.load("\(Fixture.folder)/all-types")
    let world = try Fixture.world(of: resolution)
    var stub = try Guest(StubGenerator(graph: resolution.graph, world: world))
    stub.optimization = "-Osize"
    let host = RemoteHost(try await RunningGuest(try target.build()))
    let running = try await RunningGuest(try stub.build(), host: host)

    var resources: [String: Value] = [:]
    let location = Value.record([.init(name: "value", value: .string("worker://types/one"))])
    for name in ["plain", "nasty"] {
      let constructor = try running.type.function(named: "stub-types.{\(name).new}")
      resources[name] = try await running.call(constructor, [location])
    }
    #expect(host.locations == ["worker://types/one", "worker://types/one"])
    let calls = try Call.all("all-types-calls.txt")
    for call in calls {
      let resource = try #require(resources[call.interface])
      let name = "stub-types.{[method]\(call.interface).\(call.function)}"
      let difference = try await running.difference(
        name, call.arguments, expecting: call.result, first: [resource])
      #expect(difference == nil, "\(call.function)\(call.arguments)")
    }
    #expect(host.calls == calls.map { "test:types/\($0.interface)/\($0.function)" })
  }
}
