import TestSupport
import Testing

/// `witbench fsck`
@Suite(.timeLimit(.minutes(10))) struct CheckTests {
  @Test func aFolderIsCheckedAndRebuilt() throws {
    let folder = try NumbersFolder()
    let empty = try folder.run(["fsck"])
    #expect(empty.status == 0)
    #expect(empty.errors.hasPrefix("0 workers, 0 oplog entries"))
    #expect(try folder.run(["fsck", "--rebuild"]).status == 0)
    #expect(try folder.run(["invoke", "numbers/a", "add", "2"]).output == "2\n")
    let check = try folder.run(["fsck"])
    #expect(check.status == 0)
    #expect(check.output.isEmpty)
    #expect(
      check.errors == "1 worker, 5 oplog entries: what is kept beside them follows from them\n")
    #expect(
      try folder.run(["fsck", "--rebuild", "--json"]).output
        == "{\"workers\":1,\"entries\":5,\"findings\":[]}\n")
  }
}
