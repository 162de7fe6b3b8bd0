import Testing
import WIT

/// What is said of mistakes, and where.
struct DiagnosticTests {
  @Test func aFileWithoutMistakesSaysNothing() {
    check(
      "interface i { record r { a: u8, } f: func(x: r) -> option<r>; } world w { export i; }", [:])
  }

  @Test func charactersThatNoFileMayHoldAreNamed() {
    check("interface i { // 1️⃣\u{202E}\n}", ["1️⃣": .forbiddenCharacter(0x202E)])
    check("interface i { } // 1️⃣\u{7}", ["1️⃣": .forbiddenCharacter(7)])
    check("interface i 1️⃣$ { }", ["1️⃣": .unexpectedCharacter("$")])
  }

  @Test func bytesThatAreNoUTF8AreRefused() {
    let file = SourceFile(path: "a.wit", bytes: Array("package a:b; // ".utf8) + [0xFF, 0x0A])
    let resolution = resolve(root: SourcePackage(path: "a.wit", files: [file]), dependencies: [])
    #expect(resolution.diagnostics.map(\.message) == [.notUTF8])
  }

  @Test func commentsAndStringsMustEnd() {
    check("interface i { } 1️⃣/* /* */", ["1️⃣": .unterminatedComment])
    check(
      "@external-id(1️⃣\"x)\n2️⃣interface i { }",
      ["1️⃣": .unterminatedString, "2️⃣": .expected(.token(")"), found: "`interface`")])
  }

  @Test func namesAreWordsOfOneCase() {
    check("interface 1️⃣fooBar { }", ["1️⃣": .invalidIdentifier("fooBar")])
    check("interface 1️⃣é { }", ["1️⃣": .invalidIdentifier("é")])
    check("interface 1️⃣a_b { }", ["1️⃣": .invalidIdentifier("a_b")])
    check("interface a-1 { } interface parse-XML-doc { }", [:])
  }

  @Test func grammarSaysWhatWasExpected() {
    check("interface 1️⃣{ }", ["1️⃣": .expected(.name, found: "`{`")])
    check("interface i { f: 1️⃣nope; }", ["1️⃣": .expected(.function, found: "`nope`")])
    check("interface i { f: func(1️⃣u8); }", ["1️⃣": .expected(.parameter, found: "`u8`")])
    check("interface i { type t = 1️⃣; }", ["1️⃣": .expected(.type, found: "`;`")])
    check(
      "interface i { use j.1️⃣x; } interface j { type x = u8; }",
      ["1️⃣": .expected(.token("{"), found: "`x`")])
    check("1️⃣nope", ["1️⃣": .expected(.topItem, found: "`nope`")])
    check("world w { 1️⃣nope; }", ["1️⃣": .expected(.worldItem, found: "`nope`")])
  }

  @Test func parsingGoesOnBehindAMistake() {
    check(
      "interface i { f: 1️⃣nope; g: func(x: 2️⃣:); h: func(); }\ninterface 3️⃣; world w { 4️⃣x }",
      [
        "1️⃣": .expected(.function, found: "`nope`"), "2️⃣": .expected(.type, found: "`:`"),
        "3️⃣": .expected(.name, found: "`;`"), "4️⃣": .expected(.worldItem, found: "`x`"),
      ])
  }

  @Test func typesHaveADepth() {
    let deep = String(repeating: "list<", count: 150) + "u8" + String(repeating: ">", count: 150)
    let resolution = resolve(
      root: package("a.wit", "package a:b; interface i { type t = \(deep); }"), dependencies: [])
    #expect(resolution.diagnostics.map(\.message) == [.typeTooDeep(limit: 100)])
  }

  @Test func versionsAreWholeAndGatesAreKnown() {
    check("package a:b@1️⃣1.0;", ["1️⃣": .invalidVersion("1.0")])
    check("@1️⃣soon(version = 1.0.0) interface i { }", ["1️⃣": .unknownGate("soon")])
  }

  @Test func packagesHaveNames() {
    let nothing = resolve(root: SourcePackage(path: "x", files: []), dependencies: [])
    #expect(nothing.diagnostics.map(\.message) == [.noPackage])
    var options = ResolveOptions()
    options.parse.acceptsLegacy = false
    let nameless = resolve(
      root: package("a.wit", "interface i { }"), dependencies: [], options: options)
    #expect(nameless.diagnostics.map(\.message) == [.noPackage])
  }

