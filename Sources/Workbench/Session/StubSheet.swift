/// A stub before it is written: its WIT and its Swift, linked line by line, and what would change.
package struct StubSheet: Hashable, Sendable {
  package struct Line: Hashable, Sendable {
    package var text: String
    /// The item that the line belongs to: the same text marks the same item in both languages.
    package var item: String?

    package init(text: String, item: String? = nil) {
      self.text = text
      self.item = item
    }
  }

  /// A file that writing would touch.
  package struct Change: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
      case new, changed, same
    }

    /// Relative to the workspace.
    package var path: String
    package var kind: Kind
    package var addedLines: Int
    package var removedLines: Int

    package init(path: String, kind: Kind, addedLines: Int = 0, removedLines: Int = 0) {
      self.path = path
      self.kind = kind
      self.addedLines = addedLines
      self.removedLines = removedLines
    }
  }

  package var template: String
  package var wit: [Line]
  package var swift: [Line]
  package var changes: [Change]
  /// Sentences about what the stub leaves out, if anything.
  package var notes: [String]

  package init(
    template: String, wit: [Line], swift: [Line], changes: [Change], notes: [String] = []
  ) {
    self.template = template
    self.wit = wit
    self.swift = swift
    self.changes = changes
    self.notes = notes
  }
}
