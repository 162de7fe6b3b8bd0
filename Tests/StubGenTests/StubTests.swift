import StubGen
import TestSupport
import Testing
import WIT

/// Stubs: their WIT against known answers and the judge, their Swift against the compiler.
@Suite struct StubTests {
  private func generator(_ path: String) throws -> StubGenerator {
    let resolution = try Fixture.load(path)
    let world = try Fixture.world(of: resolution)
    return try StubGenerator(graph: resolution.graph, world: world)
  }

  @Test func theArticlesStubIsAsItsToolWroteIt() throws {
    let stub = try generator("\(Fixture.folder)/purchase-history")
    try Fixture.check(stub.wit.text, golden: "stubs/purchase-history.wit")
    try Fixture.check(try stub.swift().text, golden: "stubs/PurchaseHistory.swift")
    #expect(stub.notes.isEmpty)
  }

  @Test func linesOfWITAndOfSwiftAreLinkedByItem() throws {
    let stub = try generator("\(Fixture.folder)/purchase-history")
    func line(_ text: LinkedText, _ item: String) -> String? {
      text.lines.first { $0.item == item }?.text
    }
    let swift = try stub.swift()
    #expect(line(stub.wit, "api.add-order") == "    add-order: func(order: order);")
    #expect(line(swift, "api.add-order") == "      func addOrder(_ order: Order) {")
    #expect(line(stub.wit, "api") == "  resource api {")
    #expect(line(swift, "api") == "    final class API: APIResource {")
    let wit = Set(stub.wit.lines.compactMap(\.item))
    #expect(Set(swift.lines.compactMap(\.item)).isSubset(of: wit))
  }

  @Test(.enabled(if: Corpus.isThere, Comment(rawValue: Corpus.hint)))
  func theStubOfTheSeedsCountersIsAsItsToolWroteIt() throws {
    let folder = "golem/stub-goldens/rpc-2024-03"
    let golden = try Corpus.text("\(folder)/counters-stub/wit/_stub.wit")
    #expect(try generator(Corpus.path("\(folder)/counters/wit")).wit.text == golden)
  }

  @Test(arguments: ["purchase-history", "all-types", "counters", "awkward"])
  func theJudgeTakesTheStubsWIT(_ name: String) throws {
    let folder = try TemporaryFolder()
    let stub = try generator("\(Fixture.folder)/\(name)")
    try folder.write(stub.wit.text, to: "wit/_stub.wit")
    for file in stub.dependencies { try folder.write(file.content, to: file.path) }
    try Tool.run(Tool.wasmTools, ["component", "wit", "\(folder.path)/wit"])
  }

  @Test(arguments: ["purchase-history", "all-types", "counters"])
  func theStubsSwiftCompilesAndMakesAComponent(_ name: String) throws {
    let stub = try generator("\(Fixture.folder)/\(name)")
    let guest = try Guest(stub)
    try guest.lint()
    _ = try guest.build()
  }

  @Test func whatTheStubWritesDifferentlyIsSaid() throws {
    let stub = try generator("\(Fixture.folder)/awkward")
    try Fixture.check(stub.wit.text, golden: "stubs/awkward.wit")
    try Fixture.check(
      stub.notes.map { $0 + "\n" }.joined(), golden: "stubs/awkward-notes.txt")
  }
}
