/// What a generator would write, as values: it can be shown before anything is changed.
package struct FilePlan: Hashable, Sendable {
  package struct Change: Hashable, Sendable {
    /// Relative to the folder that the plan is for, `/` between parts.
    package var path: String
    package var content: String

    package init(path: String, content: String) {
      self.path = path
      self.content = content
    }
  }

  package var changes: [Change]

  package init(changes: [Change]) {
    self.changes = changes
  }
}
