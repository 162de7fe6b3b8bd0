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

  /// With a kill at each place between which it makes a difference, of which there are six.
  @Test(arguments: ["automatic", "manual"])
  func anUpdateIsMadeOnceOrNotAtAllWhereverItIsKilled(_ mode: String) throws {
    let folder = try TemporaryFolder()
    let wat = Project.root.appending(path: "Tests/RuntimeTests/Fixtures/snapshots.wat").path
    let parsed = try Judge.run("parse", wat)
    #expect(parsed.status == 0, "\(parsed.errors)")
    func run(_ arguments: String..., crashAt place: Int? = nil) throws -> Program.Answer {
      try Program.run(
        arguments, environment: place.map { ["WITBENCH_CRASH_AT": "\($0)"] } ?? [:],
        in: folder.path)
    }
    var bytes = [UInt8](parsed.output)
    try folder.write(bytes, to: "s.wasm")
    #expect(try run("invoke", "s/a", "add", "5").output == "5\n")
    var kills = 0
    for place in 1...8 {
      // A custom section makes it another file.
      bytes += [0, 3, 1, UInt8(ascii: "x"), UInt8(place)]
      try folder.write(bytes, to: "s.wasm")
      let update = try run(
        "worker", "update", "s/a", "--to", "latest", "--mode", mode, crashAt: place)
      if update.isKilled { kills += 1 }
      #expect(try run("invoke", "s/a", "add", "0").output == "5\n")
      let found = try run("worker", "get", "--json", "s/a").output
      #expect(found.contains(#""pendingUpdates":[]"#), "\(found)")
      #expect(found.contains(#""failedUpdates":[]"#), "\(found)")
      #expect(try run("fsck").status == 0)
      if !update.isKilled { #expect(found.contains(#""isOutdated":false"#), "\(found)") }
    }
    #if DEBUG
      #expect(kills == 6)
    #endif
  }
}
