import Component
import Testing

@testable import Runtime

/// Workers and the versions of their template.
@Suite(.timeLimit(.minutes(10))) struct UpdateTests {
  private static let worker = WorkerAddress(template: "numbers", name: "a")
  private static let saver = WorkerAddress(template: "snapshots", name: "a")
  private static let sum = "(i32.add (global.get $sum) (local.get 0))"
  private static let doubled = "(i32.add (i32.add (global.get $sum) (local.get 0)) (local.get 0))"

  private static func kinds(_ runtime: WorkerRuntime, _ worker: WorkerAddress) throws -> [String] {
    try runtime.history(of: worker).oplog.map(\.kind)
  }

  /// A change that no call of the past meets.
  private static func grow(_ workspace: TestWorkspace) throws {
    try workspace.rewriteComponent("(i32.const 60000)", as: "(i32.const 1)")
  }

  @Test func aVersionThatDoesTheSameIsTakenOver() async throws {
    let workspace = try TestWorkspace()
    let first = try workspace.open()
    _ = try await first.call("add", .u32(2), key: "two")
    let seen = try await first.call("look")
    try Self.grow(workspace)
    #expect(
      try await first.update(Self.worker, to: .latest, mode: .automatic) == .updated(version: 1))
    #expect(try await first.call("grow") == .returned(.s32(1)))
    #expect(try await first.call("seen") == seen)
    #expect(try await first.call("add", .u32(2), key: "two") == .returned(.u32(2)))
    let snapshot = try first.snapshot(of: Self.worker)
    #expect(snapshot.templateVersion == 1)
    #expect(
      snapshot.environment.first { $0.name == "GOLEM_COMPONENT_VERSION" }?.value == "1")
    #expect(
      try await first.update(Self.worker, to: .latest, mode: .automatic) == .unchanged(version: 1))
    await first.close()
    let second = try workspace.open()
    #expect(try await second.call("add", .u32(1)) == .returned(.u32(3)))
    #expect(try await second.call("grow") == .returned(.s32(2)))
    // What it did since cannot be repeated by the old version.
    guard
      case .failed(version: 0, let reason) = try await second.update(
        Self.worker, to: .number(0), mode: .automatic)
    else {
      Issue.record("the old version grows otherwise")
      return
    }
    #expect(reason.contains("does not repeat its oplog"), "\(reason)")
    #expect(try await second.call("add", .u32(1)) == .returned(.u32(4)))
    await second.close()
  }

  @Test func aVersionThatDoesOtherwiseIsNotTakenOver() async throws {
    let workspace = try TestWorkspace()
    let runtime = try workspace.open()
    _ = try await runtime.call("add", .u32(2))
    try workspace.rewriteComponent(Self.sum, as: Self.doubled)
    guard
      case .failed(version: 1, let reason) = try await runtime.update(
        Self.worker, to: .latest, mode: .automatic)
    else {
      Issue.record("4 is not 2")
      return
    }
    #expect(reason.contains("returns 4"), "\(reason)")
    #expect(try await runtime.call("add", .u32(1)) == .returned(.u32(3)))
    let snapshot = try runtime.snapshot(of: Self.worker)
    #expect(snapshot.templateVersion == 0)
    #expect(
      snapshot.updates == [.init(version: 1, mode: .automatic, outcome: .failed(reason))])
    #expect(
      try Self.kinds(runtime, Self.worker).filter { $0.hasPrefix("update") }
        == ["update-pending", "update-failed"])
    await runtime.close()
  }

  @Test func aWorkerThatWasNeverCalledTakesAnyVersion() async throws {
    let workspace = try TestWorkspace()
    let runtime = try workspace.open()
    try await runtime.create(Self.worker)
    try workspace.rewriteComponent(Self.sum, as: Self.doubled)
    #expect(
      try await runtime.update(Self.worker, to: .latest, mode: .automatic) == .updated(version: 1))
    #expect(try await runtime.call("add", .u32(1)) == .returned(.u32(2)))
    await runtime.close()
  }

  @Test func anUpdateWaitsForTheCallThatRunsAcrossProcesses() async throws {
    let workspace = try TestWorkspace()
    let first = try workspace.open()
    _ = try await first.call("add", .u32(2))
    let rest = try first.snapshot(of: Self.worker).oplogIndex
    #expect(
      try await first.enqueue(Self.worker, function: "spin", arguments: [], key: "k") == nil)
    #expect(
      try await first.enqueue(Self.worker, function: "grow", arguments: [], key: "next") == nil)
    try Self.grow(workspace)
    #expect(
      try await first.update(Self.worker, to: .latest, mode: .automatic) == .waits(version: 1))
    #expect(try first.snapshot(of: Self.worker).updates.map(\.outcome) == [.pending])
    await first.close()
    let second = try workspace.open()
    try second.recover()
    #expect(try second.snapshot(of: Self.worker).templateVersion == 0)
    try await second.revert(Self.worker, to: rest)
    // The call that waited is made after the update.
    #expect(try await second.outcome(of: "next", Self.worker) == .returned(.s32(1)))
    #expect(try second.snapshot(of: Self.worker).templateVersion == 1)
    await second.close()
  }

  @Test func aPendingUpdateIsMadeWhenTheWorkspaceIsOpenedAgain() async throws {
    let workspace = try TestWorkspace()
    let first = try workspace.open()
    _ = try await first.call("add", .u32(2))
    try Self.grow(workspace)
    let template = try #require(first.template("numbers"))
    let version = try await first.shelf.current(of: template)
    let row = try first.existing(Self.worker)
    // As if the process had ended right after it was asked for.
    _ = try await first.store.commit { transaction in
      try transaction.append(
        .updatePending(.init(version: 1, sha256: version.sha256, mode: .automatic)), to: row)
    }
    await first.close()
    let second = try workspace.open()
    #expect(try second.recover() == 1)
    #expect(try await second.call("grow") == .returned(.s32(1)))
    await second.close()
  }

  @Test func aFailedWorkerIsNotUpdated() async throws {
    let workspace = try TestWorkspace()
    let runtime = try workspace.open()
    _ = try await runtime.call("fail")
    try Self.grow(workspace)
    let error = await #expect(throws: RuntimeFailure.self) {
      try await runtime.update(Self.worker, to: .latest, mode: .automatic)
    }
    #expect(error?.text.contains("resume") == true)
    try await runtime.resume(Self.worker)
    #expect(
      try await runtime.update(Self.worker, to: .latest, mode: .automatic) == .updated(version: 1))
    await runtime.close()
  }

  @Test func aVersionThatIsNotThereIsNamed() async throws {
    let workspace = try TestWorkspace()
    let runtime = try workspace.open()
    _ = try await runtime.call("add", .u32(2))
    let error = await #expect(throws: RuntimeFailure.self) {
      try await runtime.update(Self.worker, to: .number(7), mode: .automatic)
    }
    #expect(error?.text == "`numbers` has no version 7; there are 0")
    await runtime.close()
  }

  @Test func aWorkerThatBeginsAfreshKeepsWhatItWasStartedWith() async throws {
    let workspace = try TestWorkspace()
    let runtime = try workspace.open()
    try await runtime.create(
      Self.worker, arguments: ["x"], environment: [.init(name: "B", value: "2")])
    _ = try await runtime.call("add", .u32(2), key: "two")
    try workspace.rewriteComponent(Self.sum, as: Self.doubled)
    let fresh = try await runtime.startAfresh(Self.worker)
    #expect(fresh.templateVersion == 1)
    #expect(fresh.oplogIndex == 1)
    #expect(fresh.arguments == ["x"])
    #expect(fresh.environment.contains(.init(name: "B", value: "2")))
    #expect(fresh.environment.contains(.init(name: "GOLEM_TEMPLATE_VERSION", value: "1")))
    #expect(try await runtime.call("add", .u32(1), key: "two") == .returned(.u32(2)))
    // The screen is told of the end before it is told of the beginning.
    let events = workspace.seenEvents.compactMap { event -> Bool? in
      switch event {
      case .deleted: false
      case .oplog(_, let line) where line.kind == "created": true
      default: nil
      }
    }
    #expect(events == [true, false, true])
    await runtime.close()
  }
}

