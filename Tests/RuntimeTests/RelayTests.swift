import Component
import TestSupport
import Testing

@testable import Runtime

/// Workers that call workers, each of the template `golem`.
@Suite(.timeLimit(.minutes(10))) struct RelayTests {
  private static func worker(_ name: String) -> WorkerAddress {
    WorkerAddress(template: "golem", name: name)
  }

  private static func uri(_ name: String, template: String = "golem") -> Value {
    .string("worker://\(template)/\(name)")
  }

  /// What becomes of a call of `caller`.
  private static func call(
    _ runtime: WorkerRuntime, _ caller: String, _ function: String, _ arguments: Value...
  ) async throws -> CallOutcome {
    try await runtime.invoke(worker(caller), function: function, arguments: arguments)
  }

  /// The error that a guest got as its answer: the case, and the text.
  private static func error(_ outcome: CallOutcome) -> (name: String, text: String)? {
    guard case .returned(.error(.variant(let name, .string(let text)?)?)?) = outcome else {
      return nil
    }
    return (name, text)
  }

  struct Mistake: CustomTestStringConvertible, Sendable {
    var uri: String
    var function: String
    var argument: String?
    var error: String
    var says: String

    var testDescription: String { "\(uri) \(function) \(argument ?? "")" }
  }

  @Test(arguments: [
    Mistake(
      uri: "worker://nowhere/b", function: "nothing", error: "not-found",
      says: "there is no template `nowhere`"),
    Mistake(
      uri: "worker://golem/b", function: "nope", error: "protocol-error",
      says: "there is no function `nope`; these exist:\n  note: func(line: string)"),
    Mistake(
      uri: "worker://golem/b", function: "note", error: "protocol-error",
      says: "note: expected 1 parameter, found 0"),
    Mistake(
      uri: "worker://golem/b", function: "nothing", argument: "x", error: "protocol-error",
      says: "nothing: expected 0 parameters, found 1"),
    Mistake(
      uri: "worker://golem/b", function: "chain", argument: "x", error: "protocol-error",
      says: "parameter `length`: wit-value, node 0: expected u32, found a prim-string"),
    Mistake(
      uri: "worker://golem/b", function: "fail", error: "remote-internal-error",
      says: "wasm `unreachable` instruction executed"),
  ]) func aCallThatCannotBeIsAnErrorToTheCaller(_ mistake: Mistake) async throws {
    let workspace = try TestWorkspace(golem: [], .relay)
    let runtime = try workspace.open()
    let outcome =
      if let argument = mistake.argument {
        try await Self.call(
          runtime, "a", "tell", .string(mistake.uri), .string(mistake.function), .string(argument))
      } else {
        try await Self.call(
          runtime, "a", "ask", .string(mistake.uri), .string(mistake.function))
      }
    let error = try #require(Self.error(outcome), "\(outcome)")
    #expect(error.name == mistake.error)
    #expect(error.text.contains(mistake.says), "\(error.text)")
    // Neither worker is the worse for it, but one that trapped.
    #expect(try await Self.call(runtime, "a", "nothing") == .returned(nil))
    let called = try runtime.snapshots().first { $0.address.name == "b" }?.status
    #expect(called == (mistake.function == "fail" ? .failed : nil))
    await runtime.close()
  }

  @Test(arguments: ["ask", "later"])
  func aCallToItselfIsRefusedAtOnce(_ how: String) async throws {
    let workspace = try TestWorkspace(golem: [], .relay)
    let runtime = try workspace.open()
    let outcome =
      how == "ask"
      ? try await Self.call(runtime, "a", how, Self.uri("a"), .string("nothing"))
      : try await Self.call(runtime, "a", how, Self.uri("a"))
    let error = try #require(Self.error(outcome), "\(outcome)")
    #expect(error.name == "protocol-error")
    #expect(error.text == "golem/a -> golem/a would wait for itself")
    #expect(try await Self.call(runtime, "a", "nothing") == .returned(nil))
    await runtime.close()
  }

  @Test func aCallBackIsRefusedAtOnceWithItsChain() async throws {
    let workspace = try TestWorkspace(golem: [], .relay)
    let runtime = try workspace.open()
    let outcome = try await Self.call(
      runtime, "a", "tell", Self.uri("b"), .string("ping"), Self.uri("a"))
    #expect(outcome == .returned(.ok(nil)))
    let called = try runtime.history(of: Self.worker("b")).oplog.map { "\($0)" }
    #expect(
      called.contains { $0.contains("golem/b -> golem/a -> golem/b would wait for itself") },
      "\(called)")
    await runtime.close()
  }

  /// Two that call each other at the same time: one of them is refused, and both go on. Whether they
  /// meet is left to chance, so they try until they do.
  @Test func oneOfTwoThatWaitForEachOtherIsRefused() async throws {
    let workspace = try TestWorkspace(golem: [], .relay)
    let runtime = try workspace.open()
    var refused = 0
    while refused == 0 {
      let nap = Value.u64(50_000_000)
      async let first = Self.call(runtime, "a", "late-ping", Self.uri("b"), nap)
      async let second = Self.call(runtime, "b", "late-ping", Self.uri("a"), nap)
      let outcomes = try await [first, second]
      let errors = outcomes.compactMap { Self.error($0) }
      #expect(outcomes.filter { $0 == .returned(.ok(nil)) }.count == 2 - errors.count)
      #expect(errors.allSatisfy { $0.name == "protocol-error" })
      refused = errors.count
    }
    #expect(refused == 1)
    await runtime.close()
  }

  /// The callee begins on its caller's thread; neither of the two holds up the other's end.
  @Test func aCallerIsStoppedWhileItsCalleeComputes() async throws {
    let workspace = try TestWorkspace(golem: [], .relay)
    let numbers = try TestWorkspace()
    let runtime = try workspace.open(durability: .memory)
    runtime.setTemplates([workspace.template, numbers.template])
    let busy = WorkerAddress(template: "numbers", name: "busy")
    let call = Task {
      try await Self.call(
        runtime, "a", "ask", Self.uri("busy", template: "numbers"), .string("spin"))
    }
    await workspace.waitFor { event in
      if case .changed(let worker) = event {
        worker.address == busy && worker.isLoaded
      } else {
        false
      }
    }
    try await runtime.interrupt(Self.worker("a"))
    guard case .failed(let reason) = try await call.value else {
      Issue.record("an interrupted call does not return")
      return
    }
    #expect(reason.contains("interrupted"))
    #expect(try runtime.snapshots().first { $0.address == busy }?.status == .running)
    try await runtime.interrupt(busy)
    await runtime.close()
  }

  @Test(arguments: [0, 50_000_000])
  func whoWaitsForAnyOfSeveralThatWaitForItIsRefused(_ nap: UInt64) async throws {
    let workspace = try TestWorkspace(golem: [], .relay)
    let runtime = try workspace.open()
    let outcome = try await Self.call(runtime, "a", "ring", Self.uri("a"), .u64(nap))
    // It depends on who comes first: one of the others is refused, or the one that waits for both.
    #expect([.returned(.u32(1)), .returned(.u32(2))].contains(outcome), "\(outcome)")
    for name in ["f000", "f001"] {
      #expect(try await Self.call(runtime, name, "nothing") == .returned(nil))
    }
    await runtime.close()
  }

  /// Leaves workers in the middle of a call, each `(caller, callee)` having sent the callee one that it
  /// waits for, or being about to.
  private static func leave(
    _ workspace: TestWorkspace, waiting: [(String, String)], aboutTo: [(String, String)]
  ) async throws {
    let runtime = try workspace.open()
    var creations: [String: OplogEntry.Creation] = [:]
    for (caller, callee) in waiting + aboutTo {
      for name in [caller, callee] {
        creations[name] = try await runtime.target(worker(name)).creation
      }
    }
    let made = creations
    try await runtime.store.commit { transaction in
      func admit(
        _ name: String, _ key: String, _ function: String, _ arguments: [Value],
        from caller: String?
      ) throws {
        guard let creation = made[name] else { return }
        let call = OplogEntry.Invocation(
          key: key, function: function, arguments: arguments, caller: caller.map(worker))
        _ = try transaction.admit(call, to: worker(name), makingIt: creation)
      }
      for (caller, callee) in waiting + aboutTo {
        try admit(
          caller, "\(caller) asks", "ask", [uri(callee), .string("nothing")], from: nil)
      }
      for (caller, callee) in waiting {
        let key = "\(caller) waits"
        guard let row = try transaction.row(of: worker(caller)) else { return }
        try transaction.append(
          .calling(
            .init(
              callee: worker(callee), key: key, function: "nothing", arguments: [],
              isAwaited: true)), to: row)
        try admit(callee, key, "nothing", [], from: caller)
      }
    }
    await runtime.close()
  }

  @Test func twoThatWaitedForEachOtherGoOnAfterARestart() async throws {
    let workspace = try TestWorkspace(golem: [], .relay)
    try await Self.leave(workspace, waiting: [("a", "b"), ("b", "a")], aboutTo: [])
    let runtime = try workspace.open()
    #expect(try runtime.recover() == 2)
    let outcomes = [
      try await runtime.outcome(of: "a asks", Self.worker("a")),
      try await runtime.outcome(of: "b asks", Self.worker("b")),
    ]
    let errors = outcomes.compactMap { Self.error($0)?.text }
    #expect(errors.count == 1, "\(outcomes)")
    #expect(errors.allSatisfy { $0.hasSuffix("would wait for itself") })
    // What was sent is done all the same.
    #expect(try await runtime.outcome(of: "a waits", Self.worker("b")) == .returned(nil))
    #expect(try await runtime.outcome(of: "b waits", Self.worker("a")) == .returned(nil))
    await runtime.close()
    let again = try workspace.open()
    #expect(try await again.outcome(of: "a asks", Self.worker("a")) == outcomes[0])
    #expect(try await Self.call(again, "a", "nothing") == .returned(nil))
    await again.close()
  }

  @Test func whoWaitedBeforeARestartIsNotCalledByTheOneItWaitsFor() async throws {
    let workspace = try TestWorkspace(golem: [], .relay)
    try await Self.leave(workspace, waiting: [("a", "b")], aboutTo: [("b", "a")])
    let runtime = try workspace.open()
    #expect(try runtime.recover() == 2)
    let second = try await runtime.outcome(of: "b asks", Self.worker("b"))
    #expect(Self.error(second)?.text == "golem/b -> golem/a -> golem/b would wait for itself")
    #expect(try await runtime.outcome(of: "a asks", Self.worker("a")) == .returned(.ok(nil)))
    await runtime.close()
  }

  @Test func aChainOfAHundredCallsIsAnsweredToItsBegin() async throws {
    let workspace = try TestWorkspace(golem: [], .relay)
    let runtime = try workspace.open()
    #expect(try await Self.call(runtime, "a", "chain", .u32(100)) == .returned(.u32(101)))
    #expect(try runtime.snapshots().count == 101)
    await runtime.close()
  }

  @Test func aHundredWorkersAreCalledAtOnce() async throws {
    let workspace = try TestWorkspace(golem: [], .relay)
    let runtime = try workspace.open()
    #expect(try await Self.call(runtime, "a", "fan", .u32(100)) == .returned(.u32(100)))
    #expect(try runtime.snapshots().count == 101)
    await runtime.close()
    // Run again from its oplog the caller asks for nothing.
    let again = try workspace.open()
    #expect(try await Self.call(again, "a", "nothing") == .returned(nil))
    #expect(try again.snapshots().count == 101)
    await again.close()
  }

  @Test func aWorkerThatTwentyCallAtOnceIsMadeOnce() async throws {
    let workspace = try TestWorkspace(golem: [], .relay)
    let runtime = try workspace.open()
    let outcomes = try await withThrowingTaskGroup(of: CallOutcome.self) { group in
      for number in 0..<20 {
        group.addTask {
          try await Self.call(
            runtime, "caller-\(number)", "tell", Self.uri("new"), .string("note"),
            .string("\(number)"))
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(outcomes == Array(repeating: .returned(.ok(nil)), count: 20))
    #expect(try runtime.snapshots().filter { $0.address.name == "new" }.count == 1)
    let kinds = try runtime.history(of: Self.worker("new")).oplog.map(\.kind)
    #expect(kinds.filter { $0 == "created" }.count == 1, "\(Set(kinds))")
    await runtime.close()
  }
}
