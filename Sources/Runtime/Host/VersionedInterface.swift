/// The name of an imported interface, taken apart.
struct VersionedInterface {
  /// Without the version.
  let name: String
  /// What follows `@`; nil where the name carries none.
  let version: String?

  init(_ text: String) {
    let parts = text.split(separator: "@", maxSplits: 1)
    name = parts.first.map(String.init) ?? ""
    version = parts.count > 1 ? String(parts[1]) : nil
  }

  /// Whether it is that interface in one of these releases, as `0.2`; drafts are others.
  func isServed(_ name: String, _ releases: [String]) -> Bool {
    guard self.name == name else { return false }
    guard let version else { return true }
    return !version.contains("-") && releases.contains { version.hasPrefix($0 + ".") }
  }
}
