import Foundation
import TestSupport
import Testing
import WIT

/// What once ended, hung or confused the reader, and text like it made by rule. `Scripts/prove fuzz`
/// does this for minutes.
struct FailCaseTests {
  private static let fixtures = Project.root.appending(path: "Tests/WITTests/Fixtures")

  private static let failCases = wit(in: "FailCases")

  private static func wit(in folder: String) -> [String] {
    let names = FileManager.default.enumerator(atPath: fixtures.appending(path: folder).path)
    return (names?.allObjects as? [String] ?? []).filter { $0.hasSuffix(".wit") }.sorted()
      .map { "\(folder)/\($0)" }
  }

  private static func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: fixtures.appending(path: name)))
  }

  @Test func theCasesAreThere() {
    #expect(FailCaseTests.failCases.count >= 3)
  }

  @Test(.timeLimit(.minutes(2)), arguments: FailCaseTests.failCases)
  func whatFailedOnceIsAnswered(_ name: String) throws {
    check(try FailCaseTests.bytes(name), name)
  }

  @Test(arguments: 0..<24 as Range<UInt64>)
  func damagedTextIsAnswered(_ seed: UInt64) throws {
    var mutation = Mutation(seed: seed)
    let names = ["FailCases", "format", "fix", "print"].flatMap(FailCaseTests.wit)
    let texts = try names.map(FailCaseTests.bytes)
    for (name, text) in zip(names, texts) {
      for _ in 0..<4 { check(mutation.mutated(text, with: texts), "\(name), seed \(seed)") }
    }
  }

  /// Whatever is read has an answer, and what is read without a mistake prints as text that says
  /// the same.
  private func check(_ bytes: [UInt8], _ name: String) {
    let source = SourcePackage(path: "case", files: [SourceFile(path: "case.wit", bytes: bytes)])
    let resolution = resolve(root: source, dependencies: [])
    let texts = DiagnosticText(sources: resolution.sources)
    for diagnostic in resolution.diagnostics {
      #expect(!texts.text(of: diagnostic).isEmpty, "\(name)")
    }
    guard resolution.isUsable, let root = resolution.root else { return }
    let text = WITPrinter.text(root: root, in: resolution.graph)
    let printed = SourcePackage(path: "printed", files: [SourceFile(path: "p.wit", text: text)])
    let again = resolve(root: printed, dependencies: [])
    guard again.isUsable, let rootAgain = again.root else {
      Issue.record("\(name): what is printed cannot be read:\n\(text)")
      return
    }
    let textAgain = WITPrinter.text(root: rootAgain, in: again.graph)
    #expect(lines(of: textAgain) == lines(of: text), "\(name)")
  }

  /// Sorted: packages that do not need each other may change places.
  private func lines(of text: String) -> [Substring] {
    text.split(separator: "\n").sorted()
  }
}

/// Text with some bytes turned, left out, doubled or taken from other texts, decided by a seed.
private struct Mutation {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
  }

  mutating func mutated(_ text: [UInt8], with others: [[UInt8]]) -> [UInt8] {
    var text = text
    for _ in 0...number(below: 4) {
      let start = number(below: text.count + 1)
      let end = min(text.count, start + number(below: 24))
      switch number(below: 4) {
      case 0: text.removeSubrange(start..<end)
      case 1: text.insert(contentsOf: text[start..<end], at: number(below: text.count + 1))
      case 2:
        let other = others[number(below: others.count)]
        let from = number(below: other.count + 1)
        text.insert(contentsOf: other[from..<min(other.count, from + 24)], at: start)
      default:
        guard start < text.count else { continue }
        text[start] = UInt8(number(below: 256))
      }
    }
    return text
  }

  // Marsaglia's xorshift64*.
  private mutating func number(below limit: Int) -> Int {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return Int((state &* 0x2545_F491_4F6C_DD1D) >> 33) % limit
  }
}
