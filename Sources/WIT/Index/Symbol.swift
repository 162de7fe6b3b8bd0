/// Something that has a name in a package graph.
package struct Symbol: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case package, component, interface, world
    case record, variant, `enum`, flags, resource, type
    case function = "func"
    case field, `case`, flag
  }

  /// Which part of its graph it is.
  package enum Item: Hashable, Sendable {
    case package(PackageID)
    case interface(InterfaceID)
    case world(WorldID)
    case type(TypeID)
    case function(FunctionPlace)
    /// A field, case or flag of a type, by its number.
    case member(TypeID, index: Int)
  }

  /// Where a function stands in its graph.
  package enum FunctionPlace: Hashable, Sendable {
    case interface(InterfaceID, index: Int)
    case world(WorldID, isExport: Bool, index: Int)
  }

  /// Which graph of the index.
  package var graph: Int
  package var item: Item
  package var kind: Kind
  /// `order`, `add-item`, `cart.add`, `order.total`; a package's name without namespace and version.
  package var name: String
  /// Its name for everybody: `shopping:cart/api@1.0.0.{add-item}`.
  package var path: String
  package var docs: String?
  /// The name where it is declared; nil for what was decoded from a binary.
  package var range: SourceRange?
  /// The symbol that it is declared in: a field's record, an interface's package.
  package var parent: Int?

  package var isType: Bool {
    switch kind {
    case .record, .variant, .enum, .flags, .resource, .type: true
    default: false
    }
  }
}

/// A package graph with what its texts say beyond it: one of those that an index is made of.
package struct IndexedGraph: Sendable {
  /// The folder or file, as the user knows it.
  package var path: String
  package var graph: PackageGraph
  /// The package that the folder is for.
  package var root: PackageID?
  /// The world that a component is of; nil for text.
  package var component: WorldID?
  package var files: SourceMap
  package var links: [SourceRange: PathTarget]

  package init(path: String, resolution: Resolution) {
    self.path = path
    graph = resolution.graph
    root = resolution.root
    files = resolution.sources
    links = resolution.links
  }

  package init(
    path: String, graph: PackageGraph, root: PackageID?, component: WorldID? = nil,
    files: SourceMap = SourceMap(), links: [SourceRange: PathTarget] = [:]
  ) {
    self.path = path
    self.graph = graph
    self.root = root
    self.component = component
    self.files = files
    self.links = links
  }
}
