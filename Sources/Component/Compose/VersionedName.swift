import WIT

/// The name of an import or export, and which versions of it may stand in for each other.
///
/// `a:b/c@1.2.3` and `a:b/c@1.4.0` are of one track, as are `a:b/c@0.2.0` and `a:b/c@0.2.3`, and
/// the canonical `a:b/c@1`. Pre-releases and names without a version stand for themselves.
/// (Component Model, Binary.md, "Canonical interface names".)
struct VersionedName: Hashable {
  /// Equal for names that may stand in for each other.
  let track: String
  /// The interface's path without a version: `a:b/c`.
  let path: String
  /// Nil where none is written out whole.
  let version: SemanticVersion?

  init(_ name: String, suffix: String? = nil) {
    guard let at = name.firstIndex(of: "@") else {
      track = name
      path = name
      version = nil
      return
    }
    path = String(name[..<at])
    version = SemanticVersion(name[name.index(after: at)...] + (suffix ?? ""))
    track = version?.track.map { [path] in "\(path)@\($0)" } ?? name
  }

  init(_ extern: BinaryExtern) {
    self.init(extern.name, suffix: extern.attributes.versionSuffix)
  }

  /// Whether another name is of a later version of the same track.
  func precedes(_ other: VersionedName) -> Bool {
    switch (version, other.version) {
    case (let mine?, let others?): mine < others
    case (nil, .some): true
    case (_, nil): false
    }
  }
}
