import Component
import Foundation
import Runtime
import TestSupport
import Testing
import Workbench

/// Values of every type on the whole way: a worker's bindings, a stub, the composition, two workers,
/// and back.
@Suite(.timeLimit(.minutes(30))) struct EchoTests {
  /// `Scripts/prove echo [COUNT]` sets it.
  private static let count =
    ProcessInfo.processInfo.environment["WITBENCH_ECHOES"].flatMap(Int.init) ?? 20

  private static func files(_ folder: String, as name: String) throws -> [String: String] {
    var files: [String: String] = [:]
    for path in FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []
    where path.hasSuffix(".wit") || path.hasSuffix(".swift") {
      files["\(name)/\(path)"] = try String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8)
    }
    return files
  }

  /// The demo's echo, and a worker that hands all it is given on to it.
  private func builtWorkspace() async throws -> (folder: TemporaryFolder, workspace: Workspace) {
    let folder = try TemporaryFolder()
    for (place, name) in [
      ("demo-workspace/types", "echo"), ("Tests/WorkbenchTests/Fixtures/Relay", "relay"),
    ] {
      for (path, text) in try Self.files(Project.root.appending(path: place).path, as: name) {
        try folder.write(text, to: path)
      }
    }
    try WorkspacePlan(root: folder.path, targets: ["echo"], callers: ["relay"]).plan.apply()
    let workspace = try Workspace.open(folder.path)
    let products = try await Builder(workspace: workspace) { _ in }.build()
    #expect(
      products.map(\.path) == [
        "echo/echo.wasm", "relay/relay.wasm", "relay/echo_stub.wasm", "relay/relay_composed.wasm",
      ])
    return (folder, workspace)
  }

  @Test func everyTypeReachesAnotherWorkerAndComesBack() async throws {
    let (folder, workspace) = try await builtWorkspace()
    let runtime = try WorkerRuntime(
      .init(
        folder: workspace.stateFolder, durability: .memory, templates: workspace.runtimeTemplates))
    let relay = WorkerAddress(template: "relay", name: "one")
    let functions = try await runtime.componentType(of: relay).functions.filter {
      $0.type.name.hasPrefix("echo-")
    }
    #expect(functions.count == 34)
    var numbers = SeededRandom(seed: 1)
    for function in functions {
      for _ in 0..<Self.count {
        let arguments = function.type.parameters.map { Value.random($0.type, &numbers) }
        let outcome = try await runtime.invoke(
          relay, function: function.canonicalName, arguments: arguments)
        guard case .returned(let value) = outcome else {
          Issue.record("\(function.type.name)\(arguments): \(outcome)")
          break
        }
        // What it was given, or all that it was given as one tuple; any NaN is one.
        let expected = arguments.count > 1 ? .tuple(arguments) : arguments.first
        #expect(
          value.map(WAVE.text) == expected.map(WAVE.text), "\(function.type.name)\(arguments)")
      }
    }
    try await checkCells(relay, on: runtime)
    await runtime.close()
    _ = folder
  }

  /// A resource's handles go there and back, in lists and alone; each cell is gone at the end.
  private func checkCells(_ relay: WorkerAddress, on runtime: WorkerRuntime) async throws {
    let values = ["", "a", "ünï", "🜚"]
    let function = try await runtime.componentType(of: relay).function(named: "cells")
    let outcome = try await runtime.invoke(
      relay, function: function.canonicalName, arguments: [.list(values.map(Value.string))])
    let expected = values + [values.joined()]
    #expect(outcome == .returned(.list(expected.map(Value.string))))
  }
}
