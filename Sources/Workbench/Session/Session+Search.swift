import WIT

// Searching all sources, and who uses what.
extension Session {
  /// The index of all sources, made when it is first needed.
  private mutating func indexed() -> SymbolIndex? {
    if symbolIndex == nil, let workspace {
      symbolIndex = SymbolIndex(workspace.sources.map(\.indexed))
    }
    return symbolIndex
  }

  mutating func findEverything() {
    guard indexed() != nil else { return }
    popups.append(.search(filter: TextInput(), found: [], selection: 0))
  }

  /// Looks for what is typed now.
  mutating func followSearch() {
    guard case .search(let filter, _, let selection)? = popups.last, let workspace,
      let index = indexed()
    else { return }
    let hits = index.search(filter.text).prefix(Limits.foundItemsMax)
    let found = hits.compactMap { hit -> FoundItem? in
      guard let subject = workspace.subject(of: hit.symbol, in: index, tree: tree) else {
        return nil
      }
      return FoundItem(
        kind: index.symbols[hit.symbol].kind.rawValue, text: Self.line(of: hit.symbol, in: index),
        note: Self.note(of: hit.symbol, in: index), subject: subject)
    }
    popups[popups.count - 1] = .search(
      filter: filter, found: found, selection: min(selection, max(0, found.count - 1)))
  }

  /// The signature; of a field or case with the type that it belongs to.
  private static func line(of symbol: Int, in index: SymbolIndex) -> String {
    switch index.symbols[symbol].item {
    case .member(let type, _):
      let owner = index.graphs[index.symbols[symbol].graph].graph[type].name
      return "\(owner).\(index.signature(of: symbol))"
    case .type:
      let signature = index.signature(of: symbol)
      return String(signature.drop { $0 != " " }.dropFirst())
    case .package, .interface, .world: return index.symbols[symbol].path
    case .function: return index.signature(of: symbol)
    }
  }

  /// The interface or world that it is declared in; for those themselves, where they are from.
  private static func note(of symbol: Int, in index: SymbolIndex) -> String {
    var current = symbol
    while let parent = index.symbols[current].parent {
      current = parent
      switch index.symbols[current].item {
      case .interface, .world: return index.symbols[current].path
      default: continue
      }
    }
    return index.graphs[index.symbols[symbol].graph].path
  }

  /// Asks where to go among everything that names what is selected: in the text the type of the
  /// line, else the item of the list.
  mutating func showUsers() {
    guard let node = exploredNode, let workspace, let index = indexed() else { return }
    let link = focus == .main ? exploredLinks()?.first : nil
    guard let symbol = workspace.symbol(of: link ?? node.subject, in: index) else {
      tell(.note, "The index knows nothing of \(node.label).")
      return
    }
    var names: [String] = []
    var subjects: [ExploreTree.Subject] = []
    for reference in index.references(to: symbol) {
      guard let user = reference.user,
        let subject = workspace.subject(of: user, in: index, tree: tree)
      else { continue }
      let name = "\(index.symbols[user].path), \(reference.role.text)"
      // Copies of a package in several folders say the same.
      guard !names.contains(name) else { continue }
      names.append(name)
      subjects.append(subject)
    }
    guard !names.isEmpty else {
      tell(.note, "Nothing uses \(index.symbols[symbol].name).")
      return
    }
    popups.append(
      .choice(
        title: "Users of \(index.symbols[symbol].name)", names: names, selection: 0,
        .jump(subjects)))
  }
}
