// Symbols as people and programs read them.
extension SymbolIndex {
  /// The declaration as today's WIT, several lines; a field's or case's is its one line.
  package func text(of symbol: Int) -> String {
    let graph = graphs[symbols[symbol].graph].graph
    switch symbols[symbol].item {
    case .package(let id): return WITPrinter.text(of: id, in: graph)
    case .interface(let id):
      return WITPrinter.text(of: id, name: symbols[symbol].name, in: graph)
    case .world(let id): return WITPrinter.text(of: id, in: graph)
    case .type(let id): return WITPrinter.text(of: id, in: graph)
    case .function: return signature(of: symbol) + ";\n"
    case .member: return signature(of: symbol) + ",\n"
    }
  }

  /// Where it is declared, or the file that it was decoded from.
  package func origin(of symbol: Int) -> String {
    place(of: symbol)?.description ?? graphs[symbols[symbol].graph].path
  }

  package func origin(of reference: Reference) -> String {
    place(of: reference)?.description ?? graphs[reference.graph].path
  }

  /// `shopping:cart/api.{add-item}`: what names something, or the file where nothing does.
  package func user(of reference: Reference) -> String {
    reference.user.map { symbols[$0].path } ?? graphs[reference.graph].path
  }

  /// What a world imports and exports, as lines of WIT.
  package func items(ofWorld symbol: Int) -> [String] {
    guard case .world(let id) = symbols[symbol].item else { return [] }
    let graph = graphs[symbols[symbol].graph].graph
    func lines(_ items: [WorldItem], _ word: String) -> [String] {
      items.compactMap { item in
        switch item.content {
        case .type: return nil
        case .function(let function):
          return function.resource == nil
            ? "\(word) \(WITPrinter.text(of: function, in: graph))" : nil
        case .interface(let id):
          guard let name = item.name else { return "\(word) \(graph.key(of: item))" }
          return "\(word) \(name): \(graph.identifier(of: id) ?? "interface")"
        }
      }
    }
    return lines(graph[id].imports, "import") + lines(graph[id].exports, "export")
  }
}

extension SearchHit.Reason {
  /// `gives it`, `takes it as item`; nil for what is found by its name.
  package var text: String? {
    switch self {
    case .name: nil
    case .takes(let parameter): "takes it as \(parameter)"
    case .gives: "gives it"
    case .holds(let member?): "holds it as \(member)"
    case .holds(nil): "stands for it"
    }
  }
}
