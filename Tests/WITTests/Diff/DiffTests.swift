import TestSupport
import Testing
import WIT

/// What is said of a change: whom it breaks, and the step that it asks of the version.
struct DiffTests {
  /// A change of a package, and what is said: `c` breaks callers, `i` implementers, `-` nobody.
  struct Pair: CustomTestStringConvertible, Sendable {
    var name: String
    var old: String
    var new: String
    var expected: [String]

    var testDescription: String { name }

    init(_ name: String, _ old: String, _ new: String, _ expected: String...) {
      self.name = name
      self.old = old
      self.new = new
      self.expected = expected
    }

    /// A change of one interface that a world imports.
    static func imported(
      _ name: String, _ old: String, _ new: String, _ expected: String...
    ) -> Pair {
      var pair = Pair(
        name, "interface i { \(old) } world w { import i; }",
        "interface i { \(new) } world w { import i; }")
      pair.expected = expected
      return pair
    }
  }

  static let functions: [Pair] = [
    .imported("same", "f: func();", "f: func();"),
    .imported(
      "function added", "f: func();", "f: func(); g: func();",
      "- minor a:b/i.{g}: the function is new: whoever implements the interface must add it"),
    .imported(
      "function removed", "f: func(); g: func();", "f: func();",
      "c major a:b/i.{g}: the function is gone"),
    Pair(
      "function added to an export", "interface i { f: func(); } world w { export i; }",
      "interface i { f: func(); g: func(); } world w { export i; }",
      "i major a:b/i.{g}: the function is new"),
    Pair(
      "function removed from an export",
      "interface i { f: func(); g: func(); } world w { export i; }",
      "interface i { f: func(); } world w { export i; }",
      "c major a:b/i.{g}: the function is gone"),
    .imported(
      "parameter type", "f: func(a: u32);", "f: func(a: u64);",
      "ci major a:b/i.{f}: the parameter `a` is `u64` now, was `u32`"),
    .imported(
      "parameter renamed", "f: func(a: u32);", "f: func(b: u32);",
      "ci major a:b/i.{f}: the parameter `a` is called `b` now"),
    .imported(
      "parameter replaced", "f: func(a: u32);", "f: func(b: u8);",
      "ci major a:b/i.{f}: the parameter `a: u32` is `b: u8` now"),
    .imported(
      "parameter added", "f: func(a: u8);", "f: func(a: u8, b: string);",
      "ci major a:b/i.{f}: the parameter `b: string` is new"),
    .imported(
      "parameter removed", "f: func(a: u8, b: string);", "f: func(a: u8);",
      "ci major a:b/i.{f}: the parameter `b: string` is gone"),
    .imported(
      "result", "f: func() -> u8;", "f: func() -> result<u8>;",
      "ci major a:b/i.{f}: the result is `result<u8>` now, was `u8`"),
    .imported(
      "result removed", "f: func() -> u8;", "f: func();",
      "ci major a:b/i.{f}: the result is nothing now, was `u8`"),
    .imported(
      "async", "f: func();", "f: async func();", "ci major a:b/i.{f}: the function is async now"),
    .imported(
      "the same by an alias", "f: func(a: u8);", "type t = u8; f: func(a: t);",
      "- minor a:b/i.{t}: the type is new"),
    .imported(
      "docs", "f: func();", "/// What it does.\nf: func();", "- patch a:b/i.{f}: the docs differ"),
  ]

