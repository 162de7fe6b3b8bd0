import Foundation
import TestSupport
import Testing

/// Several processes on one workspace: one has the workers open, and answers for the others.
@Suite(.timeLimit(.minutes(10))) struct OwnerTests {
  @Test func aCommandBesideAnotherPrintsTheSameAsAlone() throws {
    let alone = try NumbersFolder()
    let beside = try NumbersFolder()
    #expect(try alone.run(["worker", "new", "numbers/a"]).status == 0)
    let owner = try beside.startSpinning()
    for arguments in [
      ["invoke", "numbers/b", "add", "2"], ["invoke", "numbers/b", "add"],
      ["invoke", "numbers/b", "sub", "2"], ["invoke", "numbers/b", "fail"],
      ["worker", "get", "numbers/nobody"], ["worker", "new", "numbers/c"],
      ["worker", "new", "numbers/c"], ["template", "list"], ["worker", "logs", "numbers/b"],
      ["worker", "revert", "numbers/b", "1"], ["worker", "fork", "numbers/b", "d"],
      ["worker", "suspend", "numbers/c"], ["worker", "resume", "numbers/c"],
      ["worker", "files", "numbers/c"], ["worker", "files", "--json", "numbers/c", "/nothing"],
      ["worker", "complete-promise", "numbers/c", "1", "[1, 2]"],
      ["worker", "delete", "numbers/d"], ["worker", "interrupt", "numbers/c"],
      ["invoke", "--json", "--idempotency-key", "k", "numbers/b", "add", "5"],
    ] {
      let one = try alone.run(arguments)
      let other = try beside.run(arguments)
      #expect(other.status == one.status, "\(arguments)")
      #expect(other.output == one.output, "\(arguments)")
      #expect(other.errors == one.errors, "\(arguments)")
    }
    #expect(try beside.run(["worker", "interrupt", "numbers/a"]).status == 0)
    let ending = try owner.wait()
    #expect(ending.status == 1)
    #expect(ending.errors.contains("interrupted"))
    #expect(!FileManager.default.fileExists(atPath: beside.socket))
  }

  @Test func anOwnerThatWasKilledIsTakenOver() throws {
    let folder = try NumbersFolder()
    let owner = try folder.startSpinning()
    owner.kill(SIGKILL)
    _ = try owner.wait()
    #expect(try folder.run(["worker", "interrupt", "numbers/a"]).status == 0)
    #expect(try folder.run(["invoke", "numbers/b", "add", "2"]).output == "2\n")
  }

  @Test func whoAsksAnOwnerThatIsKilledGetsTheAnswerAllTheSame() throws {
    let folder = try NumbersFolder()
    let owner = try folder.startSpinning()
    let asker = try folder.start(["invoke", "numbers/c", "spin"])
    try folder.waitUntil {
      try folder.run(["worker", "get", "numbers/c"]).output.contains("Running")
    }
    owner.kill(SIGKILL)
    _ = try owner.wait()
    // The asker owns the workspace now, both workers go on, and either can be stopped.
    try folder.waitUntil {
      try folder.run(["worker", "interrupt", "numbers/c"]).errors.contains("is interrupted")
    }
    #expect(try asker.wait().status == 1)
  }

  @Test func theCallOfAnAskerThatIsKilledGoesOn() throws {
    let folder = try NumbersFolder()
    let owner = try folder.startSpinning()
    // It waits behind the call that does not end.
    let asker = try folder.start(["invoke", "--idempotency-key", "k", "numbers/a", "add", "7"])
    try folder.waitUntil {
      try folder.run(["worker", "get", "--json", "numbers/a"]).output.contains(#""queued":1"#)
    }
    asker.kill(SIGKILL)
    #expect(try asker.wait().isKilled)
    // The owner finds out that the asker is gone while it answers others.
    for _ in 0..<5 {
      let found = try folder.run(["worker", "get", "--json", "numbers/a"]).output
      #expect(found.contains(#""queued":1"#), "\(found)")
    }
    owner.kill(SIGKILL)
    _ = try owner.wait()
    #expect(try folder.run(["worker", "interrupt", "numbers/a"]).status == 0)
    let calls = try folder.run(["worker", "oplog", "numbers/a"]).output
    #expect(!calls.contains("cancelled"), "\(calls)")
  }

  @Test func aFollowedLogEndsWithItsWorker() throws {
    let folder = try NumbersFolder()
    #expect(try folder.run(["worker", "new", "numbers/a"]).status == 0)
    let follower = try folder.start(["worker", "logs", "--follow", "numbers/a"])
    try folder.waitUntil { FileManager.default.fileExists(atPath: folder.socket) }
    #expect(try folder.run(["worker", "delete", "numbers/a"]).status == 0)
    #expect(try follower.wait().status == 0)
  }

  @Test func aCallThatNobodyWaitsForIsDone() throws {
    let folder = try NumbersFolder()
    let answer = try folder.run(
      ["invoke", "--async", "--idempotency-key", "k", "numbers/a", "add", "7"])
    #expect(answer.status == 0)
    #expect(answer.output == "k\n")
    #expect(try folder.run(["invoke", "numbers/a", "add", "0"]).output == "7\n")
  }
}
