/// A version as Semantic Versioning 2.0.0 writes it: `1.2.3-pre+build`.
package struct SemanticVersion: Hashable, Sendable, CustomStringConvertible {
  package var major: UInt64
  package var minor: UInt64
  package var patch: UInt64
  /// What follows `-`, without the dash; empty if nothing does.
  package var prerelease: String
  /// What follows `+`, without the plus; empty if nothing does.
  package var build: String

  package init(
    major: UInt64, minor: UInt64, patch: UInt64, prerelease: String = "", build: String = ""
  ) {
    self.major = major
    self.minor = minor
    self.patch = patch
    self.prerelease = prerelease
    self.build = build
  }

  package var description: String {
    "\(major).\(minor).\(patch)"
      + (prerelease.isEmpty ? "" : "-\(prerelease)") + (build.isEmpty ? "" : "+\(build)")
  }
}

/// `namespace:name@version`.
package struct PackageName: Hashable, Sendable, CustomStringConvertible {
  package var namespace: String
  package var name: String
  package var version: SemanticVersion?

  package init(namespace: String, name: String, version: SemanticVersion? = nil) {
    self.namespace = namespace
    self.name = name
    self.version = version
  }

  package var description: String {
    "\(namespace):\(name)" + (version.map { "@\($0)" } ?? "")
  }
}