  @Test func filesOfOneFolderAreOnePackage() {
    let files = ["package a:b;", "package a:c;"].enumerated().map {
      SourceFile(path: "\($0.offset).wit", text: $0.element)
    }
    let resolution = resolve(root: SourcePackage(path: "x", files: files), dependencies: [])
    #expect(
      resolution.diagnostics.map(\.message) == [.packageMismatch("a:c", expected: "a:b")])
  }

  @Test func packagesAreDefinedOnce() {
    check("package a:b; package c:d { } package 1️⃣c:d { }", ["1️⃣": .duplicatePackage("c:d")])
  }

  @Test func aMissingPackageNamesWhatIsThere() {
    check(
      "interface i { use 1️⃣c:d/e@1.0.0.{t}; }",
      ["1️⃣": .unknownPackage("c:d@1.0.0", candidates: ["c:d@2.0.0"], searched: [])],
      dependencies: ["package c:d@2.0.0; interface e { type t = u8; }"])
  }

  @Test func unknownNamesComeWithTheNearestOne() {
    check(
      "interface i { use 1️⃣colour.{t}; } interface color { type t = u8; }",
      ["1️⃣": .unknownInterface("colour", in: "a:b", suggestion: "color")])
    check(
      "interface i { record order { a: u8 } f: func(x: 1️⃣oder); }",
      ["1️⃣": .unknownType("oder", suggestion: "order")])
    check(
      "interface i { use j.{1️⃣itm}; } interface j { type item = u8; }",
      ["1️⃣": .unknownUse("itm", in: "a:b/j", suggestion: "item")])
    check("interface i { x: func(a: 1️⃣nope); }", ["1️⃣": .unknownType("nope", suggestion: nil)])
  }

  @Test func aWorldIsNoInterfaceAndTheOtherWayRound() {
    check("world v { } world w { import 1️⃣v; }", ["1️⃣": .notAnInterface("v")])
    check("interface i { } world w { include 1️⃣i; }", ["1️⃣": .notAWorld("i")])
  }

  @Test func aTopLevelUseLeadsToAnInterface() {
    check("use 1️⃣nope;", ["1️⃣": .unknownInterface("nope", in: "a:b", suggestion: nil)])
    check(
      "use 1️⃣c:d/w;", ["1️⃣": .notAnInterface("w")], dependencies: ["package c:d; world w { }"])
    check("use v as u; world v { } world w { include u; }", [:])
  }

  @Test func namesOfAFileAreOneScope() {
    check(
      "use i as j; interface i { } interface 1️⃣j { }", ["1️⃣": .duplicate(.name, "j")])
  }

  @Test func packageDocsStandInOneFile() {
    let files = ["/// One.\npackage a:b;", "/// Two.\npackage a:b;"].enumerated().map {
      SourceFile(path: "\($0.offset).wit", text: $0.element)
    }
    let resolution = resolve(root: SourcePackage(path: "x", files: files), dependencies: [])
    #expect(resolution.diagnostics.map(\.message) == [.packageDocsTwice])
  }

  @Test func namesAreGivenOnce() {
    check("interface i { } interface 1️⃣i { }", ["1️⃣": .duplicate(.name, "i")])
    check("interface i { type t = u8; type 1️⃣t = u8; }", ["1️⃣": .duplicate(.type, "t")])
    check("interface i { f: func(); 1️⃣f: func(); }", ["1️⃣": .duplicate(.function, "f")])
    check("interface i { record r { a: u8, 1️⃣a: u8 } }", ["1️⃣": .duplicate(.field, "a")])
    check("interface i { enum e { a, 1️⃣a } }", ["1️⃣": .duplicate(.case, "a")])
    check("interface i { flags e { a, 1️⃣a } }", ["1️⃣": .duplicate(.flag, "a")])
    check("interface i { f: func(a: u8, 1️⃣a: u8); }", ["1️⃣": .duplicate(.parameter, "a")])
    check(
      "world w { import f: func(); import 1️⃣f: func(); }", ["1️⃣": .duplicate(.import, "f")])
    check(
      "interface i { f: func(); 1️⃣F: func(); }", ["1️⃣": .conflictingName("F", with: "f")])
  }

  @Test func resourcesAreWhereResourcesAreNeeded() {
    check(
      "interface i { record r { a: u8 } f: func(x: borrow<1️⃣r>); }", ["1️⃣": .notAResource("r")])
    check(
      "interface i { resource r { m: func(1️⃣self: u8); } }", ["1️⃣": .selfParameter])
    check(
      "interface i { resource r; f: func() -> 1️⃣borrow<r>; }", ["1️⃣": .borrowInResult("r")])
    check(
      "interface i { resource r { constructor() -> 1️⃣u8; } }", ["1️⃣": .constructorResult("r")])
  }

  @Test func circlesAreNamed() {
    check(
      "interface i { use j.{t}; } interface 1️⃣j { use i.{t}; }",
      ["1️⃣": .interfaceCycle("a:b/i -> a:b/j -> a:b/i")])
    check(
      "world v { include w; } world 1️⃣w { include v; }",
      ["1️⃣": .worldCycle("a:b/v -> a:b/w -> a:b/v")])
    check("interface i { record 1️⃣r { a: list<r> } }", ["1️⃣": .recursiveType("r")])
  }

  @Test func nothingIsEmptyAndFlagsFit() {
    check("interface i { record 1️⃣r { } }", ["1️⃣": .emptyType(.record, "r")])
    check("interface i { variant 1️⃣v { } }", ["1️⃣": .emptyType(.variant, "v")])
    check("interface i { enum 1️⃣e { } }", ["1️⃣": .emptyType(.enum, "e")])
    check("interface i { flags 1️⃣f { } }", ["1️⃣": .emptyType(.flags, "f")])
    let many = (0..<33).map { "x\($0)" }.joined(separator: ", ")
    check("interface i { flags 1️⃣f { \(many) } }", ["1️⃣": .tooManyFlags(33)])
  }

  @Test func mapsHavePlainKeys() {
    check("interface i { type t = map<1️⃣list<u8>, u8>; }", ["1️⃣": .invalidMapKey])
  }

  @Test func includesRenameWhatIsThere() {
    check(
      "world v { import f: func(); } world w { include v with { 1️⃣g as h } }",
      ["1️⃣": .unknownRenaming("g")])
    check(
      "world v { import f: func(); } world w { import f: func(x: u8); include 1️⃣v; }",
      ["1️⃣": .duplicate(.import, "f")])
  }

  @Test func anExportMayNotNeedOneInterfaceBothWays() {
    check(
      """
      interface i1 { type t = u32; }
      interface i2 { use i1.{t}; }
      interface i3 { use i2.{t}; }
      world 1️⃣w { export i1; export i3; }
      world v { export i1; export i2; export i3; }
      """, ["1️⃣": .exportCycle("a:b/i3")])
  }

  @Test func gatesGoTogether() {
    check(
      "package a:b@1.0.0; @since(version = 2.0.0) interface 1️⃣i { }",
      [
        "1️⃣": .sinceAfterPackage(
          .init(major: 2, minor: 0, patch: 0), package: .init(major: 1, minor: 0, patch: 0))
      ])
    check("1️⃣@since(version = 1.0.0) interface i { }", ["1️⃣": .sinceWithoutVersion])
    check(
      "package a:b@1.0.0; @since(version = 1.0.0) @unstable(feature = x) interface 1️⃣i { }",
      ["1️⃣": .conflictingGates])
    check("@deprecated(version = 1.0.0) interface 1️⃣i { }", ["1️⃣": .deprecatedAlone])
  }

  @Test func aHiddenItemIsNotThere() {
    check(
      "interface i { @unstable(feature = x) type t = u8; f: func(a: 1️⃣t); }",
      ["1️⃣": .unknownType("t", suggestion: nil)])
    var options = ResolveOptions()
    options.features = ["x"]
    check(
      "interface i { @unstable(feature = x) type t = u8; f: func(a: t); }", [:], options: options)
  }
}

