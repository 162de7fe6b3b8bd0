import Component
import TestSupport
import Testing

@Suite struct ResourceDropWrapperTests {
  private func interface(_ part: CompositionPart) throws -> ComponentType {
    try ComponentDecoder.decode(part.bytes).type
  }

  @Test(arguments: [
    (
      "library",
      [
        "test:resources/shelf.book drop0", "test:resources/shelf.page drop1",
        "test:resources/desk.book drop0", "test:resources/desk.flow drop2",
        "test:resources/desk.pen drop3",
      ]
    ),
    ("flowing", ["test:resources/shelf.book drop0", "test:resources/shelf.page drop1"]),
  ])
  func everyExportedResourceGetsAFunction(world: String, drops: [String]) throws {
    let part = try WasmTools.part(world, of: "resources")
    let wrapper = try #require(try ResourceDropWrapper(part.bytes))
    #expect(
      Set(wrapper.drops.map { "\($0.interface ?? "").\($0.resource) \($0.function)" })
        == Set(drops))
    #expect(try WasmTools.complaint(about: wrapper.bytes) == nil)
    let (before, after) = (
      try interface(part), try ComponentDecoder.decode(wrapper.bytes).type
    )
    #expect(after.imports == before.imports)
    #expect(after.exports.filter { $0.name != ResourceDropWrapper.interface } == before.exports)
    #expect(after.exports.count == before.exports.count + 1)
  }

  @Test func whatExportsNoResourcesIsLeftAlone() throws {
    #expect(try ResourceDropWrapper(WasmTools.part("reader", of: "resources").bytes) == nil)
  }

  /// Its functions cannot be passed on; no WIT toolchain makes such a component.
  @Test func aResourceOfNoInterfaceIsRefused() throws {
    let part = try WasmTools.part(spelledOut: "world-resource")
    let error = #expect(throws: CompositionError.self) { try ResourceDropWrapper(part.bytes) }
    #expect(
      error
        == .unsupported(
          part: "the component", what: "exports `make`, which is made of its export `thing`"))
  }

  @Test func aWrapperIsNotWrappedAgain() throws {
    let part = try WasmTools.part("library", of: "resources")
    let wrapper = try #require(try ResourceDropWrapper(part.bytes))
    #expect(throws: CompositionError.self) { try ResourceDropWrapper(wrapper.bytes) }
  }

  @Test(.enabled(if: Corpus.isThere, "\(Corpus.hint)"))
  func theCorpusCanBeWrapped() throws {
    let parts = try Corpus.components(
      "components", "golem/components-2024-03", "golem/components-2024-12")
    var wrapped = 0
    for part in parts {
      guard let wrapper = try ResourceDropWrapper(part.bytes) else { continue }
      #expect(try WasmTools.complaint(about: wrapper.bytes) == nil, "\(part.name)")
      wrapped += 1
    }
    #expect(wrapped > 5)
  }
}
