import Component
import Foundation
import Runtime
import StubGen
import TestSupport
import Testing
import WIT

/// Worlds at random: their stubs compile without a warning and pass on every value unharmed.
@Suite struct RandomWorldTests {
  /// `Scripts/prove stubs [COUNT]` sets it.
  private static let count =
    ProcessInfo.processInfo.environment["WITBENCH_WORLDS"].flatMap(UInt64.init) ?? 10
  private static let isLong = ProcessInfo.processInfo.environment["WITBENCH_WORLDS"] != nil

  @Test(.timeLimit(.minutes(60)), arguments: 1...count)
  func everyNameAndTypeGoesThroughAStub(_ seed: UInt64) async throws {
    let wit = RandomWorld.wit(seed: seed)
    let resolution = Fixture.resolution(wit)
    let mistakes = resolution.diagnostics.filter { $0.severity == .error }.map(\.message.text)
    try #require(mistakes.isEmpty, "\(mistakes)\n\(wit)")
    let world = try Fixture.world(of: resolution)
    let options = StubOptions(errors: seed % 2 == 0 ? .result : .trap)
    let generator = try StubGenerator(graph: resolution.graph, world: world, options: options)
    do {
      let stub = try Guest(generator)
      let host = EchoHost()
      let running = try await RunningGuest(try stub.build(), host: host)
      var numbers = SeededRandom(seed: seed)
      for resource in generator.stub.resources {
        try await check(resource, in: running, errors: options.errors, &numbers)
      }
    } catch {
      Issue.record("seed \(seed): \(error)\n\(wit)")
    }
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

/// `golem:rpc` where every worker gives back what it is given.
final class EchoHost: ImportHost {
  private var count: UInt64 = 0

  func call(
    _ name: ImportName, type: FunctionType, arguments: [Value]
  ) async throws -> Value? {
    switch (name.function, arguments.count) {
    case ("[constructor]wasm-rpc", 1):
      count += 1
      return .resource(ResourceHandle(uri: "", id: count))
    case ("[method]wasm-rpc.invoke-and-await", 3):
      guard case .string(let function) = arguments[1], case .list(let values) = arguments[2] else {
        throw NoHost.Unexpected(name: name)
      }
      return .ok(try answer(function.split(separator: "/"), values))
    default: throw NoHost.Unexpected(name: name)
    }
  }

  private func answer(_ name: [Substring], _ values: [Value]) throws -> Value {
    let isMember = name.count == 4
    if isMember, name.last == "new" {
      return Self.tuple(of: [
        .variant(
          name: "handle",
          payload: .tuple([
            .record([.init(name: "value", value: .string("worker://echo/one"))]), .u64(7),
          ]))
      ])
    }
    if isMember, name.last == "drop" { return Self.tuple(of: []) }
    guard let last = values.last, case .record(let fields) = last,
      case .list(let nodes)? = fields.first?.value
    else { throw NoHost.Unexpected(name: ImportName(interface: "", function: "\(name)")) }
    return Self.tuple(of: nodes)
  }

  /// A tuple with the value as its only element: its nodes move up by one.
  private static func tuple(of nodes: [Value]) -> Value {
    let root = Value.variant(name: "tuple-value", payload: .list(nodes.isEmpty ? [] : [.s32(1)]))
    let nodes = [root] + nodes.map(moved)
    return .record([.init(name: "nodes", value: .list(nodes))])
  }

  private static func moved(_ node: Value) -> Value {
    guard case .variant(let name, let payload?) = node, !name.hasPrefix("prim-"),
      !["enum-value", "flags-value", "handle"].contains(name)
    else { return node }
    return .variant(name: name, payload: shifted(payload))
  }

  private static func shifted(_ value: Value) -> Value {
    switch value {
    case .s32(let index): .s32(index + 1)
    case .list(let values): .list(values.map(shifted))
    case .tuple(let values): .tuple(values.map(shifted))
    case .option(let value): .option(value.map(shifted))
    case .ok(let value): .ok(value.map(shifted))
    case .error(let value): .error(value.map(shifted))
    default: value
    }
  }

  func drop(interface: String, resource: String, number: UInt32) {}
}
