import Component
import Testing

@testable import Runtime

/// The resources of a worker in other hands: by handle, and by constructor arguments.
@Suite(.timeLimit(.minutes(10))) struct ResourceTests {
  private static let api = "test:counters/api@1.0.0"

  private func call(
    _ runtime: WorkerRuntime, _ name: String, _ arguments: Value..., on worker: String = "a"
  ) async throws -> CallOutcome {
    let address = WorkerAddress(template: "counters", name: worker)
    let function = try await runtime.componentType(of: address).function(named: name)
    return try await runtime.invoke(
      address, function: function.canonicalName, arguments: arguments)
  }

  private func handle(_ id: UInt64, of worker: String = "a") -> Value {
    .resource(ResourceHandle(uri: "worker://counters/\(worker)", id: id))
  }

  private func resources(_ runtime: WorkerRuntime, _ worker: String = "a") throws -> [String] {
    try runtime.snapshots().first { $0.address.name == worker }?.resources
      .map { "\($0.text) \($0.id)" } ?? []
  }

  @Test func aResourceIsUsedByItsHandleAlsoAfterARestart() async throws {
    let workspace = try TestWorkspace(.counters)
    let first = try workspace.open()
    #expect(try await call(first, "counter.new", .u32(5), .string("")) == .returned(handle(1)))
    #expect(try await call(first, "counter.add", handle(1), .u32(3)) == .returned(.u32(8)))
    #expect(
      try await call(first, "pair", .u32(1)) == .returned(.tuple([handle(2), handle(3)])))
    await first.close()
    let second = try workspace.open()
    #expect(try await call(second, "counter.add", handle(1), .u32(1)) == .returned(.u32(9)))
    #expect(try await call(second, "counter.add", handle(3), .u32(1)) == .returned(.u32(3)))
    #expect(try await call(second, "other.new") == .returned(handle(4)))
    #expect(
      try resources(second) == [
        "\(Self.api).{counter} 1", "\(Self.api).{counter} 2", "\(Self.api).{counter} 3",
        "\(Self.api).{other} 4",
      ])
    await second.close()
  }

  @Test func aResourceIsTheGuestsWhereItsInterfaceIsImportedToo() async throws {
    let workspace = try TestWorkspace(.waiters)
    let first = try workspace.open()
    let handles = (UInt64(1)...3).map { id in
      Value.resource(ResourceHandle(uri: "worker://waiters/a", id: id))
    }
    func call(
      _ runtime: WorkerRuntime, _ function: String, _ arguments: Value...
    ) async throws -> CallOutcome {
      let worker = WorkerAddress(template: "waiters", name: "a")
      let found = try await runtime.componentType(of: worker).function(named: function)
      return try await runtime.invoke(
        worker, function: found.canonicalName, arguments: arguments)
    }
    #expect(try await call(first, "make", .u32(5)) == .returned(handles[0]))
    // It waits for one of the host's, which has a number of its own.
    #expect(try await call(first, "pollable.block", handles[0]) == .returned(nil))
    #expect(try await call(first, "make", .u32(6)) == .returned(handles[1]))
    await first.close()
    let second = try workspace.open()
    #expect(try await call(second, "sum", .list(Array(handles[..<2]))) == .returned(.u32(11)))
    #expect(try await call(second, "take", handles[0]) == .returned(.u32(5)))
    #expect(
      try await call(second, "value", handles[0])
        == .failed("parameter `of`: there is no pollable 1 in this worker, or it was dropped"))
    #expect(try await call(second, "pollable.drop", handles[1]) == .returned(nil))
    #expect(try second.snapshots().first?.resources == [])
    #expect(try await call(second, "make", .u32(7)) == .returned(handles[2]))
    await second.close()
  }

  @Test func aHandleThatStandsForNothingHarmsNoWorker() async throws {
    let workspace = try TestWorkspace(.counters)
    let runtime = try workspace.open()
    _ = try await call(runtime, "counter.new", .u32(5), .string(""))
    _ = try await call(runtime, "other.new")
    await #expect(throws: RuntimeFailure.self) {
      try await call(runtime, "counter.add", handle(1, of: "b"), .u32(1))
    }
    #expect(
      try await call(runtime, "counter.add", handle(7), .u32(1))
        == .failed("parameter `self`: there is no counter 7 in this worker, or it was dropped"))
    #expect(
      try await call(runtime, "counter.add", handle(2), .u32(1))
        == .failed("parameter `self`: resource 2 is of type other, not counter"))
    #expect(
      try await call(runtime, "counter.merge", handle(1), handle(1))
        == .failed(
          "parameter `other`: counter 1 is given away by this call, and used in it again"))
    #expect(try await call(runtime, "counter.add", handle(1), .u32(1)) == .returned(.u32(6)))
    await runtime.close()
    // The refusals stand in the oplog and are met again.
    let second = try workspace.open()
    #expect(try await call(second, "counter.add", handle(1), .u32(1)) == .returned(.u32(7)))
    await second.close()
  }

  @Test func aResourceThatIsGivenAwayIsHeldNoMore() async throws {
    let workspace = try TestWorkspace(.counters)
    let runtime = try workspace.open()
    _ = try await call(runtime, "pair", .u32(10))
    #expect(try await call(runtime, "counter.merge", handle(1), handle(2)) == .returned(.u32(21)))
    #expect(try resources(runtime) == ["\(Self.api).{counter} 1"])
    #expect(try await call(runtime, "live") == .returned(.u32(1)))
    guard case .failed = try await call(runtime, "counter.add", handle(2), .u32(1)) else {
      Issue.record("a counter that was given away still counts")
      return
    }
    await runtime.close()
  }

  @Test func aResourceCanBeDropped() async throws {
    let workspace = try TestWorkspace(.counters)
    let first = try workspace.open()
    _ = try await call(first, "pair", .u32(10))
    _ = try await call(first, "other.new")
    #expect(try await call(first, "counter.drop", handle(1)) == .returned(nil))
    #expect(try await call(first, "other.drop", handle(3)) == .returned(nil))
    #expect(try await call(first, "live") == .returned(.u32(1)))
    #expect(
      try await call(first, "counter.drop", handle(1))
        == .failed("parameter `self`: there is no counter 1 in this worker, or it was dropped"))
    #expect(try await call(first, #"counter(5, "x").add"#, .u32(1)) == .returned(.u32(6)))
    #expect(try await call(first, #"counter(5, "x").drop"#) == .returned(nil))
    #expect(
      try await call(first, #"counter(5, "x").drop"#)
        == .failed(#"there is no counter(5, "x") in this worker"#))
    #expect(try resources(first) == ["\(Self.api).{counter} 2"])
    await first.close()
    let second = try workspace.open()
    #expect(try await call(second, "live") == .returned(.u32(1)))
    #expect(try await call(second, #"counter(5, "x").add"#, .u32(1)) == .returned(.u32(6)))
    #expect(try await call(second, #"counter(5, "x").new"#) == .returned(handle(5)))
    await second.close()
  }

  @Test func whatDropsResourcesIsNotListed() async throws {
    let workspace = try TestWorkspace(.counters)
    let runtime = try workspace.open()
    let type = try await runtime.componentType(
      of: WorkerAddress(template: "counters", name: "a"))
    #expect(type.exports.map(\.name) == [Self.api])
    #expect(!type.functions.contains { $0.type.isDrop })
    await runtime.close()
  }

  @Test func anInstanceIsMadeOnceForItsArguments() async throws {
    let workspace = try TestWorkspace(.counters)
    let first = try workspace.open()
    #expect(try await call(first, #"counter(5, "x").add"#, .u32(1)) == .returned(.u32(6)))
    #expect(try await call(first, #"counter(5, "y").add"#, .u32(2)) == .returned(.u32(7)))
    #expect(try await call(first, #"counter(5,"x").add"#, .u32(1)) == .returned(.u32(7)))
    await first.close()
    let second = try workspace.open()
    #expect(try await call(second, #"counter(5, "x").add"#, .u32(1)) == .returned(.u32(8)))
    #expect(try await call(second, #"counter(5, "x").new"#) == .returned(handle(1)))
    #expect(
      try resources(second) == [
        #"\#(Self.api).{counter(5, "x")} 1"#, #"\#(Self.api).{counter(5, "y")} 2"#,
      ])
    #expect(try await call(second, "live") == .returned(.u32(2)))
    await second.close()
  }

  /// Its constructor and its method are one call: the failed method takes the instance with it.
  @Test func anInstanceThatFailsInItsFirstCallWasNeverMade() async throws {
    let workspace = try TestWorkspace(.counters)
    let runtime = try workspace.open()
    let address = WorkerAddress(template: "counters", name: "a")
    _ = try await call(runtime, "live")
    guard case .failed = try await call(runtime, #"counter(5, "x").fail"#) else {
      Issue.record("the call did not fail")
      return
    }
    try await runtime.resume(address)
    #expect(try await call(runtime, "live") == .returned(.u32(0)))
    #expect(try resources(runtime).isEmpty)
    await runtime.close()
  }

  @Test func aRevertedWorkerNeverGivesANumberTwice() async throws {
    let workspace = try TestWorkspace(.counters)
    let runtime = try workspace.open()
    let address = WorkerAddress(template: "counters", name: "a")
    _ = try await call(runtime, "pair", .u32(10))
    let row = try #require(try runtime.store.row(of: address))
    let rest = try runtime.store.state(of: row).lastIndex
    _ = try await call(runtime, "counter.merge", handle(1), handle(2))
    _ = try await call(runtime, "counter.new", .u32(5), .string(""))
    guard case .failed = try await call(runtime, "counter.fail", handle(3)) else {
      Issue.record("the call did not fail")
      return
    }
    try await runtime.store.commit { try $0.revert(row, to: rest) }
    #expect(
      try resources(runtime) == ["\(Self.api).{counter} 1", "\(Self.api).{counter} 2"])
    #expect(try await call(runtime, "counter.add", handle(2), .u32(1)) == .returned(.u32(12)))
    #expect(
      try await call(runtime, "counter.new", .u32(5), .string("")) == .returned(handle(4)))
    await runtime.close()
    let second = try workspace.open()
    #expect(try await call(second, "counter.add", handle(4), .u32(1)) == .returned(.u32(6)))
    await second.close()
  }
}
