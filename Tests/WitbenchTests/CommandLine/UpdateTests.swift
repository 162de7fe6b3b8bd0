import Foundation
import TestSupport
import Testing

/// What becomes of workers when their template's file changes.
@Suite(.timeLimit(.minutes(10))) struct UpdateTests {
  @Test func aWorkerOfAnOlderFileIsSaidToBeOneAndCanBeUpdated() throws {
    let folder = try NumbersFolder()
    #expect(try folder.run(["invoke", "numbers/a", "add", "2"]).output == "2\n")
    #expect(try folder.run(["invoke", "numbers/b", "grow"]).status == 0)
    #expect(try !folder.run(["worker", "list"]).output.contains("≠"))
    try folder.rewrite("(i32.const 60000)", as: "(i32.const 1)")
    let list = try folder.run(["worker", "list"])
    #expect(list.output.contains("0 ≠ file"))
    #expect(list.errors.contains("worker update TEMPLATE/WORKER --to latest"))
    #expect(list.errors.contains("worker start-afresh"))
    #expect(try folder.run(["worker", "get", "numbers/a"]).output.contains("version: 0 ≠ file"))
    #expect(
      try folder.run(["worker", "get", "--json", "numbers/a"]).output
        .contains(#""isOutdated":true"#))

    let updated = try folder.run(["worker", "update", "numbers/a", "--to", "latest"])
    #expect(updated.status == 0)
    #expect(updated.errors == "numbers/a has version 1 now\n")
    #expect(try folder.run(["invoke", "numbers/a", "grow"]).output == "1\n")
    let again = try folder.run(["worker", "update", "numbers/a", "--to", "1"])
    #expect(again.errors == "numbers/a has version 1 already\n")

    let refused = try folder.run(["worker", "update", "numbers/b", "--to", "latest"])
    #expect(refused.status == 1)
    #expect(refused.errors.contains("cannot have version 1 and stays what it was"))
    #expect(
      try folder.run(["worker", "get", "--json", "numbers/b"]).output
        .contains(#""failedUpdates":[{"version":1,"mode":"automatic","error":"#))
    #expect(try folder.run(["worker", "start-afresh", "numbers/b"]).status == 0)
    #expect(try folder.run(["invoke", "numbers/b", "grow"]).output == "1\n")
    #expect(try !folder.run(["worker", "list"]).output.contains("≠"))

    let manual = try folder.run(
      ["worker", "update", "numbers/a", "--to", "0", "--mode", "manual"])
    #expect(manual.status == 1)
    #expect(manual.errors.contains("golem:api/save-snapshot"))
    #expect(try folder.run(["worker", "update", "numbers/a", "--to", "x"]).status == 64)
    #expect(try folder.run(["worker", "update", "numbers/nobody", "--to", "1"]).status == 1)
  }
}
