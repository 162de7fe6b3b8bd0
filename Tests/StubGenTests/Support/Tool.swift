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
