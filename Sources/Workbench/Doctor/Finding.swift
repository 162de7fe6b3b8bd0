package import Component

/// What a look at one thing that the program needs has shown.
package struct Finding: Hashable, Sendable {
  package enum Verdict: String, Hashable, Sendable {
    case ok
    /// Something is missed that not everybody needs.
    case warning
    /// What the program is for does not work.
    case wrong
  }

  /// `terminal`, `libwasmtime`: a word that scripts may look for.
  package var name: String
  package var verdict: Verdict
  /// What is so, as a sentence without a period.
  package var text: String
  /// What to do about it; nil where all is well.
  package var advice: String?

  package init(_ name: String, _ verdict: Verdict, _ text: String, advice: String? = nil) {
    self.name = name
    self.verdict = verdict
    self.text = text
    self.advice = advice
  }

  /// `database: wrong: the database is damaged. Move .witbench away to start afresh.`
  package var line: String {
    let end = text.hasSuffix(".") ? "" : "."
    return "\(name): \(verdict.rawValue): \(text)" + (advice.map { "\(end) \($0)." } ?? "")
  }

  package var json: JSON {
    .object([
      "name": .string(name), "verdict": .string(verdict.rawValue), "text": .string(text),
      "advice": advice.map(JSON.string) ?? .null,
    ])
  }
}
