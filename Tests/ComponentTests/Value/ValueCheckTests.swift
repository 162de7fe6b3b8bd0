import Component
import Testing

/// The checks of values against types, and of what other workers send.
struct ValueCheckTests {
  @Test(arguments: [
    ("u8", Value.u16(1), "expected u8, found a u16"),
    ("string", Value.u8(1), "expected string, found a u8"),
    ("list<u8>", Value.list([.u8(1), .bool(true)]), "item 1: expected u8, found a bool"),
    ("list<u8, 2>", Value.list([.u8(1)]), "expected 2 items, found 1"),
    ("tuple<u8, u8>", Value.tuple([.u8(1)]), "expected 2 elements, found 1"),
    ("color", Value.enum("blue"), "expected one of `red`, `green`, `none`, found `blue`"),
    ("rights", Value.flags(["fly"]), "expected one of `read`, `write`, `run`, found `fly`"),
    ("option<u8>", Value.option(.string("")), "some: expected u8, found a string"),
    ("result<u8>", Value.ok(nil), "ok: expected u8, found nothing"),
    ("result<u8>", Value.error(.u8(1)), "err: expected no value, found a u8"),
    (
      "shape", Value.variant(name: "circle", payload: nil),
      "case `circle`: expected f64, found nothing"
    ),
    (
      "shape", Value.variant(name: "cube", payload: nil),
      "expected one of `circle`, `square`, `nothing`, `ok`, found `cube`"
    ),
    ("keywords", Value.record([.init(name: "ok", value: .u8(1))]), "expected 2 fields, found 1"),
    (
      "keywords",
      Value.record([.init(name: "ok", value: .bool(true)), .init(name: "list", value: .bool(true))]
      ),
      "field `ok`: expected u8, found a bool"
    ),
  ])
  func aMismatchHasItsPlace(_ type: String, _ value: Value, _ text: String) throws {
    #expect(value.mismatch(with: try ValueTypes.type(type))?.text == text)
  }

  /// The nodes' order and indices: those of Golem's own builder.
  @Test func nodesStandParentFirst() throws {
    let type = try ValueTypes.type("tuple<list<u8>, option<string>>")
    let value = try WAVE.parse(#"([1, 2], some("x"))"#, as: type)
    let witValue = try WitValue.encode(value, as: type)
    #expect(
      WAVE.text(of: witValue)
        == #"{nodes: [tuple-value([1, 4]), list-value([2, 3]), prim-u8(1), prim-u8(2), "#
        + #"option-value(some(5)), prim-string("x")]}"#)
  }

  private func witValue(_ nodes: [(String, Value)]) -> Value {
    .record([
      .init(
        name: "nodes", value: .list(nodes.map { .variant(name: $0.0, payload: $0.1) }))
    ])
  }

  @Test func nodesThatAreNoValueAreRefused() throws {
    func refused(_ nodes: [(String, Value)], as type: String) throws -> String {
      let type = try ValueTypes.type(type)
      return try #require(throws: WitValueError.self) {
        try WitValue.decode(witValue(nodes), as: type)
      }.text
    }
    #expect(try refused([], as: "u8") == "wit-value, node 0: there are only 0 nodes")
    #expect(
      try refused([("prim-u16", .u16(1))], as: "u8")
        == "wit-value, node 0: expected u8, found a prim-u16")
    #expect(
      try refused([("list-value", .list([.s32(0)]))], as: "list<u8>")
        == "wit-value, node 0: a child's index does not lie behind it")
    #expect(
      try refused([("list-value", .list([.s32(7)]))], as: "list<u8>")
        == "wit-value, node 7: there are only 1 nodes")
    #expect(
      try refused([("enum-value", .u32(3))], as: "color")
        == "wit-value, node 0: expected color, found a enum-value")
    #expect(
      try refused([("variant-value", .tuple([.u32(0), .option(nil)]))], as: "shape")
        == "wit-value, node 0: expected f64, found nothing")
    #expect(
      try #require(throws: WitValueError.self) { try WitValue.decode(.u8(1), as: .u8) }.text
        == "wit-value, node 0: it is no wit-value record")
  }

  @Test func aMapDoesNotCross() throws {
    let type = try ValueTypes.type("map<string, u8>")
    let value = try WAVE.parse(#"[("a", 1)]"#, as: type)
    let error = try #require(throws: WitValueError.self) { try WitValue.encode(value, as: type) }
    #expect(error.text == "wit-value, node 0: golem:rpc cannot carry a map<string, u8>")
  }

  @Test func handlesCrossWithTheirOwner() throws {
    let type = try ValueTypes.type("counter")
    let value = Value.resource(ResourceHandle(uri: "worker://t/w", id: 7))
    let witValue = try WitValue.encode(value, as: type)
    #expect(try WitValue.decode(witValue, as: type) == value)
  }
}
