/// Why a name stands for no function, or for more than one.
package struct FunctionNameError: Error, Hashable, Sendable {
  package enum Problem: Hashable, Sendable {
    case unknown
    /// Several functions fit: the candidates.
    case ambiguous
    /// The name is understood as far as a place; what is wrong there.
    case malformed(String)
  }

  package var name: String
  package var problem: Problem
  /// Where several functions fit, those; else all that exist, the likeliest first.
  package var candidates: [ExportedFunction]

  package var text: String {
    let list = candidates.map { "\n  \($0.signature)" }.joined()
    switch problem {
    case .ambiguous: return "`\(name)` could be any of these; write one in full:\(list)"
    case .malformed(let text):
      return "`\(name)`: \(text)" + (list.isEmpty ? "" : "; these exist:\(list)")
    case .unknown where candidates.isEmpty:
      return "there is no function `\(name)`: nothing is exported"
    case .unknown: return "there is no function `\(name)`; these exist:\(list)"
    }
  }
}
