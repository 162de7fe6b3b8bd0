// Interfaces: uses, types in any order, functions.
extension Resolver {
  mutating func resolve(_ id: InterfaceID) {
    guard let job = interfaceJobs[id] else { return }
    switch job.progress {
    case .done: return
    case .active:
      reportCircle(activeInterfaces.drop { $0 != id } + [id])
      return
    case .waiting: break
    }
    guard activeInterfaces.count < Limits.dependencyDepthMax else {
      refuseAsTooDeep(id)
      return
    }
    interfaceJobs[id]?.progress = .active
    activeInterfaces.append(id)
    resolve(job.items, of: id, in: job.file)
    activeInterfaces.removeLast()
    interfaceJobs[id]?.progress = .done
  }

  private mutating func reportCircle(_ path: [InterfaceID]) {
    circular.formUnion(path)
    let packages = Set(path.map { graph[$0].package })
    // That the packages need each other has been said.
    if packages.isSubset(of: circularPackages) { return }
    let names = path.map { graph.identifier(of: $0) ?? "" }.joined(separator: " -> ")
    // At the one that the first needs, as the reference has it.
    report(
      .interfaceCycle(names), at: graph[path[1]].attributes.range,
      notes: declaredHere(path[0] == path[1] ? nil : graph[path[0]].attributes.range))
  }

  private mutating func refuseAsTooDeep(_ id: InterfaceID) {
    interfaceJobs[id]?.progress = .done
    circular.insert(id)
    report(
      .dependenciesTooDeep(
        graph.identifier(of: id) ?? "", limit: Limits.dependencyDepthMax),
      at: graph[id].attributes.range)
  }

  /// Fills in an interface, a declared or an inline one.
  mutating func resolve(_ items: [InterfaceItem], of id: InterfaceID, in file: FileScope) {
    var scope = TypeScope(owner: .interface(id), file: file)
    for item in items {
      switch item {
      case .use(let use): resolve(use, in: &scope)
      case .type(let definition): declare(definition, in: &scope)
      case .function: break
      }
    }
    hiddenTypes[id] = scope.hidden.isEmpty ? nil : scope.hidden
    resolveTypes(in: &scope)
    graph[id].types = scope.order
    var names = UniqueNames()
    for type in scope.order {
      check(&names, .type, graph[type].name, at: graph[type].attributes.range)
    }
    var functions: [Function] = []
    for item in items {
      switch item {
      case .use: break
      case .function(let syntax):
        guard let function = function(syntax, in: &scope) else { continue }
        check(&names, .function, function.name, at: syntax.name.range)
        functions.append(function)
      case .type(let definition):
        functions.append(contentsOf: members(of: definition, in: &scope))
      }
    }
    graph[id].functions = functions
  }

  mutating func resolve(_ use: UseSyntax, in scope: inout TypeScope) {
    let package = scope.file.package
    guard let gates = attributes(use.leading, use.path.range, in: package),
      let target = interface(use.path, in: scope.file)
    else {
      // Named all the same, so that one mistake does not become many.
      for name in use.names { scope.names[(name.alias ?? name.name).text] = .broken }
      return
    }
    resolve(target)
    if case .interface(let user) = scope.owner {
      let depth = (depths[target] ?? 0) + 1
      depths[user] = max(depths[user] ?? 0, depth)
      if depth > Limits.dependencyDepthMax {
        refuseAsTooDeep(user)
        for name in use.names { scope.names[(name.alias ?? name.name).text] = .broken }
        return
      }
    }
    for name in use.names {
      let local = name.alias ?? name.name
      let found = graph[target].types.first { graph[$0].name == name.name.text }
      guard let found else {
        scope.names[local.text] = .broken
        if circular.contains(target) {
          if case .interface(let user) = scope.owner { circular.insert(user) }
          continue
        }
        if brokenNames.contains(name.name.text) { continue }
        let candidates = graph[target].types.map { graph[$0].name }
        report(
          .unknownUse(
            name.name.text, in: graph.identifier(of: target) ?? "",
            suggestion: nearest(to: name.name.text, among: candidates)), at: name.name.range,
          notes: hiddenNote(hiddenTypes[target]?[name.name.text])
            + declaredHere(graph[target].attributes.range))
        continue
      }
      var attributes = gates
      attributes.range = local.range
      attributes.docs = nil
      add(
        TypeDefinition(
          name: local.text, kind: .alias(.named(found)), owner: scope.owner,
          attributes: attributes),
        to: &scope, at: local.range)
    }
  }

  private mutating func add(
    _ definition: TypeDefinition, to scope: inout TypeScope, at range: SourceRange
  ) {
    let id = TypeID(index: graph.types.count)
    if case .type(let earlier)? = scope.names[definition.name] {
      report(
        .duplicate(.type, definition.name), at: range,
        notes: declaredHere(graph[earlier].attributes.range))
      return
    }
    graph.types.append(definition)
    if case .alias(.named(let target)) = definition.kind {
      measures[id] = measures[target]
      borrowers[id] = borrowers[target]
    }
    scope.names[definition.name] = .type(id)
    scope.order.append(id)
  }

