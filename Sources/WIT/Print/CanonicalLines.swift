/// A package graph as sorted lines without ids: what the reference's `component wit --json` says of
/// the same packages can be brought into this form too, and the two be compared.
///
/// `demo:shop/types@1.2.0#outcome type enum{sold,refused}`; docs, gates and external ids stand in
/// lines of their own.
package struct CanonicalLines {
  private let graph: PackageGraph
  private var inlinePaths: [InterfaceID: String] = [:]
  private var lines: [String] = []

  package static func of(_ graph: PackageGraph) -> [String] {
    var canonical = CanonicalLines(graph)
    for index in graph.packages.indices { canonical.package(PackageID(index: index)) }
    return canonical.lines.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
  }

  private init(_ graph: PackageGraph) {
    self.graph = graph
    for world in graph.worlds {
      for (direction, items) in [("imports", world.imports), ("exports", world.exports)] {
        for item in items {
          guard case .interface(let id) = item.content, graph[id].name == nil else { continue }
          inlinePaths[id] = "\(world.name).\(direction).\(graph.key(of: item))"
        }
      }
    }
  }
}

// Items.
extension CanonicalLines {
  private mutating func package(_ id: PackageID) {
    let package = graph[id]
    lines.append("package \(package.name)")
    attributes("package \(package.name)", package.attributes)
    for interface in package.interfaces {
      lines.append("interface \(path(interface))")
      body(path(interface), interface)
    }
    for world in package.worlds {
      let path = graph.identifier(of: world)
      lines.append("world \(path)")
      attributes(path, graph[world].attributes)
      for item in graph[world].imports { self.item(item, "\(path) import") }
      for item in graph[world].exports { self.item(item, "\(path) export") }
    }
  }

  private mutating func item(_ item: WorldItem, _ lead: String) {
    let path = "\(lead) \(graph.key(of: item))"
    switch item.content {
    case .function(let function): self.function(path, function)
    case .type(let id): type(path, id)
    case .interface(let id):
      if graph[id].name == nil {
        lines.append("\(path) inline")
        body(path, id)
      } else {
        lines.append("\(path) is \(self.path(id))")
        docs(path, item.attributes.docs)
      }
      gates(path, item.attributes)
    }
  }

  private mutating func body(_ path: String, _ id: InterfaceID) {
    attributes(path, graph[id].attributes)
    for id in graph[id].types { type("\(path)#\(graph[id].name)", id) }
    for function in graph[id].functions { self.function("\(path)#\(function.name)", function) }
  }

  private mutating func function(_ path: String, _ function: Function) {
    let lead = function.isAsync ? "async-" : ""
    let kind =
      switch function.kind {
      case .freestanding: "freestanding"
      case .method(let id): "method<\(reference(id))>"
      case .static(let id): "static<\(reference(id))>"
      case .constructor(let id): "constructor<\(reference(id))>"
      }
    let parameters = function.parameters.map { "\($0.name):\(reference($0.type))" }
    let result = function.result.map { " -> \(reference($0))" } ?? ""
    lines.append("\(path) func \(lead)\(kind) (\(parameters.joined(separator: ",")))\(result)")
    attributes(path, function.attributes)
  }

  private mutating func type(_ path: String, _ id: TypeID) {
    let definition = graph[id]
    lines.append("\(path) type \(kind(definition.kind))")
    attributes(path, definition.attributes)
    let members: [(String, String?)] =
      switch definition.kind {
      case .record(let fields): fields.map { ($0.name, $0.docs) }
      case .variant(let cases): cases.map { ($0.name, $0.docs) }
      case .enum(let labels), .flags(let labels): labels.map { ($0.name, $0.docs) }
      case .alias, .resource: []
      }
    for (name, docs) in members { self.docs("\(path).\(name)", docs) }
  }
}

