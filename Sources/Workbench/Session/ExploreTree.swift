package import WIT

/// Everything that Explore lists, as a tree: sources, their packages, worlds, interfaces, types and
/// functions.
package struct ExploreTree: Sendable {
  /// What a row stands for.
  package enum Subject: Hashable, Sendable {
    case source(Int)
    case package(Int, PackageID)
    case world(Int, WorldID)
    case interface(Int, InterfaceID)
    case type(Int, TypeID)
    case function(Int, FunctionOwner, index: Int)
    /// An import or export of a world.
    case item(Int, WorldID, isExport: Bool, index: Int)

    package var source: Int {
      switch self {
      case .source(let index), .package(let index, _), .world(let index, _),
        .interface(let index, _), .type(let index, _), .function(let index, _, _),
        .item(let index, _, _, _):
        index
      }
    }
  }

  package enum FunctionOwner: Hashable, Sendable {
    case interface(InterfaceID)
    /// The number of the export or import that it is.
    case world(WorldID, isExport: Bool)
  }

  package struct Node: Sendable {
    package var subject: Subject
    package var label: String
    /// Where it is from, when that is not clear from the label.
    package var note: String?
    /// What it is, in a word: `interface`, `record`.
    package var kind: String
    package var depth: Int
    package var parent: Int?
    package var hasChildren = false
    /// The labels from the top: the same after the files are read again.
    package var key: String
  }

  package private(set) var nodes: [Node] = []

  package init() {}

  package init(_ contents: WorkspaceContents) {
    for (index, source) in contents.sources.enumerated() { add(source, index) }
    leaveOutPaths()
  }

  /// The nodes whose parents are all open.
  package func visible(expanded: Set<String>) -> [Int] {
    var shown = [Bool](repeating: false, count: nodes.count)
    for (index, node) in nodes.enumerated() {
      // A parent stands before its children.
      shown[index] = node.parent.map { shown[$0] && expanded.contains(nodes[$0].key) } ?? true
    }
    return nodes.indices.filter { shown[$0] }
  }

  package func firstIndex(of subject: Subject) -> Int? {
    nodes.firstIndex { $0.subject == subject }
  }

  /// The keys that must be open for a node to be seen.
  package func ancestors(of index: Int) -> [String] {
    var keys: [String] = []
    var current = nodes[index].parent
    while let parent = current {
      keys.append(nodes[parent].key)
      current = nodes[parent].parent
    }
    return keys
  }
}

// Building.
extension ExploreTree {
  @discardableResult
  private mutating func append(
    _ subject: Subject, _ label: String, _ kind: String, note: String? = nil, under parent: Int?
  ) -> Int {
    if let parent { nodes[parent].hasChildren = true }
    let above = parent.map { nodes[$0] }
    nodes.append(
      Node(
        subject: subject, label: label, note: note, kind: kind,
        depth: above.map { $0.depth + 1 } ?? 0,
        parent: parent, key: "\(above?.key ?? "")\u{1F}\(kind) \(label) \(note ?? "")"))
    return nodes.count - 1
  }

  private mutating func add(_ source: WorkspaceSource, _ index: Int) {
    switch source.kind {
    case .unreadable: append(.source(index), source.path, "unreadable", under: nil)
    case .component(let world):
      let node = append(
        .source(index), Files.name(of: source.path), "component",
        note: Files.folder(of: source.path), under: nil)
      add(items: source.graph[world].exports, of: world, isExport: true, source, index, node)
      add(items: source.graph[world].imports, of: world, isExport: false, source, index, node)
    case .wit:
      let label = source.root.map { "\(source.graph[$0].name)" } ?? source.path
      let node = append(.source(index), label, "package", note: source.path, under: nil)
      if let root = source.root { addContents(of: root, source, index, under: node) }
      for other in source.graph.packages.indices.reversed() {
        let id = PackageID(index: other)
        guard id != source.root else { continue }
        let name = "\(source.graph[id].name)"
        let child = append(.package(index, id), name, "dependency", under: node)
        addContents(of: id, source, index, under: child)
      }
    }
  }

  /// A package's folder is worth its place only where another has the same name.
  private mutating func leaveOutPaths() {
    let labels = nodes.filter { $0.kind == "package" }.map(\.label)
    let counts = Dictionary(labels.map { ($0, 1) }, uniquingKeysWith: +)
    for index in nodes.indices {
      let isClear =
        nodes[index].kind == "package" ? counts[nodes[index].label] == 1 : nodes[index].note == "."
      if isClear { nodes[index].note = nil }
    }
  }

  private mutating func addContents(
    of package: PackageID, _ source: WorkspaceSource, _ index: Int, under parent: Int
  ) {
    for id in source.graph[package].interfaces {
      let name = source.graph[id].name ?? "interface"
      let node = append(.interface(index, id), name, "interface", under: parent)
      addContents(of: id, source, index, under: node)
    }
    for id in source.graph[package].worlds {
      let world = source.graph[id]
      let node = append(.world(index, id), world.name, "world", under: parent)
      add(items: world.exports, of: id, isExport: true, source, index, node)
      add(items: world.imports, of: id, isExport: false, source, index, node)
    }
  }

  private mutating func addContents(
    of interface: InterfaceID, _ source: WorkspaceSource, _ index: Int, under parent: Int
  ) {
    for id in source.graph[interface].types {
      append(.type(index, id), source.graph[id].name, source.graph.word(for: id), under: parent)
    }
    for (number, function) in source.graph[interface].functions.enumerated() {
      append(
        .function(index, .interface(interface), index: number),
        source.graph.label(of: function), "func", under: parent)
    }
  }

  private mutating func add(
    items: [WorldItem], of world: WorldID, isExport: Bool, _ source: WorkspaceSource,
    _ index: Int, _ parent: Int
  ) {
    let isComponent = if case .component = source.kind { true } else { false }
    for (number, item) in items.enumerated() {
      let name = source.graph.key(of: item)
      switch item.content {
      case .function:
        append(
          .function(index, .world(world, isExport: isExport), index: number), name,
          isExport ? "export func" : "import func", under: parent)
      case .type(let id):
        append(.type(index, id), name, source.graph.word(for: id), under: parent)
      case .interface(let id):
        let node = append(
          .item(index, world, isExport: isExport, index: number), name,
          isExport ? "export" : "import", under: parent)
        if isComponent { addContents(of: id, source, index, under: node) }
      }
    }
  }
}
