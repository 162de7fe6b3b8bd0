import WIT

// What everything is called. No two things that stand side by side get one name: the later of a
// clash is numbered, or gets its interface's name in front.
extension BindingModel {
  mutating func nameEverything() {
    nameScopes()
    var resources: Set<String> = []
    var functions: Set<String> = []
    for index in scopes.indices {
      nameTypes(of: index, besides: &resources)
      nameFunctions(of: index, besides: &functions)
      let types = scopes[index].types.filter { graph[$0].kind == .resource }
      scopes[index].glueNames = GlueName.all(
        of: scopes[index].imports + scopes[index].exports,
        resources: types.map { graph[$0].name })
    }
    let stems = SwiftName.distinct(scopes.map { $0.path.joined() }) { $0 }
    for index in scopes.indices { scopes[index].symbolStem = stems[index] }
  }

  /// Turns the WIT names in the scopes' paths into Swift's.
  private mutating func nameScopes() {
    let reserved = ReservedNames.global.union([implementation])
    nameParts(0, by: { _ in "" }, naming: { $0.path[0] }) { SwiftName.type($0, avoiding: reserved) }
    nameParts(1, by: { $0.path[0] }, naming: { "\($0.package.index)" }) { _ in "" }
    // Inside a package its interfaces' names win: none may hide a namespace that is named there.
    let outer = scopes.map { scope in
      scopes.filter { $0.path[0] == scope.path[0] && $0.path[1] == scope.path[1] }
        .reduce(into: ReservedNames.runtime) { $0.formUnion(namespaces(in: $1)) }
    }
    for (_, members) in grouped(by: { "\($0.path[0]).\($0.path[1])" }) {
      let names = SwiftName.distinct(members.map { scopes[$0].path[2] }) {
        SwiftName.type($0, avoiding: outer[members[0]])
      }
      for (index, name) in zip(members, names) { scopes[index].path[2] = name }
      for index in members { scopes[index].siblings = Set(names) }
    }
  }

  /// Names one part of the paths: scopes of one group that have the same key have the same name.
  private mutating func nameParts(
    _ part: Int, by group: (BindingScope) -> String, naming key: (BindingScope) -> String,
    _ spell: (String) -> String
  ) {
    for (_, members) in grouped(by: group) {
      var keys: [String] = []
      var originals: [String] = []
      for index in members where !keys.contains(key(scopes[index])) {
        keys.append(key(scopes[index]))
        originals.append(scopes[index].path[part])
      }
      let names = SwiftName.distinct(originals) { part == 0 ? spell($0) : SwiftName.type($0) }
      for index in members {
        guard let place = keys.firstIndex(of: key(scopes[index])) else { continue }
        scopes[index].path[part] = names[place]
      }
    }
  }

  /// The scopes' indices by a key, groups in the order of their first members.
  private func grouped(by key: (BindingScope) -> String) -> [(key: String, members: [Int])] {
    var groups: [(key: String, members: [Int])] = []
    for (index, scope) in scopes.enumerated() {
      if let place = groups.firstIndex(where: { $0.key == key(scope) }) {
        groups[place].members.append(index)
      } else {
        groups.append((key(scope), [index]))
      }
    }
    return groups
  }

  /// The outermost enums that the scope's source names.
  private func namespaces(in scope: BindingScope) -> Set<String> {
    var names: Set = [scope.path[0]]
    for type in scope.types {
      guard case .alias(let target) = graph[type].kind else { continue }
      for id in target.names {
        if let owner = existingScope(of: id) { names.insert(owner.path[0]) }
      }
    }
    return names
  }

  /// Exported resources are nested in the one type that implements all exports: `besides` has those
  /// of other interfaces.
  private mutating func nameTypes(of index: Int, besides others: inout Set<String>) {
    let scope = scopes[index]
    let reserved = ReservedNames.runtime.union(namespaces(in: scope)).union([implementation])
    func spell(_ type: TypeID) -> String {
      var name = SwiftName.type(graph[type].name, avoiding: reserved)
      // Its protocol needs a name as well.
      if isExportedResource(type, scope), reserved.contains("\(name)Resource") { name += "Value" }
      guard isExportedResource(type, scope), others.contains(name) else { return name }
      return scope.name + name
    }
    // An exported resource comes with a protocol.
    let protocols = scope.types.filter { isExportedResource($0, scope) }
      .map { "\(spell($0))Resource" }
    let names = SwiftName.distinct(scope.types.map(spell), besides: Set(protocols)) { $0 }
    for (type, name) in zip(scope.types, names) {
      scopes[index].typeNames[type] = name
      if isExportedResource(type, scope) { others.insert(name) }
    }
  }

  private func isExportedResource(_ type: TypeID, _ scope: BindingScope) -> Bool {
    scope.isExported && graph[type].kind == .resource
  }

  /// One type has the functions of all exported interfaces: `besides` has those of others.
  private mutating func nameFunctions(of index: Int, besides others: inout Set<String>) {
    let scope = scopes[index]
    let all = scope.imports + scope.exports
    var groups: [TypeID?: [Function]] = [:]
    for function in all where !function.isConstructor {
      groups[function.resource, default: []].append(function)
    }
    for (resource, functions) in groups {
      let names = SwiftName.distinct(functions.map(\.localName)) { name in
        let plain = SwiftName.member(
          name, avoiding: resource == nil ? [] : members(of: scope))
        guard resource == nil, scope.isExported, others.contains(plain) else { return plain }
        return SwiftName.lower(scope.plainName) + SwiftName.upper(name)
      }
      for (function, name) in zip(functions, names) {
        scopes[index].functionNames[function.name] = name
      }
      if resource == nil, scope.isExported { others.formUnion(names) }
    }
  }

  private func members(of scope: BindingScope) -> Set<String> {
    guard scope.isExported else { return ReservedNames.importedMembers }
    return isStub ? ReservedNames.stubMembers : ReservedNames.exportedMembers
  }
}