// Asked for by a guest.
extension UpdateTests {
  @Test func aGuestHasItselfUpdatedWhenItsCallIsOver() async throws {
    let workspace = try TestWorkspace(golem: [])
    let worker = WorkerAddress(template: "golem", name: "a")
    let first = try workspace.open()
    _ = try await first.call("promise", template: "golem")
    try workspace.addSection()
    #expect(try await first.call("update", .u64(1), template: "golem") == .returned(nil))
    #expect(try await first.call("complete", template: "golem") == .returned(.bool(true)))
    #expect(try first.snapshot(of: worker).templateVersion == 1)
    await first.close()
    let second = try workspace.open()
    #expect(try await second.call("complete", template: "golem") == .returned(.bool(false)))
    // Run again, it does not ask again.
    #expect(try Self.kinds(second, worker).count { $0 == "update-pending" } == 1)
    guard case .failed(let reason) = try await second.call("update", .u64(9), template: "golem")
    else {
      Issue.record("there is no such version")
      return
    }
    #expect(reason.contains("`golem` has no version 9; there are 0, 1"), "\(reason)")
    await second.close()
  }
}

// Snapshots.
extension UpdateTests {
  private static func opened(
    _ workspace: TestWorkspace, sum: UInt32
  ) async throws -> WorkerRuntime {
    let runtime = try workspace.open()
    #expect(
      try await runtime.call("add", .u32(sum), template: "snapshots") == .returned(.u32(sum)))
    try workspace.rewriteComponent(Self.sum, as: Self.doubled)
    return runtime
  }

  @Test func aSnapshotCarriesTheStateOver() async throws {
    let workspace = try TestWorkspace(template: "snapshots")
    let first = try await Self.opened(workspace, sum: 5)
    #expect(try await first.update(Self.saver, to: .latest, mode: .manual) == .updated(version: 1))
    #expect(
      try await first.call("add", .u32(1), template: "snapshots") == .returned(.u32(7)))
    let loaded = try await first.call("loaded", template: "snapshots")
    #expect(loaded != .returned(.u64(0)))
    await first.close()
    let second = try workspace.open()
    // Run again, the new version loads the same snapshot and sees the same clock.
    #expect(try await second.call("loaded", template: "snapshots") == loaded)
    #expect(
      try await second.call("add", .u32(1), template: "snapshots") == .returned(.u32(9)))
    let kinds = try Self.kinds(second, Self.saver)
    #expect(kinds.contains("snapshot"))
    let before = try #require(kinds.firstIndex(of: "snapshot"))
    await #expect(throws: RuntimeFailure.self) {
      try await second.revert(Self.saver, to: before)
    }
    let updated = try #require(kinds.firstIndex(of: "updated")) + 1
    #expect(try await second.revert(Self.saver, to: updated) == updated)
    #expect(
      try await second.call("add", .u32(0), template: "snapshots") == .returned(.u32(5)))
    #expect(try await second.call("loaded", template: "snapshots") == loaded)
    await second.close()
  }

  @Test func aSnapshotThatIsRefusedLeavesTheWorkerWhatItWas() async throws {
    let workspace = try TestWorkspace(template: "snapshots")
    let runtime = try await Self.opened(workspace, sum: 101)
    #expect(
      try await runtime.update(Self.saver, to: .latest, mode: .manual)
        == .failed(
          version: 1, reason: "the new version does not take the snapshot: too large"))
    #expect(
      try await runtime.call("add", .u32(1), template: "snapshots") == .returned(.u32(102)))
    #expect(try !Self.kinds(runtime, Self.saver).contains("snapshot"))
    await runtime.close()
  }

  @Test func aForkTakesTheSnapshotOver() async throws {
    let workspace = try TestWorkspace(template: "snapshots")
    let runtime = try await Self.opened(workspace, sum: 5)
    #expect(
      try await runtime.update(Self.saver, to: .latest, mode: .manual) == .updated(version: 1))
    try await runtime.fork(Self.saver, to: "b")
    #expect(
      try await runtime.call("add", .u32(1), on: "b", template: "snapshots")
        == .returned(.u32(7)))
    #expect(
      try runtime.snapshot(of: WorkerAddress(template: "snapshots", name: "b")).templateVersion
        == 1)
    await runtime.close()
  }

  @Test func whereNoSnapshotCanBeMadeThatIsSaidAtOnce() async throws {
    let workspace = try TestWorkspace()
    let runtime = try workspace.open()
    _ = try await runtime.call("add", .u32(2))
    try Self.grow(workspace)
    let error = await #expect(throws: RuntimeFailure.self) {
      try await runtime.update(Self.worker, to: .latest, mode: .manual)
    }
    #expect(error?.text.contains("does not export `golem:api/save-snapshot`") == true)
    #expect(try !Self.kinds(runtime, Self.worker).contains("update-pending"))
    await runtime.close()
  }
}
