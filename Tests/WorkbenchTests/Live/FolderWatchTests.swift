import TestSupport
import Testing

@testable import Workbench

/// The kernel's notices of what happens in folders.
struct FolderWatchTests {
  /// A watch over a folder whose reports can be waited for.
  private struct Observation {
    let watch: FolderWatch
    private let reports: AsyncStream<FolderWatch.Change>

    init() throws {
      let (stream, continuation) = AsyncStream.makeStream(of: FolderWatch.Change.self)
      reports = stream
      watch = try FolderWatch(isRelevant: { $0.hasSuffix(".wit") }) { continuation.yield($0) }
    }

    /// Waits until all of these were reported; what was, by then.
    func paths(until expected: Set<String>) async -> Set<String> {
      var seen: Set<String> = []
      for await change in reports {
        seen.formUnion(change.paths)
        if seen.isSuperset(of: expected) { return seen }
      }
      return seen
    }
  }

  @Test func whatIsWrittenMovedOrRemovedIsReported() async throws {
    let folder = try TemporaryFolder(["a.wit": "", "b.wit": "", "c.txt": ""])
    let root = Files.absolute(folder.path)
    let observation = try Observation()
    let (isWider, failures) = observation.watch.update([root])
    #expect(isWider)
    #expect(failures.isEmpty)
    try folder.write(Array("package a:a;".utf8), to: "a.wit")
    try folder.write([], to: "c.txt")
    try folder.write([], to: ".hidden.wit")
    try Files.makeFolder(Files.join(root, "below"))
    try Files.removeFolder(Files.join(root, "below"))
    try folder.write([], to: "z.wit")
    let expected = Set(["a.wit", "below", "z.wit"].map { Files.join(root, $0) })
    #expect(await observation.paths(until: expected) == expected)
  }

  @Test func onlyTheFoldersThatAreAskedForAreWatched() async throws {
    let folder = try TemporaryFolder(["one/a.wit": "", "two/a.wit": ""])
    let root = Files.absolute(folder.path)
    let (one, two) = (Files.join(root, "one"), Files.join(root, "two"))
    let observation = try Observation()
    #expect(observation.watch.update([one, two]).isWider)
    #expect(!observation.watch.update([two]).isWider)
    try folder.write([1], to: "one/a.wit")
    try folder.write([1], to: "two/a.wit")
    let expected: Set = [Files.join(two, "a.wit")]
    #expect(await observation.paths(until: expected) == expected)
  }

  @Test func aFolderThatIsMadeAgainCanBeWatchedAgain() async throws {
    let folder = try TemporaryFolder(["below/a.wit": ""])
    let root = Files.absolute(folder.path)
    let below = Files.join(root, "below")
    let observation = try Observation()
    _ = observation.watch.update([root, below])
    try Files.removeFolder(below)
    _ = await observation.paths(until: [below])
    try folder.write([], to: "below/b.wit")
    #expect(observation.watch.update([root, below]).failures.isEmpty)
    try folder.write([1], to: "below/c.wit")
    let expected = Files.join(below, "c.wit")
    #expect(await observation.paths(until: [expected]).contains(expected))
  }

  @Test func aFolderThatCannotBeWatchedSaysWhy() throws {
    let folder = try TemporaryFolder(["file.wit": ""])
    let observation = try Observation()
    let (isWider, failures) = observation.watch.update([
      Files.join(folder.path, "nowhere"), Files.join(folder.path, "file.wit"),
    ])
    #expect(!isWider)
    #expect(failures.map(\.reason) == ["no such file or directory", "not a directory"])
  }
}
