/// A place where something is named that is declared elsewhere.
package struct Reference: Hashable, Sendable {
  /// What it is named for.
  package enum Role: Hashable, Sendable {
    case parameter(String)
    case result
    case field(String)
    case `case`(String)
    /// `type a = …`.
    case alias
    case use
    case `import`, export, include
  }

  /// Which graph of the index.
  package var graph: Int
  /// The symbol that is named.
  package var target: Int
  /// The symbol in whose declaration it is named; nil where a file of no package names it.
  package var user: Int?
  package var role: Role
  /// The name; nil in what was decoded from a binary.
  package var range: SourceRange?
}

extension Reference.Role {
  /// `parameter item`, `result`, `field items`, `import`.
  package var text: String {
    switch self {
    case .parameter(let name): "parameter \(name)"
    case .result: "result"
    case .field(let name): "field \(name)"
    case .case(let name): "case \(name)"
    case .alias: "type"
    case .use: "use"
    case .import: "import"
    case .export: "export"
    case .include: "include"
    }
  }
}
