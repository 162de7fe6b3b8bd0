import Component
import Testing

@testable import Runtime

@Suite(.timeLimit(.minutes(10))) struct PastTests {
  private static let worker = WorkerAddress(template: "numbers", name: "a")

  @Test func aRevertedWorkerStandsWhereItStood() async throws {
    let workspace = try TestWorkspace()
    let first = try workspace.open()
    _ = try await first.call("add", .u32(2), key: "two")
    let index = try first.snapshot(of: Self.worker).oplogIndex
    _ = try await first.call("add", .u32(3), key: "three")
    #expect(try await first.revert(Self.worker, to: index) == index)
    #expect(try await first.call("add", .u32(0)) == .returned(.u32(2)))
    // The key of what was taken back is free again; the other is not.
    #expect(try await first.call("add", .u32(10), key: "three") == .returned(.u32(12)))
    #expect(try await first.call("add", .u32(2), key: "two") == .returned(.u32(2)))
    await first.close()
    let second = try workspace.open()
    #expect(try await second.call("add", .u32(0)) == .returned(.u32(12)))
    await second.close()
  }

  @Test func aCallThatRanAtTheEntryIsTakenBackAsAWhole() async throws {
    let workspace = try TestWorkspace()
    let runtime = try workspace.open()
    _ = try await runtime.call("add", .u32(2))
    let rest = try runtime.snapshot(of: Self.worker).oplogIndex
    let running = Task { try await runtime.call("spin") }
    await workspace.waitFor { event in
      if case .changed(let snapshot) = event { snapshot.currentFunction == "spin" } else { false }
    }
    let now = try runtime.snapshot(of: Self.worker).oplogIndex
    let stood = try await runtime.revert(Self.worker, to: now)
    // The call waited in the queue first.
    #expect((rest...rest + 1).contains(stood))
    guard case .failed(let reason) = try await running.value else {
      Issue.record("a call that was taken back has no answer")
      return
    }
    #expect(reason.contains("taken back"))
    #expect(try await runtime.call("add", .u32(0)) == .returned(.u32(2)))
    await runtime.close()
  }

  @Test(arguments: [0, 99]) func noWayLeadsToAnEntryThatIsNotThere(_ index: Int) async throws {
    let workspace = try TestWorkspace()
    let runtime = try workspace.open()
    _ = try await runtime.call("add", .u32(2))
    await #expect(throws: RuntimeFailure.self) {
      try await runtime.revert(Self.worker, to: index)
    }
    #expect(try await runtime.call("add", .u32(0)) == .returned(.u32(2)))
    await runtime.close()
  }

  @Test func whatWasTakenBackIsNoWayToGo() async throws {
    let workspace = try TestWorkspace()
    let runtime = try workspace.open()
    _ = try await runtime.call("add", .u32(2))
    let index = try runtime.snapshot(of: Self.worker).oplogIndex
    _ = try await runtime.call("add", .u32(3))
    let gone = try runtime.snapshot(of: Self.worker).oplogIndex
    try await runtime.revert(Self.worker, to: index)
    #expect(try await runtime.revert(Self.worker, to: gone) == index)
    await runtime.close()
  }

  @Test func aForkHasThePastAndAWayOfItsOwn() async throws {
    let workspace = try TestWorkspace()
    let first = try workspace.open()
    _ = try await first.call("add", .u32(2), key: "two")
    let index = try first.snapshot(of: Self.worker).oplogIndex
    _ = try await first.call("add", .u32(3))
    let fork = try await first.fork(Self.worker, to: "b", at: index)
    #expect(fork.address.name == "b")
    #expect(try await first.call("add", .u32(5), on: "b") == .returned(.u32(7)))
    #expect(try await first.call("add", .u32(2), on: "b", key: "two") == .returned(.u32(2)))
    #expect(try await first.call("add", .u32(0)) == .returned(.u32(5)))
    await #expect(throws: RuntimeFailure.self) { try await first.fork(Self.worker, to: "b") }
    await first.close()
    let second = try workspace.open()
    #expect(try await second.call("add", .u32(0), on: "b") == .returned(.u32(7)))
    await second.close()
  }

  @Test func aForkDoesNotTakeOverWhatWaits() async throws {
    let workspace = try TestWorkspace()
    let runtime = try workspace.open()
    _ = try await runtime.call("add", .u32(2))
    let spinning = Task { try await runtime.call("spin") }
    await workspace.waitFor { event in
      if case .changed(let snapshot) = event { snapshot.currentFunction == "spin" } else { false }
    }
    #expect(
      try await runtime.enqueue(
        Self.worker, function: "add", arguments: [.u32(1)], key: "waits") == nil)
    let fork = try await runtime.fork(Self.worker, to: "b")
    #expect(fork.status == .idle)
    #expect(fork.queuedCount == 0)
    #expect(try await runtime.call("add", .u32(0), on: "b") == .returned(.u32(2)))
    try await runtime.interrupt(Self.worker)
    _ = try await spinning.value
    await runtime.close()
  }

  @Test func aWorkerThatCrashesComesBack() async throws {
    let workspace = try TestWorkspace()
    let runtime = try workspace.open()
    _ = try await runtime.call("add", .u32(2))
    let seen = try await runtime.call("look")
    try await runtime.simulateCrash(Self.worker)
    #expect(try await runtime.call("seen") == seen)
    #expect(try await runtime.call("add", .u32(0)) == .returned(.u32(2)))
    #expect(try runtime.history(of: Self.worker).oplog.count { $0.kind == "crashed" } == 1)
    await runtime.close()
  }

  @Test func aWorkerThatIsPutAwayGoesOnWhenItIsCalled() async throws {
    let workspace = try TestWorkspace()
    let runtime = try workspace.open()
    _ = try await runtime.call("add", .u32(2))
    #expect(try await runtime.suspend(Self.worker))
    #expect(try runtime.status() == .suspended)
    #expect(try !runtime.snapshot(of: Self.worker).isLoaded)
    #expect(try await runtime.call("add", .u32(3)) == .returned(.u32(5)))
    #expect(try runtime.status() == .idle)
    await runtime.close()
  }

  @Test func aCallThatIsPutAwayStaysPutAwayAcrossProcesses() async throws {
    let workspace = try TestWorkspace()
    let first = try workspace.open()
    #expect(
      try await first.enqueue(Self.worker, function: "spin", arguments: [], key: "k") == nil)
    #expect(try await first.suspend(Self.worker))
    await first.close()
    let second = try workspace.open()
    try second.recover()
    #expect(try second.status() == .suspended)
    try await second.resume(Self.worker)
    #expect(try second.status() == .running)
    try await second.interrupt(Self.worker)
    await second.close()
  }

  @Test func aWorkerThatIsMadeHasItsArgumentsAndVariables() async throws {
    let workspace = try TestWorkspace()
    let runtime = try workspace.open()
    let made = try await runtime.create(
      Self.worker, arguments: ["x"], environment: [.init(name: "GOLEM_WORKER_NAME", value: "y")])
    #expect(made.status == .idle)
    #expect(made.arguments == ["x"])
    #expect(
      made.environment.filter { $0.name == "GOLEM_WORKER_NAME" }.map(\.value) == ["y"])
    await #expect(throws: RuntimeFailure.self) { try await runtime.create(Self.worker) }
    await runtime.close()
  }

  @Test func anEphemeralWorkerForgetsItsStateAndKeepsItsAnswers() async throws {
    let workspace = try TestWorkspace()
    let runtime = try workspace.open(isEphemeral: true)
    #expect(try await runtime.call("add", .u32(2), key: "two") == .returned(.u32(2)))
    #expect(try await runtime.call("add", .u32(3)) == .returned(.u32(3)))
    #expect(try await runtime.call("add", .u32(2), key: "two") == .returned(.u32(2)))
    guard case .failed = try await runtime.call("fail") else {
      Issue.record("it traps")
      return
    }
    #expect(try await runtime.call("add", .u32(4)) == .returned(.u32(4)))
    await runtime.close()
  }
}
