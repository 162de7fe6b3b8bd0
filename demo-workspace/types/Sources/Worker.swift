typealias Echo = Witbench.Echo.API

/// Gives back what it is given.
struct Worker: Echo.Exports {
  func echoNothing() {}
  func echoBool(value: Bool) -> Bool { value }
  func echoU8(value: UInt8) -> UInt8 { value }
  func echoU16(value: UInt16) -> UInt16 { value }
  func echoU32(value: UInt32) -> UInt32 { value }
  func echoU64(value: UInt64) -> UInt64 { value }
  func echoS8(value: Int8) -> Int8 { value }
  func echoS16(value: Int16) -> Int16 { value }
  func echoS32(value: Int32) -> Int32 { value }
  func echoS64(value: Int64) -> Int64 { value }
  func echoF32(value: Float) -> Float { value }
  func echoF64(value: Double) -> Double { value }
  func echoChar(value: Unicode.Scalar) -> Unicode.Scalar { value }
  func echoString(value: String) -> String { value }
  func echoBytes(value: [UInt8]) -> [UInt8] { value }
  func echoStrings(value: [String]) -> [String] { value }
  func echoPath(value: Echo.Path) -> Echo.Path { value }
  func echoOption(value: UInt64?) -> UInt64? { value }
  func echoNestedOption(value: String??) -> String?? { value }
  func echoTuple(value: (UInt8, String, Double)) -> (UInt8, String, Double) { value }

  // A result of a function is thrown where it is an error.
  func echoResult(value: Result<UInt32, Thrown<String>>) throws(Thrown<String>) -> UInt32 {
    try value.get()
  }
  func echoOk(value: Result<String, Nothing>) throws(Nothing) -> String { try value.get() }
  func echoError(value: Result<Nothing, Echo.Color>) throws(Echo.Color) { _ = try value.get() }
  func echoEmptyResult(value: Result<Nothing, Nothing>) throws(Nothing) { _ = try value.get() }
  func echoNestedResult(
    value: [Result<UInt8?, Thrown<String>>]
  ) -> [Result<UInt8?, Thrown<String>>] { value }

  func echoColor(value: Echo.Color) -> Echo.Color { value }
  func echoPermissions(value: Echo.Permissions) -> Echo.Permissions { value }
  func echoDays(value: Echo.Days) -> Echo.Days { value }
  func echoBits(value: Echo.Bits) -> Echo.Bits { value }
  func echoPoint(value: Echo.Point) -> Echo.Point { value }
  func echoProfile(value: Echo.Profile) -> Echo.Profile { value }
  func echoShape(value: Echo.Shape) -> Echo.Shape { value }
  func echoShapes(value: [Echo.Shape?]) -> [Echo.Shape?] { value }
  func echoMany(
    a: UInt8, b: Int8, c: UInt16, d: Int16, e: UInt32, f: Int32, g: UInt64, h: Int64, i: Float,
    j: Double, k: Unicode.Scalar, l: Bool, m: String, n: Echo.Color, o: UInt32?, p: Echo.Point
  ) -> (
    UInt8, Int8, UInt16, Int16, UInt32, Int32, UInt64, Int64, Float, Double, Unicode.Scalar, Bool,
    String, Echo.Color, UInt32?, Echo.Point
  ) { (a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p) }

  func echoCell(value: Cell) -> Cell { value }
  func echoCells(value: [Cell]) -> [Cell] { value }
}
