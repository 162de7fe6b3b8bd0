/// A wire that is set by hand, where the automatic one is not what is wanted.
package struct WireDecision: Hashable, Sendable {
  package struct Export: Hashable, Sendable {
    package var part: String
    package var name: String

    package init(part: String, name: String) {
      self.part = part
      self.name = name
    }
  }

  /// The part whose import it is, by its name in the composition.
  package var importer: String
  /// The import; its version may be left out where that is unambiguous.
  package var name: String
  /// What gives it, whatever its name, as long as the types fit; nil leaves the import open.
  package var export: Export?

  package init(importer: String, name: String, export: Export?) {
    self.importer = importer
    self.name = name
    self.export = export
  }

  /// Reads `PART.IMPORT=PART.EXPORT`, or `PART.IMPORT=open`.
  ///
  /// Parts and versions have periods in their names: the longest part that fits is meant.
  /// Nil where the text is neither.
  package init?(_ text: String, parts: [String]) {
    let sides = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard sides.count == 2, let wanted = Self.end(sides[0], parts) else { return nil }
    if sides[1] == "open" {
      self.init(importer: wanted.part, name: wanted.name, export: nil)
    } else {
      guard let export = Self.end(sides[1], parts) else { return nil }
      self.init(importer: wanted.part, name: wanted.name, export: export)
    }
  }

  private static func end(_ text: Substring, _ parts: [String]) -> Export? {
    let known = parts.filter { text.hasPrefix("\($0).") }.max { $0.utf8.count < $1.utf8.count }
    // Of an unknown part the name ends at the first period.
    guard let part = known ?? text.firstIndex(of: ".").map({ String(text[..<$0]) }) else {
      return nil
    }
    let name = text.dropFirst(part.count + 1)
    return part.isEmpty || name.isEmpty ? nil : Export(part: part, name: String(name))
  }
}
