import Component
import Foundation
import Testing

@testable import Runtime

@Suite(.timeLimit(.minutes(10))) struct GolemHostTests {
  private static let worker = WorkerAddress(template: "golem", name: "w 1")

  private static func call(
    _ runtime: WorkerRuntime, _ function: String, _ arguments: Value...
  ) async throws -> CallOutcome {
    try await runtime.invoke(worker, function: function, arguments: arguments)
  }

  private static func kinds(_ runtime: WorkerRuntime) throws -> [String] {
    try runtime.history(of: worker).oplog.map(\.kind)
  }

  private static let done = Value.bytes(Array("done".utf8))

  @Test func aPromiseThatIsCompletedBeforeIsNotWaitedFor() async throws {
    let workspace = try TestWorkspace(golem: [])
    let runtime = try workspace.open()
    guard case .returned(.u64(let index)?) = try await Self.call(runtime, "promise") else {
      Issue.record("no promise")
      return
    }
    let entries = try runtime.history(of: Self.worker).oplog
    #expect(entries[Int(index) - 1].kind == "promise-created")
    #expect(try await Self.call(runtime, "complete") == .returned(.bool(true)))
    #expect(try await Self.call(runtime, "complete") == .returned(.bool(false)))
    #expect(try await Self.call(runtime, "wait") == .returned(Self.done))
    await runtime.close()
    let again = try workspace.open()
    #expect(try await Self.call(again, "wait") == .returned(Self.done))
    await again.close()
  }

  @Test(arguments: [false, true])
  func aWorkerWaitsForItsPromiseOutOfMemory(_ isReopened: Bool) async throws {
    let workspace = try TestWorkspace(golem: [])
    var runtime = try workspace.open()
    guard case .returned(.u64(let index)?) = try await Self.call(runtime, "promise") else {
      Issue.record("no promise")
      return
    }
    let first = runtime
    let waiting = Task { try await Self.call(first, "wait") }
    await workspace.waitFor { event in
      if case .changed(let snapshot) = event { return snapshot.status == .suspended }
      return false
    }
    #expect(try runtime.snapshots().first?.status == .suspended)
    if isReopened {
      await runtime.close()
      runtime = try workspace.open()
      try runtime.recover()
      #expect(try runtime.snapshots().first?.status == .suspended)
    }
    let isNew = try await runtime.completePromise(
      Self.worker, index: Int(index), data: Array("now".utf8))
    #expect(isNew)
    #expect(
      try await runtime.completePromise(Self.worker, index: Int(index), data: []) == false)
    let answer = Value.bytes(Array("now".utf8))
    if isReopened {
      // The one who asked is gone with the first process; the call went on without it.
      #expect(try await Self.call(runtime, "wait") == .returned(answer))
      waiting.cancel()
    } else {
      #expect(try await waiting.value == .returned(answer))
    }
    #expect(try Self.kinds(runtime).contains("suspended"))
    await runtime.close()
  }

  @Test func whatIsNoPromiseIsSaid() async throws {
    let workspace = try TestWorkspace(golem: [])
    let runtime = try workspace.open()
    _ = try await Self.call(runtime, "promise")
    _ = try await Self.call(runtime, "forget")
    let error = await #expect(throws: RuntimeFailure.self) {
      try await runtime.completePromise(Self.worker, index: 4, data: [])
    }
    #expect(error?.text == "golem/w 1 has no promise 4")
    guard case .failed(let reason) = try await Self.call(runtime, "wait") else {
      Issue.record("a deleted promise must not be waited for")
      return
    }
    #expect(reason.contains("golem/w 1 has no promise"))
    await runtime.close()
  }

  @Test func aGuestGoesBackInItsOplog() async throws {
    let workspace = try TestWorkspace(golem: [])
    let runtime = try workspace.open()
    #expect(try await Self.call(runtime, "jump") == .returned(.u32(1)))
    #expect(try Self.kinds(runtime).filter { $0 == "jumped" }.count == 1)
    await runtime.close()
    let again = try workspace.open()
    #expect(try await Self.call(again, "promise") != .returned(.u64(0)))
    guard case .failed(let reason) = try await Self.call(again, "jump-away") else {
      Issue.record("a guest cannot go back behind its call")
      return
    }
    #expect(reason.contains("entry 1 is not of the call that runs"))
    await again.close()
  }

  @Test func whatIsDoneAsAWholeBeginsAnewAfterATrap() async throws {
    let workspace = try TestWorkspace(golem: [])
    let runtime = try workspace.open()
    #expect(try await Self.call(runtime, "whole") == .returned(.u32(7)))
    let kinds = try Self.kinds(runtime)
    #expect(kinds.filter { $0 == "failed" }.count == 1)
    #expect(kinds.filter { $0 == "jumped" }.count == 1)
    await runtime.close()
    let again = try workspace.open()
    #expect(try await Self.call(again, "whole") == .returned(.u32(7)))
    await again.close()
  }

  @Test func aGuestSaysHowOftenItIsTriedAgain() async throws {
    let workspace = try TestWorkspace(golem: [])
    let runtime = try workspace.open()
    #expect(try await Self.call(runtime, "tries") == .returned(.u32(UInt32(Limits.triesMax))))
    guard case .failed = try await Self.call(runtime, "stubborn") else {
      Issue.record("it traps")
      return
    }
    #expect(try Self.kinds(runtime).filter { $0 == "failed" }.count == 1)
    await runtime.close()
  }

  @Test func aKeyIsTheSameAfterARestartAndNeverGivenTwice() async throws {
    let workspace = try TestWorkspace(golem: [])
    let runtime = try workspace.open()
    let first = try await Self.call(runtime, "key")
    #expect(try await Self.call(runtime, "key") != first)
    await runtime.close()
    let again = try workspace.open()
    #expect(try await Self.call(again, "key") != first)
    await again.close()
  }

  @Test func aWorkerKnowsItselfAndTheOthers() async throws {
    let workspace = try TestWorkspace(golem: [])
    let runtime = try workspace.open()
    #expect(try await Self.call(runtime, "name") == .returned(.string("w 1")))
    #expect(try await Self.call(runtime, "status") == .returned(.u32(0)))
    #expect(try await Self.call(runtime, "workers") == .returned(.u32(1)))
    let other = WorkerAddress(template: "golem", name: "x")
    #expect(
      try await runtime.invoke(other, function: "workers", arguments: []) == .returned(.u32(2)))
    #expect(
      try await Self.call(runtime, "uri")
        == .returned(
          .string("worker://00000000-0000-5000-8000-000000000001/w%201/done")))
    await runtime.close()
    let again = try workspace.open()
    #expect(try await Self.call(again, "name") == .returned(.string("w 1")))
    await again.close()
  }

  @Test func aLongSleepTakesNoMemoryAndEndsWhenItWasMeantTo() async throws {
    let workspace = try TestWorkspace(golem: [])
    let runtime = try workspace.open()
    let sleeping = Task { try await Self.call(runtime, "sleep", .u64(60_000_000_000)) }
    await workspace.waitFor { event in
      if case .changed(let snapshot) = event {
        return snapshot.status == .suspended && !snapshot.isLoaded
      }
      return false
    }
    await runtime.close()
    sleeping.cancel()
    let again = try workspace.open()
    // It still sleeps, and is not loaded to find that out.
    try again.recover()
    #expect(try again.snapshots().first?.status == .suspended)
    #expect(try await again.interrupt(Self.worker))
    #expect(try again.snapshots().first?.status == .interrupted)
    await again.close()
  }

  @Test func aWorkerBeginsWithItsFilesAsTheyWereWhenItWasMade() async throws {
    let source = FileManager.default.temporaryDirectory.path + "/witbench-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: source) }
    try Data("before".utf8).write(to: URL(fileURLWithPath: source))
    let workspace = try TestWorkspace(golem: [
      .init(source: source, path: "/in.txt", isReadOnly: true)
    ])
    let runtime = try workspace.open()
    let before = Value.bytes(Array("before".utf8))
    #expect(try await Self.call(runtime, "read") == .returned(before))
    await runtime.close()
    try Data("after".utf8).write(to: URL(fileURLWithPath: source))
    let again = try workspace.open()
    #expect(try await Self.call(again, "read") == .returned(before))
    let other = WorkerAddress(template: "golem", name: "other")
    #expect(
      try await again.invoke(other, function: "read", arguments: [])
        == .returned(.bytes(Array("after".utf8))))
    try await again.delete(other)
    let folders = try FileManager.default.contentsOfDirectory(
      atPath: StateFolder.workers(workspace.state))
    #expect(folders == ["1"])
    await again.close()
  }

  @Test(arguments: [Durability.full, .memory])
  func timesOfFilesAreTheSameAfterACrash(_ durability: Durability) async throws {
    let source = FileManager.default.temporaryDirectory.path + "/witbench-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: source) }
    try Data("x".utf8).write(to: URL(fileURLWithPath: source))
    let workspace = try TestWorkspace(golem: [
      .init(source: source, path: "/in.txt", isReadOnly: true)
    ])
    let runtime = try workspace.open(durability: durability)
    let seen = try await Self.call(runtime, "look")
    // Comes back by its oplog, in a folder that is made anew.
    try await runtime.simulateCrash(Self.worker)
    #expect(try await Self.call(runtime, "seen") == seen)
    #expect(try await Self.call(runtime, "look") != seen)
    await runtime.close()
  }

  @Test func whoIsMadeByACallStartsWithWhatItsCallerDid() async throws {
    let workspace = try TestWorkspace(golem: [])
    let runtime = try workspace.open()
    try await runtime.create(
      Self.worker, arguments: ["x"],
      environment: [.init(name: "EXTRA", value: "2"), .init(name: "MINE", value: "3")])
    #expect(
      try await Self.call(runtime, "ask", .string("worker://golem/other")) == .returned(nil))
    let other = try #require(
      try runtime.snapshots().first { $0.address.name == "other" })
    #expect(other.arguments == ["x"])
    let variables = Dictionary(
      other.environment.map { ($0.name, $0.value) }, uniquingKeysWith: { _, last in last })
    #expect(variables["EXTRA"] == "2")
    // What the manifest says of it is its own.
    #expect(variables["MINE"] == "1")
    #expect(variables["GOLEM_WORKER_NAME"] == "other")
    #expect(other.environment.count == variables.count)
    await runtime.close()
  }

  @Test func whatAWholeSentIsDoneOnceThoughItBeginsAnew() async throws {
    let workspace = try TestWorkspace(golem: [])
    let runtime = try workspace.open()
    #expect(
      try await Self.call(runtime, "ask-whole", .string("worker://golem/other"))
        == .returned(nil))
    #expect(try Self.kinds(runtime).filter { $0 == "failed" }.count == 1)
    let other = try runtime.history(of: WorkerAddress(template: "golem", name: "other"))
    #expect(other.oplog.filter { $0.kind == "started" }.count == 2)
    await runtime.close()
    let again = try workspace.open()
    #expect(try await Self.call(again, "tries") == .returned(.u32(3)))
    await again.close()
  }

  @Test(arguments: [
    ("golem:api/host@0.2.0", true), ("golem:api/host@1.1.0", true), ("golem:api/host", true),
    ("golem:api/host@1.1.7", true), ("golem:api/host@1.2.0", false),
    ("golem:api/host@0.3.0", false), ("golem:api/oplog@1.1.0", false),
  ]) func versionsAreServedThatAreCompatible(_ name: String, _ isServed: Bool) {
    #expect((GolemHost.functions(of: name) != nil) == isServed)
  }
}
