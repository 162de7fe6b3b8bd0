package import Component
package import Runtime
package import WIT

/// Everything an open workspace shows, read once: plain values that the session keeps.
package struct WorkspaceContents: Sendable {
  package var name: String
  /// The folder or file that was opened, as the user gave it.
  package var path: String
  /// WIT folders and files first, then components, each in the order of their paths.
  package var sources: [WorkspaceSource]
  package var templates: [TemplateContents]
  /// Whole sentences: a warning of the manifest, a scan that was cut short.
  package var notices: [String]
  package var isReadOnly: Bool

  package init(
    name: String, path: String, sources: [WorkspaceSource] = [],
    templates: [TemplateContents] = [], notices: [String] = [], isReadOnly: Bool = false
  ) {
    self.name = name
    self.path = path
    self.sources = sources
    self.templates = templates
    self.notices = notices
    self.isReadOnly = isReadOnly
  }

  package func template(named name: String) -> TemplateContents? {
    templates.first { $0.name == name }
  }
}

/// A WIT folder, a WIT file or a component: something with a graph of packages.
package struct WorkspaceSource: Sendable {
  package enum Kind: Hashable, Sendable {
    case wit
    /// The world that the component is of.
    case component(WorldID)
    /// It could not be read at all; why.
    case unreadable(String)
  }

  /// Relative to the workspace.
  package var path: String
  package var kind: Kind
  package var graph: PackageGraph
  /// The package that the folder is for; nil where there is none.
  package var root: PackageID?
  package var diagnostics: [Diagnostic]
  package var files: SourceMap
  package var links: [SourceRange: PathTarget]
  /// What is nested in a component; nil for text.
  package var part: BinaryPart?
  /// A component's imports and exports that WIT has no words for.
  package var extras: [ExtraItem] = []

  package init(path: String, resolution: Resolution) {
    self.path = path
    kind = .wit
    graph = resolution.graph
    root = resolution.root
    diagnostics = resolution.diagnostics
    files = resolution.sources
    links = resolution.links
  }

  package init(path: String, component: DecodedComponent, part: BinaryPart? = nil) {
    self.part = part
    extras = component.extras
    self.path = path
    kind = .component(component.world)
    graph = component.graph
    root = component.graph[component.world].package
    diagnostics = []
    files = SourceMap()
    links = [:]
  }

  package init(path: String, failure: String) {
    self.path = path
    kind = .unreadable(failure)
    graph = PackageGraph()
    root = nil
    diagnostics = []
    files = SourceMap()
    links = [:]
  }

  package var errorCount: Int { diagnostics.count { $0.severity == .error } }

  /// What the symbol index takes.
  package var indexed: IndexedGraph {
    IndexedGraph(
      path: path, graph: graph, root: root,
      component: { if case .component(let world) = kind { world } else { nil } }(),
      files: files, links: links)
  }
}

/// A template as the screen needs it: what can be invoked, and what it is made of.
package struct TemplateContents: Hashable, Sendable {
  package var name: String
  /// Relative to the workspace; nil where the template has no component yet.
  package var componentPath: String?
  /// Nil where there is no component, or it could not be read.
  package var type: ComponentType?
  /// Who serves what the component imports.
  package var imports: [ImportService] = []
  /// Of the component's file; nil where it could not be read.
  package var sha256: String?
  /// Why there is no `type`, as a sentence.
  package var problem: String?
  package var witPath: String?
  /// The templates for which it has stubs.
  package var calls: [String]
  /// Whether `build` knows how to make the component.
  package var isBuildable: Bool

  package init(
    name: String, componentPath: String? = nil, type: ComponentType? = nil,
    problem: String? = nil, witPath: String? = nil, calls: [String] = [], isBuildable: Bool = false
  ) {
    self.name = name
    self.componentPath = componentPath
    self.type = type
    self.problem = problem
    self.witPath = witPath
    self.calls = calls
    self.isBuildable = isBuildable
  }
}