  static let types: [Pair] = [
    .imported(
      "field added", "record r { a: u8 }", "record r { a: u8, b: string }",
      "ci major a:b/i.{r}: the field `b: string` is new"),
    .imported(
      "field removed", "record r { a: u8, b: u8 }", "record r { a: u8 }",
      "ci major a:b/i.{r}: the field `b` is gone"),
    .imported(
      "field type", "record r { a: u8 }", "record r { a: list<u8> }",
      "ci major a:b/i.{r}: the field `a` is `list<u8>` now, was `u8`"),
    .imported(
      "field renamed", "record r { a: u8 }", "record r { b: u8 }",
      "ci major a:b/i.{r}: the field `a` is called `b` now"),
    .imported(
      "field order", "record r { a: u8, b: u8 }", "record r { b: u8, a: u8 }",
      "ci major a:b/i.{r}: the fields stand in another order"),
    .imported(
      "case added", "variant v { a, b(u8) }", "variant v { a, b(u8), c(string) }",
      "ci major a:b/i.{v}: the case `c: string` is new"),
    .imported(
      "case value", "variant v { a, b(u8) }", "variant v { a, b }",
      "ci major a:b/i.{v}: the case `b` is without a value now, was `u8`"),
    .imported(
      "enum case", "enum e { a, b }", "enum e { a, c, b }",
      "ci major a:b/i.{e}: the case `c` is new"),
    .imported(
      "flag", "flags f { a, b }", "flags f { a }", "ci major a:b/i.{f}: the flag `b` is gone"),
    .imported(
      "kind", "record r { a: u8 }", "variant r { a(u8) }",
      "ci major a:b/i.{r}: it is a variant now, was a record"),
    .imported(
      "alias", "type t = u8;", "type t = u16;",
      "ci major a:b/i.{t}: the type is `u16` now, was `u8`"),
    .imported("type removed", "type t = u8;", "", "c major a:b/i.{t}: the type is gone"),
    .imported("type added", "", "type t = u8;", "- minor a:b/i.{t}: the type is new"),
    .imported(
      "method added", "resource r { m: func(); }", "resource r { m: func(); n: func(); }",
      "- minor a:b/i.{r.n}: the function is new: whoever implements the interface must add it"),
    .imported(
      "method removed", "resource r { constructor(); m: func(); }", "resource r { m: func(); }",
      "c major a:b/i.{r.constructor}: the function is gone"),
    .imported(
      "handle", "resource r; f: func(a: r);", "resource r; f: func(a: borrow<r>);",
      "ci major a:b/i.{f}: the parameter `a` is `borrow<r>` now, was `r`"),
    Pair(
      "the same type from elsewhere",
      "interface i { type t = u8; } interface j { type t = u8; } "
        + "interface k { use i.{t}; f: func(a: t); }",
      "interface i { type t = u8; } interface j { type t = u8; } "
        + "interface k { use j.{t}; f: func(a: t); }",
      "ci major a:b/k.{t}: it is `a:b/j.{t}` now, was `a:b/i.{t}`"),
  ]

  static let worlds: [Pair] = [
    Pair(
      "import added", "interface i { } world w { }", "interface i { } world w { import i; }",
      "- minor a:b/w: the import `a:b/i` is new: whoever runs its components must provide it"),
    Pair(
      "import removed", "interface i { } world w { import i; }", "interface i { } world w { }",
      "c major a:b/w: the import `a:b/i` is gone"),
    Pair(
      "export added", "interface i { } world w { }", "interface i { } world w { export i; }",
      "i major a:b/w: the export `a:b/i` is new"),
    Pair(
      "export removed", "interface i { } world w { export i; }", "interface i { } world w { }",
      "c major a:b/w: the export `a:b/i` is gone"),
    Pair(
      "a world's function", "world w { export f: func() -> u8; }",
      "world w { export f: func() -> u16; }",
      "ci major a:b/w.{f}: the result is `u16` now, was `u8`"),
    Pair(
      "an inline interface", "world w { export i: interface { f: func(); } }",
      "world w { export i: interface { f: func(); g: func(); } }",
      "i major a:b/w.{i.g}: the function is new"),
    Pair(
      "interface and world added", "", "interface i { } world w { }",
      "- minor a:b/i: the interface is new", "- minor a:b/w: the world is new"),
    Pair(
      "interface and world removed", "interface i { } world w { }", "",
      "c major a:b/i: the interface is gone", "ci major a:b/w: the world is gone"),
    Pair(
      "package renamed", "package a:b; interface i { }", "package a:c; interface i { }",
      "ci major a:b: the package is called `a:c` now"),
  ]

