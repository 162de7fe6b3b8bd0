/// A composition before it is written: every import of every part, and what becomes of it.
package struct WiringSheet: Hashable, Sendable {
  package enum Wire: Hashable, Sendable {
    /// A part exports it; its path, and the name it has there.
    case satisfied(by: String, export: String)
    /// It stays an import, for the host to serve.
    case open
    /// A plug has it, but it does not fit, or several have it; their paths, and why.
    case refused(by: [String], reason: String)
  }

  /// One import of one part.
  package struct Row: Hashable, Sendable {
    /// The path of the part.
    package var importer: String
    package var name: String
    package var wire: Wire
    package var isByHand = false
    /// What does not fit has this name there.
    package var refusedExport: String?
    /// The name under which the composed component imports it, where that is another version's.
    package var mergedName: String?
    /// Sentences about what nearly gives it.
    package var nearMisses: [String] = []
    /// Whom the user can choose from.
    package var offers: [Offer] = []
    /// Who serves it if it stays open.
    package var service: KeptImport?

    package init(importer: String, name: String, wire: Wire) {
      self.importer = importer
      self.name = name
      self.wire = wire
    }

    /// Whether more than types is imported: types alone need nobody.
    package var isCalled: Bool { service.map { $0.functionCount > 0 } ?? true }

    package var key: String { "\(importer)\u{1F}\(name)" }
  }

  /// An export that could be chosen for an import.
  package struct Offer: Hashable, Sendable {
    package var path: String
    package var export: String
    /// Why it does not fit; nil where it does.
    package var problem: String?
    package var isPlugged: Bool
    /// Whether its name alone makes it the import's.
    package var isNamed = false

    package init(path: String, export: String, problem: String? = nil, isPlugged: Bool = false) {
      self.path = path
      self.export = export
      self.problem = problem
      self.isPlugged = isPlugged
    }
  }

  /// A component that takes part.
  package struct Part: Hashable, Sendable {
    package var name: String
    package var path: String
    package var exports: [String]
    /// Why it cannot be read, or is not needed.
    package var problem: String?
    package var isUsed = true

    package init(name: String, path: String, exports: [String] = [], problem: String? = nil) {
      self.name = name
      self.path = path
      self.exports = exports
      self.problem = problem
    }
  }

  package var request: CompositionRequest
  /// The socket first.
  package var parts: [Part]
  package var rows: [Row] = []
  package var exports: [String] = []
  /// What the composed component imports; empty while there is a problem.
  package var openImports: [String] = []
  /// Components of the workspace that have what some open import asks for.
  package var fitting: Set<String> = []
  package var notes: [String] = []
  /// Why nothing can be composed, as a sentence; nil when it can.
  package var problem: String?

  package init(request: CompositionRequest, parts: [Part]) {
    self.request = request
    self.parts = parts
  }

  /// What stands for an import that the composed component keeps.
  package static func hostKey(_ name: String) -> String { "\u{1F}\(name)" }

  /// The rows that are one import of the composed component.
  package func openRows(_ hostKey: String) -> [Row] {
    rows.filter { $0.wire == .open && Self.hostKey($0.mergedName ?? $0.name) == hostKey }
  }

  package func part(_ path: String) -> Part? { parts.first { $0.path == path } }

  package func name(of path: String) -> String {
    part(path)?.name ?? ComposeSocket.stem(of: path)
  }
}

/// What was composed.
package struct ComposedSheet: Hashable, Sendable {
  package var path: String
  package var bytes: Int
  /// What it imports, in its order.
  package var imports: [KeptImport]
  package var exports: [String]
  package var summary: String

  package init(
    path: String, bytes: Int, imports: [KeptImport], exports: [String], summary: String
  ) {
    self.path = path
    self.bytes = bytes
    self.imports = imports
    self.exports = exports
    self.summary = summary
  }
}
