typealias Echo = Witbench.Echo.API
typealias Stub = Witbench.EchoStub.StubEcho

/// Asks another worker for everything.
struct Worker: Test.Relay.API.Exports {
  private let location = Stub.URI(value: "worker://echo/one")
  private let remote = Stub.API(location: Stub.URI(value: "worker://echo/one"))

  func echoNothing() { remote.echoNothing() }
  func echoBool(value: Bool) -> Bool { remote.echoBool(value: value) }
  func echoU8(value: UInt8) -> UInt8 { remote.echoU8(value: value) }
  func echoU16(value: UInt16) -> UInt16 { remote.echoU16(value: value) }
  func echoU32(value: UInt32) -> UInt32 { remote.echoU32(value: value) }
  func echoU64(value: UInt64) -> UInt64 { remote.echoU64(value: value) }
  func echoS8(value: Int8) -> Int8 { remote.echoS8(value: value) }
  func echoS16(value: Int16) -> Int16 { remote.echoS16(value: value) }
  func echoS32(value: Int32) -> Int32 { remote.echoS32(value: value) }
  func echoS64(value: Int64) -> Int64 { remote.echoS64(value: value) }
  func echoF32(value: Float) -> Float { remote.echoF32(value: value) }
  func echoF64(value: Double) -> Double { remote.echoF64(value: value) }
  func echoChar(value: Unicode.Scalar) -> Unicode.Scalar { remote.echoChar(value: value) }
  func echoString(value: String) -> String { remote.echoString(value: value) }
  func echoBytes(value: [UInt8]) -> [UInt8] { remote.echoBytes(value: value) }
  func echoStrings(value: [String]) -> [String] { remote.echoStrings(value: value) }
  func echoPath(value: Echo.Path) -> Echo.Path { remote.echoPath(value: value) }
  func echoOption(value: UInt64?) -> UInt64? { remote.echoOption(value: value) }
  func echoNestedOption(value: String??) -> String?? { remote.echoNestedOption(value: value) }
  func echoTuple(value: (UInt8, String, Double)) -> (UInt8, String, Double) {
    remote.echoTuple(value: value)
  }

  func echoResult(value: Result<UInt32, Thrown<String>>) throws(Thrown<String>) -> UInt32 {
    try remote.echoResult(value: value)
  }
  func echoOk(value: Result<String, Nothing>) throws(Nothing) -> String {
    try remote.echoOk(value: value)
  }
  func echoError(value: Result<Nothing, Echo.Color>) throws(Echo.Color) {
    try remote.echoError(value: value)
  }
  func echoEmptyResult(value: Result<Nothing, Nothing>) throws(Nothing) {
    try remote.echoEmptyResult(value: value)
  }
  func echoNestedResult(
    value: [Result<UInt8?, Thrown<String>>]
  ) -> [Result<UInt8?, Thrown<String>>] { remote.echoNestedResult(value: value) }

  func echoColor(value: Echo.Color) -> Echo.Color { remote.echoColor(value: value) }
  func echoPermissions(value: Echo.Permissions) -> Echo.Permissions {
    remote.echoPermissions(value: value)
  }
  func echoDays(value: Echo.Days) -> Echo.Days { remote.echoDays(value: value) }
  func echoBits(value: Echo.Bits) -> Echo.Bits { remote.echoBits(value: value) }
  func echoPoint(value: Echo.Point) -> Echo.Point { remote.echoPoint(value: value) }
  func echoProfile(value: Echo.Profile) -> Echo.Profile { remote.echoProfile(value: value) }
  func echoShape(value: Echo.Shape) -> Echo.Shape { remote.echoShape(value: value) }
  func echoShapes(value: [Echo.Shape?]) -> [Echo.Shape?] { remote.echoShapes(value: value) }
  func echoMany(
    a: UInt8, b: Int8, c: UInt16, d: Int16, e: UInt32, f: Int32, g: UInt64, h: Int64, i: Float,
    j: Double, k: Unicode.Scalar, l: Bool, m: String, n: Echo.Color, o: UInt32?, p: Echo.Point
  ) -> (
    UInt8, Int8, UInt16, Int16, UInt32, Int32, UInt64, Int64, Float, Double, Unicode.Scalar, Bool,
    String, Echo.Color, UInt32?, Echo.Point
  ) {
    remote.echoMany(
      a: a, b: b, c: c, d: d, e: e, f: f, g: g, h: h, i: i, j: j, k: k, l: l, m: m, n: n, o: o, p: p
    )
  }

  func cells(values: [String]) -> [String] {
    let cells = remote.echoCells(
      value: values.map { Stub.Cell(location: location, value: $0) })
    let first = remote.echoCell(value: Stub.Cell(location: location, value: ""))
    for cell in cells {
      first.set(value: Stub.Cell.join(first: first, second: cell).get())
    }
    return cells.map { $0.get() } + [first.get()]
  }
}
