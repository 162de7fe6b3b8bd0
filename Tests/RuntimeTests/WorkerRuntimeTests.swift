import Component
import Testing

@testable import Runtime

@Suite(.timeLimit(.minutes(10))) struct WorkerRuntimeTests {
  @Test func aWorkersStateSurvivesTheProcess() async throws {
    let workspace = try TestWorkspace()
    let first = try workspace.open()
    #expect(try await first.call("add", .u32(2)) == .returned(.u32(2)))
    #expect(try await first.call("add", .u32(3)) == .returned(.u32(5)))
    await first.close()
    let second = try workspace.open()
    #expect(try await second.call("add", .u32(4)) == .returned(.u32(9)))
    await second.close()
  }

  @Test func whatAWorkerSawIsTheSameAfterARestart() async throws {
    let workspace = try TestWorkspace()
    let first = try workspace.open()
    let seen = try await first.call("look")
    await first.close()
    let second = try workspace.open()
    #expect(try await second.call("seen") == seen)
    #expect(try await second.call("look") != seen)
    await second.close()
  }

  @Test func whatStartCodeSawIsTheSameAfterARestart() async throws {
    let workspace = try TestWorkspace()
    let first = try workspace.open()
    let begun = try await first.call("begun")
    await first.close()
    let second = try workspace.open()
    #expect(try await second.call("begun") == begun)
    await second.close()
  }

  @Test func aWrongFunctionOrArgumentHarmsNoWorker() async throws {
    let workspace = try TestWorkspace()
    let runtime = try workspace.open()
    _ = try await runtime.call("add", .u32(1))
    await #expect(throws: RuntimeFailure.self) { try await runtime.call("sub", .u32(1)) }
    await #expect(throws: RuntimeFailure.self) { try await runtime.call("add", .string("1")) }
    await #expect(throws: RuntimeFailure.self) { try await runtime.call("add") }
    #expect(try await runtime.call("add", .u32(1)) == .returned(.u32(2)))
    await runtime.close()
  }

  @Test func aCallIsDoneOnceForItsKey() async throws {
    let workspace = try TestWorkspace()
    let runtime = try workspace.open()
    let outcomes = try await withThrowingTaskGroup(of: CallOutcome.self) { group in
      for _ in 0..<50 {
        group.addTask { try await runtime.call("add", .u32(7), key: "once") }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(outcomes.allSatisfy { $0 == .returned(.u32(7)) })
    await runtime.close()
    let again = try workspace.open()
    #expect(try await again.call("add", .u32(7), key: "once") == .returned(.u32(7)))
    #expect(try await again.call("add", .u32(0)) == .returned(.u32(7)))
    guard case .failed(let reason) = try await again.call("add", .u32(8), key: "once") else {
      Issue.record("another call with the same key must be refused")
      return
    }
    #expect(reason.contains("idempotency key once"))
    await again.close()
  }

  @Test func aWorkerDoesOneCallAtATime() async throws {
    let workspace = try TestWorkspace()
    let runtime = try workspace.open(durability: .memory)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<200 { group.addTask { _ = try await runtime.call("add", .u32(1)) } }
      try await group.waitForAll()
    }
    #expect(try await runtime.call("add", .u32(0)) == .returned(.u32(200)))
    await runtime.close()
  }

  @Test func aTrapThatRepeatsItselfFailsTheWorkerUntilItIsTakenBack() async throws {
    let workspace = try TestWorkspace()
    let runtime = try workspace.open()
    _ = try await runtime.call("add", .u32(5))
    guard case .failed(let reason) = try await runtime.call("fail") else {
      Issue.record("`fail` must fail")
      return
    }
    #expect(reason.contains("unreachable"))
    #expect(try runtime.status() == .failed)
    guard case .failed(let refusal) = try await runtime.call("add", .u32(1)) else {
      Issue.record("a failed worker takes no calls")
      return
    }
    #expect(refusal.contains("has failed"))
    try await runtime.resume(WorkerAddress(template: "numbers", name: "a"))
    #expect(try runtime.status() == .idle)
    // The thousand that the failed call had added is gone with it, here and after a restart.
    #expect(try await runtime.call("add", .u32(1)) == .returned(.u32(6)))
    await runtime.close()
    let again = try workspace.open()
    #expect(try await again.call("add", .u32(1)) == .returned(.u32(7)))
    await again.close()
  }

  @Test func endlessRecursionIsNotTriedAgain() async throws {
    let workspace = try TestWorkspace()
    let runtime = try workspace.open(durability: .memory)
    guard case .failed(let reason) = try await runtime.call("recurse") else {
      Issue.record("`recurse` must fail")
      return
    }
    #expect(reason.contains("call stack exhausted"))
    let snapshot = try #require(try runtime.snapshots().first)
    #expect(snapshot.retryCount == 1)
    await runtime.close()
  }

  @Test func aGuestGetsNoMoreMemoryThanItsLimit() async throws {
    let workspace = try TestWorkspace()
    let runtime = try workspace.open(durability: .memory)
    // 60,000 pages are 3.7 GiB.
    #expect(try await runtime.call("grow") == .returned(.s32(-1)))
    await runtime.close()
  }

  @Test func aBusyWorkerCanBeInterruptedAndHoldsUpNobody() async throws {
    let workspace = try TestWorkspace()
    let runtime = try workspace.open()
    let busy = WorkerAddress(template: "numbers", name: "busy")
    let call = Task { try await runtime.call("spin", on: "busy") }
    await workspace.waitFor { event in
      if case .changed(let worker) = event {
        worker.address == busy && worker.isLoaded
      } else {
        false
      }
    }
    #expect(try await runtime.call("add", .u32(1), on: "other") == .returned(.u32(1)))
    try await runtime.interrupt(busy)
    guard case .failed(let reason) = try await call.value else {
      Issue.record("an interrupted call does not return")
      return
    }
    #expect(reason.contains("interrupted"))
    #expect(try runtime.status("busy") == .interrupted)
    try await runtime.delete(busy)
    #expect(try runtime.status("busy") == nil)
    await runtime.close()
  }

  @Test func everyChangeIsToldInOrder() async throws {
    let workspace = try TestWorkspace()
    let runtime = try workspace.open()
    _ = try await runtime.call("look")
    await runtime.close()
    let kinds = workspace.seenEvents.compactMap { event -> String? in
      if case .oplog(_, let line) = event { "\(line.index) \(line.kind)" } else { nil }
    }
    #expect(
      kinds == [
        "1 created", "2 enqueued", "3 started", "4 host-call", "5 host-call", "6 completed",
      ])
  }

  @Test func aSecondProgramIsToldWhoHasTheWorkspace() async throws {
    let workspace = try TestWorkspace()
    let first = try workspace.open()
    #expect(throws: StoreError.self) {
      _ = try WorkspaceLock(path: "\(workspace.state)/lock", seconds: 0)
    }
    await first.close()
  }
}
