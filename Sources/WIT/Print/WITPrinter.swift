/// Writes packages as today's WIT, in the form of the reference printer.
///
/// Everything legacy is gone by then: the text is what any other tool takes.
package struct WITPrinter {
  private var lines: [String] = []
  private var depth = 0
  private let graph: PackageGraph
  /// The package being written: its own interfaces go by their plain names.
  private var home: PackageID?

  private init(_ graph: PackageGraph) {
    self.graph = graph
  }

  /// A package, and the ones it depends on as `package … { }` blocks behind it.
  package static func text(root: PackageID, in graph: PackageGraph) -> String {
    var printer = WITPrinter(graph)
    printer.package(root, isNested: false)
    var isFirst = true
    for index in graph.packages.indices where PackageID(index: index) != root {
      // Two blank lines, but none before the first: the reference printer's way.
      if !isFirst { printer.lines += ["", ""] }
      isFirst = false
      printer.package(PackageID(index: index), isNested: true)
    }
    return printer.text
  }

  /// One package by itself; `isNested` writes it as a `package … { }` block.
  package static func text(
    of package: PackageID, in graph: PackageGraph, isNested: Bool = false
  ) -> String {
    var printer = WITPrinter(graph)
    printer.package(package, isNested: isNested)
    return printer.text
  }

  /// One interface as it stands in its package; `name` is for an inline one.
  package static func text(
    of interface: InterfaceID, name: String? = nil, in graph: PackageGraph
  ) -> String {
    var printer = WITPrinter(graph)
    printer.interface(interface, name: name)
    return printer.text
  }

  package static func text(of world: WorldID, in graph: PackageGraph) -> String {
    var printer = WITPrinter(graph)
    printer.world(world)
    return printer.text
  }

  /// A definition as it stands in its interface.
  package static func text(of type: TypeID, in graph: PackageGraph) -> String {
    var printer = WITPrinter(graph)
    let functions: [Function] =
      if case .interface(let owner) = graph[type].owner { graph[owner].functions } else { [] }
    printer.definition(type, members: functions.filter { $0.resource == type })
    return printer.text
  }

  /// A function without its `;`: `add-item: func(item: product-item)`.
  package static func text(of function: Function, in graph: PackageGraph) -> String {
    WITPrinter(graph).signature(function)
  }

  package static func text(of type: Type, in graph: PackageGraph) -> String {
    WITPrinter(graph).type(type)
  }

  private var text: String { lines.joined(separator: "\n") + "\n" }
}

extension Function {
  /// The resource of which this is a member.
  package var resource: TypeID? {
    switch kind {
    case .freestanding: nil
    case .method(let id), .static(let id), .constructor(let id): id
    }
  }

  /// The name as WIT spells it: the part behind `[method]r.`, or `constructor`.
  package var localName: String {
    switch kind {
    case .freestanding: name
    case .constructor: "constructor"
    case .method, .static:
      name.lastIndex(of: ".").map { String(name[name.index(after: $0)...]) } ?? name
    }
  }
}

// Lines.
extension WITPrinter {
  private mutating func line(_ text: String) {
    lines.append(text.isEmpty ? "" : String(repeating: "  ", count: depth) + text)
  }

  private var count: Int { lines.count }

  private mutating func blank() {
    if lines.last != "" { lines.append("") }
  }

  private mutating func block(_ opening: String, _ body: (inout WITPrinter) -> Void) {
    line("\(opening) {")
    depth += 1
    body(&self)
    depth -= 1
    line("}")
  }

  private mutating func docs(_ docs: String?) {
    guard let docs else { return }
    for text in docs.split(separator: "\n", omittingEmptySubsequences: false) {
      line(text.isEmpty ? "///" : "/// \(text)")
    }
  }

  private mutating func attributes(_ attributes: Attributes) {
    docs(attributes.docs)
    gates(attributes)
  }

  private mutating func gates(_ attributes: Attributes) {
    switch attributes.stability {
    case .stable(let since, let deprecated)?:
      line("@since(version = \(since))")
      if let deprecated { line("@deprecated(version = \(deprecated))") }
    case .unstable(let feature, let deprecated)?:
      line("@unstable(feature = \(escaped(feature)))")
      if let deprecated { line("@deprecated(version = \(deprecated))") }
    case nil: break
    }
    if let id = attributes.externalID { line("@external-id(\(StringLiteral.text(of: id)))") }
  }

  private func escaped(_ name: String) -> String {
    Keyword(rawValue: name) == nil ? name : "%\(name)"
  }
}

