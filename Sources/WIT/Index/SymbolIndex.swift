/// Everything that has a name in some package graphs, and every place where it is named.
///
/// One immutable value over all sources of a workspace: WIT folders and components are searched
/// together. (`find` and the explorer ask it; it opens no file.)
package struct SymbolIndex: Sendable {
  package let graphs: [IndexedGraph]
  /// A symbol stands behind the one that it is declared in; a graph's root package comes first.
  package let symbols: [Symbol]
  package let references: [Reference]
  /// For each symbol, the numbers of the references that name it.
  private let uses: [[Int]]
  private let children: [[Int]]
  private let byPath: [String: [Int]]
  private let byItem: [ItemKey: Int]

  private struct ItemKey: Hashable, Sendable {
    var graph: Int
    var item: Symbol.Item
  }

  package init(_ graphs: [IndexedGraph]) {
    var symbols: [Symbol] = []
    var references: [Reference] = []
    for (number, graph) in graphs.enumerated() {
      var collector = SymbolCollector(graph, number: number, behind: symbols.count)
      collector.collect()
      symbols += collector.symbols
      references += ReferenceCollector.references(collector)
    }
    self.graphs = graphs
    self.symbols = symbols
    self.references = references
    var uses = [[Int]](repeating: [], count: symbols.count)
    for (number, reference) in references.enumerated() { uses[reference.target].append(number) }
    var children = [[Int]](repeating: [], count: symbols.count)
    var byPath: [String: [Int]] = [:]
    var byItem: [ItemKey: Int] = [:]
    for (number, symbol) in symbols.enumerated() {
      if let parent = symbol.parent { children[parent].append(number) }
      byPath[symbol.path, default: []].append(number)
      byItem[ItemKey(graph: symbol.graph, item: symbol.item)] = number
    }
    self.uses = uses
    self.children = children
    self.byPath = byPath
    self.byItem = byItem
  }

  /// What is declared in a symbol: an interface's types and functions, a record's fields.
  package func children(of symbol: Int) -> [Int] { children[symbol] }

  /// The same thing in every graph that has it: a package and the copies of it in `deps/`.
  package func twins(of symbol: Int) -> [Int] {
    (byPath[symbols[symbol].path] ?? []).filter { symbols[$0].kind == symbols[symbol].kind }
  }

  /// Every place that names a symbol or one of its twins, in the order of the graphs.
  package func references(to symbol: Int) -> [Reference] {
    twins(of: symbol).flatMap { uses[$0].map { references[$0] } }
  }

  package func symbol(_ item: Symbol.Item, inGraph graph: Int) -> Int? {
    byItem[ItemKey(graph: graph, item: item)]
  }

  /// Where a symbol is declared; nil for what a binary declares.
  package func place(of symbol: Int) -> SourcePlace? {
    let symbol = symbols[symbol]
    return symbol.range.map { graphs[symbol.graph].files.place(of: $0) }
  }

  package func place(of reference: Reference) -> SourcePlace? {
    reference.range.map { graphs[reference.graph].files.place(of: $0) }
  }

  package func function(at place: Symbol.FunctionPlace, in graph: Int) -> Function? {
    graphs[graph].graph.function(at: place)
  }

  /// The symbol as one line of WIT: `checkout: func() -> checkout-result`, `total: f32`.
  package func signature(of symbol: Int) -> String {
    let symbol = symbols[symbol]
    let graph = graphs[symbol.graph].graph
    switch symbol.item {
    case .function(let place):
      return graph.function(at: place).map { WITPrinter.text(of: $0, in: graph) } ?? symbol.name
    case .member(let type, let index):
      let member = graph[type].members[index]
      return member.name + (member.type.map { ": " + WITPrinter.text(of: $0, in: graph) } ?? "")
    case .type(let id):
      guard case .alias(let target) = graph[id].kind else {
        return "\(symbol.kind.rawValue) \(symbol.name)"
      }
      return "type \(symbol.name) = \(WITPrinter.text(of: target, in: graph))"
    case .package(let id): return "package \(graph[id].name)"
    case .interface, .world: return "\(symbol.kind.rawValue) \(symbol.name)"
    }
  }
}

extension PackageGraph {
  package func function(at place: Symbol.FunctionPlace) -> Function? {
    switch place {
    case .interface(let id, let index): return self[id].functions[index]
    case .world(let id, let isExport, let index):
      let item = (isExport ? self[id].exports : self[id].imports)[index]
      if case .function(let function) = item.content { return function }
      return nil
    }
  }
}
