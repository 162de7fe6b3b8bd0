import Component
import TestSupport
import Testing
import WIT

/// The reference's golden components, decoded, and the structure that the judge sees in them.
@Suite(.enabled(if: Corpus.isThere, "\(Corpus.hint)"))
struct DecodeCorpusTests {
  static let names = Corpus.names(in: "components").filter { $0.hasSuffix(".wasm") }
    .map { String($0.dropLast(".wasm".count)) }

  @Test func allComponentsAreThere() {
    #expect(DecodeCorpusTests.names.count == 125)
  }

  @Test(arguments: names)
  func aComponentHasTheStructureThatTheJudgeSees(_ name: String) throws {
    let component = try ComponentDecoder.decode(try Corpus.bytes("components/\(name).wasm"))
    let lines = CanonicalLines.of(component.graph).joined(separator: "\n")
    let expected = try Corpus.text("components/\(name).canon")
    let trimmed = expected.split(separator: "\n").joined(separator: "\n")
    #expect(Golden.difference(lines, from: trimmed) == nil)
  }

  @Test(arguments: names)
  func whatIsPrintedOfAComponentIsWIT(_ name: String) throws {
    let component = try ComponentDecoder.decode(try Corpus.bytes("components/\(name).wasm"))
    let root = component.graph[component.world].package
    let file = SourceFile(
      path: "printed.wit", text: WITPrinter.text(root: root, in: component.graph))
    let again = resolve(root: SourcePackage(path: file.path, files: [file]), dependencies: [])
    let renderer = DiagnosticText(sources: again.sources)
    #expect(again.diagnostics.map { renderer.text(of: $0) } == [])
    #expect(CanonicalLines.of(again.graph) == CanonicalLines.of(component.graph))
  }

  /// Cut short, or with a byte changed, a component is refused or read as another one; it never ends
  /// the program.
  @Test(arguments: names)
  func aDamagedComponentIsRefusedOrRead(_ name: String) throws {
    let bytes = try Corpus.bytes("components/\(name).wasm")
    // Every place would take minutes; a prime step meets all kinds of them.
    for place in stride(from: 0, to: bytes.count, by: 7) {
      _ = try? ComponentDecoder.decode(Array(bytes[..<place]))
      var damaged = bytes
      damaged[place] ^= UInt8(truncatingIfNeeded: 1 << (place % 8))
      _ = try? ComponentDecoder.decode(damaged)
    }
  }
}
