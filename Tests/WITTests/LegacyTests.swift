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
    check(
      "1️⃣default world w { } 2️⃣default interface i { }",
      ["1️⃣": .legacyDefault, "2️⃣": .legacyDefault])
  }

  @Test func pathsBeganWithThePackage() {
    check(
      "interface i { use 1️⃣self.j.{t}; } world w { import 2️⃣pkg.j; import 3️⃣pkg.file.i; }"
        + " interface j { type t = u8; }",
      ["1️⃣": .legacyPath("self"), "2️⃣": .legacyPath("pkg"), "3️⃣": .legacyPath("pkg")])
    check("interface self { type t = u8; } interface i { use self.{t}; }", [:])
  }

  @Test func namesStoodBeforeThePath() {
    check(
      "interface i { use 1️⃣{t as u} from j; f: func(u: u); } interface j { type t = u8; }",
      ["1️⃣": .legacyUseFrom])
  }

  @Test func oldWordsForTypesAreTaken() {
    check(
      "interface i { type a = 1️⃣expected<unit, u8>; resource r { 2️⃣static s: 3️⃣function(); }"
        + " 4️⃣union u { a, r } f: func() -> 5️⃣handle r; g: func(h: 6️⃣handle<r>); }",
      [
        "1️⃣": .legacyExpected, "2️⃣": .legacyStatic, "3️⃣": .legacyFunction, "4️⃣": .legacyUnion,
        "5️⃣": .legacyHandle, "6️⃣": .legacyHandle,
      ])
    check("world w { import f: 1️⃣function(); }", ["1️⃣": .legacyFunction])
  }

  @Test func oldWordsAreNamesToo() {
    check(
      "interface i { type unit = u8; type expected = u8; type handle = u8; variant union { a(unit), b }"
        + " f: func() -> unit; function: func(e: expected) -> handle; }", [:])
  }

  @Test func nothingWasAUnit() {
    check(
      "interface i { f: func() -> 1️⃣unit; variant v { a(2️⃣unit), b } }",
      ["1️⃣": .legacyUnit, "2️⃣": .legacyUnit])
  }

  @Test func whatAnInterfaceHoldsMustBeNamed() {
    check(
      "interface i { use j.1️⃣*; use 2️⃣* from j; } interface j { type t = u8; }",
      ["1️⃣": .legacyUseOfAll, "2️⃣": .legacyUseOfAll])
  }

  @Test func aSemicolonBehindWithIsRemarked() {
    check(
      "world v { import f: func(); } world w { include v with { f as g }1️⃣; }",
      ["1️⃣": .legacySemicolon])
  }

  @Test(arguments: [
    ("shop/wit", "shop"), ("shop/wit/types.wit", "types"), (".", "package-1"), ("wit", "package-1"),
    ("/a/My Shop_2/wit/", "my-shop-2"), ("x/2-b.wit", "b"), ("x/world.wit", "world-1"),
    ("x/ünïcode.wit", "n-code"),
  ])
  func packagesHadNoNames(_ path: String, _ name: String) {
    let file = SourceFile(path: path, text: "// note\ninterface i { }")
    let package = SourcePackage(path: path, files: [file])
    let old = resolve(root: package, dependencies: [])
    let expected = PackageName(namespace: "local", name: name, version: nil)
    #expect(old.diagnostics.map(\.message) == [.legacyNoPackage(expected)])
    #expect(old.root.map { old.graph[$0].name } == expected)
    let new = Modernization(root: package, dependencies: [])
    #expect(
      String(decoding: new.root.files[0].bytes, as: UTF8.self)
        == "package local:\(name);\n\n// note\ninterface i { }")
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
}