// Packages, interfaces and worlds.
extension WITPrinter {
  private mutating func package(_ id: PackageID, isNested: Bool) {
    let package = graph[id]
    let name =
      "\(escaped(package.name.namespace)):\(escaped(package.name.name))"
      + (package.name.version.map { "@\($0)" } ?? "")
    docs(package.attributes.docs)
    guard isNested else {
      line("package \(name);")
      blank()
      for id in graph.interfacesInOrder(of: package) {
        interface(id, name: nil)
        lines.append("")
      }
      for id in package.worlds { world(id) }
      return
    }
    block("package \(name)") { printer in
      for id in printer.graph.interfacesInOrder(of: package) { printer.interface(id, name: nil) }
      for id in package.worlds { printer.world(id) }
    }
  }

  private mutating func interface(_ id: InterfaceID, name: String?) {
    let interface = graph[id]
    home = interface.package
    attributes(interface.attributes)
    block("interface \(escaped(interface.name ?? name ?? "inline"))") { $0.body(of: interface) }
  }

  private mutating func body(of interface: Interface) {
    types(interface.types, functions: interface.functions)
    for (index, function) in interface.functions.filter({ $0.resource == nil }).enumerated() {
      if index > 0 || !interface.types.isEmpty { blank() }
      attributes(function.attributes)
      line(signature(function) + ";")
    }
  }

  private mutating func types(
    _ declared: [TypeID], functions: [Function], isFirst: Bool = true
  ) {
    let ids = DependencyOrder.of(declared) { graph[$0].kind.definitions }
    let uses = uses(among: ids)
    for use in uses {
      gates(use.attributes)
      line("use \(path(of: use.interface)).{\(use.names.joined(separator: ", "))};")
    }
    let used = Set(uses.flatMap(\.types))
    var isFirst = isFirst && uses.isEmpty
    for id in ids where !used.contains(id) {
      if !isFirst { blank() }
      isFirst = false
      definition(id, members: functions.filter { $0.resource == id })
    }
  }

  private struct Use {
    var interface: InterfaceID
    var attributes: Attributes
    var names: [String] = []
    var types: [TypeID] = []
  }

  /// The `use`d types; those of one interface that follow each other share a statement.
  private func uses(among ids: [TypeID]) -> [Use] {
    var uses: [Use] = []
    for id in ids {
      let definition = graph[id]
      guard case .alias(.named(let target)) = definition.kind,
        graph[target].owner != definition.owner, case .interface(let owner) = graph[target].owner
      else { continue }
      var attributes = definition.attributes
      attributes.docs = nil
      attributes.range = nil
      let original = graph[target].name
      let name =
        original == definition.name
        ? escaped(original) : "\(escaped(original)) as \(escaped(definition.name))"
      if uses.last?.interface != owner || uses.last?.attributes != attributes {
        uses.append(Use(interface: owner, attributes: attributes))
      }
      uses[uses.count - 1].names.append(name)
      uses[uses.count - 1].types.append(id)
    }
    return uses
  }

  /// An interface as seen from any package: by its name at home, else by its id.
  private func path(of id: InterfaceID) -> String {
    let interface = graph[id]
    if interface.package == home { return escaped(interface.name ?? "") }
    let name = graph[interface.package].name
    return "\(escaped(name.namespace)):\(escaped(name.name))/\(escaped(interface.name ?? ""))"
      + (name.version.map { "@\($0)" } ?? "")
  }

  private mutating func world(_ id: WorldID) {
    let world = graph[id]
    home = world.package
    attributes(world.attributes)
    block("world \(escaped(world.name))") { printer in
      let start = printer.count
      let ids = world.imports.compactMap { item -> TypeID? in
        if case .type(let id) = item.content { id } else { nil }
      }
      let functions = world.imports.compactMap { item -> Function? in
        if case .function(let function) = item.content, function.resource != nil {
          function
        } else {
          nil
        }
      }
      printer.worldItems(world.imports.filter(\.isInterface), "import")
      printer.types(ids, functions: functions, isFirst: printer.count == start)
      printer.worldItems(world.imports.filter(\.isPlainFunction), "import")
      if printer.count > start, !world.exports.isEmpty { printer.blank() }
      printer.worldItems(world.exports, "export")
    }
  }

