// What is used becomes an import. (WIT.md, "Worlds"; resolved as the binary needs it.)
extension Resolver {
  mutating func elaborate(
    _ id: WorldID, imports: [WorldItem], exports: [WorldItem], at range: SourceRange?
  ) {
    var elaboration = Elaboration(graph: graph, exports: exports)
    for item in graph.inPrintedOrder(imports) { elaboration.add(import: item) }
    for item in exports where !item.isInterface { elaboration.add(export: item) }
    for item in exports where item.isInterface { elaboration.add(export: item) }
    graph[id].imports = elaboration.imports
    graph[id].exports = elaboration.exports
    for interface in elaboration.conflicts {
      report(.exportCycle(graph.identifier(of: interface) ?? ""), at: range)
    }
  }
}

extension PackageGraph {
  /// Interfaces, used types, types, functions, members: what is needed comes before what needs it,
  /// and a printed world is read back in the same order.
  fileprivate func inPrintedOrder(_ imports: [WorldItem]) -> [WorldItem] {
    func place(_ item: WorldItem) -> Int {
      switch item.content {
      case .interface: return 0
      case .type(let id):
        if case .alias(.named(let target)) = self[id].kind, self[target].owner != self[id].owner {
          return 1
        }
        return 2
      case .function(let function): return function.resource == nil ? 3 : 4
      }
    }
    return (0...4).flatMap { rank in imports.filter { place($0) == rank } }
  }
}

/// A world's imports and exports, with the interfaces that they use put before them.
///
/// An export uses the exported one of an interface where there is one, else the import. That it
/// cannot do where what it imports would in turn use something that the world exports: the binary
/// has no way to say which is meant.
private struct Elaboration {
  private let graph: PackageGraph
  private(set) var imports: [WorldItem] = []
  private(set) var exports: [WorldItem] = []
  /// The exports that would need one interface both ways.
  private(set) var conflicts: [InterfaceID] = []
  /// By the interface, as they were written.
  private var writtenExports: [InterfaceID: WorldItem] = [:]
  private var imported: Set<InterfaceID> = []
  private var exported: Set<InterfaceID> = []
  /// What exports need as imports.
  private var required: Set<InterfaceID> = []

  init(graph: PackageGraph, exports: [WorldItem]) {
    self.graph = graph
    for item in exports {
      if case .interface(let id) = item.content { writtenExports[id] = item }
    }
  }

  mutating func add(import item: WorldItem) {
    switch item.content {
    case .interface(let id):
      if item.name == nil, imported.contains(id) {
        // Brought in by a use before; the written item's docs and gates are the ones to keep.
        if let index = imports.firstIndex(where: { $0.name == nil && $0.content == item.content }) {
          imports[index].attributes = item.attributes
        }
        return
      }
      addImports(usedBy: id, item.attributes.stability)
      if item.name == nil { imported.insert(id) }
      imports.append(item)
    case .type(let id):
      if case .alias(.named(let target)) = graph[id].kind,
        case .interface(let owner) = graph[target].owner
      {
        addImport(owner, item.attributes.stability)
      }
      imports.append(item)
    case .function: imports.append(item)
    }
  }

  mutating func add(export item: WorldItem) {
    guard case .interface(let id) = item.content else {
      exports.append(item)
      return
    }
    if !add(export: id, as: item) { conflicts.append(id) }
  }

  private mutating func addImports(usedBy id: InterfaceID, _ stability: Stability?) {
    for used in graph.interfacesUsed(by: graph[id]) { addImport(used, stability) }
  }

  private mutating func addImport(_ id: InterfaceID, _ stability: Stability?) {
    guard imported.insert(id).inserted else { return }
    addImports(usedBy: id, stability)
    imports.append(
      WorldItem(
        name: nil, content: .interface(id), attributes: Attributes(stability: stability)))
  }

  /// Adds an export behind those that it uses. False where they cannot be told apart.
  private mutating func add(export id: InterfaceID, as item: WorldItem) -> Bool {
    if exports.contains(item) { return true }
    for used in graph.interfacesUsed(by: graph[id]) {
      let fits =
        if let written = writtenExports[used] {
          add(export: used, as: written)
        } else {
          require(used, item.attributes.stability)
        }
      guard fits else { return false }
    }
    guard !required.contains(id) else { return false }
    exported.insert(id)
    exports.append(item)
    return true
  }

  /// Adds an import that an export needs. False where it, or what it uses, has been exported.
  private mutating func require(_ id: InterfaceID, _ stability: Stability?) -> Bool {
    if exported.contains(id) { return false }
    guard required.insert(id).inserted else { return true }
    for used in graph.interfacesUsed(by: graph[id]) {
      guard require(used, stability) else { return false }
    }
    addImport(id, stability)
    return true
  }
}
