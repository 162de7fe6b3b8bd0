/// A composition before it is written: the caller's imports and what each is wired to.
package struct WiringSheet: Hashable, Sendable {
  package enum Wire: Hashable, Sendable {
    /// A plug exports it; its name.
    case satisfied(by: String)
    /// It stays an import, for the host to serve.
    case open
    /// A plug has it, but it does not fit; why.
    case refused(by: String, reason: String)
  }

  package struct Import: Hashable, Sendable {
    package var name: String
    package var wire: Wire

    package init(name: String, wire: Wire) {
      self.name = name
      self.wire = wire
    }
  }

  package struct Plug: Hashable, Sendable {
    package var name: String
    package var path: String
    /// What it exports.
    package var exports: [String]
    /// Why it cannot be used, if so: the file is missing, say.
    package var problem: String?

    package init(name: String, path: String, exports: [String], problem: String? = nil) {
      self.name = name
      self.path = path
      self.exports = exports
      self.problem = problem
    }
  }

  /// The calling template.
  package var template: String
  package var socketPath: String
  package var plugs: [Plug]
  package var imports: [Import]
  package var exports: [String]
  package var destinationPath: String
  /// Why nothing can be composed, as a sentence; nil when it can.
  package var problem: String?

  package init(
    template: String, socketPath: String, plugs: [Plug], imports: [Import], exports: [String],
    destinationPath: String, problem: String? = nil
  ) {
    self.template = template
    self.socketPath = socketPath
    self.plugs = plugs
    self.imports = imports
    self.exports = exports
    self.destinationPath = destinationPath
    self.problem = problem
  }
}
