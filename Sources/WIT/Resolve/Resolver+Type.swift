// Types and functions.
extension Resolver {
  mutating func kind(
    of definition: TypeDefinitionSyntax, in scope: inout TypeScope
  ) -> TypeDefinition.Kind {
    let name = definition.name
    switch definition.kind {
    case .alias(let type): return .alias(aliasTarget(type, in: &scope))
    case .record(let fields):
      checkNotEmpty(fields, .record, name)
      checkUnique(fields.map(\.name), .field)
      return .record(
        fields.map { Field(name: $0.name.text, type: type($0.type, in: &scope), docs: $0.docs) })
    case .variant(let cases):
      checkNotEmpty(cases, .variant, name)
      checkUnique(cases.map(\.name), .case)
      return .variant(
        cases.map { syntax in
          Case(
            name: syntax.name.text, type: syntax.type.map { type($0, in: &scope) },
            docs: syntax.docs)
        })
    case .enum(let labels):
      checkNotEmpty(labels, .enum, name)
      checkUnique(labels.map(\.name), .case)
      return .enum(labels.map { Label(name: $0.name.text, docs: $0.docs) })
    case .flags(let labels):
      checkNotEmpty(labels, .flags, name)
      checkUnique(labels.map(\.name), .flag)
      if labels.count > 32 { report(.tooManyFlags(labels.count), at: name.range) }
      return .flags(labels.map { Label(name: $0.name.text, docs: $0.docs) })
    case .resource: return .resource
    }
  }

  private mutating func checkNotEmpty(
    _ items: [some Any], _ kind: DiagnosticMessage.Declaration, _ name: Identifier
  ) {
    if items.isEmpty { report(.emptyType(kind, name.text), at: name.range) }
  }

  private mutating func checkUnique(
    _ names: [Identifier], _ kind: DiagnosticMessage.Declaration
  ) {
    guard names.count > 1 else { return }
    var unique = UniqueNames()
    for name in names { check(&unique, kind, name.text, at: name.range) }
  }

  /// The target of `type a = …`: a name there stands for the definition itself, also a resource's.
  private mutating func aliasTarget(_ syntax: TypeSyntax, in scope: inout TypeScope) -> Type {
    guard case .name(let name) = syntax.kind else { return type(syntax, in: &scope) }
    if let float = legacyFloat(name, in: scope) { return float }
    return lookUp(name, in: &scope).map { .named($0) } ?? .bool
  }

  /// `float32` and `float64` of old WIT, where no type has that name: taken with a warning.
  private mutating func legacyFloat(_ name: Identifier, in scope: TypeScope) -> Type? {
    guard options.parse.acceptsLegacy, scope.names[name.text] == nil else { return nil }
    let (text, type): (String, Type)
    switch name.text {
    case "float32": (text, type) = ("f32", .f32)
    case "float64": (text, type) = ("f64", .f64)
    default: return nil
    }
    diagnostics.append(
      Diagnostic(
        severity: .warning, range: name.range,
        message: .legacyFloat(name.text, modern: text),
        fixIt: Diagnostic.FixIt(range: name.range, replacement: text, title: "write `\(text)`")))
    return type
  }

  func isBroken(_ name: String, in scope: TypeScope) -> Bool {
    if case .broken? = scope.names[name] { true } else { false }
  }

  /// The definition a name stands for, resolved; nil, and reported, where there is none.
  private mutating func lookUp(_ name: Identifier, in scope: inout TypeScope) -> TypeID? {
    switch scope.names[name.text] {
    case .type(let id)?:
      resolveType(id, in: &scope)
      return id
    case .broken?: return nil
    case nil:
      if brokenNames.contains(name.text) { return nil }
      let suggestion = suggestion(for: name.text, in: &scope)
      report(
        .unknownType(name.text, suggestion: suggestion), at: name.range,
        notes: hiddenNote(scope.hidden[name.text]) + declaredHere(of: suggestion, in: scope))
      return nil
    }
  }

  /// The nearest name of the scope, looked for once.
  private func suggestion(for name: String, in scope: inout TypeScope) -> String? {
    if let known = scope.suggestions[name] { return known }
    guard scope.suggestions.count < Limits.suggestionsPerScopeMax else { return nil }
    let found = nearest(to: name, among: scope.names.keys.sorted())
    scope.suggestions[name] = .some(found)
    return found
  }

  private func declaredHere(of name: String?, in scope: TypeScope) -> [Diagnostic.Note] {
    guard let name, case .type(let id)? = scope.names[name] else { return [] }
    return graph[id].attributes.range.map {
      [Diagnostic.Note(range: $0, text: "`\(name)` is declared here")]
    } ?? []
  }

  /// A type as it stands in a signature, and whether a binary can hold it.
  mutating func type(_ syntax: TypeSyntax, in scope: inout TypeScope) -> Type {
    let type = meaning(of: syntax, in: &scope)
    checkEncoding(of: type, at: syntax.range)
    return type
  }

