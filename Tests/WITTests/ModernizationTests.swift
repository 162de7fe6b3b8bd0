import Foundation
import TestSupport
import Testing
import WIT

/// Old WIT rewritten: today's tools take it, it means the same, no comment is lost.
struct ModernizationTests {
  private static let fixtures = Project.root.appending(path: "Tests/WITTests/Fixtures/fix")

  @Test(arguments: ["golem", "oldest"])
  func oldWITIsRewritten(_ name: String) throws {
    let new = try rewritten(try Self.fixture(name))
    let golden = ModernizationTests.fixtures.appending(path: "\(name).fixed.wit")
    let text = String(decoding: new.bytes, as: UTF8.self)
    #expect(try Golden.difference(text, from: golden) == nil)
    try checkWithTheJudge(SourcePackage(path: name, files: [new]))
  }

  @Test(arguments: ["golem", "oldest"], 0..<60 as Range<UInt64>)
  func commentsBetweenAnyTwoTokensSurvive(_ name: String, _ seed: UInt64) throws {
    var scatter = Scatter(seed: seed)
    _ = try rewritten(scatter.scattered(try Self.fixture(name)))
  }

  /// Formatting keeps old WIT as old as it is, and fixing what is formatted gives the same.
  @Test(arguments: ["golem", "oldest"])
  func formattedOldWITIsRewrittenToTheSame(_ name: String) throws {
    let source = try Self.fixture(name)
    let formatted = try #require(WITFormatter.format(source).bytes)
    let one = try rewritten(SourceFile(path: source.path, bytes: formatted))
    let two = try #require(WITFormatter.format(try rewritten(source)).bytes)
    let difference = Golden.difference(
      String(decoding: try #require(WITFormatter.format(one).bytes), as: UTF8.self),
      from: String(decoding: two, as: UTF8.self))
    #expect(difference == nil)
  }

  @Test func whatHasNoFixIsSaidAndTheRestIsDone() {
    let text = "package a:b\ninterface j { type t = float32 }\ninterface i { use j.*; }"
    let new = Modernization(root: package("a.wit", text), dependencies: [])
    // It is no syntax of today: the file is left as it is.
    #expect(new.changes.isEmpty)
    #expect(new.remaining.map(\.message).contains(.legacyUseOfAll))
  }

  @Test func aFileWithSyntaxErrorsIsLeftAloneAndTheOthersAreDone() {
    let files = [
      SourceFile(path: "a.wit", text: "package a:b\ninterface i { type t = float32 }"),
      SourceFile(path: "b.wit", text: "interface j { f: func() -> () g: nope }"),
    ]
    let new = Modernization(root: SourcePackage(path: ".", files: files), dependencies: [])
    #expect(new.changes.map(\.new.path) == ["a.wit"])
    #expect(new.root.files[1] == files[1])
    #expect(
      new.remaining.map(\.message)
        == [.legacyEmptyResult, .legacyMissingSemicolon, .expected(.function, found: "`nope`")])
  }

  @Test func todaysWITIsLeftAsItIs() {
    let new = Modernization(
      root: package("a.wit", "package a:b;\r\ninterface i { f: func( a:u8 ); }"), dependencies: [])
    #expect(new.changes.isEmpty)
    #expect(new.applied.isEmpty)
    #expect(new.remaining.isEmpty)
  }

  @Test func editsThatOverlapAreMadeOneAfterTheOther() {
    var sources = SourceMap()
    let file = sources.add(SourceFile(path: "a.wit", text: "abcdef"))
    func fixIt(_ lower: Int32, _ upper: Int32, _ text: String) -> Diagnostic.FixIt {
      Diagnostic.FixIt(
        range: SourceRange(file: file, lower: lower, upper: upper), replacement: text, title: "")
    }
    let edited = sources.edited(by: [fixIt(3, 3, "-"), fixIt(2, 4, "C"), fixIt(0, 1, "A")])
    #expect(String(decoding: edited[0].bytes, as: UTF8.self) == "AbCef")
  }

