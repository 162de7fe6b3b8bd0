import Foundation

/// The program itself, as scripts run it: the `witbench` that was built with the tests.
package enum Program {
  package struct Answer: Sendable {
    package var status: Int32
    /// Whether a signal ended it.
    package var isKilled: Bool
    package var output: String
    package var errors: String
  }

  package static let path = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appending(path: "witbench").path

  /// Runs it to its end. `environment` is all that it gets on top of PATH and HOME.
  package static func run(
    _ arguments: [String], environment: [String: String] = [:], in folder: String? = nil
  ) throws -> Answer {
    let ending = try start(arguments, environment: environment, in: folder).wait()
    return Answer(
      status: ending.status, isKilled: ending.isKilled, output: ending.text,
      errors: ending.errors)
  }

  /// Starts it; for tests that end it themselves.
  package static func start(
    _ arguments: [String], environment: [String: String] = [:], in folder: String? = nil
  ) throws -> ChildProcess {
    let own = ProcessInfo.processInfo.environment
    return try ChildProcess(
      path, arguments,
      environment: ["PATH": own["PATH"] ?? "", "HOME": own["HOME"] ?? "/"]
        .merging(environment) { _, new in new },
      in: folder)
  }
}

/// A copy of the demo workspace without any workers; gone when the test ends.
package final class DemoCopy: Sendable {
  package let path: String

  /// - Parameter isComposed: whether the cart is the composed one; else its stub is left to the host
  package init(isComposed: Bool = true) throws {
    path = FileManager.default.temporaryDirectory.path + "/witbench-demo-\(UUID().uuidString)"
    let demo = Project.root.appending(path: "demo-workspace").path
    try FileManager.default.copyItem(atPath: demo, toPath: path)
    // The checkout's own workers stay out of it.
    let state = "\(path)/.witbench"
    if FileManager.default.fileExists(atPath: state) {
      try FileManager.default.removeItem(atPath: state)
    }
    guard !isComposed else { return }
    let manifest = "\(path)/witbench.toml"
    let text = try String(contentsOfFile: manifest, encoding: .utf8)
    try text.replacingOccurrences(of: "shopping_cart_composed", with: "shopping_cart")
      .write(toFile: manifest, atomically: true, encoding: .utf8)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  package func invoke(
    _ worker: String, _ function: String, _ arguments: String..., key: String? = nil,
    environment: [String: String] = [:]
  ) throws -> Program.Answer {
    try Program.run(
      ["invoke", "--workspace", path] + (key.map { ["--idempotency-key", $0] } ?? [])
        + [worker, function] + arguments, environment: environment)
  }
}
