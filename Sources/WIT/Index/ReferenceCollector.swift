/// Finds the references of one graph whose symbols are known.
///
/// What is named in a signature is in the graph, where its name stands is in the syntax: both are
/// walked side by side. Without syntax (a binary) the references have no places.
struct ReferenceCollector {
  private let source: SymbolCollector
  private var references: [Reference] = []

  static func references(_ source: SymbolCollector) -> [Reference] {
    var collector = ReferenceCollector(source: source)
    for (index, symbol) in source.symbols.enumerated() {
      collector.add(of: symbol, number: source.offset + index)
    }
    for mention in source.names.mentions { collector.add(mention) }
    return collector.references.sorted { left, right in
      guard let one = left.range, let other = right.range else {
        return left.range != nil && right.range == nil
      }
      return (one.file.index, one.lower) < (other.file.index, other.lower)
    }
  }

  private init(source: SymbolCollector) {
    self.source = source
  }

  private var graph: PackageGraph { source.graph }

  private mutating func append(
    _ target: Int?, _ role: Reference.Role, by user: Int?, at range: SourceRange?
  ) {
    guard let target else { return }
    references.append(
      Reference(graph: source.number, target: target, user: user, role: role, range: range))
  }
}

// What the graph says.
extension ReferenceCollector {
  private mutating func add(of symbol: Symbol, number: Int) {
    switch symbol.item {
    case .type(let id): add(graph[id], by: number)
    case .function(let place):
      if let function = graph.function(at: place) { add(function, by: number) }
    case .interface(let id): addBinaryUses(graph[id].types, by: number)
    case .world(let id):
      let items = graph[id].imports
      addBinaryUses(
        items.compactMap { if case .type(let id) = $0.content { id } else { nil } }, by: number)
      guard graph[id].attributes.range == nil else { return }
      addBinaryItems(graph[id].imports, .import, by: number)
      addBinaryItems(graph[id].exports, .export, by: number)
    case .package, .member: return
    }
  }

  private mutating func add(_ definition: TypeDefinition, by user: Int) {
    let syntax = source.names.type(definition.attributes.range)
    switch (definition.kind, syntax?.kind) {
    case (.alias(let type), .alias(let text)?): add(type, text, .alias, by: user)
    case (.alias(let type), _): add(type, nil, .alias, by: user)
    case (.record(let fields), let kind):
      var texts: [FieldSyntax] = []
      if case .record(let found)? = kind { texts = found }
      for (index, field) in fields.enumerated() {
        add(field.type, texts[optional: index]?.type, .field(field.name), by: user)
      }
    case (.variant(let cases), let kind):
      var texts: [CaseSyntax] = []
      if case .variant(let found)? = kind { texts = found }
      for (index, item) in cases.enumerated() {
        guard let type = item.type else { continue }
        add(type, texts[optional: index]?.type, .case(item.name), by: user)
      }
    case (.enum, _), (.flags, _), (.resource, _): return
    }
  }

  private mutating func add(_ function: Function, by user: Int) {
    let syntax = source.names.function(function.attributes.range)
    var parameters = function.parameters
    // A method's `self` is not written; that it takes its resource says nothing.
    if case .method = function.kind, !parameters.isEmpty { parameters.removeFirst() }
    for (index, parameter) in parameters.enumerated() {
      add(
        parameter.type, syntax?.parameters[optional: index]?.type, .parameter(parameter.name),
        by: user)
    }
    guard let result = function.result else { return }
    if case .constructor(let id) = function.kind, result == .own(id) { return }
    add(result, syntax?.result, .result, by: user)
  }

  private mutating func addBinaryUses(_ types: [TypeID], by user: Int) {
    for id in types where graph[id].attributes.range == nil && graph.isUse(id) {
      append(source.type(id), .use, by: user, at: nil)
    }
  }

  private mutating func addBinaryItems(
    _ items: [WorldItem], _ role: Reference.Role, by user: Int
  ) {
    for item in items {
      guard case .interface(let id) = item.content, graph[id].name != nil else { continue }
      append(source.interfaces[id], role, by: user, at: nil)
    }
  }

  /// Every definition that a type names, with the place of its name.
  private mutating func add(
    _ type: Type, _ syntax: TypeSyntax?, _ role: Reference.Role, by user: Int
  ) {
    switch (type, syntax?.kind) {
    case (.named(let id), let kind), (.own(let id), let kind), (.borrow(let id), let kind):
      append(source.type(id), role, by: user, at: kind?.name?.range)
    case (.list(let element), .list(let text)?),
      (.fixedLengthList(let element, _), .fixedLengthList(let text, _)?),
      (.option(let element), .option(let text)?):
      add(element, text, role, by: user)
    case (.map(let key, let value), .map(let keyText, let valueText)?):
      add(key, keyText, role, by: user)
      add(value, valueText, role, by: user)
    case (.tuple(let elements), .tuple(let texts)?):
      for (element, text) in zip(elements, texts) { add(element, text, role, by: user) }
    case (.result(let ok, let error), .result(let okText, let errorText)?):
      if let ok { add(ok, okText, role, by: user) }
      if let error { add(error, errorText, role, by: user) }
    case (.future(let element?), .future(let text?)?),
      (.stream(let element?), .stream(let text?)?):
      add(element, text, role, by: user)
    default:
      // Without syntax, or where old WIT reads otherwise than it is written.
      for part in type.parts { add(part, nil, role, by: user) }
    }
  }
}

// What only the text says.
extension ReferenceCollector {
  private mutating func add(_ mention: DeclaredNames.Mention) {
    guard let link = source.source.links[mention.path.range] else { return }
    let user = container(mention.container)
    let place = mention.path.name.range
    switch link {
    case .interface(let id):
      append(source.interfaces[id], mention.role, by: user, at: place)
      for name in mention.names {
        let type = graph[id].types.first { graph[$0].name == name.name.text }
        append(type.flatMap { source.type($0) }, .use, by: user, at: name.name.range)
      }
    case .world(let id):
      append(source.worlds[id], mention.role, by: user, at: place)
      for renaming in mention.renamings {
        append(item(renaming.name.text, of: id), .include, by: user, at: renaming.name.range)
      }
    }
  }

  private func container(_ range: SourceRange?) -> Int? {
    guard let range else { return nil }
    if case .package(let name)? = source.names[range]?.syntax { return source.packages[name] }
    return source.containers[range]
  }

  /// What a world's own or included item of a name is.
  private func item(_ name: String, of world: WorldID) -> Int? {
    let items = graph[world].imports + graph[world].exports
    guard let item = items.first(where: { $0.name == name }) else { return nil }
    switch item.content {
    case .type(let id): return source.type(id)
    case .interface(let id): return source.interfaces[id]
    case .function(let function): return function.attributes.range.flatMap { source.functions[$0] }
    }
  }
}

extension TypeSyntax.Kind {
  fileprivate var name: Identifier? {
    switch self {
    case .name(let name), .own(let name), .borrow(let name): name
    default: nil
    }
  }
}

extension Type {
  /// The types that it is made of, one level down.
  package var parts: [Type] {
    switch self {
    case .list(let element), .fixedLengthList(let element, _), .option(let element): [element]
    case .map(let key, let value): [key, value]
    case .tuple(let elements): elements
    case .result(let ok, let error): [ok, error].compactMap { $0 }
    case .future(let element), .stream(let element): element.map { [$0] } ?? []
    default: []
    }
  }
}

extension Array {
  fileprivate subscript(optional index: Int) -> Element? {
    indices.contains(index) ? self[index] : nil
  }
}