  @Test(.enabled(if: Corpus.isThere, "\(Corpus.hint)"))
  func theDefinitionsOfTheEcosystemBecomeTodays() throws {
    let names = Corpus.names(in: "wit-deps").filter { !$0.contains(".") }
    for name in names {
      // Two editions of one package do not stand beside each other.
      let others = names.filter { $0 != name && !$0.hasPrefix("golem") }
      try checkRewriting(
        try WITCase.package(Corpus.path("wit-deps/\(name)"), name),
        try others.map { try WITCase.package(Corpus.path("wit-deps/\($0)"), $0) })
    }
  }

  @Test(arguments: ["purchase-history/wit", "shopping-cart/wit", "shopping-cart/Sources/wit"])
  func theDemosPackagesBecomeTodays(_ path: String) throws {
    let folder = Project.root.appending(path: "demo-workspace/\(path)").path
    let (root, dependencies) = try WITCase.packages(folder, shownAs: path)
    try checkRewriting(root, dependencies)
  }

  @Test(.enabled(if: Corpus.isThere, "\(Corpus.hint)"), arguments: CorpusTests.accepted)
  func whatTheReferenceTakesIsLeftAsItIs(_ testCase: CorpusTests.Case) throws {
    let (root, dependencies) = try WITCase.packages(
      Corpus.path("wit/\(testCase.name)"), shownAs: testCase.name)
    let new = Modernization(root: root, dependencies: dependencies)
    #expect(new.changes.isEmpty)
    #expect(new.remaining.isEmpty)
  }

  private static func fixture(_ name: String) throws -> SourceFile {
    let path = fixtures.appending(path: "\(name).wit")
    return SourceFile(path: "\(name).wit", bytes: Array(try Data(contentsOf: path)))
  }

  private func rewritten(_ source: SourceFile) throws -> SourceFile {
    let root = SourcePackage(path: source.path, files: [source])
    return try check(Modernization(root: root, dependencies: [])).root.files[0]
  }

  private func checkRewriting(_ root: SourcePackage, _ dependencies: [SourcePackage]) throws {
    let new = try check(Modernization(root: root, dependencies: dependencies))
    try checkWithTheJudge(new.root, new.dependencies)
  }

  /// Nothing is left to say, the meaning is the same, the comments are all there.
  @discardableResult
  private func check(_ new: Modernization) throws -> Modernization {
    let renderer = DiagnosticText(sources: new.after.sources)
    let texts = new.after.sources.files.map { String(decoding: $0.bytes, as: UTF8.self) }
    // What the text says can be more than a binary can hold, before as after.
    let found = new.after.diagnostics.filter { !$0.message.isOfEncoding }
    #expect(found.map { renderer.text(of: $0) } == [], "\(texts)")
    #expect(CanonicalLines.of(new.after.graph) == CanonicalLines.of(new.before.graph), "\(texts)")
    for (old, new) in zip(new.before.sources.files, new.after.sources.files) {
      #expect(comments(new) == comments(old))
    }
    var strict = ResolveOptions()
    strict.parse.acceptsLegacy = false
    let again = resolve(root: new.root, dependencies: new.dependencies, options: strict)
    #expect(again.diagnostics.allSatisfy { $0.message.isOfEncoding })
    return new
  }

  private func comments(_ source: SourceFile) -> [String] {
    SyntaxTree.parse(source).tree.tokens.filter(\.kind.isTrivia)
      .map { TokenTexts.text($0, of: source) }.sorted()
  }

  private func checkWithTheJudge(
    _ root: SourcePackage, _ dependencies: [SourcePackage] = []
  ) throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "witbench-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try write(root, to: folder)
    for (index, dependency) in dependencies.enumerated() {
      try write(dependency, to: folder.appending(path: "deps/\(index)"))
    }
    let answer = try Judge.run("component", "wit", folder.path)
    #expect(answer.status == 0, "\(answer.errors)")
  }

  private func write(_ package: SourcePackage, to folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (index, file) in package.files.enumerated() {
      try Data(file.bytes).write(to: folder.appending(path: "\(index).wit"))
    }
  }
}
