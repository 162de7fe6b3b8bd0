import Testing
import WIT

/// What is said beside the mistake itself: notes, places, how much of it.
struct ExplanationTests {
  private func texts(
    _ text: String, dependencies: [String] = [], options: ResolveOptions = ResolveOptions()
  ) -> [String] {
    let resolution = resolve(
      root: package("a.wit", text),
      dependencies: dependencies.enumerated().map { package("deps/\($0.offset).wit", $0.element) },
      options: options)
    let renderer = DiagnosticText(sources: resolution.sources)
    return resolution.diagnostics.map { renderer.text(of: $0) }
  }

  @Test func aRecursiveTypeIsExplainedWithTheWayAround() {
    #expect(
      texts("package a:b;\ninterface i {\n  record r { a: list<v> }\n  variant v { x(r) }\n}\n")
        == [
          """
          a.wit:3:10: error: the type `r` contains itself, which WIT does not allow: keep the nodes \
          in a `list` and refer to them by index, or make it a `resource`
           3 |   record r { a: list<v> }
             |          ^
          a.wit:4:11: note: by way of `v`, declared here
           4 |   variant v { x(r) }
             |           ^
          """
        ])
  }

  @Test func aMissingPackageIsAskedForByAFileAndLookedForInPlaces() {
    var options = ResolveOptions()
    options.searched = ["wit/deps"]
    #expect(
      texts(
        "package a:b;\ninterface i { use c:d/e@2.0.0.{t}; }\n",
        dependencies: ["package c:d@1.0.0;\n"], options: options) == [
          """
          a.wit:2:19: error: package `c:d@2.0.0` was not found; at hand: `c:d@1.0.0`; looked in \
          `wit/deps`
           2 | interface i { use c:d/e@2.0.0.{t}; }
             |                   ^~~
          deps/0.wit:1:9: note: `c:d@1.0.0` is declared here
           1 | package c:d@1.0.0;
             |         ^~~~~~~~~
          """
        ])
    #expect(
      texts("package a:b;\nuse x:y/z;\n", options: options).first?.hasSuffix(
        "note: its files belong into a folder like `deps/y`") == true)
  }

  @Test func theNearestNameAndItsDeclarationAreShown() {
    #expect(
      texts("package a:b;\ninterface i {\n  type order = u8;\n  f: func(x: oder);\n}\n") == [
        """
        a.wit:4:14: error: there is no type `oder` here; did you mean `order`?
         4 |   f: func(x: oder);
           |              ^~~~
        a.wit:3:8: note: `order` is declared here
         3 |   type order = u8;
           |        ^~~~~
        """
      ])
    #expect(
      texts("package a:b;\ninterfce i { }\n").first?.hasSuffix("note: did you mean `interface`?")
        == true)
  }

  @Test func whatAGateHidesIsShownWhereItIsMissed() {
    let text = "package a:b;\ninterface i { @unstable(feature = x) type t = u8; f: func(a: t); }\n"
    #expect(texts(text).first?.contains("the feature `x` is not switched on") == true)
    var options = ResolveOptions()
    options.showsAllFeatures = true
    #expect(texts(text, options: options).isEmpty)
  }

  @Test func whatStandsInSomethingHiddenNeedsTheGateToo() {
    let text = """
      @unstable(feature = x) interface i { type 1️⃣t = u8; f: func(); }
      interface j { @unstable(feature = x) resource r { 2️⃣m: func(); } }
      """
    let expected: [Character: DiagnosticMessage] = [
      "1️⃣": .ungatedInHidden("t", in: "i"), "2️⃣": .ungatedInHidden("m", in: "r"),
    ]
    var options = ResolveOptions()
    check(text, expected, options: options)
    #expect(texts("package a:b; \(MarkedSource(text).text)").allSatisfy { $0.contains("warning") })
    options.parse.acceptsLegacy = false
    check(text, expected, options: options)
    let strict = texts("package a:b; \(MarkedSource(text).text)", options: options)
    #expect(strict.allSatisfy { $0.contains("error") })
  }

  @Test func aDeclarationThatCannotBeReadIsNotMissedWhereItIsUsed() {
    check(
      "interface i { record r { a: 1️⃣; } f: func(x: r); } interface j { use i.{r}; }",
      ["1️⃣": .expected(.type, found: "`;`")])
  }

  @Test func packagesMayNotNeedEachOther() {
    check(
      """
      package a:b;
      package c:d { interface i { use 1️⃣e:f/i.{t}; } }
      package e:f { interface i { use c:d/i.{t}; } }
      """, ["1️⃣": .packageCycle("c:d -> e:f -> c:d")])
  }

  @Test func whatNoBinaryCanHoldIsWarnedOf() {
    let text = """
      package 1️⃣A:b;
      interface i {
        resource r;
        type a = 2️⃣list<u8, 0>;
        f: func(a: 3️⃣stream<char>, b: 4️⃣future<borrow<r>>);
      }
      interface 5️⃣I { }
      """
    check(
      text,
      [
        "1️⃣": .notEncodable(.uppercasePackage("A:b")), "2️⃣": .notEncodable(.emptyList),
        "3️⃣": .notEncodable(.streamOfChar), "4️⃣": .notEncodable(.borrowInStream("r")),
        "5️⃣": .notEncodable(.alikeNames("I", "i")),
      ])
    #expect(texts(MarkedSource(text).text).allSatisfy { $0.contains(": warning: ") })
  }

  @Test func allMistakesOfALargeFileAreSaidUpToALimit() {
    let lines = (0..<3000).map { "  f\($0): func(x: missing-\($0));" }
    let found = texts("package a:b;\ninterface i {\n\(lines.joined(separator: "\n"))\n}\n")
    #expect(found.count == 1001)
    #expect(found.last?.hasPrefix("a.wit:1003:") == true)
    #expect(found.last?.contains("2000 more mistakes from here on are not listed") == true)
  }

  @Test func placesAreThoseOfTheBytes() {
    let file = SourceFile(path: "a.wit", text: "\nä x\r\n")
    let lines = LineTable(file)
    #expect(lines.place(of: 0).description == "a.wit:1:1")
    #expect(lines.place(of: 1).description == "a.wit:2:1")
    #expect(lines.place(of: 4).description == "a.wit:2:4")
    #expect(lines.place(of: 7).description == "a.wit:3:1")
    #expect(lines.place(of: 99).description == "a.wit:3:1")
  }
}
