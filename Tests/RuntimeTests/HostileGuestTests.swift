import Component
import Testing

@testable import Runtime

/// What a guest can do to its host, once each: the worker gets an error that says what it did, and
/// its neighbour counts on.
@Suite(.timeLimit(.minutes(10))) struct HostileGuestTests {
  struct Case: CustomTestStringConvertible {
    var function: String
    var arguments: [Value] = []
    /// What the error says.
    var says: [String]

    var testDescription: String { function }
  }

  static let cases = [
    Case(function: "take-memory", says: ["unreachable", "4 MiB", "limits.memory"]),
    Case(function: "recurse", says: ["call stack exhausted", "256 KiB", "limits.stack", "times"]),
    Case(function: "spin", says: ["0.05 seconds", "limits.time"]),
    Case(function: "log-no-text", says: ["utf-8"]),
    Case(function: "log-no-level", says: ["discriminant"]),
    Case(function: "log-from-nowhere", says: ["out of bounds"]),
    Case(function: "no-text", says: ["utf-8"]),
    Case(function: "no-char", says: ["char"]),
    Case(function: "no-case", says: ["discriminant"]),
    Case(function: "no-option", says: ["discriminant"]),
    Case(function: "endless-list", says: ["out of bounds"]),
    Case(function: "list-out-of-memory", says: ["out of bounds"]),
    Case(function: "unaligned-list", says: ["aligned"]),
    Case(function: "list", arguments: [.u32(3_900_000)], says: ["in parts"]),
    Case(
      function: "list", arguments: [.u32(70_000)],
      says: ["70000 bytes", "64 KiB", "limits.payload"]),
  ]

  private static let limits = WorkerLimits(
    memoryBytes: 4 << 20, stackBytes: 256 << 10, seconds: 0.05, logLines: 100,
    payloadBytes: 64 << 10)

  @Test(arguments: cases) func aHostileGuestHarmsOnlyItself(_ hostile: Case) async throws {
    let workspace = try TestWorkspace(template: "hostile")
    let runtime = try workspace.open(durability: .memory, limits: Self.limits)
    func add(on worker: String) async throws -> CallOutcome {
      try await runtime.call("add", .u32(1), on: worker, template: "hostile")
    }
    #expect(try await add(on: "neighbour") == .returned(.u32(1)))
    let outcome = try await runtime.invoke(
      WorkerAddress(template: "hostile", name: "a"), function: hostile.function,
      arguments: hostile.arguments)
    guard case .failed(let reason) = outcome else {
      Issue.record("`\(hostile.function)` must fail, and gave \(outcome)")
      return
    }
    for words in hostile.says {
      #expect(reason.lowercased().contains(words.lowercased()), "\(reason)")
    }
    #expect(try runtime.status("a") == .failed)
    #expect(try await add(on: "neighbour") == .returned(.u32(2)))
    // What it did last does not stay with it.
    try await runtime.resume(WorkerAddress(template: "hostile", name: "a"))
    #expect(try await add(on: "a") == .returned(.u32(1)))
    await runtime.close()
  }

  @Test(arguments: ["take-memory", "recurse", "spin"])
  func whatMeetsALimitIsNotTriedAgain(_ function: String) async throws {
    let workspace = try TestWorkspace(template: "hostile")
    let runtime = try workspace.open(durability: .memory, limits: Self.limits)
    _ = try await runtime.call(function, template: "hostile")
    #expect(try runtime.snapshots().first?.retryCount == 1)
    await runtime.close()
  }

  @Test func aTableGrowsOnlySoFar() async throws {
    let workspace = try TestWorkspace(template: "hostile")
    let runtime = try workspace.open(durability: .memory)
    guard
      case .returned(.u32(let count)?) = try await runtime.call(
        "take-table", template: "hostile")
    else {
      Issue.record("`take-table` returns how far it came")
      return
    }
    #expect(count <= Limits.guestTableElementsMax)
    await runtime.close()
  }

  @Test func aFloodOfLogLinesIsCutAndThatIsSaidAlsoAfterARestart() async throws {
    let workspace = try TestWorkspace(template: "hostile")
    let address = WorkerAddress(template: "hostile", name: "a")
    let first = try workspace.open(limits: Self.limits)
    #expect(try await first.call("flood", .u32(1_000), template: "hostile") == .returned(nil))
    #expect(
      try await first.call("add", .u32(1), on: "neighbour", template: "hostile")
        == .returned(.u32(1)))
    let log = try first.history(of: address).log
    #expect(log.count == 101)
    #expect(log.last?.text.contains("100 lines: `limits.log-lines`") == true)
    // The next call has its own share.
    #expect(try await first.call("flood", .u32(50), template: "hostile") == .returned(nil))
    #expect(try first.history(of: address).log.count == 151)
    await first.close()
    // Other limits change nothing in what was written.
    let second = try workspace.open()
    #expect(try await second.call("add", .u32(1), template: "hostile") == .returned(.u32(1)))
    #expect(try second.history(of: address).log.count == 151)
    await second.close()
  }

  @Test func aStormOfHostCallsHoldsUpNobody() async throws {
    let workspace = try TestWorkspace(template: "hostile")
    let runtime = try workspace.open(durability: .memory)
    let address = WorkerAddress(template: "hostile", name: "a")
    let storm = Task { try await runtime.call("storm", .u32(.max), template: "hostile") }
    await workspace.waitFor { event in
      if case .oplog(address, let line) = event { line.kind == "host-call" } else { false }
    }
    #expect(
      try await runtime.call("add", .u32(1), on: "neighbour", template: "hostile")
        == .returned(.u32(1)))
    try await runtime.interrupt(address)
    guard case .failed(let reason) = try await storm.value else {
      Issue.record("an interrupted call does not return")
      return
    }
    #expect(reason.contains("interrupted"))
    await runtime.close()
  }

  @Test func argumentsAboveTheLimitAreRefusedBeforeTheyAreKept() async throws {
    let workspace = try TestWorkspace(template: "hostile")
    let runtime = try workspace.open(
      durability: .memory, limits: WorkerLimits(payloadBytes: 3))
    let error = await #expect(throws: RuntimeFailure.self) {
      try await runtime.call("add", .u32(1), template: "hostile")
    }
    #expect(error?.text.contains("limits.payload") == true)
    #expect(try runtime.snapshots().isEmpty)
    await runtime.close()
  }
}
