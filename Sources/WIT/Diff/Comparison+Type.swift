// Definitions.
extension Comparison {
  mutating func compare(_ one: TypeID, _ other: TypeID, _ stance: Stance, _ scope: Scope) {
    let (before, after) = (old.graph[one], new.graph[other])
    let path = scope.path(before.name)
    markCompared(one)
    let places = (before.attributes.range, after.attributes.range)
    compareGates(before.attributes, after.attributes, path)
    for text in differences(one, other) {
      add(stance.changes, nil, path, text, old: places.0, new: places.1)
    }
  }

  private func differences(_ one: TypeID, _ other: TypeID) -> [String] {
    let (before, after) = (old.graph[one], new.graph[other])
    if old.graph.isUse(one) || new.graph.isUse(other) { return useDifferences(one, other) }
    switch (before.kind, after.kind) {
    case (.record, .record): return memberDifferences(before, after, "field")
    case (.variant, .variant), (.enum, .enum): return memberDifferences(before, after, "case")
    case (.flags, .flags): return memberDifferences(before, after, "flag")
    case (.resource, .resource): return []
    case (.alias(let target), .alias(let newTarget)):
      if types.same(target, newTarget) { return [] }
      return ["the type is `\(text(newTarget, new))` now, was `\(text(target, old))`"]
    default:
      return ["it is a \(new.graph.word(for: other)) now, was a \(old.graph.word(for: one))"]
    }
  }

  /// A name that is brought in from elsewhere: it must be the same thing.
  private func useDifferences(_ one: TypeID, _ other: TypeID) -> [String] {
    let (declared, newDeclared) = (
      old.graph.declaration(of: one), new.graph.declaration(of: other)
    )
    if types.isSameDefinition(declared, newDeclared) { return [] }
    return [
      "it is \(source(newDeclared, new.graph)) now, was \(source(declared, old.graph))"
    ]
  }

  private func source(_ id: TypeID, _ graph: PackageGraph) -> String {
    switch graph[id].owner {
    case .interface(let owner):
      "`\(graph.identifier(of: owner) ?? "interface").{\(graph[id].name)}`"
    case .world(let owner): "`\(graph.identifier(of: owner)).{\(graph[id].name)}`"
    }
  }

  private func memberDifferences(
    _ before: TypeDefinition, _ after: TypeDefinition, _ word: String
  ) -> [String] {
    let (ones, others) = (before.members, after.members)
    var texts: [String] = []
    var renamed: Set<String> = []
    let names = Set(ones.map(\.name))
    let newNames = Set(others.map(\.name))
    if ones.count == others.count {
      for (one, other) in zip(ones, others)
      where !newNames.contains(one.name) && !names.contains(other.name)
        && types.same(one.type, other.type)
      {
        texts.append("the \(word) `\(one.name)` is called `\(other.name)` now")
        renamed.formUnion([one.name, other.name])
      }
    }
    for one in ones where !renamed.contains(one.name) {
      guard let other = others.first(where: { $0.name == one.name }) else {
        texts.append("the \(word) `\(one.name)` is gone")
        continue
      }
      if !types.same(one.type, other.type) {
        texts.append(
          "the \(word) `\(one.name)` is \(described(other.type, new)) now, was "
            + described(one.type, old))
      }
    }
    for other in others where !renamed.contains(other.name) && !names.contains(other.name) {
      let type = other.type.map { ": \(text($0, new))" } ?? ""
      texts.append("the \(word) `\(other.name)\(type)` is new")
    }
    let kept = ones.map(\.name).filter { newNames.contains($0) }
    if kept != others.map(\.name).filter({ names.contains($0) }) {
      texts.append("the \(word)s stand in another order")
    }
    return texts
  }

  private func described(_ type: Type?, _ side: Side) -> String {
    type.map { "`\(text($0, side))`" } ?? "without a value"
  }
}

// What comes from other packages.
extension Comparison {
  /// The types of dependencies that stand in the signatures: they change without the package itself.
  mutating func compareForeignTypes() {
    var places: [String: TypeID] = [:]
    for id in new.graph.types.indices.map({ TypeID(index: $0) }) {
      if let key = foreignKey(id, new) { places[key] = id }
    }
    for id in reachable() where !compared.contains(id) {
      guard let key = foreignKey(id, old), let other = places[key],
        case .interface(let owner) = old.graph[id].owner,
        case .interface(let newOwner) = new.graph[other].owner, types.isSame(owner, newOwner),
        let path = old.graph.identifier(of: owner)
      else { continue }
      let unversioned = path.split(separator: "@").first.map(String.init) ?? path
      for text in differences(id, other) {
        add(
          [.callers, .implementers], nil, Scope(unversioned).path(old.graph[id].name), text,
          old: old.graph[id].attributes.range, new: new.graph[other].attributes.range)
      }
    }
  }

  private func foreignKey(_ id: TypeID, _ side: Side) -> String? {
    guard case .interface(let owner) = side.graph[id].owner,
      side.graph[owner].package != side.root, let name = side.graph[owner].name,
      !side.graph.isUse(id)
    else { return nil }
    let package = side.graph[side.graph[owner].package].name
    return "\(package.namespace):\(package.name)/\(name) \(side.graph[id].name)"
  }

  /// The definitions that the old package's own signatures lead to.
  private func reachable() -> [TypeID] {
    let graph = old.graph
    var order: [TypeID] = []
    var seen: Set<TypeID> = []
    func visit(_ type: Type) {
      switch type {
      case .named(let id), .own(let id), .borrow(let id): visit(id)
      default: for part in type.parts { visit(part) }
      }
    }
    func visit(_ id: TypeID) {
      guard seen.insert(id).inserted else { return }
      order.append(id)
      if case .alias(let target) = graph[id].kind { visit(target) }
      for member in graph[id].members { if let type = member.type { visit(type) } }
    }
    func visit(_ function: Function) {
      for parameter in function.parameters { visit(parameter.type) }
      if let result = function.result { visit(result) }
    }
    func visit(_ interface: Interface) {
      for id in interface.types { visit(id) }
      for function in interface.functions { visit(function) }
    }
    for id in graph[old.root].interfaces { visit(graph[id]) }
    for world in old.world.map({ [$0] }) ?? graph[old.root].worlds {
      for item in graph[world].imports + graph[world].exports {
        switch item.content {
        case .function(let function): visit(function)
        case .type(let id): visit(id)
        case .interface(let id) where graph[id].name == nil || old.world != nil:
          visit(graph[id])
        case .interface: continue
        }
      }
    }
    return order
  }
}