  mutating func declare(_ definition: TypeDefinitionSyntax, in scope: inout TypeScope) {
    let package = scope.file.package
    guard let attributes = attributes(definition.leading, definition.name.range, in: package)
    else {
      scope.hidden[definition.name.text] = hiddenItem(definition.name, definition.leading)
      if case .resource(let members) = definition.kind {
        checkGates(of: members.map { ($0.name, $0.leading) }, inside: definition.name)
      }
      return
    }
    let count = scope.order.count
    add(
      TypeDefinition(
        name: definition.name.text, kind: .resource, owner: scope.owner, attributes: attributes),
      to: &scope, at: definition.name.range)
    guard scope.order.count > count, let id = scope.order.last else { return }
    scope.waiting[id] = definition
  }

  /// Resolves the scope's types; a type's target is resolved first, so that order is free.
  mutating func resolveTypes(in scope: inout TypeScope) {
    for id in scope.order { resolveType(id, in: &scope) }
  }

  mutating func resolveType(_ id: TypeID, in scope: inout TypeScope) {
    guard let definition = scope.waiting[id] else { return }
    guard !scope.active.contains(id) else {
      report(
        .recursiveType(definition.name.text), at: definition.name.range,
        notes: recursionNotes(scope.active.drop { $0 != id }.dropFirst()))
      return
    }
    guard scope.active.count < Limits.typeDepthMax else {
      scope.waiting[id] = nil
      report(.typeTooDeep(limit: Limits.typeDepthMax), at: definition.name.range)
      return
    }
    scope.active.append(id)
    let kind = kind(of: definition, in: &scope)
    scope.active.removeLast()
    scope.waiting[id] = nil
    let measure = measure(of: kind)
    if measure.isTooDeep {
      report(.typeTooDeep(limit: Limits.typeDepthMax), at: definition.name.range)
    } else if measure.isTooLarge {
      report(
        .typeTooLarge(definition.name.text, limit: Limits.typeNodesMax), at: definition.name.range)
    } else {
      measures[id] = measure
      borrowers[id] = borrowed(in: kind)
      graph[id].kind = kind
    }
  }

  /// The types between a type and itself.
  private func recursionNotes(_ path: ArraySlice<TypeID>) -> [Diagnostic.Note] {
    path.map {
      Diagnostic.Note(
        range: graph[$0].attributes.range, text: "by way of `\(graph[$0].name)`, declared here")
    }
  }

  /// Functions of a resource.
  mutating func members(
    of definition: TypeDefinitionSyntax, in scope: inout TypeScope
  ) -> [Function] {
    guard case .resource(let syntaxes) = definition.kind,
      case .type(let id)? = scope.names[definition.name.text]
    else { return [] }
    var names = UniqueNames()
    names.insert(definition.name.text, isMember: false)
    var functions: [Function] = []
    for syntax in syntaxes {
      guard let function = function(syntax, of: id, in: &scope) else { continue }
      check(&names, .member, syntax.name.text, at: syntax.name.range)
      functions.append(function)
    }
    return functions
  }

  /// Two names that tools cannot keep apart are a mistake. (WIT.md, strong uniqueness.)
  mutating func check(
    _ names: inout UniqueNames, _ kind: DiagnosticMessage.Declaration, _ name: String,
    at range: SourceRange?
  ) {
    guard let earlier = names.insert(name, isMember: kind == .member) else { return }
    report(
      earlier == name ? .duplicate(kind, name) : .conflictingName(name, with: earlier), at: range)
  }
}

/// The types that an interface or a world can name.
struct TypeScope {
  enum Entry {
    case type(TypeID)
    /// Its declaration is wrong and reported; what uses it is not reported again.
    case broken
  }

  let owner: TypeDefinition.Owner
  let file: Resolver.FileScope
  var names: [String: Entry] = [:]
  /// What gates hide.
  var hidden: [String: Resolver.HiddenItem] = [:]
  /// In the order of declaration.
  var order: [TypeID] = []
  /// The nearest names to those that are missing.
  var suggestions: [String: String?] = [:]
  var waiting: [TypeID: TypeDefinitionSyntax] = [:]
  var active: [TypeID] = []
}

/// Names that are compared without case and hyphens.
struct UniqueNames {
  private var names: [FoldedName: String] = [:]

  /// What of a name must be unique.
  static func key(_ name: String) -> String {
    String(decoding: name.utf8.filter { $0 != UInt8(ascii: "-") }, as: UTF8.self).lowercased()
  }

  /// Adds a name; the earlier one if it is taken.
  @discardableResult
  mutating func insert(_ name: String, isMember: Bool) -> String? {
    let key = FoldedName(name: name)
    if let earlier = names[key] { return earlier }
    names[key] = name
    return nil
  }
}

/// A name that equals others but for the case of its letters and its hyphens.
///
/// It is compared where it stands: a folded copy of each name would cost more than the comparison.
private struct FoldedName: Hashable {
  var name: String

  static func == (left: FoldedName, right: FoldedName) -> Bool {
    left.name.utf8.count == right.name.utf8.count && left.name == right.name
      || left.folded.elementsEqual(right.folded)
  }

  func hash(into hasher: inout Hasher) {
    // FNV-1a, so that the hasher is fed once and not for each byte.
    var value: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in folded { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
    hasher.combine(value)
  }

  private var folded: some Sequence<UInt8> {
    name.utf8.lazy.filter { $0 != UInt8(ascii: "-") }.map { $0.isUppercase ? $0 | 0x20 : $0 }
  }
}
