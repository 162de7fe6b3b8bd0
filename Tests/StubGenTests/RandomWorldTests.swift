import Component
import Foundation
import Runtime
import StubGen
import TestSupport
import Testing
import WIT

/// Worlds at random: stubs and workers compile without a warning and pass every value on unharmed,
/// from the stub to the worker and back.
@Suite struct RandomWorldTests {
  /// `Scripts/prove stubs [COUNT]` sets it.
  private static let count =
    ProcessInfo.processInfo.environment["WITBENCH_WORLDS"].flatMap(UInt64.init) ?? 10
  private static let isLong = ProcessInfo.processInfo.environment["WITBENCH_WORLDS"] != nil

  @Test(.timeLimit(.minutes(60)), arguments: 1...count)
  func everyNameAndTypeGoesThroughAStubToAWorker(_ seed: UInt64) async throws {
    let wit = RandomWorld.wit(seed: seed)
    let resolution = Fixture.resolution(wit)
    let mistakes = resolution.diagnostics.filter { $0.severity == .error }.map(\.message.text)
    try #require(mistakes.isEmpty, "\(mistakes)\n\(wit)")
    let world = try Fixture.world(of: resolution)
    let options = StubOptions(errors: seed % 2 == 0 ? .result : .trap)
    let generator = try StubGenerator(graph: resolution.graph, world: world, options: options)
    do {
      let stub = try Guest(generator)
      let worker = try Guest(
        resolution, worker: try EchoWorker.source(resolution.graph, world))
      let host = RemoteHost(try await RunningGuest(try worker.build()))
      let running = try await RunningGuest(try stub.build(), host: host)
      var numbers = SeededRandom(seed: seed)
      for resource in generator.stub.resources {
        try await check(resource, in: running, errors: options.errors, &numbers)
      }
    } catch {
      Issue.record("seed \(seed): \(error)\n\(wit)")
    }
  }

  @Test func allThatIsGeneratedIsAsTheFormatterLeavesIt() throws {
    let folder = try TemporaryFolder()
    var paths: [String] = []
    for seed in 1...max(Self.count, 20) {
      let resolution = Fixture.resolution(RandomWorld.wit(seed: seed))
      let world = try Fixture.world(of: resolution)
      let options = StubOptions(
        style: seed % 4 < 2 ? .seed : .golem10, errors: seed % 2 == 0 ? .result : .trap)
      let stub = try StubGenerator(graph: resolution.graph, world: world, options: options)
      for file in try stub.plan().changes where file.path.hasSuffix(".swift") {
        paths.append(try folder.write(file.content, to: "\(seed)/stub/\(file.path)"))
      }
      for file in try SwiftBindings.plan(graph: resolution.graph, world: world).changes {
        paths.append(try folder.write(file.content, to: "\(seed)/worker/\(file.path)"))
      }
    }
    let format = Project.root.appending(path: ".swift-format").path
    let ending = try ChildProcess.run(
      try Tool.toolchainPath("bin/swift-format"),
      ["lint", "--strict", "--parallel", "--configuration", format] + paths)
    let seen = ending.errors.split(separator: "\n").prefix(20).joined(separator: "\n")
    #expect(ending.status == 0, "\(seen)")
  }

  private func check(
    _ resource: StubWIT.Resource, in running: RunningGuest, errors: StubErrors,
    _ numbers: inout SeededRandom
  ) async throws {
    func function(_ name: String) throws -> ExportedFunction {
      try #require(running.type.functions.first { $0.type.name == name }, "\(name)")
    }
    func call(_ function: ExportedFunction, _ arguments: [Value]) async throws -> Value? {
      let answer = try await running.call(function, arguments)
      guard errors == .result, case .ok(let value)? = answer else { return answer }
      return value
    }
    let location = Value.record([.init(name: "value", value: .string("worker://echo/one"))])
    var object: Value?
    for member in resource.members {
      let function = try function(member.binaryName)
      let types = function.type.parameters.map(\.type).dropFirst()
      guard let receiver = object else {
        let arguments = types.map { Value.random($0, &numbers) }
        let isRemote = !types.isEmpty
        object =
          isRemote
          ? try await call(function, [location] + arguments)
          : try await running.call(function, [location])
        continue
      }
      let type = try #require(types.first)
      for _ in 0..<(Self.isLong ? 100 : 20) {
        let value = Value.random(type, &numbers)
        let answer = try await call(function, [receiver, value])
        #expect(
          answer.map(WAVE.text) == WAVE.text(of: value), "\(resource.name).\(member.name)")
      }
    }
  }
}
