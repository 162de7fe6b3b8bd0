import Component
import Testing

/// Values as text: each type out and in again, as JSON, as wit-value, as stored bytes.
struct ValueTextTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var type: String
    /// As it is written.
    var wave: String
    var json: String

    init(_ type: String, _ wave: String, _ json: String) {
      self.type = type
      self.wave = wave
      self.json = json
    }

    var testDescription: String { "\(type): \(wave)" }
  }

  static let cases: [Case] = [
    Case("bool", "true", "true"),
    Case("bool", "false", "false"),
    Case("u8", "255", "255"),
    Case("u16", "65535", "65535"),
    Case("u32", "4294967295", "4294967295"),
    Case("u64", "18446744073709551615", "18446744073709551615"),
    Case("s8", "-128", "-128"),
    Case("s16", "-32768", "-32768"),
    Case("s32", "-2147483648", "-2147483648"),
    Case("s64", "-9223372036854775808", "-9223372036854775808"),
    Case("f32", "2.5", "2.5"),
    Case("f32", "0.1", "0.1"),
    Case("f32", "-0", "-0"),
    Case("f32", "1e+20", "1e+20"),
    Case("f32", "inf", "\"inf\""),
    Case("f64", "-inf", "\"-inf\""),
    Case("f64", "7", "7"),
    Case("f64", "0.1", "0.1"),
    Case("f64", "5e-324", "5e-324"),
    Case("f64", "1.7976931348623157e+308", "1.7976931348623157e+308"),
    Case("char", "'a'", "\"a\""),
    Case("char", #"'\''"#, "\"'\""),
    Case("char", "'☃'", "\"☃\""),
    Case("char", #"'\u{0}'"#, #""\u0000""#),
    Case("string", #""""#, #""""#),
    Case("string", #""a \"b\" \\ \n \t \r é ☃ 🎈""#, #""a \"b\" \\ \n \t \r é ☃ 🎈""#),
    Case("string", #""\u{1b}[31m\u{202e}""#, "\"\\u001b[31m\u{202e}\""),
    Case("list<u8>", "[]", "[]"),
    Case("list<u8>", "[1, 2, 3]", "[1,2,3]"),
    Case("list<u16, 2>", "[1, 2]", "[1,2]"),
    Case("nested", #"[[(1, none), (2, some("x"))], []]"#, #"[[[1,null],[2,"x"]],[]]"#),
    Case("tuple<u8, string>", #"(1, "x")"#, #"[1,"x"]"#),
    Case("option<u8>", "none", "null"),
    Case("option<u8>", "some(1)", "1"),
    Case("option<option<u8>>", "some(none)", #"{"some":null}"#),
    Case("option<option<u8>>", "some(some(1))", #"{"some":1}"#),
    Case("result", "ok", #"{"ok":null}"#),
    Case("result", "err", #"{"err":null}"#),
    Case("result<u8, string>", "ok(1)", #"{"ok":1}"#),
    Case("result<u8, string>", #"err("x")"#, #"{"err":"x"}"#),
    Case("result<_, string>", "ok", #"{"ok":null}"#),
    Case("result<u8>", "err", #"{"err":null}"#),
    Case(
      "item", #"{product-id: "p", price: 2.5, note: none}"#,
      #"{"product-id":"p","price":2.5,"note":null}"#),
    Case("empty-options", "{a: none, b: none}", #"{"a":null,"b":null}"#),
    Case("keywords", "{%ok: 1, list: true}", #"{"ok":1,"list":true}"#),
    Case("shape", "circle(1.5)", #"{"circle":1.5}"#),
    Case("shape", "nothing", #"{"nothing":null}"#),
    Case("shape", "%ok(1)", #"{"ok":1}"#),
    Case("color", "green", "\"green\""),
    Case("color", "%none", "\"none\""),
    Case("option<color>", "some(%none)", "\"none\""),
    Case("rights", "{}", "[]"),
    Case("rights", "{read, run}", #"["read","run"]"#),
    Case("counter", #""worker://t/w%20x/7""#, #""worker://t/w%20x/7""#),
    Case("list<borrow<counter>>", #"["1", "2"]"#, #"["1","2"]"#),
    Case("map<string, u8>", #"[("a", 1), ("b", 2)]"#, #"[["a",1],["b",2]]"#),
  ]

  @Test(arguments: cases)
  func aValueIsReadAsItIsWritten(_ testCase: Case) throws {
    let type = try ValueTypes.type(testCase.type)
    let value = try WAVE.parse(testCase.wave, as: type)
    #expect(WAVE.text(of: value) == testCase.wave)
    #expect(value.mismatch(with: type) == nil)
    #expect(JSON(value).text == testCase.json)
    #expect(try JSONValues.parse(testCase.json, as: type) == value)
  }

  @Test(arguments: cases)
  func aStoredValueIsReadBack(_ testCase: Case) throws {
    let value = try WAVE.parse(testCase.wave, as: try ValueTypes.type(testCase.type))
    #expect(try Value(encoded: value.encoded) == value)
    let bytes = value.encoded
    for count in 0..<bytes.count {
      #expect(throws: ValueCodingError.self) { try Value(encoded: bytes.prefix(count)) }
    }
    #expect(throws: ValueCodingError.self) { try Value(encoded: bytes + [0]) }
  }

  @Test(arguments: cases.filter { !$0.type.hasPrefix("map") })
  func aValueCrossesToAnotherWorkerAndBack(_ testCase: Case) throws {
    let type = try ValueTypes.type(testCase.type)
    let value = try WAVE.parse(testCase.wave, as: type)
    let witValue = try WitValue.encode(value, as: type)
    #expect(try WitValue.decode(witValue, as: type) == value)
  }

  @Test func aNumberThatIsNoneIsNotItself() throws {
    let value = try WAVE.parse("nan", as: .f64)
    #expect(WAVE.text(of: value) == "nan")
    #expect(JSON(value).text == "\"nan\"")
  }

  /// What may be left out, and what may stand in more than one way.
  @Test(arguments: [
    ("item", #"{ price : 2.5,product-id:"p" , }"#, #"{product-id: "p", price: 2.5, note: none}"#),
    (
      "item", #"{product-id: "p", price: 2, note: "n"}"#,
      #"{product-id: "p", price: 2, note: some("n")}"#
    ),
    ("empty-options", "{:}", "{a: none, b: none}"),
    ("option<u8>", "7", "some(7)"),
    ("result<u8, string>", "7", "ok(7)"),
    ("list<u8>", "[1,2,\n // two\n 3,]", "[1, 2, 3]"),
    ("rights", "{run, read,}", "{read, run}"),
    ("keywords", "{%list: true, ok: 1}", "{%ok: 1, list: true}"),
    ("f32", "1e3", "1000"),
    ("f64", "1.50", "1.5"),
    ("char", #"'\u{2603}'"#, "'☃'"),
    ("string", "\"\"\"\n  one\n    two\n  \"\"\"", #""one\n  two""#),
  ])
  func whatPeopleTypeIsUnderstood(_ type: String, _ typed: String, _ written: String) throws {
    let type = try ValueTypes.type(type)
    #expect(WAVE.text(of: try WAVE.parse(typed, as: type)) == written)
  }

  /// What is wrong, where, and what to do.
  @Test(arguments: [
    ("u8", "256", 0, "256 is out of the range of u8: 0 to 255"),
    ("u8", "-1", 0, "-1 is out of the range of u8: 0 to 255"),
    ("s8", "1.5", 0, "expected s8, found `1.5`"),
    ("f32", "1e40", 0, "1e40 is out of the range of f32"),
    ("f32", "x", 0, "expected f32, found `x`"),
    ("bool", "maybe", 0, "expected `true` or `false`, found `maybe`"),
    ("char", "'ab'", 2, "expected one character between the quotes"),
    ("char", "''", 1, "this char is empty or has no closing quote"),
    ("string", "x", 0, #"expected a string like "a", found `x`"#),
    ("string", "\"é", 0, "this string has no closing quote"),
    ("string", #""é\q""#, 3, #"unknown escape: there are \n \t \r \" \' \\ \u{…}"#),
    ("list<u8>", "[1 2]", 3, "expected `,` or `]`, found `2]`"),
    ("list<u8>", "[1, x]", 4, "item 1: expected u8, found `x]`"),
    ("list<u8, 2>", "[1]", 0, "expected 2 items, found 1"),
    ("tuple<u8, u8>", "(1)", 0, "expected 2 elements, found 1"),
    ("tuple<u8, u8>", "(1, 2, 3)", 7, "expected only 2 elements"),
    ("item", "{}", 0, "missing fields `product-id` (string), `price` (f32)"),
    ("item", "{price: 1, pric: 2}", 11, "there is no field `pric`; did you mean `price`?"),
    ("item", "{price: 1, price: 2}", 11, "field `price` is given twice"),
    ("item", "{price: x}", 8, "field `price`: expected f32, found `x}`"),
    ("shape", "cube", 0, "expected one of `circle`, `square`, `nothing`, `ok`, found `cube`"),
    ("shape", "circle", 6, "expected `(` and a f64 behind `circle`, found the end"),
    ("color", "blue", 0, "expected one of `red`, `green`, `none`, found `blue`"),
    ("rights", "{fly}", 1, "expected one of `read`, `write`, `run`, found `fly}`"),
    ("option<option<u8>>", "1", 0, "expected `none` or `some(…)`, found `1`"),
    ("result", "fine", 0, "expected `ok` or `err`, found `fine`"),
    ("u8", "1 2", 2, "unexpected text behind the value: `2`"),
    (
      "counter", "1", 0,
      "expected a counter like \"worker://TEMPLATE/NAME/1\", as a call gave it, found `1`"
    ),
    (
      "borrow<counter>", "\"x/y\"", 0,
      "expected a counter like \"worker://TEMPLATE/NAME/1\", as a call gave it, found `\"x/y\"`"
    ),
  ])
  func aMistakeHasItsPlace(_ type: String, _ text: String, _ offset: Int, _ message: String) throws
  {
    let type = try ValueTypes.type(type)
    let error = try #require(throws: WAVEError.self) { try WAVE.parse(text, as: type) }
    #expect(error.text == message)
    #expect(error.offset == offset)
  }

  @Test func nestingHasALimit() throws {
    var type = ValueType.u8
    for _ in 0..<200 { type = .list(type) }
    let text = String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
    let error = try #require(throws: WAVEError.self) { try WAVE.parse(text, as: type) }
    #expect(error.text.hasSuffix("the value is nested too deep"))
  }
}
