import Foundation
import TestSupport
import Testing
import WIT

/// The layout of WIT text, and that nothing is lost on the way to it.
struct FormatTests {
  private static let fixtures = Project.root.appending(path: "Tests/WITTests/Fixtures/format")

  @Test(arguments: ["items", "comments", "lists", "old", "long-lines"])
  func aFileIsLaidOutAsPeopleWriteIt(_ name: String) throws {
    let source = try Self.fixture(name)
    let formatted = try text(source)
    #expect(
      try Golden.difference(
        formatted, from: FormatTests.fixtures.appending(path: "\(name).formatted.wit")) == nil)
    checkNothingIsLost(source)
  }

  @Test func theLineFeedAtTheEndIsOne() throws {
    #expect(try text(SourceFile(path: "a.wit", text: "")) == "")
    #expect(try text(SourceFile(path: "a.wit", text: "\n\n// a\n\n\n")) == "// a\n")
    #expect(try text(SourceFile(path: "a.wit", text: "\u{FEFF}package a:b;")) == "package a:b;\n")
  }

  @Test func aFileWithSyntaxErrorsIsLeftAlone() {
    let source = SourceFile(path: "a.wit", text: "package a:b; interface i { f: nope; }")
    let (bytes, diagnostics) = WITFormatter.format(source)
    #expect(bytes == nil)
    #expect(diagnostics.map(\.message) == [.expected(.function, found: "`nope`")])
  }

  @Test(arguments: ["items", "comments", "lists", "old", "long-lines"], 0..<40 as Range<UInt64>)
  func commentsBetweenAnyTwoTokensSurvive(_ name: String, _ seed: UInt64) throws {
    var scatter = Scatter(seed: seed)
    checkNothingIsLost(scatter.scattered(try Self.fixture(name)))
  }

  private static func fixture(_ name: String) throws -> SourceFile {
    let path = fixtures.appending(path: "\(name).wit")
    return SourceFile(path: "\(name).wit", bytes: Array(try Data(contentsOf: path)))
  }

  private func text(_ source: SourceFile) throws -> String {
    String(decoding: try #require(WITFormatter.format(source).bytes), as: UTF8.self)
  }
}

/// The same for what others wrote.
@Suite(.enabled(if: Corpus.isThere, "\(Corpus.hint)"))
struct CorpusFormatTests {
  @Test(arguments: CorpusTests.accepted)
  func formattingChangesNoMeaning(_ testCase: CorpusTests.Case) throws {
    let packages = try WITCase.packages(
      Corpus.path("wit/\(testCase.name)"), shownAs: testCase.name)
    check(packages) { $0 }
  }

  @Test(arguments: CorpusTests.accepted)
  func scatteredCommentsSurvive(_ testCase: CorpusTests.Case) throws {
    let packages = try WITCase.packages(
      Corpus.path("wit/\(testCase.name)"), shownAs: testCase.name)
    var scatter = Scatter(
      seed: UInt64(testCase.name.utf8.reduce(0) { $0 &* 31 &+ Int($1) } & 0xFFFF))
    check(packages) { scatter.scattered($0) }
  }

  @Test(arguments: Corpus.names(in: "wit-deps"))
  func formattingAnInterfaceDefinitionLosesNothing(_ name: String) throws {
    for file in try WITCase.package(Corpus.path("wit-deps/\(name)"), name).files {
      checkNothingIsLost(file)
    }
  }

  private func check(
    _ packages: (root: SourcePackage, dependencies: [SourcePackage]),
    _ edit: (SourceFile) -> SourceFile
  ) {
    let before = [packages.root] + packages.dependencies
    let edited = before.map { SourcePackage(path: $0.path, files: $0.files.map(edit)) }
    let after = edited.map { package in
      SourcePackage(path: package.path, files: package.files.map { checkNothingIsLost($0) })
    }
    let (old, new) = (resolved(edited), resolved(after))
    #expect(CanonicalLines.of(new.graph) == CanonicalLines.of(old.graph))
    #expect(new.diagnostics.map(\.message) == old.diagnostics.map(\.message))
  }

  private func resolved(_ packages: [SourcePackage]) -> Resolution {
    var options = ResolveOptions()
    options.features = ["active"]
    return resolve(root: packages[0], dependencies: Array(packages.dropFirst()), options: options)
  }
}

/// Formats a file and compares: every token and comment is there, in order, and formatting the
/// result changes nothing. The answer is the formatted file.
@discardableResult
private func checkNothingIsLost(
  _ source: SourceFile, sourceLocation: SourceLocation = #_sourceLocation
) -> SourceFile {
  let (bytes, diagnostics) = WITFormatter.format(source)
  let text = String(decoding: source.bytes, as: UTF8.self)
  guard let bytes else {
    Issue.record(
      "\(source.path): \(diagnostics.map(\.message.text))\n\(text)", sourceLocation: sourceLocation)
    return source
  }
  let formatted = SourceFile(path: source.path, bytes: bytes)
  #expect(TokenTexts.of(formatted) == TokenTexts.of(source), sourceLocation: sourceLocation)
  let again = WITFormatter.format(formatted)
  let difference = Golden.difference(
    String(decoding: again.bytes ?? [], as: UTF8.self), from: String(decoding: bytes, as: UTF8.self)
  )
  #expect(difference == nil, "\(source.path) of\n\(text)", sourceLocation: sourceLocation)
  #expect(again.diagnostics.map(\.message) == diagnostics.map(\.message))
  return formatted
}
