import Foundation
import TestSupport
import Testing
import WIT

/// What packages look like when they are printed: files `NAME.wit` and `NAME.printed.wit`.
struct PrinterTests {
  private static let folder = Project.root.appending(path: "Tests/WITTests/Fixtures/print")

  private func resolution(_ name: String) throws -> Resolution {
    var options = ResolveOptions()
    options.features = ["soon"]
    let path = PrinterTests.folder.appending(path: "\(name).wit").path
    return try WITCase.load(path, shownAs: "\(name).wit", options: options)
  }

  private func printed(_ name: String) throws -> String {
    let resolution = try resolution(name)
    let renderer = DiagnosticText(sources: resolution.sources)
    let errors = resolution.diagnostics.filter { $0.severity == .error }
    #expect(errors.map { renderer.text(of: $0) } == [])
    let root = try #require(resolution.root)
    return WITPrinter.text(root: root, in: resolution.graph)
  }

  @Test(arguments: ["everything", "legacy"])
  func aPackageIsPrintedAsItsFileSays(_ name: String) throws {
    let file = PrinterTests.folder.appending(path: "\(name).printed.wit")
    #expect(try Golden.difference(try printed(name), from: file) == nil)
  }

  @Test(arguments: ["everything", "legacy"])
  func thePrintedPackageIsTheSame(_ name: String) throws {
    let again = try printed("\(name).printed")
    let first = try printed(name)
    #expect(Golden.difference(again, from: first) == nil)
    let (one, two) = (try resolution(name), try resolution("\(name).printed"))
    #expect(CanonicalLines.of(two.graph) == CanonicalLines.of(one.graph))
    #expect(two.diagnostics.isEmpty)
  }

  @Test(arguments: ["everything", "legacy"])
  func theJudgeTakesThePrintedPackage(_ name: String) throws {
    let answer = try Judge.run(
      "component", "wit", "--features", "soon", on: try printed(name))
    #expect(answer.status == 0, "\(answer.errors)")
  }

  @Test func oldSyntaxIsWarnedOf() throws {
    let messages = try resolution("legacy").diagnostics.map(\.message)
    #expect(
      messages == [
        .legacyMissingSemicolon, .legacyFloat("float32", modern: "f32"),
        .legacyFloat("float64", modern: "f64"), .legacyEmptyResult, .legacyMissingSemicolon,
        .legacyNamedResults, .legacyMissingSemicolon, .legacyDefault, .legacyMissingSemicolon,
      ])
  }
}
