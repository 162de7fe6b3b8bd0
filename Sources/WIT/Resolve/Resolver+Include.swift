// What a world takes over from the worlds that it includes.
extension Resolver {
  mutating func include(
    _ syntax: IncludeSyntax, into id: WorldID, imports: inout [WorldItem],
    exports: inout [WorldItem], in file: FileScope
  ) {
    guard attributes(syntax.leading, syntax.path.range, in: file.package) != nil,
      let included = world(syntax.path, in: file)
    else { return }
    includes[id, default: []].append(included)
    resolve(included)
    var renaming = Renaming(syntax)
    let copies = copyTypes(of: included, to: id, &renaming)
    let isForeign = graph[included].package != graph[id].package
    func taken(_ item: WorldItem) -> WorldItem {
      var item = renaming.renamed(item)
      // A version that another package was at says nothing of this one.
      if isForeign, case .stable? = item.attributes.stability { item.attributes.stability = nil }
      item.content = copies.content(item.content)
      return item
    }
    let (newImports, newExports) = (graph[included].imports, graph[included].exports)
    merge(newImports.map(taken), into: &imports, .import, at: syntax.path.range)
    merge(newExports.map(taken), into: &exports, .export, at: syntax.path.range)
    for name in syntax.renamings.map(\.name) where renaming.unused.contains(name.text) {
      report(.unknownRenaming(name.text), at: name.range)
    }
  }

  /// The types that a world declares are declared again by a world that includes it.
  private mutating func copyTypes(
    of included: WorldID, to id: WorldID, _ renaming: inout Renaming
  ) -> TypeCopies {
    var copies = TypeCopies()
    for item in graph[included].imports {
      guard case .type(let original) = item.content else { continue }
      copies.places[original] = TypeID(index: graph.types.count)
      var definition = graph[original]
      definition.name = renaming.renamed(item).name ?? definition.name
      definition.owner = .world(id)
      graph.types.append(definition)
    }
    for copy in copies.places.values { graph[copy].kind = copies.kind(graph[copy].kind) }
    return copies
  }

  private mutating func merge(
    _ new: [WorldItem], into items: inout [WorldItem], _ kind: DiagnosticMessage.Declaration,
    at range: SourceRange
  ) {
    for item in new {
      let key = uniqueKey(of: item)
      guard let index = items.firstIndex(where: { uniqueKey(of: $0) == key }) else {
        items.append(item)
        continue
      }
      let earlier = items[index]
      items[index].attributes.stability =
        earlier.attributes.stability ?? item.attributes.stability
      if item.name == nil, earlier.name == nil { continue }
      if earlier.content == item.content { continue }
      report(.duplicate(kind, graph.key(of: item)), at: range)
    }
  }
}

/// `include … with { a as b }`.
private struct Renaming {
  private var names: [String: String] = [:]
  private(set) var unused: Set<String> = []

  init(_ syntax: IncludeSyntax) {
    for renaming in syntax.renamings {
      names[renaming.name.text] = names[renaming.name.text] ?? renaming.newName.text
      unused.insert(renaming.name.text)
    }
  }

  /// The item under its new name; a resource's members follow it.
  mutating func renamed(_ item: WorldItem) -> WorldItem {
    guard let name = item.name else { return item }
    var item = item
    if let new = names[name] {
      unused.remove(name)
      item.name = new
    } else if let member = Member(name), let new = names[member.resource] {
      item.name = member.prefix + new + member.suffix
    }
    if case .function(var function) = item.content, let name = item.name {
      function.name = name
      item.content = .function(function)
    }
    return item
  }

  /// `[method]r.m`, taken apart around the resource's name.
  private struct Member {
    var prefix: String
    var resource: String
    var suffix: String

    init?(_ name: String) {
      guard name.hasPrefix("["), let close = name.firstIndex(of: "]") else { return nil }
      let start = name.index(after: close)
      let end = name[start...].firstIndex(of: ".") ?? name.endIndex
      prefix = String(name[..<start])
      resource = String(name[start..<end])
      suffix = String(name[end...])
    }
  }
}

/// The world's own types that stand for those of an included world.
private struct TypeCopies {
  var places: [TypeID: TypeID] = [:]

  private func place(_ id: TypeID) -> TypeID { places[id] ?? id }

  func content(_ content: WorldItem.Content) -> WorldItem.Content {
    switch content {
    case .interface: content
    case .type(let id): .type(place(id))
    case .function(let function): .function(self.function(function))
    }
  }

  private func function(_ function: Function) -> Function {
    var function = function
    function.kind =
      switch function.kind {
      case .freestanding: .freestanding
      case .method(let id): .method(place(id))
      case .static(let id): .static(place(id))
      case .constructor(let id): .constructor(place(id))
      }
    function.parameters = function.parameters.map { Parameter(name: $0.name, type: type($0.type)) }
    function.result = function.result.map(type)
    return function
  }

  func kind(_ kind: TypeDefinition.Kind) -> TypeDefinition.Kind {
    switch kind {
    case .record(let fields):
      .record(fields.map { Field(name: $0.name, type: type($0.type), docs: $0.docs) })
    case .variant(let cases):
      .variant(cases.map { Case(name: $0.name, type: $0.type.map(type), docs: $0.docs) })
    case .alias(let target): .alias(type(target))
    case .enum, .flags, .resource: kind
    }
  }

  private func type(_ type: Type) -> Type {
    switch type {
    case .bool, .u8, .u16, .u32, .u64, .s8, .s16, .s32, .s64, .f32, .f64, .char, .string,
      .errorContext:
      type
    case .list(let element): .list(self.type(element))
    case .fixedLengthList(let element, let count):
      .fixedLengthList(self.type(element), count: count)
    case .map(let key, let value): .map(key: self.type(key), value: self.type(value))
    case .option(let wrapped): .option(self.type(wrapped))
    case .tuple(let elements): .tuple(elements.map(self.type))
    case .result(let ok, let error): .result(ok: ok.map(self.type), error: error.map(self.type))
    case .future(let element): .future(element.map(self.type))
    case .stream(let element): .stream(element.map(self.type))
    case .named(let id): .named(place(id))
    case .own(let id): .own(place(id))
    case .borrow(let id): .borrow(place(id))
    }
  }
}
