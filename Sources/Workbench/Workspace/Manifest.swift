package import Runtime
package import StubGen
package import WIT

/// What `witbench.toml` says, checked; everything in it is optional.
package struct Manifest: Hashable, Sendable {
  package static let fileName = "witbench.toml"

  /// A template as the manifest describes it; paths are as written, relative to the workspace.
  package struct Template: Hashable, Sendable {
    package var name: String
    package var wit: String?
    package var component: String?
    /// The folder of a Swift worker's sources.
    package var source: String?
    /// A command of another toolchain that makes the component; run only on request.
    package var build: String?
    /// How the stub is made through which others call it.
    package var stub = StubOptions()
    /// The templates that it gets a stub for.
    package var calls: [String]
    package var arguments: [String]
    /// With `${templates.NAME.id}` replaced, in the order of the text.
    package var environment: [EnvironmentVariable]
    /// Whether its workers begin afresh with each call.
    package var isEphemeral = false
    /// What its workers' folders begin with; sources are as written.
    package var files: [InitialFileSource]
    /// What each of its workers may take.
    package var limits = WorkerLimits()
    /// Where the manifest begins to speak of it.
    package var place: SourcePlace?

    package init(
      name: String, wit: String? = nil, component: String? = nil, source: String? = nil,
      build: String? = nil, calls: [String] = [], arguments: [String] = [],
      environment: [EnvironmentVariable] = [], files: [InitialFileSource] = [],
      place: SourcePlace? = nil
    ) {
      self.name = name
      self.wit = wit
      self.component = component
      self.source = source
      self.build = build
      self.calls = calls
      self.arguments = arguments
      self.environment = environment
      self.files = files
      self.place = place
    }
  }

  /// The workspace's name: the manifest's, else the folder's.
  package var name: String
  package var durability: Durability
  /// In the order of the text.
  package var templates: [Template]

  package init(name: String, durability: Durability = .full, templates: [Template] = []) {
    self.name = name
    self.durability = durability
    self.templates = templates
  }

  /// The id of a template: the same in every process and on every machine.
  package static func templateID(workspace: String, template: String) -> String {
    UUIDv5.make(namespace: templateNamespace, name: "\(workspace)/\(template)")
  }

  /// Made once at random. Another one would give every template another id, and its workers with it.
  private static let templateNamespace = "0f6d1b52-7c1e-4a53-9d0e-6c2f5e1a8b47"
}
