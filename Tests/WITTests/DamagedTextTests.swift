import Foundation
import TestSupport
import Testing
import WIT

/// Files that are no WIT any more: formatting and fixing say so, or do it; they never end the
/// program, and what they give is what they promise.
struct DamagedTextTests {
  private static let files: [SourceFile] = {
    let folder = Project.root.appending(path: "Tests/WITTests/Fixtures")
    let names = ["format/items", "format/comments", "format/old", "fix/golem", "fix/oldest"]
    return names.compactMap { name in
      guard let data = try? Data(contentsOf: folder.appending(path: "\(name).wit")) else {
        return nil
      }
      return SourceFile(path: name, bytes: Array(data))
    }
  }()

  @Test func theFilesAreThere() {
    #expect(DamagedTextTests.files.count == 5)
  }

  @Test(arguments: 0..<120 as Range<UInt64>)
  func damagedFilesAreRefusedOrDone(_ seed: UInt64) {
    for file in DamagedTextTests.files {
      var scatter = Scatter(seed: seed)
      let damaged = scatter.damaged(file)
      if let bytes = WITFormatter.format(damaged).bytes {
        let formatted = SourceFile(path: file.path, bytes: bytes)
        #expect(TokenTexts.of(formatted) == TokenTexts.of(damaged))
        #expect(
          WITFormatter.format(formatted).bytes == bytes,
          "\(String(decoding: damaged.bytes, as: UTF8.self))")
      }
      let new = Modernization(
        root: SourcePackage(path: "a", files: [damaged]), dependencies: [])
      let isBroken = SyntaxTree.parse(damaged).diagnostics.contains { $0.severity == .error }
      #expect(!isBroken || new.changes.isEmpty)
      #expect(new.remaining.isEmpty == !isBroken)
    }
  }

  @Test func noNumberOfWarningsHidesAnError() {
    let many = (0..<500).map { "m\($0): func() -> ()" }.joined(separator: "\n")
    let text = "package a:b;\ninterface i {\n\(many)\n}\ninterface j { f: nope; }"
    let resolution = resolve(root: package("a.wit", text), dependencies: [])
    #expect(!resolution.isUsable)
    #expect(resolution.diagnostics.count == 1001)
    #expect(WITFormatter.format(SourceFile(path: "a.wit", text: text)).bytes == nil)
  }

  @Test func allOldItemsOfALongFileAreFixed() throws {
    let many = (0..<12_000).map { "m\($0): func() -> ()" }.joined(separator: "\n")
    let text = "package a:b;\ninterface i {\n\(many)\n}"
    let new = Modernization(root: package("a.wit", text), dependencies: [])
    #expect(new.remaining.isEmpty)
    #expect(new.after.diagnostics.isEmpty)
    let source = SourceFile(path: "a.wit", text: text)
    let formatted = SourceFile(
      path: "a.wit", bytes: try #require(WITFormatter.format(source).bytes))
    #expect(TokenTexts.of(formatted) == TokenTexts.of(source))
    #expect(formatted.bytes.count { $0 == UInt8(ascii: "\n") } == 12_004)
  }
}
