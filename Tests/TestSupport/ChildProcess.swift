import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A program that a test runs, its output in files.
///
/// No pipe and no socket connects it with the tests: they start programs at the same time, and a
/// server that one of them leaves behind would inherit the ends of the others and keep them open.
/// Foundation's Process waits for such an end.
package final class ChildProcess {
  package struct Ending: Sendable {
    package var status: Int32
    /// Whether a signal ended it; `status` is its number then.
    package var isKilled: Bool
    package var output: [UInt8]
    package var errors: String

    package var text: String { String(decoding: output, as: UTF8.self) }
  }

  package struct Failure: Error, CustomStringConvertible {
    package var description: String
  }

  private let program: String
  private let folder: String
  private var identifier: pid_t = 0

  /// Starts a program. `environment` is all that it gets.
  package init(
    _ program: String, _ arguments: [String], environment: [String: String],
    in folder: String? = nil
  ) throws {
    guard access(program, X_OK) == 0 else {
      throw Failure(
        description: "\(program) is missing; Scripts/setup --tests brings what tests need")
    }
    self.program = program
    self.folder = NSTemporaryDirectory() + "/witbench-run-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: self.folder, withIntermediateDirectories: true)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    for (descriptor, name) in [(Int32(1), "output"), (2, "errors")] {
      posix_spawn_file_actions_addopen(
        &actions, descriptor, "\(self.folder)/\(name)", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    }
    // posix_spawn has no portable way to another folder; `env` has.
    let command =
      (folder.map { ["/usr/bin/env", "-C", $0, program] } ?? [program]) + arguments
    var words = command.map { strdup($0) } + [nil]
    var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in words + variables { free(pointer) } }
    let code = posix_spawn(&identifier, command[0], &actions, nil, &words, &variables)
    guard code == 0 else {
      throw Failure(description: "\(program): \(String(cString: strerror(code)))")
    }
  }

  package func kill(_ signal: Int32) {
    _ = Foundation.kill(identifier, signal)
  }

  /// Waits for its end.
  package func wait() throws -> Ending {
    var status: Int32 = 0
    while waitpid(identifier, &status, 0) < 0 {
      guard errno == EINTR else { throw Failure(description: "\(program) is lost") }
    }
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let signal = status & 0x7F
    return Ending(
      status: signal == 0 ? status >> 8 & 0xFF : signal, isKilled: signal != 0,
      output: Array(try Data(contentsOf: URL(filePath: "\(folder)/output"))),
      errors: String(
        decoding: try Data(contentsOf: URL(filePath: "\(folder)/errors")), as: UTF8.self))
  }

  /// Runs a program to its end, with the tests' own environment where none is given.
  package static func run(
    _ program: String, _ arguments: [String], environment: [String: String]? = nil,
    in folder: String? = nil
  ) throws -> Ending {
    try ChildProcess(
      program, arguments, environment: environment ?? ProcessInfo.processInfo.environment,
      in: folder
    ).wait()
  }
}