  static let gates: [Pair] = [
    .imported(
      "deprecated", "@since(version = 1.0.0) f: func();",
      "@since(version = 1.0.0) @deprecated(version = 1.0.0) f: func();",
      "- minor a:b/i.{f}: it is deprecated since 1.0.0"),
    .imported(
      "since", "@since(version = 1.0.0) f: func();", "@since(version = 0.9.0) f: func();",
      "- patch a:b/i.{f}: it says `@since` 0.9.0, was 1.0.0"),
    .imported(
      "made unstable", "@since(version = 1.0.0) f: func();",
      "@unstable(feature = active) f: func();",
      "c major a:b/i.{f}: it is unstable now, behind the feature `active`"),
    .imported(
      "made stable", "@unstable(feature = active) f: func();",
      "@since(version = 1.0.0) f: func();", "- minor a:b/i.{f}: it is stable now"),
    .imported(
      "hidden without the feature", "f: func();", "@unstable(feature = other) f: func();",
      "c major a:b/i.{f}: the function is gone"),
  ]

  static let all = functions + types + worlds + gates

  @Test(arguments: all) func aChangeIsSaidInWords(_ pair: Pair) throws {
    let changes = try DiffTests.changes(pair)
    #expect(changes.map(DiffTests.line) == pair.expected)
    #expect(changes.allSatisfy { $0.old != nil || $0.new != nil })
  }

  @Test func whatIsTheSameHasNoChanges() throws {
    for pair in DiffTests.all {
      for text in [pair.old, pair.new] {
        #expect(try DiffTests.changes(Pair("same", text, text)) == [])
      }
    }
  }

  /// The judge compares a world with the new one up to the first difference.
  @Test(arguments: all.filter { $0.old.contains("world w") && $0.new.contains("world w") })
  func whatTheJudgeRefusesIsBreaking(_ pair: Pair) throws {
    guard !pair.old.contains("package") else { return }
    let text =
      "package x:root;\npackage a:b@1.0.0 { \(pair.old) }\npackage a:b@1.1.0 { \(pair.new) }\n"
    let answer = try Judge.run(
      "component", "semver-check", "--features", "active", "--prev", "a:b/w@1.0.0", "--new",
      "a:b/w@1.1.0", on: text)
    if answer.status != 0 { #expect(answer.errors.contains("not semver-compatible")) }
    let isBreaking = try DiffTests.changes(pair).contains { $0.step == .major }
    #expect(answer.status == 0 || isBreaking, "\(answer.errors)")
  }

  @Test func typesOfDependenciesChangeTheirUsers() throws {
    let user = "package a:b; interface i { use c:d/types.{r}; f: func(x: r); }"
    let changes = try DiffTests.changes(
      Pair("", user, user),
      dependencies: (
        "package c:d; interface types { record r { a: u8 } record s { a: u8 } }",
        "package c:d; interface types { record r { a: u16 } record s { a: u16 } }"
      ))
    #expect(
      changes.map(DiffTests.line) == [
        "ci major c:d/types.{r}: the field `a` is `u16` now, was `u8`"
      ])
  }

