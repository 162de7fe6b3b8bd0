/// Why the screen cannot be had: a sentence with what to do about it.
package struct TerminalFailure: Error, Hashable, Sendable {
  package var text: String

  init(_ text: String) {
    self.text = text
  }
}
