package import StubGen
import WIT

/// Which stub is looked at: of what, and what was chosen about it on the screen.
package struct StubRequest: Hashable, Sendable {
  package var template: String
  /// Nil for the world with the template's name, or the only one.
  package var world: String?
  /// Nil for what the manifest says.
  package var style: StubStyle?
  package var errors: StubErrors?
  /// What the target of a component without WIT is called; nil for a guess.
  package var target: StubTarget?

  package init(template: String) {
    self.template = template
  }
}

/// What became of adding a stub to a caller.
package enum StubAddition: Hashable, Sendable {
  case done(String)
  /// These files are there with a different content; nothing was written.
  case conflicts([String])
}

extension StubTarget {
  /// Reads what was typed.
  ///
  /// - Returns: nil where one of them is no name of its kind
  package init?(package name: String, world: String) {
    let text = "package \(name);\nworld %\(world) {}\n"
    let resolution = resolve(
      root: SourcePackage(path: "name", files: [SourceFile(path: "name.wit", text: text)]),
      dependencies: [])
    guard resolution.isUsable, let root = resolution.root,
      let id = resolution.graph[root].worlds.first
    else { return nil }
    self.init(package: resolution.graph[root].name, world: resolution.graph[id].name)
  }
}
