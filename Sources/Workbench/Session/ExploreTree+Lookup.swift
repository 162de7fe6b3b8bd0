package import Component
package import WIT

/// A function as Explore knows it.
package struct ExploredFunction: Hashable, Sendable {
  /// The interface as an import or export names it; nil for a world's own function.
  package var interface: String?
  package var name: String
}

extension WorkspaceContents {
  package func function(at subject: ExploreTree.Subject) -> Function? {
    guard case .function(let source, let owner, let index) = subject else { return nil }
    let graph = sources[source].graph
    switch owner {
    case .interface(let id): return graph[id].functions[index]
    case .world(let id, let isExport):
      let items = isExport ? graph[id].exports : graph[id].imports
      if case .function(let function) = items[index].content { return function }
      return nil
    }
  }

  package func exploredFunction(at subject: ExploreTree.Subject) -> ExploredFunction? {
    guard case .function(let source, let owner, _) = subject,
      let function = function(at: subject)
    else { return nil }
    switch owner {
    case .interface(let id):
      return ExploredFunction(
        interface: sources[source].graph.identifier(of: id), name: function.name)
    case .world: return ExploredFunction(interface: nil, name: function.name)
    }
  }

  /// What `subject` is about, as far as it is an interface.
  package func interface(at subject: ExploreTree.Subject) -> (source: Int, id: InterfaceID)? {
    switch subject {
    case .interface(let source, let id), .function(let source, .interface(let id), _):
      return (source, id)
    case .item(let source, let world, let isExport, let index):
      let graph = sources[source].graph
      let items = isExport ? graph[world].exports : graph[world].imports
      if case .interface(let id) = items[index].content { return (source, id) }
      return nil
    case .type(let source, let id):
      if case .interface(let owner) = sources[source].graph[id].owner { return (source, owner) }
      return nil
    case .source, .package, .world, .function: return nil
    }
  }

  /// The first template whose component can be called by this function.
  package func target(for function: ExploredFunction) -> (TemplateContents, ExportedFunction)? {
    for template in templates {
      guard
        let exported = template.type?.functions.first(where: { candidate in
          candidate.type.name == function.name && candidate.interface == function.interface
        })
      else { continue }
      return (template, exported)
    }
    return nil
  }

  /// The template that is made from a source: by its WIT folder, its component, or an interface
  /// that it exports.
  package func template(for subject: ExploreTree.Subject) -> TemplateContents? {
    let source = sources[subject.source]
    if let (_, id) = interface(at: subject), let name = source.graph.identifier(of: id) {
      let exporting = templates.first { template in
        template.type?.exports.contains { $0.name == name } == true
      }
      if let exporting { return exporting }
    }
    return templates.first { $0.witPath == source.path || $0.componentPath == source.path }
  }

  /// Where something is declared.
  package func place(of subject: ExploreTree.Subject) -> SourcePlace? {
    let source = sources[subject.source]
    let graph = source.graph
    let range: SourceRange? =
      switch subject {
      case .source: source.root.flatMap { graph[$0].attributes.range }
      case .package(_, let id): graph[id].attributes.range
      case .world(_, let id): graph[id].attributes.range
      case .interface(_, let id): graph[id].attributes.range
      case .type(_, let id): graph[id].attributes.range
      case .function: function(at: subject)?.attributes.range
      case .item(_, let world, let isExport, let index):
        (isExport ? graph[world].exports : graph[world].imports)[index].attributes.range
      }
    return range.map { source.files.place(of: $0) }
  }
}
