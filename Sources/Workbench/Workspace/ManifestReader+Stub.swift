import StubGen
import TOMLKit

// A template's `stub`: how others call it.
extension ManifestReader {
  mutating func stub(_ table: TOMLTable, at path: [String]) -> StubOptions {
    expectKeys(["style", "errors"], in: path)
    var options = StubOptions()
    if let style: StubStyle = choice(table["style"], at: path + ["style"]) {
      options.style = style
    }
    if let errors: StubErrors = choice(table["errors"], at: path + ["errors"]) {
      options.errors = errors
    }
    return options
  }

  private mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ value: (any TOMLValueConvertible)?, at path: [String]
  ) -> Choice? {
    guard let word = string(value, at: path) else { return nil }
    if let choice = Choice(rawValue: word) { return choice }
    let words = Choice.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
    refuse(path, "`\(word)` is none of \(words)")
    return nil
  }
}
