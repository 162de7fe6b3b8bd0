import TestSupport
import Testing
import WIT

/// The index of every case that the judge accepts.
@Suite(.enabled(if: Corpus.isThere, "\(Corpus.hint)"))
struct IndexCorpusTests {
  @Test(arguments: CorpusTests.accepted)
  func everyReferenceLeadsToADeclaration(_ testCase: CorpusTests.Case) throws {
    checkReferences(of: try testCase.load())
  }

  @Test(arguments: CorpusTests.accepted)
  func renamingByTheIndexKeepsEveryMeaning(_ testCase: CorpusTests.Case) throws {
    checkRenaming(try testCase.load())
  }

  static let standards = Corpus.names(in: "wit-deps").filter { !$0.hasSuffix(".md") }

  @Test(arguments: standards)
  func theStandardPackagesAreIndexedCompletely(_ name: String) throws {
    // Two versions of one package are no dependencies of each other.
    let others = IndexCorpusTests.standards.filter { $0 != name && !$0.hasPrefix("golem") }
    let resolution = resolve(
      root: try WITCase.package(Corpus.path("wit-deps/\(name)"), name),
      dependencies: try others.map { try WITCase.package(Corpus.path("wit-deps/\($0)"), $0) })
    #expect(resolution.isUsable)
    checkReferences(of: resolution)
    checkRenaming(resolution)
  }
}

/// Every reference stands at a name, and its target is declared where its own name stands.
func checkReferences(of resolution: Resolution) {
  let index = SymbolIndex([IndexedGraph(path: "", resolution: resolution)])
  func text(_ range: SourceRange) -> String {
    let bytes = resolution.sources[range.file].bytes[Int(range.lower)..<Int(range.upper)]
    return String(decoding: bytes.filter { $0 != UInt8(ascii: "%") }, as: UTF8.self)
  }
  for reference in index.references {
    let target = index.symbols[reference.target]
    guard let declared = target.range, let place = reference.range else {
      Issue.record("without a place: \(reference), \(target.path)")
      continue
    }
    #expect(text(declared) == target.name, "\(target.path)")
    #expect(!text(place).isEmpty)
    #expect(reference.user != nil, "nobody names \(target.path) at \(text(place))")
  }
  let places = index.references.map(\.range)
  #expect(Set(places).count == places.count, "each place names one thing")
}

func checkRenaming(_ resolution: Resolution) {
  let difference = Renaming(resolution).difference()
  #expect(difference == nil)
}
