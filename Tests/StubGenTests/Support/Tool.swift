import Foundation
import TestSupport

/// Programs that the tests judge with: the compiler of this toolchain, and `wasm-tools`.
enum Tool {
  static let wasmTools = Judge.path

  /// `…/usr` of the toolchain whose `swiftc` is first in PATH.
  static let toolchain: String? = {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    for folder in path.split(separator: ":") {
      let compiler = URL(filePath: "\(folder)/swiftc")
      guard FileManager.default.isExecutableFile(atPath: compiler.path) else { continue }
      return compiler.resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent().path
    }
    return nil
  }()

  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  static func toolchainPath(_ part: String) throws -> String {
    guard let toolchain else { throw Failure(description: "no swiftc in PATH") }
    return "\(toolchain)/\(part)"
  }

  /// Runs a program to its end and gives what it wrote; an exit status but 0 is a failure.
  @discardableResult
  static func run(_ program: String, _ arguments: [String]) throws -> String {
    let ending = try ChildProcess.run(program, arguments)
    let text = ending.text + ending.errors
    guard ending.status == 0 else {
      throw Failure(description: "\(program) \(arguments.joined(separator: " "))\n\(text)")
    }
    return text
  }
}

/// A folder with files, gone when the test ends.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/witbench-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    let file = URL(filePath: "\(path)/\(name)")
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    return file.path
  }
}