  private mutating func worldItems(_ items: [WorldItem], _ word: String) {
    for item in items {
      switch item.content {
      case .type: continue
      case .function(let function):
        guard function.resource == nil else { continue }
        attributes(item.attributes)
        line("\(word) \(signature(function));")
      case .interface(let id):
        attributes(item.attributes)
        guard let name = item.name else {
          line("\(word) \(path(of: id));")
          continue
        }
        guard graph[id].name == nil else {
          line("\(word) \(escaped(name)): \(path(of: id));")
          continue
        }
        block("\(word) \(escaped(name)): interface") { $0.body(of: $0.graph[id]) }
      }
    }
  }
}

extension WorldItem {
  var isInterface: Bool {
    if case .interface = content { true } else { false }
  }

  /// Whether it is a function that belongs to no resource.
  fileprivate var isPlainFunction: Bool {
    if case .function(let function) = content { function.resource == nil } else { false }
  }
}

// Definitions, functions and types.
extension WITPrinter {
  private mutating func definition(_ id: TypeID, members: [Function]) {
    let definition = graph[id]
    let name = escaped(definition.name)
    attributes(definition.attributes)
    switch definition.kind {
    // A resource by its name is another name for it; `own` is the type of its handles.
    case .alias(.own(let id)): line("type \(name) = own<\(escaped(graph[id].name))>;")
    case .alias(let target): line("type \(name) = \(type(target));")
    case .record(let fields):
      block("record \(name)") { printer in
        for field in fields {
          printer.docs(field.docs)
          printer.line("\(printer.escaped(field.name)): \(printer.type(field.type)),")
        }
      }
    case .variant(let cases):
      block("variant \(name)") { printer in
        for item in cases {
          printer.docs(item.docs)
          let payload = item.type.map { "(\(printer.type($0)))" } ?? ""
          printer.line("\(printer.escaped(item.name))\(payload),")
        }
      }
    case .enum(let labels): block("enum \(name)") { $0.labels(labels) }
    case .flags(let labels): block("flags \(name)") { $0.labels(labels) }
    case .resource:
      guard !members.isEmpty else {
        line("resource \(name);")
        return
      }
      block("resource \(name)") { printer in
        for member in members {
          printer.attributes(member.attributes)
          printer.line(printer.signature(member) + ";")
        }
      }
    }
  }

  private mutating func labels(_ labels: [Label]) {
    for label in labels {
      docs(label.docs)
      line("\(escaped(label.name)),")
    }
  }

  fileprivate func signature(_ function: Function) -> String {
    var parameters = function.parameters
    if case .method = function.kind { parameters.removeFirst() }
    let list = parameters.map { "\(escaped($0.name)): \(type($0.type))" }.joined(separator: ", ")
    if case .constructor(let id) = function.kind {
      let isPlain = function.result == .own(id) || function.result == nil
      return "constructor(\(list))" + (isPlain ? "" : result(function))
    }
    var words = "\(escaped(function.localName)): "
    if case .static = function.kind { words += "static " }
    if function.isAsync { words += "async " }
    return words + "func(\(list))" + result(function)
  }

  private func result(_ function: Function) -> String {
    function.result.map { " -> \(type($0))" } ?? ""
  }

  fileprivate func type(_ type: Type) -> String {
    switch type {
    case .bool: "bool"
    case .u8: "u8"
    case .u16: "u16"
    case .u32: "u32"
    case .u64: "u64"
    case .s8: "s8"
    case .s16: "s16"
    case .s32: "s32"
    case .s64: "s64"
    case .f32: "f32"
    case .f64: "f64"
    case .char: "char"
    case .string: "string"
    case .errorContext: "error-context"
    case .list(let element): "list<\(self.type(element))>"
    case .fixedLengthList(let element, let count): "list<\(self.type(element)), \(count)>"
    case .map(let key, let value): "map<\(self.type(key)), \(self.type(value))>"
    case .option(let wrapped): "option<\(self.type(wrapped))>"
    case .tuple(let elements): "tuple<\(elements.map { self.type($0) }.joined(separator: ", "))>"
    case .result(nil, nil): "result"
    case .result(let ok?, nil): "result<\(self.type(ok))>"
    case .result(nil, let error?): "result<_, \(self.type(error))>"
    case .result(let ok?, let error?): "result<\(self.type(ok)), \(self.type(error))>"
    case .future(let element): element.map { "future<\(self.type($0))>" } ?? "future"
    case .stream(let element): element.map { "stream<\(self.type($0))>" } ?? "stream"
    case .named(let id), .own(let id): escaped(graph[id].name)
    case .borrow(let id): "borrow<\(escaped(graph[id].name))>"
    }
  }
}
