/// The Swift that every guest is compiled with: the canonical ABI, and the few C symbols that
/// Embedded Swift wants on bare wasm32.
///
/// The sources are in `Guest/`. They are embedded in this module as bytes, so that one executable
/// can write them out; no host code is made of them.
package enum GuestRuntime {
  /// The file that is compiled as a module of its own, always optimized. (See its first lines.)
  package static let machineFile = FilePlan.Change(
    path: "WasmRuntime.swift", content: text(PackageResources.WasmRuntime_swift))

  /// What is compiled together with a worker and its bindings.
  package static let files: [FilePlan.Change] = [
    file("ComponentValue", PackageResources.ComponentValue_swift),
    file("StandardValues", PackageResources.StandardValues_swift),
    file("Tuples", PackageResources.Tuples_swift),
    file("CoreValues", PackageResources.CoreValues_swift),
    file("MemoryCoding", PackageResources.MemoryCoding_swift),
    file("CallArena", PackageResources.CallArena_swift),
  ]

  /// What a stub needs besides: it speaks `golem:rpc`, so its bindings must be there.
  package static func stubFiles(_ style: StubStyle) -> [FilePlan.Change] {
    let all = [
      file("RemoteWorker", PackageResources.RemoteWorker_swift),
      file("RemoteResource", PackageResources.RemoteResource_swift),
      file("RemoteObject", PackageResources.RemoteObject_swift),
      file("WitValueCoding", PackageResources.WitValueCoding_swift),
    ]
    return switch style {
    case .seed: all
    case .golem10: all + [file("RemoteFuture", PackageResources.RemoteFuture_swift)]
    }
  }

  private static func file(_ name: String, _ bytes: [UInt8]) -> FilePlan.Change {
    FilePlan.Change(path: "\(name).swift", content: text(bytes))
  }

  private static func text(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self)
  }
}
