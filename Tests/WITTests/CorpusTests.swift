import Foundation
import TestSupport
import Testing
import WIT

/// The conformance cases of the reference parser, with the judge's verdicts and structures.
@Suite(.enabled(if: Corpus.isThere, "\(Corpus.hint)"))
struct CorpusTests {
  /// A case and what the judge says of it with the feature `active`.
  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var isAccepted: Bool
    /// `file:line:column` of the judge's first error; empty where it gives none.
    var place: String

    var testDescription: String { name }

    /// Where the judge's answers are.
    func answer(_ kind: String) -> String {
      "wit/expected/" + name.split(separator: "/").joined(separator: "__") + ".\(kind)"
    }

    func load() throws -> Resolution {
      var options = ResolveOptions()
      options.features = ["active"]
      // What the reference has left behind is judged by what it says today.
      options.parse.acceptsLegacy = false
      return try WITCase.load(Corpus.path("wit/\(name)"), shownAs: name, options: options)
    }
  }

  static let cases: [Case] = {
    guard let table = try? Corpus.text("wit/expected/manifest.tsv") else { return [] }
    return table.split(separator: "\n").dropFirst().map { line in
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      return Case(
        name: columns[1], isAccepted: columns[3] == "accept",
        place: columns.count > 6 ? columns[6] : "")
    }
  }()

  /// What is not text, and read by `BinaryPackageTests`.
  static let binaries: Set = ["pass/kinds-of-deps", "pass/simple-wasm-text.wat"]

  static let accepted = cases.filter { $0.isAccepted && !binaries.contains($0.name) }

  /// The cases of which the judge says where they are wrong.
  static let placed = cases.filter { $0.name.hasPrefix("fail/") && !$0.place.isEmpty }

  /// Where the judge prints what we print in another order, and why.
  static let otherOrder = [
    "pass/foreign-interface-dep-gated.wit": "the path that ordered its packages is not printed",
    "pass/foreign-world-dep-gated.wit": "the path that ordered its packages is not printed",
  ]

  /// Where our first error is on another line than the judge's one, and why.
  static let otherFirstLine = [
    "fail/async-bad-world3.wit":
      "an empty record is found with all else in the order of the text, not before it",
    "fail/package-nesting-too-deep.wit": "that packages do not nest is said at the first that does",
    "fail/use-and-include-world":
      "a world that an interface is `use`d for is named there, not where it is then included",
  ]

  @Test func allCasesAreThere() {
    #expect(CorpusTests.cases.count == 265)
    #expect(CorpusTests.accepted.count == 109)
    #expect(CorpusTests.placed.count == 144)
  }

  @Test(arguments: cases)
  func aCaseIsAcceptedOrRefusedAsTheJudgeDoes(_ testCase: Case) throws {
    guard !CorpusTests.binaries.contains(testCase.name) else { return }
    let resolution = try testCase.load()
    let renderer = DiagnosticText(sources: resolution.sources)
    let found = resolution.diagnostics.map { renderer.headline(of: $0) }.joined(separator: "\n")
    #expect(resolution.isUsable == testCase.isAccepted, "\(found)")
  }

  @Test(arguments: placed)
  func theFirstErrorIsOnTheJudgesLine(_ testCase: Case) throws {
    let resolution = try testCase.load()
    let renderer = DiagnosticText(sources: resolution.sources)
    let first = try #require(resolution.diagnostics.first { $0.severity == .error }?.range)
    let place = renderer.place(of: first)
    let isSame = testCase.place.hasPrefix("\(place.path):\(place.line):")
    #expect(isSame == (CorpusTests.otherFirstLine[testCase.name] == nil), "\(place)")
  }

  @Test(arguments: accepted)
  func aPackageHasTheStructureThatTheJudgeSees(_ testCase: Case) throws {
    let resolution = try testCase.load()
    let lines = CanonicalLines.of(resolution.graph)
    let expected = try Corpus.text(testCase.answer("canon")).split(separator: "\n").map(String.init)
    #expect(
      Golden.difference(lines.joined(separator: "\n"), from: expected.joined(separator: "\n"))
        == nil)
  }

  @Test(arguments: accepted)
  func aPrintedPackageIsReadBackAsTheSame(_ testCase: Case) throws {
    let resolution = try testCase.load()
    let root = try #require(resolution.root)
    let text = WITPrinter.text(root: root, in: resolution.graph)
    var options = ResolveOptions()
    options.features = ["active"]
    options.parse.acceptsLegacy = false
    let file = SourceFile(path: "printed.wit", text: text)
    let again = resolve(
      root: SourcePackage(path: file.path, files: [file]), dependencies: [], options: options)
    let renderer = DiagnosticText(sources: again.sources)
    #expect(again.diagnostics.map { renderer.text(of: $0) } == [])
    #expect(CanonicalLines.of(again.graph) == CanonicalLines.of(resolution.graph))
  }

  @Test(arguments: accepted)
  func aPackageIsPrintedAsTheReferenceDoes(_ testCase: Case) throws {
    let resolution = try testCase.load()
    let printed = WITPrinter.text(root: try #require(resolution.root), in: resolution.graph)
    #expect(Golden.difference(printed, from: try Corpus.text(testCase.answer("print"))) == nil)
  }

  @Test(arguments: accepted)
  func theJudgeTakesAPrintedPackageForTheSame(_ testCase: Case) throws {
    let resolution = try testCase.load()
    let printed = WITPrinter.text(root: try #require(resolution.root), in: resolution.graph)
    let answer = try Judge.run("component", "wit", "--features", "active", on: printed)
    #expect(answer.status == 0, "\(answer.errors)")
    let isSame = Golden.difference(answer.text, from: printed) == nil
    #expect(isSame == (CorpusTests.otherOrder[testCase.name] == nil))
    #expect(
      answer.text.split(separator: "\n").sorted() == printed.split(separator: "\n").sorted())
  }
}
