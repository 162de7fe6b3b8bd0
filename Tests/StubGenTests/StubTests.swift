import StubGen
import TestSupport
import Testing
import WIT

/// Stubs: their WIT against known answers and the judge, their Swift against the compiler.
@Suite struct StubTests {
  private func generator(
    _ path: String, _ options: StubOptions = StubOptions()
  ) throws -> StubGenerator {
    let resolution = try Fixture.load(path)
    let world = try Fixture.world(of: resolution)
    return try StubGenerator(graph: resolution.graph, world: world, options: options)
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
  func theStubsOfGolemsCountersAreAsItsToolsWroteThem() throws {
    for (name, style) in [("rpc-2024-03", StubStyle.seed), ("rpc-1.0", .golem10)] {
      let folder = "golem/stub-goldens/\(name)"
      let golden = try Corpus.text("\(folder)/counters-stub/wit/_stub.wit")
      let stub = try generator(
        Corpus.path("\(folder)/counters/wit"), StubOptions(style: style))
      #expect(stub.wit.text == golden)
    }
  }

  /// Every style with every way to fail.
  private static let options = StubStyle.allCases.flatMap { style in
    StubErrors.allCases.map { StubOptions(style: style, errors: $0) }
  }

  @Test(
    arguments: ["purchase-history", "all-types", "counters", "awkward", "rich"], options)
  func theJudgeTakesTheStubsWIT(_ name: String, _ options: StubOptions) throws {
    let folder = try TemporaryFolder()
    let stub = try generator("\(Fixture.folder)/\(name)", options)
    try folder.write(stub.wit.text, to: "wit/_stub.wit")
    for file in stub.dependencies { try folder.write(file.content, to: file.path) }
    try Tool.run(Tool.wasmTools, ["component", "wit", "\(folder.path)/wit"])
  }

  /// As a component's binary keeps only what the component calls.
  @Test func aTargetWithAPartOfWASIIOStillHasPollableInItsStub() throws {
    let resolution = Fixture.resolution(
      """
      package a:b;
      world w { import wasi:io/error@0.2.0; export f: func() -> u32; }
      package wasi:io@0.2.0 { interface error { resource error; } }
      """)
    let stub = try StubGenerator(
      graph: resolution.graph, world: try Fixture.world(of: resolution),
      options: StubOptions(style: .golem10))
    let folder = try TemporaryFolder()
    try folder.write(stub.wit.text, to: "wit/_stub.wit")
    for file in stub.dependencies { try folder.write(file.content, to: file.path) }
    try Tool.run(Tool.wasmTools, ["component", "wit", "\(folder.path)/wit"])
    #expect(try stub.plan().changes.isEmpty == false)
  }

  @Test(arguments: [
    ("purchase-history", options[0]), ("awkward", options[0]), ("rich", options[1]),
    ("all-types", options[2]), ("rich", options[3]),
  ])
  func theStubsSwiftCompilesAndMakesAComponent(_ name: String, _ options: StubOptions) throws {
    let stub = try generator("\(Fixture.folder)/\(name)", options)
    let guest = try Guest(stub)
    try guest.lint()
    _ = try guest.build()
  }

  @Test(arguments: ["awkward", "rich"])
  func whatTheStubWritesDifferentlyIsSaid(_ name: String) throws {
    let stub = try generator("\(Fixture.folder)/\(name)")
    try Fixture.check(stub.wit.text, golden: "stubs/\(name).wit")
    try Fixture.check(
      stub.notes.map { $0 + "\n" }.joined(), golden: "stubs/\(name)-notes.txt")
  }

  @Test(arguments: options)
  func theSwiftOfEveryStyleReadsWell(_ options: StubOptions) throws {
    let name = "Counters-\(options.style.rawValue)-\(options.errors.rawValue)"
    let stub = try generator("\(Fixture.folder)/counters", options)
    try Fixture.check(stub.wit.text, golden: "stubs/\(name).wit")
    try Fixture.check(try stub.swift().text, golden: "stubs/\(name).swift")
  }
}
