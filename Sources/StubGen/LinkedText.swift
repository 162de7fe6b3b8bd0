/// A text whose lines know which item they belong to, so that two texts can be read side by side.
package struct LinkedText: Hashable, Sendable {
  package struct Line: Hashable, Sendable {
    package var text: String
    /// The same key marks the same item in the stub's WIT and in its Swift; nil for what is of no
    /// item.
    package var item: String?

    package init(text: String, item: String? = nil) {
      self.text = text
      self.item = item
    }
  }

  package var lines: [Line]

  package init(lines: [Line] = []) {
    self.lines = lines
  }

  package var text: String { lines.map { $0.text + "\n" }.joined() }
}
