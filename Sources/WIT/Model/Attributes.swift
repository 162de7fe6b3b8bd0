/// What can be said of any item beside its meaning: docs, gates, external id, and where it stands.
package struct Attributes: Hashable, Sendable {
  /// The comments directly before the item, markers and common blanks removed; lines joined by `\n`.
  package var docs: String?
  package var stability: Stability?
  /// `@external-id("…")`.
  package var externalID: String?
  /// The item's name in its file; nil for what was decoded from a binary.
  package var range: SourceRange?

  package init(
    docs: String? = nil, stability: Stability? = nil, externalID: String? = nil,
    range: SourceRange? = nil
  ) {
    self.docs = docs
    self.stability = stability
    self.externalID = externalID
    self.range = range
  }
}

/// `@since`, `@unstable` and `@deprecated`. (WIT.md, "Feature gates".)
package enum Stability: Hashable, Sendable {
  case stable(since: SemanticVersion, deprecated: SemanticVersion?)
  case unstable(feature: String, deprecated: SemanticVersion?)
}
