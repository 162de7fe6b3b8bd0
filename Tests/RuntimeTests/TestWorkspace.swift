import Component
import Foundation
import Runtime
import Synchronization
import TestSupport

/// A state folder with one template, `numbers`; gone when the test ends.
final class TestWorkspace: Sendable {
  let folder: String
  private let events = Mutex<[WorkerEvent]>([])

  init() throws {
    folder = FileManager.default.temporaryDirectory.path + "/witbench-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let wat = Project.root.appending(path: "Tests/RuntimeTests/Fixtures/numbers.wat").path
    let answer = try Judge.run("parse", wat)
    guard answer.status == 0 else { throw Unreadable(errors: answer.errors) }
    try Data(answer.output).write(to: URL(fileURLWithPath: "\(folder)/numbers.wasm"))
  }

  struct Unreadable: Error {
    var errors: String
  }

  var state: String { "\(folder)/.witbench" }

  func open(
    durability: Durability = .full, isEphemeral: Bool = false
  ) throws -> WorkerRuntime {
    let template = WorkerTemplate(
      id: "00000000-0000-5000-8000-000000000001", name: "numbers",
      componentPath: "\(folder)/numbers.wasm", isEphemeral: isEphemeral)
    return try WorkerRuntime(
      .init(folder: state, durability: durability, templates: [template])
    ) { event in self.events.withLock { $0.append(event) } }
  }

  var seenEvents: [WorkerEvent] { events.withLock { $0 } }

  /// Waits until some event is so; the test's own time limit guards it.
  func waitFor(_ condition: @Sendable (WorkerEvent) -> Bool) async {
    while !seenEvents.contains(where: condition) { await Task.yield() }
  }

  deinit {
    try? FileManager.default.removeItem(atPath: folder)
  }
}

extension WorkerRuntime {
  /// Calls a function of `numbers/WORKER`.
  func call(
    _ function: String, _ arguments: Value..., on worker: String = "a", key: String? = nil
  ) async throws -> CallOutcome {
    try await invoke(
      WorkerAddress(template: "numbers", name: worker), function: function, arguments: arguments,
      key: key)
  }

  func status(_ worker: String = "a") throws -> WorkerStatus? {
    try snapshots().first { $0.address.name == worker }?.status
  }
}
