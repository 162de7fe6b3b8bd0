/// Why something could not be built: a sentence with what to do about it.
package struct BuildFailure: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// What was given is wrong: a source does not compile, WIT has errors.
    case refused
    /// It could not be tried: a tool is missing, a file cannot be read or written.
    case couldNotTry
  }

  package var kind: Kind
  package var text: String
  /// What a compiler has said, where it said it with places.
  package var messages: [CompilerMessage]

  package init(_ kind: Kind, _ text: String, messages: [CompilerMessage] = []) {
    self.kind = kind
    self.text = text
    self.messages = messages
  }

  init(_ error: FileError) {
    self.init(.couldNotTry, error.text)
  }
}
