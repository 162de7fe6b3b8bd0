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
    /// A stub names types of its target's interfaces; one that a world declares has no such name.
    case typeOfWorld(String)
    case typeOfInlineInterface(String)
    /// A resource that the target does not export cannot be reached from afar.
    case foreignResource(String)
    case staticMember
    /// Two WIT names that become one name in Swift.
    case nameClash(swift: String, first: String, second: String)
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
    case .typeOfWorld(let name):
      "`\(name)` is declared in the world; move it to an interface, so that a stub can use it"
    case .typeOfInlineInterface(let name):
      "`\(name)` is declared in an inline interface; give the interface a name in the package, "
        + "so that a stub can use it"
    case .foreignResource(let name):
      "the resource `\(name)` is not exported with the function, so no handle of it can be sent"
    case .staticMember: "a static function of a resource names no worker that it could be sent to"
    case .nameClash(let swift, let first, let second):
      "`\(first)` and `\(second)` would both be `\(swift)` in Swift; rename one of them"
    case .unresolvable(let message): "the stub WIT is not usable: \(message)"
    }
  }

  private func list(_ names: [String]) -> String {
    names.map { "`\($0)`" }.joined(separator: ", ")
  }
}
