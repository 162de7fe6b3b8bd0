import Component
import GRDB
import Testing

@testable import Runtime

/// What is kept beside the oplogs, damaged and made anew.
@Suite(.timeLimit(.minutes(10))) struct OplogCheckTests {
  /// Two workers, one of them with a past of every kind that the tables know.
  private static func workspace() async throws -> TestWorkspace {
    let workspace = try TestWorkspace(golem: [])
    let runtime = try workspace.open()
    for name in ["a", "b"] {
      _ = try await call(runtime, "promise", on: name, key: "one")
      _ = try await call(runtime, "complete", on: name, key: "two")
      let index = try runtime.snapshot(of: .init(template: "golem", name: name)).oplogIndex
      _ = try await call(runtime, "promise", on: name, key: "three")
      try await runtime.revert(.init(template: "golem", name: name), to: index)
    }
    await runtime.close()
    return workspace
  }

  private static func call(
    _ runtime: WorkerRuntime, _ function: String, on name: String, key: String
  ) async throws -> CallOutcome {
    try await runtime.call(function, on: name, template: "golem", key: key)
  }

  private static func damage(_ workspace: TestWorkspace, _ sql: String) async throws {
    let database = try DatabaseQueue(path: StateFolder.database(workspace.state))
    try await database.write { try $0.execute(sql: sql) }
  }

  @Test func whatFollowsIsFoundToFollow() async throws {
    let workspace = try await Self.workspace()
    let check = try #require(try WorkerRuntime.check(workspace.state))
    #expect(check.findings == [])
    #expect(check.workers == 2)
    #expect(check.entries > 20)
  }

  @Test(arguments: [
    ("UPDATE worker SET status = 'Failed' WHERE id = 2", "golem/b", "kept as Failed, its oplog"),
    ("UPDATE worker SET is_unfinished = 1 WHERE id = 1", "golem/a", "something to do"),
    ("UPDATE worker SET state = x'00' WHERE id = 1", "golem/a", "cannot be read"),
    (
      "UPDATE worker SET state = (SELECT w.state FROM worker w WHERE w.id = 1) WHERE id = 2",
      "golem/b", "does not follow"
    ),
    ("DELETE FROM invocation WHERE worker = 1 AND key = 'one'", "golem/a, entry 2", "as unknown"),
    ("UPDATE invocation SET ended = NULL WHERE worker = 2", "golem/b", "and open, its oplog says"),
    ("UPDATE invocation SET enqueued = 3 WHERE key = 'two'", "golem/b", "kept as called at 3"),
    ("DELETE FROM promise WHERE worker = 2", "golem/b", "the promise is kept as unknown"),
    ("UPDATE promise SET completed = NULL", "golem/a", "and over at"),
    ("INSERT INTO invocation VALUES (99, 'k', 1, 2)", "the database", "a worker 99"),
    ("INSERT INTO promise VALUES (98, 1, NULL)", "the database", "a worker 98"),
  ])
  func whatDoesNotFollowIsNamedAndMadeAnew(
    _ damage: String, _ place: String, _ words: String
  ) async throws {
    let workspace = try await Self.workspace()
    try await Self.damage(workspace, damage)
    let found = try #require(try WorkerRuntime.check(workspace.state)).findings.map(\.line)
    #expect(found.contains { $0.hasPrefix(place) && $0.contains(words) }, "\(found)")
    let runtime = try workspace.open()
    #expect(try await runtime.rebuild().findings.map(\.line) == found)
    #expect(try WorkerRuntime.check(workspace.state)?.findings == [])
    // The key is known again, the other is free.
    let first = try await Self.call(runtime, "promise", on: "a", key: "one")
    #expect(try await Self.call(runtime, "promise", on: "a", key: "three") != first)
    await runtime.close()
  }

  @Test func aDamagedOplogIsNamedAndHurtsNoOther() async throws {
    let workspace = try await Self.workspace()
    try await Self.damage(
      workspace, "UPDATE oplog SET entry = x'00' WHERE worker = 1 AND idx = 4")
    try await Self.damage(workspace, "DELETE FROM invocation WHERE worker = 2")
    let runtime = try workspace.open()
    let found = try await runtime.rebuild().findings
    #expect(
      found.filter { !$0.canBeRebuilt }.map(\.line)
        == ["golem/a, entry 4: the oplog is damaged: its checksum is wrong"])
    #expect(try WorkerRuntime.check(workspace.state)?.findings.count == 1)
    guard case .returned = try await Self.call(runtime, "promise", on: "b", key: "four") else {
      Issue.record("the other worker is unharmed")
      return
    }
    await runtime.close()
  }
}