/// Text that would take the stack or the memory with it.
struct HostileTextTests {
  private func messages(_ text: String) -> [DiagnosticMessage] {
    resolve(root: package("a.wit", text), dependencies: []).diagnostics.map(\.message)
  }

  @Test func aChainOfTypesHasALength() {
    let forward = (0..<3000).map { "type a\($0) = a\($0 + 1);" }.joined(separator: " ")
    let found = messages("package a:b; interface i { \(forward) type a3000 = u8; }")
    #expect(found.contains(.typeTooDeep(limit: 100)))
    let nested = (0..<3000).map { "record r\($0 + 1) { a: r\($0) }" }.joined(separator: " ")
    #expect(
      messages("package a:b; interface i { record r0 { a: u8 } \(nested) }")
        .contains(.typeTooDeep(limit: 100)))
  }

  @Test func otherNamesForATypeAreNoDepth() {
    let names = (0..<3000).map { "type a\($0 + 1) = a\($0);" }.joined(separator: " ")
    #expect(messages("package a:b; interface i { type a0 = u8; \(names) }").isEmpty)
  }

  @Test func aTypeHasASize() {
    let doubling = (0..<40).map { "record r\($0 + 1) { a: r\($0), b: r\($0) }" }
      .joined(separator: " ")
    let found = messages("package a:b; interface i { record r0 { a: u8 } \(doubling) }")
    #expect(found.first == .typeTooLarge("r19", limit: 1_000_000))
  }

  @Test func interfacesAndWorldsLeadOnlySoFar() {
    let uses = (0..<1000).map { "interface i\($0) { use i\($0 + 1).{t}; }" }
    let last = "interface i1000 { type t = u8; }"
    for order in [uses + [last], [last] + uses.reversed()] {
      let found = messages("package a:b; " + order.joined(separator: " "))
      let areAllOfOneKind = found.allSatisfy {
        if case .dependenciesTooDeep(_, limit: 100) = $0 { true } else { false }
      }
      #expect(!found.isEmpty && areAllOfOneKind)
    }
    let includes = (0..<1000).map { "world w\($0) { include w\($0 + 1); }" }
    let found = messages("package a:b; \(includes.joined(separator: " ")) world w1000 { }")
    #expect(!found.isEmpty)
  }

  @Test func packagesMayFollowEachOther() {
    let first = "package a:p0 { interface i { type t = u8; } }"
    let others = (1..<90).map {
      "package a:p\($0) { interface i { use a:p\($0 - 1)/i.{t}; } }"
    }
    let found = messages("package a:b; \(first) \(others.joined(separator: " "))")
    #expect(found.isEmpty)
  }
}
