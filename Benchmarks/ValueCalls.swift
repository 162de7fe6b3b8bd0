import CWasmtime
import Component
import Foundation
import Runtime

/// Calls with lists, through our values and through the C API's.
struct ValueCalls {
  private let bytes: [UInt8]
  private let component: CompiledComponent

  private final class NoHost: ImportHost {
    func call(_: ImportName, type: FunctionType, arguments: [Value]) throws -> Value? {
      throw BenchFailure("the guest has no imports")
    }

    func drop(interface: String, resource: String, number: UInt32) {}
  }

  /// - Parameters:
  ///   - peer: the program that makes a component of text
  ///   - scratch: a folder
  static func make(peer: String, scratch: URL) async throws -> ValueCalls {
    let wat = scratch.appending(path: "echo.wat")
    let wasm = scratch.appending(path: "echo.wasm").path
    try Data(EchoGuest.wat.utf8).write(to: wat)
    try Clocks.run(peer, ["parse", wat.path, "-o", wasm])
    guard let data = FileManager.default.contents(atPath: wasm) else {
      throw BenchFailure("the guest was not written")
    }
    let bytes = [UInt8](data)
    let component = try await WasmEngine().component(
      bytes: bytes, sha256: Digest.sha256(bytes), type: try ComponentDecoder.decode(bytes).type)
    return ValueCalls(bytes: bytes, component: component)
  }

  struct Times {
    var ours: Duration
    var theirs: Duration
  }

  func bytes(count: Int) async throws -> Times {
    try await times("bytes", .list((0..<count).map { .u8(UInt8(truncatingIfNeeded: $0)) })) {
      try $0.call(count: count) { value, index in
        value.pointee.kind = UInt8(WASMTIME_VALUE_U8)
        value.pointee.of.u8 = UInt8(truncatingIfNeeded: index)
      } _: {
        UInt64($0.of.u8)
      }
    }
  }

  func numbers(count: Int) async throws -> Times {
    try await times("numbers", .list((0..<count).map { .u32(UInt32($0)) })) {
      try $0.call(count: count) { value, index in
        value.pointee.kind = UInt8(WASMTIME_VALUE_U32)
        value.pointee.of.u32 = UInt32(index)
      } _: {
        UInt64($0.of.u32)
      }
    }
  }

  func items(count: Int) async throws -> Times {
    let items = (0..<count).map { index in
      Value.record([
        .init(name: "id", value: .u64(UInt64(index))),
        .init(name: "name", value: .string("a product with a name")),
        .init(name: "price", value: .f64(Double(index))),
        .init(name: "count", value: .u32(UInt32(index))),
      ])
    }
    return try await times("items", .list(items)) {
      try $0.call(count: count, PlainCalls.item, PlainCalls.read)
    }
  }

  /// Both in turn, so that the machine's other work meets both; the least of the runs.
  private func times(
    _ name: String, _ list: Value, _ plain: (PlainCalls) throws -> UInt64
  ) async throws -> Times {
    guard let function = component.type.functions.first(where: { $0.type.name == name })?.type
    else { throw BenchFailure("the guest has no function \(name)") }
    let instance = try await ComponentInstance.make(component, host: NoHost(), stop: StopSwitch())
    let peer = try PlainCalls(bytes, function: name)
    guard try await instance.call(interface: nil, function: function, arguments: [list]) == list
    else { throw BenchFailure("\(name) gave back something else") }
    var times = Times(ours: .seconds(1000), theirs: .seconds(1000))
    for _ in 0..<60 {
      let start = Clocks.processorTime()
      let result = try await instance.call(interface: nil, function: function, arguments: [list])
      let middle = Clocks.processorTime()
      withExtendedLifetime(result) {}
      let before = Clocks.processorTime()
      _ = try plain(peer)
      times.ours = min(times.ours, middle - start)
      times.theirs = min(times.theirs, Clocks.processorTime() - before)
    }
    return times
  }
}
