/// One difference between two versions of a package, and whom it breaks.
package struct Change: Hashable, Sendable {
  package enum Audience: String, Hashable, Sendable, CaseIterable {
    /// Who calls a function, builds its values or imports its interface.
    case callers
    /// Who exports an interface, or provides what is imported.
    case implementers
  }

  package var breaks: Set<Audience>
  package var step: SemverStep
  /// What changed: `shopping:cart/api.{add-item}`, without version.
  package var path: String
  /// How, as a sentence without full stop.
  package var text: String
  /// Where it stands in the old and in the new text, as far as it does.
  package var old: SourceRange?
  package var new: SourceRange?

  package init(
    breaks: Set<Audience>, step: SemverStep, path: String, text: String, old: SourceRange? = nil,
    new: SourceRange? = nil
  ) {
    self.breaks = breaks
    self.step = step
    self.path = path
    self.text = text
    self.old = old
    self.new = new
  }
}

/// What a change asks of the version. (Semantic Versioning 2.0.0; WIT.md, "Feature gates".)
package enum SemverStep: String, Hashable, Sendable, Comparable {
  /// Nothing changed that has a meaning.
  case patch
  /// Something is new; whoever used the old goes on.
  case minor
  /// Somebody has to change something.
  case major

  private var rank: Int {
    switch self {
    case .patch: 0
    case .minor: 1
    case .major: 2
    }
  }

  package static func < (left: SemverStep, right: SemverStep) -> Bool { left.rank < right.rank }

  /// The least version that may follow. Before 1.0.0 the parts move up by one place, as everybody's
  /// version requirements take it.
  package func next(after version: SemanticVersion) -> SemanticVersion {
    let (major, minor, patch) = (version.major, version.minor, version.patch)
    // Behind a pre-release comes its release, whatever changed.
    if !version.prerelease.isEmpty {
      return SemanticVersion(major: major, minor: minor, patch: patch)
    }
    switch self {
    case .major where major > 0:
      return SemanticVersion(major: major + 1, minor: 0, patch: 0)
    case .minor where major > 0:
      return SemanticVersion(major: major, minor: minor + 1, patch: 0)
    case .major where minor > 0:
      return SemanticVersion(major: 0, minor: minor + 1, patch: 0)
    case .major, .minor, .patch:
      return SemanticVersion(major: major, minor: minor, patch: patch + 1)
    }
  }
}
