import StubGen
import Testing
import WIT

/// What no Swift, or no stub, can be made of is refused, with its place; never wrong code.
@Suite struct RefusalTests {
  private static let unsupported: [(wit: String, place: String, what: String)] = [
    ("f: async func();", "f", "an async function"),
    ("f: func(a: stream<u8>);", "f", "`stream`"),
    ("f: func() -> future<u8>;", "f", "`future`"),
    ("f: func(a: list<error-context>);", "f", "`error-context`"),
    ("f: func(a: map<string, u8>);", "f", "`map`"),
    ("record r { a: list<u8, 4> }", "r", "a list of fixed length"),
  ]

  @Test(arguments: unsupported.indices)
  func whatIsNotSupportedIsRefusedWithItsPlace(_ index: Int) throws {
    let item = Self.unsupported[index]
    let error = try refusal("interface api { \(item.wit) }\nworld w { export api; }")
    #expect(error?.place == "test:test/api.\(item.place)")
    #expect(error?.reason == .unsupported(item.what))
    #expect(error?.range != nil)
  }

  @Test func aTypeThatDoublesWithEveryLineIsRefusedAtOnce() throws {
    var wit = "interface api { type t0 = u8;\n"
    for index in 1...16 { wit += "type t\(index) = tuple<t\(index - 1), t\(index - 1)>;\n" }
    let error = try refusal(wit + "f: func(a: t16);\n}\nworld w { export api; }")
    #expect(error?.reason == .unsupported("a type of more than 10000 parts"))
  }

  private static let noStubs: [(wit: String, reason: StubGenError.Reason)] = [
    ("world w {}", .nothingExported),
    (
      "interface r { resource r; } interface api { use r.{r}; f: func(a: r); }\n"
        + "world w { export api; }", .foreignResource("r")
    ),
    (
      "interface r { resource r; record h { r: r } }\n"
        + "interface api { use r.{h}; f: func() -> list<h>; }\n"
        + "world w { export api; }", .foreignResource("r")
    ),
  ]

  @Test(arguments: noStubs.indices)
  func whatNoStubCanOfferIsSaid(_ index: Int) throws {
    let item = Self.noStubs[index]
    let resolution = Fixture.resolution("package test:test;\n\(item.wit)")
    let world = try Fixture.world(of: resolution)
    let error = #expect(throws: StubGenError.self) {
      _ = try StubGenerator(graph: resolution.graph, world: world)
    }
    #expect(error?.reason == item.reason)
  }

  @Test func theWITOfAStubIsShownEvenWhereItsSwiftIsRefused() throws {
    let resolution = Fixture.resolution(
      "package test:test;\ninterface api { f: func(a: stream<u8>); }\nworld w { export api; }")
    let world = try Fixture.world(of: resolution)
    let stub = try StubGenerator(graph: resolution.graph, world: world)
    #expect(stub.wit.text.contains("f: func(a: stream<u8>);"))
    let error = #expect(throws: StubGenError.self) { _ = try stub.plan() }
    #expect(error?.reason == .unsupported("`stream`"))
  }

  @Test func theWorldMustBeNamedWhereThereAreSeveral() throws {
    let resolution = Fixture.resolution("package a:b;\nworld one {}\nworld two {}")
    let error = #expect(throws: StubGenError.self) { _ = try Fixture.world(of: resolution) }
    #expect(error?.text == "a:b: say which world is meant: `one`, `two`")
    #expect(try resolution.graph[Fixture.world(of: resolution, named: "two")].name == "two")
    let unknown = #expect(throws: StubGenError.self) {
      _ = try Fixture.world(of: resolution, named: "three")
    }
    #expect(unknown?.text == "a:b: there is no world `three`; there is `one`, `two`")
  }

  private func refusal(_ wit: String) throws -> StubGenError? {
    let resolution = Fixture.resolution("package test:test;\n\(wit)")
    let errors = resolution.diagnostics.filter { $0.severity == .error }.map(\.message.text)
    try #require(errors.isEmpty, "\(errors)")
    let world = try Fixture.world(of: resolution)
    return #expect(throws: StubGenError.self) {
      _ = try SwiftBindings.plan(graph: resolution.graph, world: world)
    }
  }
}