  @Test func aDependencyMayMoveToAVersionThatCanStandIn() throws {
    func user(_ version: String) -> String {
      "package a:b; interface i { use c:d/t@\(version).{r}; f: func(x: r); } "
        + "world w { import c:d/t@\(version); }"
    }
    func dependency(_ version: String) -> String {
      "package c:d@\(version); interface t { record r { a: u8 } }"
    }
    let fitting = try DiffTests.changes(
      Pair("", user("0.2.0"), user("0.2.3")),
      dependencies: (dependency("0.2.0"), dependency("0.2.3")))
    #expect(fitting == [])
    let other = try DiffTests.changes(
      Pair("", user("0.2.0"), user("0.3.0")),
      dependencies: (dependency("0.2.0"), dependency("0.3.0")))
    #expect(
      other.map(DiffTests.line) == [
        "ci major a:b/i.{r}: it is `c:d/t@0.3.0.{r}` now, was `c:d/t@0.2.0.{r}`",
        "ci major a:b/w: the import `c:d/t@0.2.0` is `c:d/t@0.3.0` now",
      ])
  }

  static let products: [Pair] = [
    Pair(
      "exports more, imports less", "world w { import f: func(); export g: func(); }",
      "world w { export g: func(); export h: func(); }",
      "- minor component: the import `f` is gone", "- minor component: the export `h` is new"),
    Pair(
      "imports more", "interface i { f: func(); } world w { import i; }",
      "interface i { f: func(); g: func(); } interface j { } world w { import i; import j; }",
      "i major a:b/i.{g}: the function is new: whoever implements the interface must add it",
      "i major component: the import `a:b/j` is new: whoever runs it must provide it"),
    Pair(
      "exports less", "interface i { f: func(); g: func(x: u8); } world w { export i; }",
      "interface i { g: func(x: u16); } world w { export i; }",
      "c major a:b/i.{f}: the function is gone",
      "c major a:b/i.{g}: the parameter `x` is `u16` now, was `u8`"),
  ]

  @Test(arguments: products) func aComponentMayExportMoreAndImportLess(_ pair: Pair) throws {
    let changes = try DiffTests.changes(pair, isProduct: true)
    #expect(changes.map(DiffTests.line) == pair.expected)
  }

  static let steps: [(SemverStep, String, String)] = [
    (.patch, "1.2.3", "1.2.4"), (.minor, "1.2.3", "1.3.0"), (.major, "1.2.3", "2.0.0"),
    (.patch, "0.2.3", "0.2.4"), (.minor, "0.2.3", "0.2.4"), (.major, "0.2.3", "0.3.0"),
    (.major, "0.0.3", "0.0.4"), (.major, "2.0.0-rc.1", "2.0.0"),
  ]

  @Test(arguments: steps)
  func aStepLeadsToAVersion(_ step: SemverStep, _ version: String, _ next: String) throws {
    #expect("\(step.next(after: try #require(SemanticVersion(version))))" == next)
  }

  static func changes(
    _ pair: Pair, dependencies: (old: String, new: String)? = nil, isProduct: Bool = false
  ) throws -> [Change] {
    func side(_ text: String, _ dependency: String?) throws -> Comparison.Side {
      var options = ResolveOptions()
      options.features = ["active"]
      let header = text.contains("package ") ? "" : "package a:b@1.0.0;\n"
      let resolution = resolve(
        root: package("test.wit", header + text),
        dependencies: dependency.map { [package("dep.wit", $0)] } ?? [], options: options)
      #expect(resolution.diagnostics == [])
      return Comparison.Side(
        graph: resolution.graph, root: try #require(resolution.root),
        world: isProduct ? WorldID(index: 0) : nil)
    }
    return Comparison.changes(
      from: try side(pair.old, dependencies?.old), to: try side(pair.new, dependencies?.new))
  }

  static func line(_ change: Change) -> String {
    let breaks =
      (change.breaks.contains(.callers) ? "c" : "")
      + (change.breaks.contains(.implementers) ? "i" : "")
    return "\(breaks.isEmpty ? "-" : breaks) \(change.step.rawValue) "
      + "\(change.path.replacing("@1.0.0", with: "")): \(change.text.replacing("@1.0.0", with: ""))"
  }
}

/// No package of the corpus differs from itself.
@Suite(.enabled(if: Corpus.isThere, "\(Corpus.hint)"))
struct DiffCorpusTests {
  @Test(arguments: CorpusTests.accepted)
  func nothingDiffersFromItself(_ testCase: CorpusTests.Case) throws {
    let resolution = try testCase.load()
    let side = Comparison.Side(graph: resolution.graph, root: try #require(resolution.root))
    #expect(Comparison.changes(from: side, to: side) == [])
    for index in resolution.graph.worlds.indices {
      var product = side
      product.world = WorldID(index: index)
      #expect(Comparison.changes(from: product, to: product) == [])
    }
  }
}
