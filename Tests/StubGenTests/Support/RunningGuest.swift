import Component
import Foundation
import Runtime

/// A component in the engine, its calls spelled in WAVE.
struct RunningGuest {
  private let instance: ComponentInstance
  let type: ComponentType
  private let drops: [ResourceDrop]

  init(_ path: String, host: any ImportHost = NoHost()) async throws {
    let inner = Array(try Data(contentsOf: URL(filePath: path)))
    let wrapper = try ResourceDropWrapper(inner)
    drops = wrapper?.drops ?? []
    let bytes = wrapper?.bytes ?? inner
    type = try ComponentDecoder.decode(bytes).type
    let component = try await WasmEngine().component(
      bytes: bytes, sha256: Digest.sha256(bytes), type: type)
    instance = try await ComponentInstance.make(component, host: host, stop: StopSwitch())
  }

  func call(_ function: ExportedFunction, _ arguments: [Value]) async throws -> Value? {
    try await instance.call(
      interface: function.interface, function: function.type, arguments: arguments)
  }

  /// Drops a resource by the remote name of what does it: `ns:package/interface/resource/drop`.
  ///
  /// - Returns: whether there is such a resource
  func drop(_ name: String, _ handle: Value) async throws -> Bool {
    let parts = name.split(separator: "/")
    guard parts.last == "drop", parts.count > 2,
      let drop = drops.first(where: {
        $0.interface == parts.dropLast(2).joined(separator: "/")
          && $0.resource == parts[parts.count - 2]
      }),
      let function = type.exports.first(where: { $0.name == ResourceDropWrapper.interface })?
        .functions.first(where: { $0.name == drop.function }),
      let resource = function.parameters.first?.type
    else { return false }
    _ = try await instance.call(
      interface: ResourceDropWrapper.interface, function: function,
      arguments: [try WitValue.decode(handle, as: resource)])
    return true
  }

  /// Calls a function with a WAVE tuple of arguments.
  ///
  /// - Returns: nil where the result is as expected, else the result
  func difference(
    _ name: String, _ arguments: String, expecting expected: String, first: [Value] = []
  ) async throws -> String? {
    let function = try type.function(named: name)
    let types = function.type.parameters.dropFirst(first.count).map(\.type)
    let values = first + (try Self.arguments(arguments, types))
    let result = try await call(function, values)
    let isAsExpected =
      if let type = function.type.result {
        result == (try WAVE.parse(expected, as: type))
      } else {
        result == nil && expected.isEmpty
      }
    return isAsExpected ? nil : result.map(WAVE.text) ?? "nothing"
  }

  private static func arguments(_ text: String, _ types: [ValueType]) throws -> [Value] {
    if types.isEmpty { return [] }
    guard case .tuple(let values) = try WAVE.parse(text, as: .tuple(types)) else { return [] }
    return values
  }
}

/// For guests that call nobody.
final class NoHost: ImportHost {
  struct Unexpected: Error {
    var name: ImportName
  }

  func call(_ name: ImportName, type: FunctionType, arguments: [Value]) throws -> Value? {
    throw Unexpected(name: name)
  }

  func drop(interface: String, resource: String, number: UInt32) {}
}

/// `golem:rpc`, answered by a guest in the same engine: what a stub sends must be what the target
/// understands.
final class RemoteHost: ImportHost {
  private let target: RunningGuest
  private(set) var locations: [String] = []
  private(set) var calls: [String] = []
  /// How many of the stub's connections are open.
  private(set) var openCount = 0

  init(_ target: RunningGuest) {
    self.target = target
  }

  func call(
    _ name: ImportName, type: FunctionType, arguments: [Value]
  ) async throws -> Value? {
    switch (name.function, arguments.count) {
    case ("[constructor]wasm-rpc", 1):
      guard case .record(let uri) = arguments[0], case .string(let text)? = uri.first?.value else {
        throw NoHost.Unexpected(name: name)
      }
      locations.append(text)
      openCount += 1
      return .resource(ResourceHandle(uri: "", id: UInt64(locations.count)))
    case ("[method]wasm-rpc.invoke-and-await", 3):
      guard case .string(let function) = arguments[1], case .list(let values) = arguments[2] else {
        throw NoHost.Unexpected(name: name)
      }
      return try await invoke(function, values)
    default: throw NoHost.Unexpected(name: name)
    }
  }

  private func invoke(_ name: String, _ arguments: [Value]) async throws -> Value {
    calls.append(name)
    if let handle = arguments.first, try await target.drop(name, handle) {
      return .ok(try WitValue.encode(.tuple([]), as: .tuple([])))
    }
    guard let function = try? target.type.function(named: name) else {
      return .error(.variant(name: "not-found", payload: .string(name)))
    }
    let values = try zip(arguments, function.type.parameters).map { argument, parameter in
      try WitValue.decode(argument, as: parameter.type)
    }
    let result = try await target.call(function, values)
    return .ok(
      try WitValue.encode(
        .tuple([result].compactMap { $0 }), as: .tuple([function.type.result].compactMap { $0 })))
  }

  func drop(interface: String, resource: String, number: UInt32) {
    openCount -= 1
  }
}
