package import WIT

/// Why no stub or binding can be made of something, and of what.
package struct StubGenError: Error, Hashable, Sendable {
  package enum Reason: Hashable, Sendable {
    /// `async`, `stream`, `map`, …: what this version generates no Swift for.
    case unsupported(String)
    case noWorld
    case unknownWorld(String, known: [String])
    case severalWorlds([String])
    case nothingExported
    /// A resource that the target does not export cannot be reached from afar.
    case foreignResource(String)
    /// What the resolver says of generated WIT; nothing a person could have written leads here.
    case unresolvable(String)
  }

  /// The item as people name it: `shopping:cart/api.checkout`.
  package var place: String
  package var range: SourceRange?
  package var reason: Reason

  package init(place: String, range: SourceRange? = nil, reason: Reason) {
    self.place = place
    self.range = range
    self.reason = reason
  }

  package var text: String { "\(place): \(reason.text)" }
}

extension StubGenError.Reason {
  var text: String {
    switch self {
    case .unsupported(let what): "\(what) cannot be generated yet"
    case .noWorld: "the package has no world"
    case .unknownWorld(let name, let known):
      "there is no world `\(name)`; there is \(list(known))"
    case .severalWorlds(let names): "say which world is meant: \(list(names))"
    case .nothingExported: "the world exports no function, so there is nothing to call"
    case .foreignResource(let name):
      "the resource `\(name)` is not one that the world exports, so no worker could understand a "
        + "handle of it"
    case .unresolvable(let message): "the stub WIT is not usable: \(message)"
    }
  }

  private func list(_ names: [String]) -> String {
    names.map { "`\($0)`" }.joined(separator: ", ")
  }
}