// Attributes.
extension CanonicalLines {
  private mutating func attributes(_ path: String, _ attributes: Attributes) {
    docs(path, attributes.docs)
    gates(path, attributes)
  }

  private mutating func gates(_ path: String, _ attributes: Attributes) {
    if let stability = attributes.stability { lines.append("\(path) stability \(text(stability))") }
    if let id = attributes.externalID { lines.append("\(path) external-id \(quoted(id))") }
  }

  private mutating func docs(_ path: String, _ docs: String?) {
    guard let docs, !docs.isEmpty else { return }
    lines.append("\(path) docs \(quoted(docs))")
  }

  private func text(_ stability: Stability) -> String {
    func deprecated(_ version: SemanticVersion?) -> String {
      version.map { "\"deprecated\": \"\($0)\", " } ?? ""
    }
    return switch stability {
    case .stable(let since, let version):
      "{\"stable\": {\(deprecated(version))\"since\": \"\(since)\"}}"
    case .unstable(let feature, let version):
      "{\"unstable\": {\(deprecated(version))\"feature\": \(quoted(feature))}}"
    }
  }

  /// A JSON string in ASCII.
  private func quoted(_ text: String) -> String {
    var result = "\""
    for unit in text.utf16 {
      switch unit {
      case 0x22: result += "\\\""
      case 0x5C: result += "\\\\"
      case 0x08: result += "\\b"
      case 0x09: result += "\\t"
      case 0x0A: result += "\\n"
      case 0x0C: result += "\\f"
      case 0x0D: result += "\\r"
      case 0x20..<0x7F: result.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
      default:
        let digits = String(unit, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    }
    return result + "\""
  }
}

// Types.
extension CanonicalLines {
  private func path(_ id: InterfaceID) -> String {
    graph.identifier(of: id) ?? inlinePaths[id] ?? "?"
  }

  private func reference(_ id: TypeID) -> String {
    switch graph[id].owner {
    case .interface(let owner): "\(path(owner))#\(graph[id].name)"
    case .world(let owner): "\(graph.identifier(of: owner))#\(graph[id].name)"
    }
  }

  private func reference(_ type: Type?) -> String {
    switch type {
    case nil: "_"
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
    case .list(let item): "list<\(reference(item))>"
    case .fixedLengthList(let item, let count): "fixed-length-list<\(reference(item)),\(count)>"
    case .map(let key, let value): "map<\(reference(key)),\(reference(value))>"
    case .option(let item): "option<\(reference(item))>"
    case .tuple(let items): "tuple<\(items.map(reference).joined(separator: ","))>"
    case .result(let ok, let error): "result<\(reference(ok)),\(reference(error))>"
    case .future(let item): "future<\(reference(item))>"
    case .stream(let item): "stream<\(reference(item))>"
    case .named(let id): reference(id)
    case .own(let id): "own<\(reference(id))>"
    case .borrow(let id): "borrow<\(reference(id))>"
    }
  }

  private func kind(_ kind: TypeDefinition.Kind) -> String {
    switch kind {
    case .record(let fields):
      "record{\(fields.map { "\($0.name):\(reference($0.type))" }.joined(separator: ","))}"
    case .variant(let cases):
      "variant{"
        + cases.map { $0.name + ($0.type.map { "(\(reference($0)))" } ?? "") }
        .joined(separator: ",") + "}"
    case .enum(let labels): "enum{\(labels.map(\.name).joined(separator: ","))}"
    case .flags(let labels): "flags{\(labels.map(\.name).joined(separator: ","))}"
    case .resource: "resource"
    case .alias(let type): (isStructural(type) ? "" : "= ") + reference(type)
    }
  }

  /// Whether the reference takes `type x = …` for a definition of its own, not for another name.
  private func isStructural(_ type: Type) -> Bool {
    switch type {
    case .list, .fixedLengthList, .map, .option, .tuple, .result, .future, .stream, .own, .borrow:
      true
    default: false
    }
  }
}
