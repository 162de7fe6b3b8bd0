import Component
import Foundation
import Runtime
import TestSupport
import Testing

/// What is composed, running.
@Suite struct ComposedRunTests {
  /// Serves what stays imported, and keeps what was asked.
  private final class Host: ImportHost {
    private(set) var asked: [String] = []

    func call(_ name: ImportName, type: FunctionType, arguments: [Value]) throws -> Value? {
      asked.append("\(name.interface) \(name.function) \(arguments.map(WAVE.text))")
      switch name.function {
      case "of":
        guard case .u32(let number)? = arguments.first else { return nil }
        return .u32(number * 7)
      case "subscribe": return .resource(ResourceHandle(uri: "", id: 42))
      case "[method]pollable.ready": return .bool(true)
      default: return nil
      }
    }

    func drop(interface: String, resource: String, number: UInt32) {
      asked.append("\(interface) drop \(resource) \(number)")
    }
  }

  private func part(_ name: String) throws -> CompositionPart {
    let wat = Project.root.appending(path: "Tests/RuntimeTests/Fixtures/composed/\(name).wat").path
    let answer = try Judge.run("parse", wat)
    try #require(answer.status == 0, "\(answer.errors)")
    return CompositionPart(name: name, bytes: answer.output)
  }

  /// Composes, runs `run`, and gives its result and what the host was asked.
  private func run(
    _ socket: String, _ plugs: String..., opening: [String]
  ) async throws -> (result: Value?, asked: [String]) {
    let plan = try Composition(socket: part(socket), plugs: plugs.map { try part($0) })
    #expect(plan.problem == nil)
    #expect(plan.openImports == opening)
    let bytes = try plan.encode()
    let type = try ComponentDecoder.decode(bytes).type
    let component = try await WasmEngine().component(
      bytes: bytes, sha256: Digest.sha256(bytes), type: type)
    let host = Host()
    let instance = try await ComponentInstance.make(component, host: host, stop: StopSwitch())
    let function = try type.function(named: "run")
    let result = try await instance.call(
      interface: function.interface, function: function.type, arguments: [])
    return (result, host.asked)
  }

  @Test func aCallerUsesTheResourceOfItsStub() async throws {
    let (result, asked) = try await run("caller", "stub", opening: ["test:run/rate"])
    #expect(result == .u32(42))
    #expect(asked == ["test:run/rate of [\"5\"]"])
  }

  /// The caller gives first · 100 + the other · 10 + the first again.
  @Test func twoStubsServeOneCaller() async throws {
    let (result, _) = try await run("main", "counter", "seven", opening: [])
    #expect(result == .u32(172))
  }

  /// Both sides of the triangle lead to one instance: its count goes on.
  @Test func aTriangleSharesWhatItStandsOn() async throws {
    let (result, _) = try await run("main", "twice", "counter", opening: [])
    #expect(result == .u32(134))
  }

  @Test func aResourceGoesThroughVersionsOfItsInterface() async throws {
    let (result, asked) = try await run(
      "poll-caller", "poll-stub", opening: ["wasi:io/poll@0.2.3", "test:run/source"])
    #expect(result == .u32(1))
    let poll = "wasi:io/poll@0.2.3"
    #expect(asked.first == "test:run/source subscribe []")
    #expect(asked.dropFirst().first?.hasPrefix("\(poll) [method]pollable.ready") == true)
    #expect(asked.last == "\(poll) drop pollable 42")
  }
}
