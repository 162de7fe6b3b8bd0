import Component
import Foundation

@testable import Runtime

/// A guest's host with a folder of its own, called as a guest would call it.
final class GuestFiles {
  let scratch = FileManager.default.temporaryDirectory.path + "/witbench-\(UUID().uuidString)"
  let host: GuestHost
  let root: Value
  private let output = NoOutput()

  private final class NoOutput: GuestOutput {
    func write(_ line: LogLine) {}
  }

  init(_ files: [String: String] = [:], readOnly: Set<String> = []) async throws {
    let initial = files.keys.sorted().map { path in
      InitialFile(path: path, sha256: "", isReadOnly: readOnly.contains(path))
    }
    var settings = GuestHost.Settings()
    settings.folder = WorkerFolder(path: "\(scratch)/folder", initialFiles: initial) { file in
      Array((files[file.path] ?? "").utf8)
    }
    host = GuestHost(
      settings: settings, journal: NoJournal(), output: output, stop: StopSwitch())
    let name = ImportName(
      interface: "wasi:filesystem/preopens@0.2.3", function: "get-directories")
    let type = FunctionType(name: name.function, parameters: [], result: nil)
    guard case .list(let folders)? = try await host.call(name, type: type, arguments: []),
      case .tuple(let pair)? = folders.first, pair.last == .string("/")
    else { throw HostError("there is no folder") }
    root = pair[0]
  }

  deinit {
    try? FileManager.default.removeItem(atPath: scratch)
  }

  /// A method of a descriptor, the root's where none is given.
  func call(
    _ method: String, _ arguments: Value..., on descriptor: Value? = nil
  ) async throws -> Value? {
    let name = ImportName(
      interface: "wasi:filesystem/types@0.2.0", function: "[method]descriptor.\(method)")
    let type = FunctionType(name: name.function, parameters: [], result: nil)
    return try await host.call(
      name, type: type, arguments: [descriptor ?? root] + arguments)
  }

  func open(
    _ path: String, _ how: [String] = [], _ rights: [String] = ["read"], follows: Bool = true,
    from descriptor: Value? = nil
  ) async throws -> Value? {
    try await call(
      "open-at", .flags(follows ? ["symlink-follow"] : []), .string(path), .flags(how),
      .flags(rights), on: descriptor)
  }

  /// The descriptor that `open` gives.
  func opened(
    _ path: String, _ how: [String] = [], _ rights: [String] = ["read"],
    from descriptor: Value? = nil
  ) async throws -> Value {
    guard case .ok(let file?)? = try await open(path, how, rights, from: descriptor) else {
      throw HostError("\(path) cannot be opened")
    }
    return file
  }

  func put(_ path: String, _ text: String) async throws {
    let file = try await opened(path, ["create", "truncate"], ["write"])
    _ = try await call("write", .bytes(Array(text.utf8)), .u64(0), on: file)
    close(file)
  }

  func text(_ path: String) async throws -> String? {
    let file = try await opened(path)
    defer { close(file) }
    guard case .ok(.tuple(let parts)?)? = try await call("read", .u64(1000), .u64(0), on: file),
      case .list(let bytes)? = parts.first
    else { return nil }
    return String(
      decoding: bytes.compactMap { if case .u8(let byte) = $0 { byte } else { nil } },
      as: UTF8.self)
  }

  func close(_ descriptor: Value) {
    guard case .resource(let handle) = descriptor else { return }
    host.drop(interface: "", resource: "descriptor", number: UInt32(handle.id))
  }

  /// The names in the folder, in the order in which the guest gets them.
  func names() async throws -> [String] {
    guard case .ok(let listing?)? = try await call("read-directory") else { return [] }
    let name = ImportName(
      interface: "wasi:filesystem/types@0.2.0",
      function: "[method]directory-entry-stream.read-directory-entry")
    let type = FunctionType(name: name.function, parameters: [], result: nil)
    var names: [String] = []
    while case .ok(.option(.record(let fields)?)?)? = try await host.call(
      name, type: type, arguments: [listing])
    {
      if case .string(let name)? = fields.last?.value { names.append(name) }
    }
    return names
  }
}
