import Testing
import WIT

/// WIT as it was written for the tools of 2023 and 2024: taken, each old form with a warning and a
/// way to mend it; refused where the reader asks for today's language.
struct LegacyTests {
  @Test func oldFloatsAndEmptyResultsAreTaken() {
    check(
      "interface i { record r { p: 1️⃣float32, q: 2️⃣float64 } f: func() -> 3️⃣(); }",
      [
        "1️⃣": .legacyFloat("float32", modern: "f32"), "2️⃣": .legacyFloat("float64", modern: "f64"),
        "3️⃣": .legacyEmptyResult,
      ])
  }

  @Test func aTypeMayStillBeCalledFloat32() {
    check("interface i { type float32 = u8; f: func(a: float32); }", [:])
  }

  @Test func semicolonsWereNotWrittenOnce() {
    check(
      "interface i {\n  f: func(1️⃣)\n  type t = 2️⃣u8\n}",
      ["1️⃣": .legacyMissingSemicolon, "2️⃣": .legacyMissingSemicolon])
  }

  @Test func resultsHadNames() {
    check("interface i { f: func() -> 1️⃣(a: u8, b: u8); }", ["1️⃣": .legacyNamedResults])
  }

  @Test func worldsHadADefault() {
    check("1️⃣default world w { }", ["1️⃣": .legacyDefaultWorld])
  }

  @Test func theStrictReaderTakesNoneOfIt() {
    var options = ResolveOptions()
    options.parse.acceptsLegacy = false
    check(
      "interface i { f: func(a: 1️⃣float32); }",
      ["1️⃣": .unknownType("float32", suggestion: nil)], options: options)
    check(
      "interface i { f: func() -> 1️⃣(); }", ["1️⃣": .expected(.type, found: "`(`")],
      options: options)
  }

  /// Every warning can be mended: the fix-its give today's WIT, of which nothing is said.
  @Test func fixItsGiveTodaysWIT() {
    let text = """
      package a:b

      interface i {
        record r { price: float32, rate: float64 }
        f: func(x: r) -> ()
        g: func() -> r;
      }
      """
    let old = resolve(root: package("a.wit", text), dependencies: [])
    #expect(old.diagnostics.allSatisfy { $0.severity == .warning })
    #expect(old.diagnostics.count == 5)
    var bytes = Array(text.utf8)
    for fixIt in old.diagnostics.compactMap(\.fixIt).sorted(by: { $0.range.lower > $1.range.lower })
    {
      bytes.replaceSubrange(
        Int(fixIt.range.lower)..<Int(fixIt.range.upper), with: Array(fixIt.replacement.utf8))
    }
    let file = SourceFile(path: "a.wit", bytes: bytes)
    var options = ResolveOptions()
    options.parse.acceptsLegacy = false
    let new = resolve(
      root: SourcePackage(path: "a.wit", files: [file]), dependencies: [], options: options)
    #expect(new.diagnostics.isEmpty)
    #expect(new.graph.types.map(\.name) == old.graph.types.map(\.name))
  }
}
