import Component
import Testing

/// Arguments as people and scripts write them.
struct ArgumentTextTests {
  private func function(_ parameters: String...) throws -> ExportedFunction {
    ExportedFunction(
      interface: "a:b/i",
      type: FunctionType(
        name: "f",
        parameters: try parameters.enumerated().map {
          .init(name: "p\($0)", type: try ValueTypes.type($1))
        }, result: .u8))
  }

  @Test func anArgumentIsWAVEOrCarriesItsType() throws {
    let function = try function("u8", "char", "item")
    let values = try ArgumentTexts.values(
      ["1", #"{"typ":{"type":"Chr"},"value":98}"#, #"{product-id: "p", price: 1}"#], of: function)
    #expect(
      values.map { WAVE.text(of: $0) } == [
        "1", "'b'", #"{product-id: "p", price: 1, note: none}"#,
      ])
  }

  @Test(arguments: [
    #"[1, "b", {"product-id":"p","price":1}]"#,
    #"[{"typ":{"type":"U8"},"value":1}, "b", {"product-id":"p","price":1}]"#,
    #"{"p1":"b", "p0":1, "p2":{"product-id":"p","price":1}}"#,
    #"{"p0":{"typ":{"type":"U8"},"value":1}, "p1":"b", "p2":{"product-id":"p","price":1}}"#,
    #"{"typ":{"type":"Tuple","items":[{"type":"U8"},{"type":"Chr"},{"type":"Record","fields":["#
      + #"{"name":"product-id","typ":{"type":"Str"}},{"name":"price","typ":{"type":"F32"}},"#
      + #"{"name":"note","typ":{"type":"Option","inner":{"type":"Str"}}}]}]},"#
      + #""value":[1,98,{"product-id":"p","price":1}]}"#,
  ])
  func allArgumentsMayBeOneJSONText(_ json: String) throws {
    let values = try ArgumentTexts.values(json: json, of: try function("u8", "char", "item"))
    #expect(
      values.map { WAVE.text(of: $0) } == [
        "1", "'b'", #"{product-id: "p", price: 1, note: none}"#,
      ])
  }

  @Test func aMistakeNamesTheParameterAndTheSignature() throws {
    let function = try function("u8", "item")
    let signature = "\n  a:b/i.{f}: func(p0: u8, p1: item) -> u8"
    func mistake(_ body: () throws -> [Value]) throws -> String {
      try #require(throws: ArgumentTexts.Mistake.self) { _ = try body() }.text
    }
    #expect(
      try mistake { try ArgumentTexts.values(["1"], of: function) }
        == "expected 2 arguments, found 1" + signature)
    #expect(
      try mistake { try ArgumentTexts.values(["x", "{}"], of: function) }
        == "parameter `p0`: expected u8, found `x`" + signature)
    #expect(
      try mistake { try ArgumentTexts.values(["1", #"{"product-id":"p"}"#], of: function) }
        == "parameter `p1`: expected WAVE of type item, or {\"typ\":…,\"value\":…}; JSON without "
        + "types is given as one list of all arguments" + signature)
    #expect(
      try mistake { try ArgumentTexts.values(json: "5", of: function) }
        == "expected a JSON list of all arguments, or an object by parameter names, found 5"
        + signature)
    #expect(
      try mistake { try ArgumentTexts.values(json: #"{"p0":1}"#, of: function) }
        == "missing parameter `p1` (item)" + signature)
    #expect(
      try mistake { try ArgumentTexts.values(json: #"{"p0":1,"p3":2}"#, of: function) }
        == "there is no parameter `p3`; did you mean `p0`?" + signature)
    #expect(
      try mistake { try ArgumentTexts.values(json: #"{"p0":1,"p0":2}"#, of: function) }
        == "the member `p0` is given twice (at byte 8)" + signature)
    #expect(
      try mistake { try ArgumentTexts.values(json: #"[1,{"price":true}]"#, of: function) }
        == "parameter `p1` › field `price`: expected a number (f32), \"nan\", \"inf\" or \"-inf\", "
        + "found true" + signature)
    #expect(
      try mistake { try ArgumentTexts.values(json: "[1,", of: function) }
        == "expected a JSON value, found the end (at byte 3)" + signature)
  }

  @Test func aResultIsATupleForGolem() throws {
    let function = try function()
    #expect(
      ArgumentTexts.golem(.u8(5), of: function).text
        == #"{"typ":{"type":"Tuple","items":[{"type":"U8"}]},"value":[5]}"#)
  }
}
