package import StubGen
package import WIT

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
    /// What stands in the file now; nil where there is none.
    package var old: String?
    package var new: String

    /// What writing `new` over `old` adds and removes.
    package init(path: String, old: String?, new: String) {
      self.path = path
      self.old = old
      self.new = new
      let newLines = new.split(separator: "\n")
      guard let old else {
        kind = .new
        addedLines = newLines.count
        removedLines = 0
        return
      }
      let difference = newLines.difference(from: old.split(separator: "\n"))
      kind = old == new ? .same : .changed
      addedLines = difference.insertions.count
      removedLines = difference.removals.count
    }
  }

  /// What it answers.
  package var request: StubRequest
  package var wit: [Line]
  package var swift: [Line]
  package var changes: [Change]
  /// Sentences about where the stub differs from what the original generator writes.
  package var notes: [String] = []
  /// The worlds there are to choose from, and the one that was taken.
  package var worlds: [String] = []
  package var target: StubTarget
  package var options: StubOptions
  /// Whether the target is a component that does not say what it is called.
  package var isOfComponent = false
  /// Where the items are declared in the target's WIT.
  package var places: [String: SourcePlace] = [:]

  package init(
    request: StubRequest, wit: [Line], swift: [Line], changes: [Change], target: StubTarget,
    options: StubOptions
  ) {
    self.request = request
    self.wit = wit
    self.swift = swift
    self.changes = changes
    self.target = target
    self.options = options
  }
}
