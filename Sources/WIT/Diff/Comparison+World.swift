// Worlds: what is imported and exported.
extension Comparison {
  /// Two versions of a world of a package.
  mutating func compare(_ one: WorldID, _ other: WorldID, _ path: String) {
    compareGates(old.graph[one].attributes, new.graph[other].attributes, path)
    let scope = Scope(path)
    compare(
      old.graph[one].imports, new.graph[other].imports, "import",
      Stance(additions: [], removals: [.callers]), .provided, scope)
    compare(
      old.graph[one].exports, new.graph[other].exports, "export",
      Stance(additions: [.implementers], removals: [.callers]), .implemented, scope)
  }

  /// Two versions of a component: everything that it imports and exports, all the way down.
  mutating func compareProducts(_ one: WorldID, _ other: WorldID) {
    let scope = Scope("component")
    compare(
      old.graph[one].imports, new.graph[other].imports, "import", .import, .import, scope,
      isDeep: true)
    compare(
      old.graph[one].exports, new.graph[other].exports, "export", .export, .export, scope,
      isDeep: true)
  }

  /// `stance` is for the items themselves, `inner` for what stands in them.
  private mutating func compare(
    _ ones: [WorldItem], _ others: [WorldItem], _ word: String, _ stance: Stance, _ inner: Stance,
    _ scope: Scope, isDeep: Bool = false
  ) {
    let items = paired(ones, others, { key($0, old) }, { key($0, new) })
    for item in items.removed {
      addRemoval(
        stance, scope.path, "the \(word) `\(old.graph.key(of: item))` is gone",
        at: item.attributes.range)
    }
    for (one, other) in items.both { compare(one, other, word, stance, inner, scope, isDeep) }
    for item in items.added {
      addAddition(
        stance, scope.path, "the \(word) `\(new.graph.key(of: item))` is new",
        note: "whoever runs \(isDeep ? "it" : "its components") must provide it",
        at: item.attributes.range)
    }
  }

  private mutating func compare(
    _ one: WorldItem, _ other: WorldItem, _ word: String, _ stance: Stance, _ inner: Stance,
    _ scope: Scope, _ isDeep: Bool
  ) {
    compareGates(one.attributes, other.attributes, "\(scope.path) \(word) \(key(one, old))")
    switch (one.content, other.content) {
    case (.interface(let first), .interface(let second)):
      let isInline = old.graph[first].name == nil
      guard isInline || types.isSame(first, second) else {
        let (from, to) = (old.graph.identifier(of: first), new.graph.identifier(of: second))
        add(
          stance.changes, nil, scope.path,
          "the \(word) `\(from ?? key(one, old))` is `\(to ?? "inline")` now",
          old: one.attributes.range, new: other.attributes.range)
        return
      }
      guard isInline || isDeep else { return }
      let inside =
        isInline ? Scope(scope.path, prefix: key(one, old) + ".") : Scope(key(one, old))
      compare(first, second, inner, inside)
    case (.function(let first), .function(let second)):
      compare(first, second, inner, scope)
    case (.type(let first), .type(let second)): compare(first, second, inner, scope)
    default:
      add(
        stance.changes, nil, scope.path,
        "the \(word) `\(key(one, old))` is something else now",
        old: one.attributes.range, new: other.attributes.range)
    }
  }

  /// What an import or export is found by in the other version: its name without version.
  private func key(_ item: WorldItem, _ side: Side) -> String {
    let key = side.graph.key(of: item)
    guard item.name == nil, let at = key.firstIndex(of: "@") else { return key }
    return String(key[..<at])
  }
}
