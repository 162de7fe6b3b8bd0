/// Finds the symbols of one graph.
struct SymbolCollector {
  let source: IndexedGraph
  /// Which graph of the index it is.
  let number: Int
  /// How many symbols the graphs before it have.
  let offset: Int
  let names: DeclaredNames
  private(set) var symbols: [Symbol] = []
  private(set) var interfaces: [InterfaceID: Int] = [:]
  private(set) var worlds: [WorldID: Int] = [:]
  private(set) var packages: [PackageName: Int] = [:]
  /// Functions by the places of their names.
  private(set) var functions: [SourceRange: Int] = [:]
  /// Interfaces and worlds by the ranges that their items have for a container.
  private(set) var containers: [SourceRange: Int] = [:]
  private var types: [TypeID: Int] = [:]
  /// By the place of their names: a type that a world includes is declared in both worlds' graphs,
  /// but in one place of the text.
  private var typesByRange: [SourceRange: Int] = [:]

  var graph: PackageGraph { source.graph }

  init(_ source: IndexedGraph, number: Int, behind offset: Int) {
    self.source = source
    self.number = number
    self.offset = offset
    names = DeclaredNames(source.files)
  }

  mutating func collect() {
    let all = graph.packages.indices.map { PackageID(index: $0) }
    let root = source.root.map { [$0] } ?? []
    for id in root + all.reversed().filter({ $0 != source.root }) { add(id) }
  }

  /// The symbol of the declaration that a name in a signature ends at.
  func type(_ id: TypeID) -> Int? {
    let declaration = graph.declaration(of: id)
    return types[declaration]
      ?? graph[declaration].attributes.range.flatMap { typesByRange[$0] }
  }

  /// Whether a world declares this itself, rather than by `include` or by what its items use.
  func isOwn(_ range: SourceRange?, of world: WorldID) -> Bool {
    guard let worldRange = graph[world].attributes.range else { return true }
    return names[range]?.container == worldRange
  }
}

// Adding.
extension SymbolCollector {
  @discardableResult
  private mutating func append(
    _ item: Symbol.Item, _ kind: Symbol.Kind, name: String, path: String,
    _ attributes: Attributes, range: SourceRange? = nil, in parent: Int?
  ) -> Int {
    symbols.append(
      Symbol(
        graph: number, item: item, kind: kind, name: name, path: path, docs: attributes.docs,
        range: range ?? attributes.range, parent: parent))
    return offset + symbols.count - 1
  }

  private mutating func add(_ id: PackageID) {
    let package = graph[id]
    var parent: Int?
    // A component's own package is made up by who decodes it.
    if source.component == nil || id != source.root {
      parent = append(
        .package(id), .package, name: package.name.name, path: "\(package.name)",
        package.attributes, in: nil)
      packages[package.name] = parent
    }
    for interface in package.interfaces {
      add(
        interface, name: graph[interface].name ?? "",
        Scope(path: graph.identifier(of: interface) ?? ""), in: parent)
    }
    for world in package.worlds { add(world, in: parent) }
  }

  /// How what is declared in an interface or world is called.
  private struct Scope {
    var path: String
    /// The inline interface in a world, with its period.
    var prefix = ""

    func path(_ name: String) -> String { "\(path).{\(prefix)\(name)}" }
  }

  private mutating func add(
    _ id: InterfaceID, name: String, _ scope: Scope, path: String? = nil, in parent: Int?
  ) {
    let interface = graph[id]
    var range: SourceRange?
    if case .extern(let syntax)? = names[interface.attributes.range]?.syntax,
      case .interface(let name, _) = syntax.kind
    {
      range = name.range
    }
    let symbol = append(
      .interface(id), .interface, name: name, path: path ?? scope.path, interface.attributes,
      range: range, in: parent)
    interfaces[id] = symbol
    if let range = interface.attributes.range { containers[range] = symbol }
    for type in interface.types { add(type, scope, in: symbol) }
    for (index, function) in interface.functions.enumerated() {
      add(function, .interface(id, index: index), scope, in: symbol)
    }
  }

  private mutating func add(_ id: TypeID, _ scope: Scope, in parent: Int) {
    let definition = graph[id]
    guard !graph.isUse(id), let kind = Symbol.Kind(rawValue: graph.word(for: id)) else { return }
    let symbol = append(
      .type(id), kind, name: definition.name, path: scope.path(definition.name),
      definition.attributes, in: parent)
    types[id] = symbol
    if let range = definition.attributes.range { typesByRange[range] = symbol }
    let ranges = names.members(of: definition.attributes.range)
    let memberKind: Symbol.Kind =
      switch kind {
      case .record: .field
      case .flags: .flag
      default: .case
      }
    for (index, member) in definition.members.enumerated() {
      let name = "\(definition.name).\(member.name)"
      append(
        .member(id, index: index), memberKind, name: name, path: scope.path(name),
        Attributes(docs: member.docs, range: index < ranges.count ? ranges[index] : nil),
        in: symbol)
    }
  }

  private mutating func add(
    _ function: Function, _ place: Symbol.FunctionPlace, _ scope: Scope, in parent: Int
  ) {
    let name = graph.label(of: function)
    let symbol = append(
      .function(place), .function, name: name, path: scope.path(name), function.attributes,
      in: function.resource.flatMap { type($0) } ?? parent)
    if let range = function.attributes.range { functions[range] = symbol }
  }

  private mutating func add(_ id: WorldID, in parent: Int?) {
    let world = graph[id]
    let isComponent = source.component == id
    let path = isComponent ? source.path : graph.identifier(of: id)
    let name =
      isComponent ? source.path.split(separator: "/").last.map(String.init) ?? "" : world.name
    let symbol = append(
      .world(id), isComponent ? .component : .world, name: name, path: path, world.attributes,
      in: parent)
    worlds[id] = symbol
    if let range = world.attributes.range { containers[range] = symbol }
    let scope = Scope(path: path)
    for item in world.imports {
      guard case .type(let type) = item.content,
        isOwn(graph[type].attributes.range, of: id)
      else { continue }
      add(type, scope, in: symbol)
    }
    for (isExport, items) in [(false, world.imports), (true, world.exports)] {
      for (index, item) in items.enumerated() {
        switch item.content {
        case .type: continue
        case .function(let function):
          guard isOwn(function.attributes.range, of: id) else { continue }
          add(function, .world(id, isExport: isExport, index: index), scope, in: symbol)
        case .interface(let interface):
          guard graph[interface].name == nil, let key = item.name,
            interfaces[interface] == nil, isOwn(item.attributes.range, of: id)
          else { continue }
          add(
            interface, name: key, Scope(path: path, prefix: "\(key)."), path: scope.path(key),
            in: symbol)
        }
      }
    }
  }
}
