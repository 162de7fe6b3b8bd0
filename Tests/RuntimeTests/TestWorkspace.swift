import Component
import Foundation
@testable import Runtime
import Synchronization
import TestSupport

/// A state folder with one template; gone when the test ends.
final class TestWorkspace: Sendable {
  let folder: String
  let template: WorkerTemplate
  private let events = Mutex<[WorkerEvent]>([])

  /// With one template, a component in text form.
  convenience init(template: String = "numbers") throws {
    try self.init(template) { output in
      try Self.judge("parse", fixture("\(template).wat"), "-o", output)
    }
  }

  /// With the template `golem`.
  convenience init(
    golem files: [InitialFileSource] = [], _ guest: GolemGuest = .guest
  ) throws {
    try self.init("golem", files: files) { try guest.build(to: $0) }
  }

  /// With a template that has resources: a core module in text form and its WIT.
  convenience init(_ guest: ResourceGuest) throws {
    try self.init(guest.rawValue) { output in
      let (wit, core) = (fixture("\(guest.rawValue).wit"), fixture("\(guest.rawValue).wat"))
      try Self.judge("component", "embed", wit, core, "-o", output + ".core")
      try Self.judge("component", "new", output + ".core", "-o", output)
    }
  }

  /// Makes the template's file another one: its text form with one piece in place of another.
  func rewriteComponent(_ piece: String, as other: String) throws {
    let text = try String(contentsOfFile: fixture("\(template.name).wat"), encoding: .utf8)
    let parts = text.components(separatedBy: piece)
    precondition(parts.count == 2, "the piece stands there once")
    let path = "\(folder)/rewritten.wat"
    try parts.joined(separator: other).write(toFile: path, atomically: true, encoding: .utf8)
    try Self.judge("parse", path, "-o", template.componentPath)
  }

  /// Makes the template's file another one that does the same: with a custom section at its end.
  func addSection() throws {
    let file = URL(filePath: template.componentPath)
    try (Data(contentsOf: file) + Data([0, 2, 1, UInt8(ascii: "x")])).write(to: file)
  }

  private static func judge(_ arguments: String...) throws {
    let answer = try Judge.run(arguments)
    guard answer.status == 0 else { throw Unreadable(errors: answer.errors) }
  }

  enum ResourceGuest: String {
    case counters
    /// Exports an interface that it imports too, each with its own resource.
    case waiters
  }

  private init(
    _ name: String, files: [InitialFileSource] = [], build: (String) throws -> Void
  ) throws {
    folder = FileManager.default.temporaryDirectory.path + "/witbench-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    template = WorkerTemplate(
      id: "00000000-0000-5000-8000-000000000001", name: name,
      componentPath: "\(folder)/\(name).wasm",
      environment: [.init(name: "MINE", value: "1")], files: files)
    try build(template.componentPath)
  }

  struct Unreadable: Error {
    var errors: String
  }

  var state: String { "\(folder)/.witbench" }

  func open(
    durability: Durability = .full, isEphemeral: Bool = false,
    limits: WorkerLimits = WorkerLimits(), bounds: Residency.Bounds = .init()
  ) throws -> WorkerRuntime {
    var template = template
    template.isEphemeral = isEphemeral
    template.limits = limits
    var settings = WorkerRuntime.Settings(
      folder: state, durability: durability, templates: [template])
    settings.bounds = bounds
    return try WorkerRuntime(settings) { event in self.events.withLock { $0.append(event) } }
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

private func fixture(_ name: String) -> String {
  Project.root.appending(path: "Tests/RuntimeTests/Fixtures/\(name)").path
}

extension WorkerRuntime {
  /// Calls a function of `numbers/WORKER`.
  func call(
    _ function: String, _ arguments: Value..., on worker: String = "a",
    template: String = "numbers", key: String? = nil
  ) async throws -> CallOutcome {
    try await invoke(
      WorkerAddress(template: template, name: worker), function: function, arguments: arguments,
      key: key)
  }

  func status(_ worker: String = "a") throws -> WorkerStatus? {
    try snapshots().first { $0.address.name == worker }?.status
  }
}
