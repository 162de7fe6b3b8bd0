// Worlds and their own items.
extension Resolver {
  mutating func resolve(_ id: WorldID) {
    guard let job = worldJobs[id] else { return }
    switch job.progress {
    case .done: return
    case .active:
      let path: [WorldID] = activeWorlds.drop { $0 != id } + [id]
      report(
        .worldCycle(path.map { graph.identifier(of: $0) }.joined(separator: " -> ")),
        at: graph[path[1]].attributes.range,
        notes: declaredHere(path[0] == path[1] ? nil : graph[path[0]].attributes.range))
      return
    case .waiting: break
    }
    guard activeWorlds.count < Limits.dependencyDepthMax else {
      worldJobs[id]?.progress = .done
      report(
        .dependenciesTooDeep(
          graph.identifier(of: id), limit: Limits.dependencyDepthMax),
        at: graph[id].attributes.range)
      return
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
      self.include(include, into: id, imports: &imports, exports: &exports, in: file)
    }
    elaborate(id, imports: imports, exports: exports, at: syntax.name.range)
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
      // An external id is the item's: what stands in an interface has no name outside of it.
      var own = attributes
      own.externalID = nil
      graph.interfaces.append(
        Interface(name: nil, package: scope.file.package, attributes: own))
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

  func uniqueKey(of item: WorldItem) -> String {
    guard item.name != nil else { return graph.key(of: item) }
    return UniqueNames.key(graph.key(of: item))
  }
}
