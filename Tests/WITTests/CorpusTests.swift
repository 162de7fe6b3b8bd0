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

  static let accepted = cases.filter { $0.isAccepted && outOfReach[$0.name] == nil }

  /// What is not read from text, and why.
  static let outOfReach = [
    "pass/kinds-of-deps": "some of its dependencies are binaries in the text format",
    "pass/simple-wasm-text.wat": "it is a binary in the text format",
  ]

  /// Where we take what the judge refuses, and why.
  static let lenient = [
    "fail/bad-gate3.wit": "what stands in a hidden interface is hidden with it",
    "fail/bad-gate4.wit": "the members of a hidden resource are hidden with it",
    "fail/bad-gate5.wit": "the members of a hidden resource are hidden with it",
  ]

  /// Where docs read otherwise, and why.
  static let otherDocs = [
    "pass/comments.wit": "the marks of plain block comments are not part of the docs",
    "interfaces/doc-comments": "the margin is that of all lines, also behind `/**`",
  ]

  /// Where what we print stands in another order, and why.
  static let otherOrder = [
    "pass/foreign-interface-dep-gated.wit": "packages stand in the order of their use",
    "pass/foreign-world-dep-gated.wit": "packages stand in the order of their use",
    "pass/gated-include.wit": "includes are expanded where they stand",
    "interfaces/multiple-use.wit": "the types used of one interface stand in one `use`",
    "interfaces/resources.wit": "inline interfaces keep their place among the imports",
    "interfaces/wasi-http": "the types used of one interface stand in one `use`",
  ]

  @Test func allCasesAreThere() {
    #expect(CorpusTests.cases.count == 265)
    #expect(CorpusTests.accepted.count == 109)
  }

  @Test(arguments: cases)
  func aCaseIsAcceptedOrRefusedAsTheJudgeDoes(_ testCase: Case) throws {
    guard CorpusTests.outOfReach[testCase.name] == nil else { return }
    let resolution = try testCase.load()
    let renderer = DiagnosticText(sources: resolution.sources)
    let found = resolution.diagnostics.map { renderer.headline(of: $0) }.joined(separator: "\n")
    let isExpected = testCase.isAccepted || CorpusTests.lenient[testCase.name] != nil
    #expect(resolution.isUsable == isExpected, "\(found)")
  }

  @Test(arguments: accepted)
  func aPackageHasTheStructureThatTheJudgeSees(_ testCase: Case) throws {
    let resolution = try testCase.load()
    var lines = CanonicalLines.of(resolution.graph)
    var expected = try Corpus.text(testCase.answer("canon")).split(separator: "\n").map(String.init)
    if CorpusTests.otherDocs[testCase.name] != nil {
      lines.removeAll { $0.contains(" docs ") }
      expected.removeAll { $0.contains(" docs ") }
    }
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
  func theJudgeTakesAPrintedPackageForTheSame(_ testCase: Case) throws {
    let resolution = try testCase.load()
    let root = try #require(resolution.root)
    let printed = WITPrinter.text(root: root, in: resolution.graph)
    let answer = try Judge.run(
      "component", "wit", "--features", "active", on: printed)
    #expect(answer.status == 0, "\(answer.errors)")
    var (text, expected) = (answer.text, try Corpus.text(testCase.answer("print")))
    guard CorpusTests.otherDocs[testCase.name] == nil else { return }
    if CorpusTests.otherOrder[testCase.name] != nil {
      text = sortedWords(text)
      expected = sortedWords(expected)
    }
    #expect(Golden.difference(text, from: expected) == nil)
  }

  private func sortedWords(_ text: String) -> String {
    text.split { " \n{},;".contains($0) }.filter { $0 != "use" && $0 != "foo." }.sorted()
      .joined(separator: "\n")
  }
}
