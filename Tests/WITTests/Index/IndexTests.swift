import TestSupport
import Testing
import WIT

/// Where things are declared and who names them.
struct IndexTests {
  @Test func aTypeIsNamedWhereverItStandsInASignature() {
    checkUses(
      of: "order",
      """
      interface api {
        record order { id: string }
        record cart { newest: option<1️⃣order>, all: list<2️⃣order> }
        variant event { placed(3️⃣order), none }
        type orders = list<tuple<u8, 4️⃣order>>;
        place: func(first: 5️⃣order, rest: map<string, 6️⃣order>) -> result<7️⃣order, string>;
        watch: async func() -> stream<8️⃣order>;
      }
      """)
  }

  @Test func usesImportsAndIncludesAreReferences() {
    checkUses(
      of: "api",
      """
      use 1️⃣api as shop;
      interface api { type t = u8; }
      interface other { use 2️⃣api.{t}; }
      world w { import 3️⃣api; export 4️⃣api; use 5️⃣shop.{t}; }
      world v { include w; }
      """)
    checkUses(of: "w", "world w { } world v { include 1️⃣w; } world u { include 2️⃣v; }", others: ["2️⃣"])
  }

  @Test func aTypeUnderAnotherNameIsStillTheSame() {
    checkUses(
      of: "a",
      """
      interface i { type a = u8; }
      interface j { use i.{1️⃣a as b}; f: func(x: 2️⃣b); }
      interface k { use j.{3️⃣b as c}; type d = 4️⃣c; }
      """)
  }

  @Test func whatAnIncludeRenamesIsNamedThere() {
    checkUses(
      of: "t",
      """
      world w { record t { x: u8 } import f: func(x: 1️⃣t); }
      world v { include w with { 2️⃣t as u } }
      """)
  }

  @Test func resourcesAreNamedByTheirHandles() {
    checkUses(
      of: "cart",
      """
      interface i {
        resource cart { constructor(); copy: func() -> 1️⃣cart; merge: static func(a: 2️⃣cart); }
        look: func(cart: borrow<3️⃣cart>) -> list<own<4️⃣cart>>;
      }
      """)
  }

  @Test func aFileWithMistakesIsIndexedAsFarAsItIsUnderstood() {
    checkUses(
      of: "a", "interface i { type a = u8; f: func(x: nope, y: 1️⃣a); g: func(z: 2️⃣a) -> ; }",
      others: ["2️⃣"])
  }

  @Test func everyPlaceIsFoundInPackagesOfManyFiles() {
    let root = SourcePackage(
      path: "root",
      files: [
        SourceFile(
          path: "root/a.wit",
          text: "package a:b@1.0.0; interface i { use d:e/types@2.0.0.{t}; f: func(x: t); }"),
        SourceFile(
          path: "root/b.wit", text: "interface %record { use i.{t}; } world w { export i; }"),
      ])
    let dependency = package(
      "root/deps/d.wit",
      "package d:e@2.0.0; interface types { record t { %use: u8 } } world inner { import types; }")
    let resolution = resolve(root: root, dependencies: [dependency])
    #expect(resolution.diagnostics == [])
    checkReferences(of: resolution)
    checkRenaming(resolution)
    let index = SymbolIndex([IndexedGraph(path: "root", resolution: resolution)])
    #expect(
      index.symbols.map(\.path) == [
        "a:b@1.0.0", "a:b/i@1.0.0", "a:b/i@1.0.0.{f}", "a:b/record@1.0.0", "a:b/w@1.0.0",
        "d:e@2.0.0", "d:e/types@2.0.0", "d:e/types@2.0.0.{t}", "d:e/types@2.0.0.{t.use}",
        "d:e/inner@2.0.0",
      ])
    let field = index.symbols.first { $0.kind == .field }
    #expect(field?.name == "t.use")
    #expect(
      field?.range.map { index.graphs[0].files.place(of: $0).description } == "root/deps/d.wit:1:49"
    )
  }
}

/// Compares the places that name a symbol with the marks. `others` are marks that name something
/// else.
private func checkUses(
  of name: String, _ marked: String, others: Set<Character> = [],
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let source = MarkedSource("package a:b;\n" + marked)
  let resolution = resolve(root: package("test.wit", source.text), dependencies: [])
  let index = SymbolIndex([IndexedGraph(path: "test.wit", resolution: resolution)])
  let symbols = index.symbols.indices.filter { index.symbols[$0].name == name }
  #expect(symbols.count == 1, sourceLocation: sourceLocation)
  let places = symbols.flatMap { index.references(to: $0) }.map { Int($0.range?.lower ?? -1) }
  let expected = source.offsets.filter { !others.contains($0.key) }.values
  #expect(places.sorted() == expected.sorted(), sourceLocation: sourceLocation)
}
