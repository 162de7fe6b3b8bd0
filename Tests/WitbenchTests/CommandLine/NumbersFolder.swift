import Foundation
import TestSupport
import Testing

/// A folder with the component `numbers` and nothing else; gone when the test ends.
final class NumbersFolder: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/witbench-owner-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    // The name is part of the templates' ids, which are printed.
    try Data("[workspace]\nname = \"w\"\n[templates.numbers]\ncomponent = \"numbers.wasm\"\n".utf8)
      .write(to: URL(filePath: "\(path)/witbench.toml"))
    let answer = try Judge.run("parse", Self.text)
    #expect(answer.status == 0)
    try Data(answer.output).write(to: URL(filePath: "\(path)/numbers.wasm"))
  }

  private static var text: String {
    Project.root.appending(path: "Tests/RuntimeTests/Fixtures/numbers.wat").path
  }

  /// Makes the component another one: its text form with one piece in place of another.
  func rewrite(_ piece: String, as other: String) throws {
    let text = try String(contentsOfFile: Self.text, encoding: .utf8)
    let rewritten = text.components(separatedBy: piece).joined(separator: other)
    #expect(rewritten != text)
    try Data(rewritten.utf8).write(to: URL(filePath: "\(path)/rewritten.wat"))
    let answer = try Judge.run("parse", "\(path)/rewritten.wat", "-o", "\(path)/numbers.wasm")
    #expect(answer.status == 0)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  var socket: String { "\(path)/.witbench/socket" }

  func run(_ arguments: [String]) throws -> Program.Answer {
    try Program.run(arguments, in: path)
  }

  func start(_ arguments: [String]) throws -> ChildProcess {
    try Program.start(arguments, in: path)
  }

  /// A process that has the workers open and a call that does not end by itself.
  func startSpinning() throws -> ChildProcess {
    let owner = try start(["invoke", "numbers/a", "spin"])
    try waitUntil { try run(["worker", "get", "numbers/a"]).output.contains("Running") }
    return owner
  }

  /// The test's own time limit guards it.
  func waitUntil(_ condition: () throws -> Bool) throws {
    while try !condition() { usleep(10_000) }
  }
}
