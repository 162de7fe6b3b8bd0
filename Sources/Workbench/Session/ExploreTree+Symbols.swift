import WIT

// The tree's subjects and the index's symbols.
extension WorkspaceContents {
  /// The symbol that a subject stands for: of a `use` the declaration, of an import the interface.
  func symbol(of subject: ExploreTree.Subject, in index: SymbolIndex) -> Int? {
    let source = subject.source
    let graph = sources[source].graph
    let item: Symbol.Item? =
      switch subject {
      case .source:
        if case .component(let world) = sources[source].kind {
          .world(world)
        } else {
          sources[source].root.map { .package($0) }
        }
      case .package(_, let id): .package(id)
      case .world(_, let id): .world(id)
      case .interface(_, let id): .interface(id)
      case .type(_, let id): .type(graph.declaration(of: id))
      case .function(_, .interface(let id), let number): .function(.interface(id, index: number))
      case .function(_, .world(let id, let isExport), let number):
        .function(.world(id, isExport: isExport, index: number))
      case .item: interface(at: subject).map { .interface($0.id) }
      }
    return item.flatMap { index.symbol($0, inGraph: source) }
  }

  /// Where the tree shows a symbol, or the nearest thing around it that has a row.
  func subject(
    of symbol: Int, in index: SymbolIndex, tree: ExploreTree
  ) -> ExploreTree.Subject? {
    var current: Int? = symbol
    while let number = current {
      let symbol = index.symbols[number]
      if let subject = subjects(of: symbol).first(where: { tree.firstIndex(of: $0) != nil }) {
        return subject
      }
      current = symbol.parent
    }
    return nil
  }

  private func subjects(of symbol: Symbol) -> [ExploreTree.Subject] {
    let source = symbol.graph
    switch symbol.item {
    case .package(let id):
      return id == sources[source].root ? [.source(source)] : [.package(source, id)]
    case .interface(let id): return [.interface(source, id)] + items(of: id, in: source)
    case .world(let id): return [.world(source, id), .source(source)]
    case .type(let id), .member(let id, _): return [.type(source, id)]
    case .function(.interface(let id, let index)):
      return [.function(source, .interface(id), index: index)]
    case .function(.world(let id, let isExport, let index)):
      return [.function(source, .world(id, isExport: isExport), index: index)]
    }
  }

  /// The imports and exports that are an interface.
  private func items(of interface: InterfaceID, in source: Int) -> [ExploreTree.Subject] {
    let graph = sources[source].graph
    return graph.worlds.indices.map { WorldID(index: $0) }.flatMap { world in
      [(true, graph[world].exports), (false, graph[world].imports)].flatMap { isExport, items in
        items.indices.compactMap { index in
          if case .interface(interface) = items[index].content {
            ExploreTree.Subject.item(source, world, isExport: isExport, index: index)
          } else {
            nil
          }
        }
      }
    }
  }

  /// The docs that another source has for the same thing: a component carries none.
  func docsElsewhere(of subject: ExploreTree.Subject) -> String? {
    guard let (own, id) = interface(at: subject),
      let name = sources[own].graph.identifier(of: id)
    else { return nil }
    for (number, source) in sources.enumerated() where number != own {
      let graph = source.graph
      let twin = graph.interfaces.indices.map { InterfaceID(index: $0) }.first {
        graph.identifier(of: $0) == name
      }
      if let twin, let docs = docs(of: subject, in: graph, twin) { return docs }
    }
    return nil
  }

  private func docs(
    of subject: ExploreTree.Subject, in graph: PackageGraph, _ interface: InterfaceID
  ) -> String? {
    switch subject {
    case .interface, .item: return graph[interface].attributes.docs
    case .type(let source, let id):
      let name = sources[source].graph[id].name
      return graph[interface].types.first { graph[$0].name == name }
        .flatMap { graph[graph.declaration(of: $0)].attributes.docs }
    case .function:
      let name = function(at: subject)?.name
      return graph[interface].functions.first { $0.name == name }?.attributes.docs
    case .source, .package, .world: return nil
    }
  }
}
