// Worlds: their items, includes, and the imports that these bring along.
extension Resolver {
  mutating func resolve(_ id: WorldID) {
    guard let job = worldJobs[id] else { return }
    switch job.progress {
    case .done: return
    case .active:
      let path = activeWorlds.drop { $0 != id } + [id]
      report(
        .worldCycle(path.map { graph.identifier(of: $0) }.joined(separator: " -> ")),
        at: graph[id].attributes.range)
      return
    case .waiting: break
    }
    worldJobs[id]?.progress = .active
    activeWorlds.append(id)
    resolve(job.syntax, as: id, in: job.file)
    activeWorlds.removeLast()
    worldJobs[id]?.progress = .done
  }

  private mutating func resolve(_ syntax: WorldSyntax, as id: WorldID, in file: FileScope) {
    var scope = TypeScope(owner: .world(id), file: file)
    for item in syntax.items {
      switch item {
      case .use(let use): resolve(use, in: &scope)
      case .type(let definition): declare(definition, in: &scope)
      case .import, .export, .include: break
      }
    }
    resolveTypes(in: &scope)
    var imports: [WorldItem] = scope.order.map {
      WorldItem(name: graph[$0].name, content: .type($0), attributes: graph[$0].attributes)
    }
    var exports: [WorldItem] = []
    for item in syntax.items {
      switch item {
      case .use: break
      case .type(let definition):
        imports += members(of: definition, in: &scope).map {
          WorldItem(name: $0.name, content: .function($0), attributes: $0.attributes)
        }
      case .import(let extern): add(extern, to: &imports, .import, in: &scope)
      case .export(let extern): add(extern, to: &exports, .export, in: &scope)
      case .include: break
      }
    }
    for case .include(let include) in syntax.items {
      self.include(include, imports: &imports, exports: &exports, in: file)
    }
    elaborate(id, imports: imports, exports: exports)
  }

  private mutating func add(
    _ extern: ExternSyntax, to items: inout [WorldItem],
    _ kind: DiagnosticMessage.Declaration, in scope: inout TypeScope
  ) {
    guard let attributes = attributes(extern.leading, extern.range, in: scope.file.package) else {
      return
    }
    let item: WorldItem
    switch extern.kind {
    case .function(let syntax):
      guard let function = function(syntax, in: &scope) else { return }
      item = WorldItem(
        name: syntax.name.text, content: .function(function), attributes: attributes)
    case .interface(let name, let body):
      let id = InterfaceID(index: graph.interfaces.count)
      graph.interfaces.append(
        Interface(name: nil, package: scope.file.package, attributes: attributes))
      resolve(body, of: id, in: scope.file)
      item = WorldItem(name: name.text, content: .interface(id), attributes: attributes)
    case .path(let label, let path):
      guard let id = interface(path, in: scope.file) else { return }
      resolve(id)
      item = WorldItem(name: label?.text, content: .interface(id), attributes: attributes)
    }
    let key = uniqueKey(of: item)
    if let earlier = items.first(where: { uniqueKey(of: $0) == key }) {
      report(
        .duplicate(kind, graph.key(of: item)), at: extern.range,
        notes: declaredHere(earlier.attributes.range))
      return
    }
    items.append(item)
  }

  private func uniqueKey(of item: WorldItem) -> String {
    guard item.name != nil else { return graph.key(of: item) }
    return String(
      decoding: graph.key(of: item).utf8.filter { $0 != UInt8(ascii: "-") }, as: UTF8.self
    ).lowercased()
  }

  private mutating func include(
    _ syntax: IncludeSyntax, imports: inout [WorldItem], exports: inout [WorldItem],
    in file: FileScope
  ) {
    guard attributes(syntax.leading, syntax.path.range, in: file.package) != nil,
      let id = world(syntax.path, in: file)
    else { return }
    resolve(id)
    var unused = Set(syntax.renamings.map(\.name.text))
    func renamed(_ item: WorldItem) -> WorldItem {
      guard let name = item.name,
        let renaming = syntax.renamings.first(where: { $0.name.text == name })
      else { return item }
      unused.remove(name)
      var item = item
      item.name = renaming.newName.text
      if case .function(var function) = item.content {
        function.name = renaming.newName.text
        item.content = .function(function)
      }
      return item
    }
    merge(graph[id].imports.map(renamed), into: &imports, .import, at: syntax.path.range)
    merge(graph[id].exports.map(renamed), into: &exports, .export, at: syntax.path.range)
    for renaming in syntax.renamings where unused.contains(renaming.name.text) {
      report(.unknownRenaming(renaming.name.text), at: renaming.name.range)
    }
  }

  private mutating func merge(
    _ new: [WorldItem], into items: inout [WorldItem], _ kind: DiagnosticMessage.Declaration,
    at range: SourceRange
  ) {
    for item in new {
      let key = uniqueKey(of: item)
      guard let earlier = items.first(where: { uniqueKey(of: $0) == key }) else {
        items.append(item)
        continue
      }
      if item.name == nil, earlier.name == nil { continue }
      if earlier.content == item.content { continue }
      report(.duplicate(kind, graph.key(of: item)), at: range)
    }
  }
}

// Elaboration: what is used becomes an import. (WIT.md, "Worlds"; resolved as the binary needs it.)
extension Resolver {
  private mutating func elaborate(_ id: WorldID, imports: [WorldItem], exports: [WorldItem]) {
    var all: [WorldItem] = []
    var imported: Set<InterfaceID> = []
    for item in imports { add(item, to: &all, imported: &imported) }

    let exported = Set(
      exports.compactMap { item -> InterfaceID? in
        if case .interface(let id) = item.content { id } else { nil }
      })
    var ordered: [WorldItem] = []
    for item in exports {
      switch item.content {
      case .interface(let interface):
        for used in graph.interfacesUsed(by: graph[interface]) where !exported.contains(used) {
          addInterface(used, to: &all, imported: &imported)
        }
      case .function, .type: break
      }
      ordered.append(item)
    }
    graph[id].imports = all
    graph[id].exports = ordered
  }

  private mutating func add(
    _ item: WorldItem, to items: inout [WorldItem], imported: inout Set<InterfaceID>
  ) {
    switch item.content {
    case .interface(let id):
      if item.name == nil, imported.contains(id) {
        // Brought in by a use before; the written item's docs and gates are the ones to keep.
        if let index = items.firstIndex(where: { $0.name == nil && $0.content == item.content }) {
          items[index].attributes = item.attributes
        }
        return
      }
      for used in graph.interfacesUsed(by: graph[id]) {
        addInterface(used, to: &items, imported: &imported)
      }
      if item.name == nil { imported.insert(id) }
      items.append(item)
    case .type(let id):
      if case .alias(.named(let target)) = graph[id].kind,
        case .interface(let owner) = graph[target].owner
      {
        addInterface(owner, to: &items, imported: &imported)
      }
      items.append(item)
    case .function: items.append(item)
    }
  }

  private mutating func addInterface(
    _ id: InterfaceID, to items: inout [WorldItem], imported: inout Set<InterfaceID>
  ) {
    guard !imported.contains(id) else { return }
    add(WorldItem(name: nil, content: .interface(id)), to: &items, imported: &imported)
  }
}
