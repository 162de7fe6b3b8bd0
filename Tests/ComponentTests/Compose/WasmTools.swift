import Component
import Foundation
import TestSupport

/// The judge: `wasm-tools`, which makes components of WIT for the tests and checks what we write.
enum WasmTools {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static let program = root.appending(path: ".deps/python/bin/wasm-tools")

  private static let fixtures = root.appending(path: "Tests/ComponentTests/Fixtures/Compose")

  /// A component of a fixture's world, whose code does nothing.
  static func part(
    _ world: String, of fixture: String, named name: String? = nil, flags: [String] = []
  ) throws -> CompositionPart {
    let scratch = try Scratch()
    let core = scratch.path("core.wasm")
    let component = scratch.path("component.wasm")
    let wit = fixtures.appending(path: "\(fixture).wit").path
    try run(["component", "embed", "--dummy", wit, "--world", world, "-o", core])
    try run(["component", "new", core, "-o", component] + flags)
    let bytes = Array(try Data(contentsOf: URL(filePath: component)))
    return CompositionPart(name: name ?? world, bytes: bytes)
  }

  /// A component that a fixture spells out.
  static func part(spelledOut fixture: String) throws -> CompositionPart {
    let scratch = try Scratch()
    let component = scratch.path("component.wasm")
    try run(["parse", fixtures.appending(path: "\(fixture).wat").path, "-o", component])
    return CompositionPart(
      name: fixture, bytes: Array(try Data(contentsOf: URL(filePath: component))))
  }

  /// The complaint of the validator; nil if there is none.
  static func complaint(about bytes: [UInt8]) throws -> String? {
    let scratch = try Scratch()
    do {
      try run(["validate", "--features", "all", try scratch.file(bytes)])
      return nil
    } catch let failure as Failure {
      return failure.description
    }
  }

  /// What a component's interface is.
  static func wit(_ bytes: [UInt8]) throws -> String {
    let scratch = try Scratch()
    return try run(["component", "wit", try scratch.file(bytes)])
  }

  @discardableResult static func run(_ arguments: [String]) throws -> String {
    let ending = try ChildProcess.run(program.path, arguments)
    guard ending.status == 0 else { throw Failure(description: ending.errors) }
    return ending.text
  }

  /// A folder that goes with the value.
  private final class Scratch {
    private let folder: URL

    init() throws {
      folder = FileManager.default.temporaryDirectory.appending(
        path: "witbench-compose-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    func path(_ name: String) -> String { folder.appending(path: name).path }

    func file(_ bytes: [UInt8]) throws -> String {
      let path = path("input.wasm")
      try Data(bytes).write(to: URL(filePath: path))
      return path
    }

    deinit {
      try? FileManager.default.removeItem(at: folder)
    }
  }
}
