import Component
import Testing

/// Values out of JSON: what is taken, what is refused and where, Golem's form with types.
struct JSONValueTests {
  @Test(arguments: [
    (
      "item", #" { "price" : 2.5 , "product-id" : "p" } "#,
      #"{product-id: "p", price: 2.5, note: none}"#
    ),
    ("empty-options", "{}", "{a: none, b: none}"),
    ("string", #""\u00e9\uD83C\uDF88\/\b\f""#, #""é🎈/\u{8}\u{c}""#),
    ("f64", "1E2", "100"),
    ("f32", "-0", "-0"),
    ("f64", #""inf""#, "inf"),
    ("rights", #"["run","read"]"#, "{read, run}"),
    ("counter", #""worker://t/w/7""#, #""worker://t/w/7""#),
  ])
  func whatMayStandInMoreThanOneWay(_ type: String, _ json: String, _ wave: String) throws {
    let value = try JSONValues.parse(json, as: try ValueTypes.type(type))
    #expect(WAVE.text(of: value) == wave)
  }

  @Test(arguments: [
    ("u8", "", "expected a JSON value, found the end (at byte 0)"),
    ("u8", "1 2", "unexpected text behind the value: `2` (at byte 2)"),
    ("u8", "01", "a number does not begin with 0 (at byte 0)"),
    ("u8", "1.", "expected a digit, found the end (at byte 2)"),
    ("u8", "256", "256 is out of the range of u8: 0 to 255"),
    ("u8", "1.0", "expected an integer (u8), found 1.0"),
    ("u8", "\"1\"", "expected a number (u8), found a string"),
    ("s8", "-129", "-129 is out of the range of s8: -128 to 127"),
    (
      "u64", "18446744073709551616",
      "18446744073709551616 is out of the range of u64: 0 to 18446744073709551615"
    ),
    ("f32", "1e39", "1e39 is out of the range of f32"),
    ("f64", "NaN", "expected a JSON value, found `NaN` (at byte 0)"),
    ("bool", "null", "expected true or false, found null"),
    ("char", "\"ab\"", "expected a string of one char, found a string"),
    ("char", "97", "expected a string of one char, found 97"),
    ("string", "\"a", "this string has no closing quote (at byte 0)"),
    ("string", "\"\n\"", "a control character in a string must be written \\u… (at byte 1)"),
    ("string", #""\x""#, "unknown escape (at byte 1)"),
    ("string", #""\ud83c""#, "half of a surrogate pair stands alone (at byte 1)"),
    ("string", #""\u12g4""#, "\\u takes four hexadecimal digits (at byte 1)"),
    ("list<u8>", "[1,2", "expected `,` or `]`, found the end (at byte 4)"),
    ("list<u8>", "[1,true]", "item 1: expected a number (u8), found true"),
    ("list<u8, 2>", "[1]", "expected 2 items, found 1"),
    ("tuple<u8, string>", "[1]", "expected 2 elements, found 1"),
    ("option<option<u8>>", "1", #"expected null or {"some":…}, found 1"#),
    ("option<u8>", #""x""#, "expected a number (u8), found a string"),
    ("result<u8, string>", "1", #"expected {"ok":…} or {"err":…}, found 1"#),
    (
      "result<u8, string>", #"{"ok":1,"err":"x"}"#,
      #"expected {"ok":…} or {"err":…}, found 2 members"#
    ),
    ("result<_, string>", #"{"ok":1}"#, "ok: expected null, for it carries no value"),
    ("result<u8, string>", #"{"err":1}"#, "err: expected a string, found 1"),
    ("item", #"{"product-id":"p"}"#, "missing field `price` (f32)"),
    (
      "item", #"{"product-id":"p","price":1,"prise":2}"#,
      "there is no field `prise`; did you mean `price`?"
    ),
    ("item", #"{"price":1,"price":2}"#, "the member `price` is given twice (at byte 11)"),
    (
      "item", #"{"product-id":"p","price":"x"}"#,
      #"field `price`: expected a number (f32), "nan", "inf" or "-inf", found a string"#
    ),
    ("item", "[]", "expected an object (item), found a list"),
    ("nested", #"[[[1,null],[2,3]]]"#, "item 0 › item 1 › element 1: expected a string, found 3"),
    ("shape", #"{"cube":1}"#, "expected one of `circle`, `square`, `nothing`, `ok`, found `cube`"),
    (
      "shape", #"{"circle":true}"#,
      #"case `circle`: expected a number (f64), "nan", "inf" or "-inf", found true"#
    ),
    ("shape", #"{"nothing":1}"#, "case `nothing`: expected null, for it carries no value"),
    (
      "shape", #""nothing""#,
      "expected an object of one member, one of `circle`, `square`, `nothing`, `ok`, found a string"
    ),
    ("color", #""blue""#, "expected one of `red`, `green`, `none`, found `blue`"),
    ("rights", #"["read","read"]"#, "flag `read` is given twice"),
    ("rights", #"["fly"]"#, "expected one of `read`, `write`, `run`, found `fly`"),
    ("counter", #""x""#, #"expected a counter like "worker://TEMPLATE/NAME/1", found `x`"#),
    ("map<string, u8>", #"[["a"]]"#, "item 0: expected 2 elements, found 1"),
  ])
  func aMistakeHasItsPlace(_ type: String, _ json: String, _ text: String) throws {
    let type = try ValueTypes.type(type)
    let error = try #require(throws: JSONError.self) { try JSONValues.parse(json, as: type) }
    #expect(error.text == text)
  }

  @Test func nestingHasALimit() throws {
    let deep = String(repeating: "[", count: 100_000)
    let error = try #require(throws: JSONError.self) { try JSON.parse(deep) }
    #expect(error.message == "the JSON is nested too deep")
  }

  /// The forms of Golem 1.0 and 1.1: their own examples first.
  @Test(arguments: [
    (
      "tuple<u32, string>", #"(10, "hello")"#,
      #"{"typ":{"type":"Tuple","items":[{"type":"U32"},{"type":"Str"}]},"value":[10,"hello"]}"#
    ),
    (
      "tuple<result<_, string>>", "(ok)",
      #"{"typ":{"type":"Tuple","items":[{"type":"Result","ok":null,"err":{"type":"Str"}}]},"#
        + #""value":[{"ok":null}]}"#
    ),
    (
      "tuple<result<string>>", "(err)",
      #"{"typ":{"type":"Tuple","items":[{"type":"Result","ok":{"type":"Str"},"err":null}]},"#
        + #""value":[{"err":null}]}"#
    ),
    ("u64", "18446744073709551615", #"{"typ":{"type":"U64"},"value":18446744073709551615}"#),
    ("char", "'a'", #"{"typ":{"type":"Chr"},"value":97}"#),
    (
      "option<option<u8>>", "some(some(1))",
      #"{"typ":{"type":"Option","inner":{"type":"Option","inner":{"type":"U8"}}},"value":1}"#
    ),
    (
      "keywords", "{%ok: 1, list: true}",
      #"{"typ":{"type":"Record","fields":[{"name":"ok","typ":{"type":"U8"}},"#
        + #"{"name":"list","typ":{"type":"Bool"}}]},"value":{"ok":1,"list":true}}"#
    ),
    (
      "shape", "circle(1.5)",
      #"{"typ":{"type":"Variant","cases":[{"name":"circle","typ":{"type":"F64"}},"#
        + #"{"name":"square","typ":{"type":"U32"}},{"name":"nothing","typ":null},"#
        + #"{"name":"ok","typ":{"type":"U8"}}]},"value":{"circle":1.5}}"#
    ),
    (
      "list<color>", "[red]",
      #"{"typ":{"type":"List","inner":{"type":"Enum","cases":["red","green","none"]}},"#
        + #""value":["red"]}"#
    ),
    (
      "rights", "{read, run}",
      #"{"typ":{"type":"Flags","names":["read","write","run"]},"value":["read","run"]}"#
    ),
    (
      "counter", #""worker://t/w/7""#,
      #"{"typ":{"type":"Handle","resource_id":0,"mode":{"type":"Owned"}},"value":"worker://t/w/7"}"#
    ),
  ])
  func aValueCarriesItsTypeForGolem(_ type: String, _ wave: String, _ json: String) throws {
    let type = try ValueTypes.type(type)
    let value = try WAVE.parse(wave, as: type)
    #expect(JSONValues.golem(value, as: type).text == json)
    #expect(try JSONValues.parse(json, as: type) == value)
  }

  @Test func aTypeMayLeaveOutWhatIsNull() throws {
    let json = #"{"value":{"err":"x"},"typ":{"type":"Result","err":{"type":"Str"}}}"#
    let value = try JSONValues.parse(json, as: try ValueTypes.type("result<_, string>"))
    #expect(value == .error(.string("x")))
  }

  @Test(arguments: [
    (
      "u8", #"{"typ":{"type":"U16"},"value":1}"#, #"typ › `type`: expected "U8", found "U16""#
    ),
    ("u8", #"{"typ":"U8","value":1}"#, #"typ: expected {"type":"U8"}, found "U8""#),
    (
      "list<u8>", #"{"typ":{"type":"List","inner":{"type":"Str"}},"value":[]}"#,
      #"typ › `inner` › `type`: expected "U8", found "Str""#
    ),
    (
      "u8", #"{"typ":{"type":"U8"},"value":"x"}"#, "value: expected a number (u8), found a string"
    ),
    ("char", #"{"typ":{"type":"Chr"},"value":55296}"#, "value: 55296 is the number of no char"),
  ])
  func aWrittenTypeMustBeTheFunctions(_ type: String, _ json: String, _ text: String) throws {
    let type = try ValueTypes.type(type)
    let error = try #require(throws: JSONError.self) { try JSONValues.parse(json, as: type) }
    #expect(error.text == text)
  }

  /// A record whose own fields have these names is no typed value.
  @Test func aRecordMayHaveFieldsOfThoseNames() throws {
    let type = ValueType.record(
      .init(
        name: "r", fields: [.init(name: "typ", type: .u8), .init(name: "value", type: .u8)]))
    #expect(
      WAVE.text(of: try JSONValues.parse(#"{"typ":1,"value":2}"#, as: type))
        == "{typ: 1, value: 2}")
  }
}