  /// A type as it stands in a signature. Where it is wrong, and reported, `bool` takes its place:
  /// nobody uses a graph with errors for more than showing it.
  private mutating func meaning(of syntax: TypeSyntax, in scope: inout TypeScope) -> Type {
    switch syntax.kind {
    case .primitive(let type): return type
    case .name(let name):
      if let float = legacyFloat(name, in: scope) { return float }
      guard let id = lookUp(name, in: &scope) else { return .bool }
      return graph.isResource(id) ? .own(id) : .named(id)
    case .list(let element): return .list(type(element, in: &scope))
    case .fixedLengthList(let element, let count):
      return .fixedLengthList(type(element, in: &scope), count: count)
    case .map(let key, let value):
      let keyType = type(key, in: &scope)
      if !isMapKey(keyType) { report(.invalidMapKey, at: key.range) }
      return .map(key: keyType, value: type(value, in: &scope))
    case .option(let wrapped): return .option(type(wrapped, in: &scope))
    case .tuple(let elements):
      if elements.isEmpty { report(.emptyType(.tuple, "tuple"), at: syntax.range) }
      return .tuple(elements.map { type($0, in: &scope) })
    case .result(let ok, let error):
      let okType = ok.map { type($0, in: &scope) }
      return .result(ok: okType, error: error.map { type($0, in: &scope) })
    case .future(let element): return .future(element.map { type($0, in: &scope) })
    case .stream(let element): return .stream(element.map { type($0, in: &scope) })
    case .own(let name): return resource(name, in: &scope).map { .own($0) } ?? .bool
    case .borrow(let name): return resource(name, in: &scope).map { .borrow($0) } ?? .bool
    }
  }

  private mutating func resource(_ name: Identifier, in scope: inout TypeScope) -> TypeID? {
    guard let id = lookUp(name, in: &scope) else { return nil }
    guard graph.isResource(id) else {
      report(
        .notAResource(name.text), at: name.range, notes: declaredHere(graph[id].attributes.range))
      return nil
    }
    return id
  }

  private func isMapKey(_ type: Type) -> Bool {
    switch type {
    case .bool, .u8, .u16, .u32, .u64, .s8, .s16, .s32, .s64, .char, .string: true
    case .named(let id):
      if case .alias(let target) = graph[graph.root(of: id)].kind {
        isMapKey(target)
      } else {
        false
      }
    default: false
    }
  }

  /// A function; nil where a gate hides it.
  mutating func function(
    _ syntax: FunctionSyntax, of resource: TypeID? = nil, in scope: inout TypeScope
  ) -> Function? {
    guard let attributes = attributes(syntax.leading, syntax.name.range, in: scope.file.package)
    else { return nil }
    checkUnique(syntax.parameters.map(\.name), .parameter)
    var parameters = syntax.parameters.map {
      Parameter(name: $0.name.text, type: type($0.type, in: &scope))
    }
    var result = syntax.result.map { type($0, in: &scope) }
    if let result, let range = syntax.result?.range, let name = borrowed(in: result) {
      report(.borrowInResult(name), at: range)
    }
    var kind = Function.Kind.freestanding
    var name = syntax.name.text
    if let resource {
      let resourceName = graph[resource].name
      switch syntax.kind {
      case .freestanding, .method:
        if let wrong = syntax.parameters.first(where: { $0.name.text == "self" }) {
          report(.selfParameter, at: wrong.name.range)
        }
        kind = .method(resource)
        name = "[method]\(resourceName).\(name)"
        parameters.insert(Parameter(name: "self", type: .borrow(resource)), at: 0)
      case .static:
        kind = .static(resource)
        name = "[static]\(resourceName).\(name)"
      case .constructor:
        kind = .constructor(resource)
        name = "[constructor]\(resourceName)"
        checkConstructor(result, of: resource, at: syntax.result?.range)
        result = result ?? .own(resource)
      }
    }
    return Function(
      name: name, kind: kind, isAsync: syntax.isAsync, parameters: parameters, result: result,
      attributes: attributes)
  }

  private mutating func checkConstructor(
    _ result: Type?, of resource: TypeID, at range: SourceRange?
  ) {
    guard let result else { return }
    var type = result
    while case .named(let id) = type, case .alias(let target) = graph[id].kind { type = target }
    if case .result(ok: .own(resource), error: _) = type { return }
    report(.constructorResult(graph[resource].name), at: range)
  }

  /// The resource that a type borrows, through every definition it names.
  func borrowed(in type: Type) -> String? {
    switch type {
    case .borrow(let id): return graph[id].name
    case .list(let element), .fixedLengthList(let element, _), .option(let element):
      return borrowed(in: element)
    case .map(let key, let value): return borrowed(in: key) ?? borrowed(in: value)
    case .tuple(let elements): return borrowed(in: elements)
    case .result(let ok, let error):
      return ok.flatMap { borrowed(in: $0) } ?? error.flatMap { borrowed(in: $0) }
    case .future(let element), .stream(let element): return element.flatMap { borrowed(in: $0) }
    case .named(let id): return borrowers[id]
    default: return nil
    }
  }

  // A loop: `lazy.compactMap.first` would walk into what it finds twice, on every level.
  private func borrowed(in types: [Type]) -> String? {
    for type in types {
      if let name = borrowed(in: type) { return name }
    }
    return nil
  }

  /// The same of a definition whose parts have been resolved.
  func borrowed(in kind: TypeDefinition.Kind) -> String? {
    switch kind {
    case .record(let fields): borrowed(in: fields.map(\.type))
    case .variant(let cases): borrowed(in: cases.compactMap(\.type))
    case .alias(let type): borrowed(in: type)
    case .enum, .flags, .resource: nil
    }
  }
}
