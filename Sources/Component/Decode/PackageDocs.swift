import WIT

/// The docs and gates of a WIT package in binary form: the custom section `package-docs`, a byte
/// 0 or 1 (with gates) and JSON. (wit-parser, "metadata".)
struct PackageDocs {
  private var graph: PackageGraph

  /// Brings what the section says to the package's items; nothing where there is none.
  static func apply(
    from bytes: [UInt8], to package: PackageID, in graph: inout PackageGraph
  ) throws(DecodeError) {
    let part = try PartReader.read(bytes)
    guard let section = part.customSections.first(where: { $0.customName == "package-docs" })
    else { return }
    let content = bytes[section.offset..<(section.offset + section.sizeBytes)]
    guard let version = content.first else {
      throw DecodeError(reason: .malformed("`package-docs` is empty"), offset: section.offset)
    }
    guard version <= 1 else {
      throw DecodeError(
        reason: .malformed("`package-docs` of the unknown version \(version)"),
        offset: section.offset)
    }
    let json: JSON
    do {
      json = try JSON.parse(content.dropFirst())
    } catch {
      throw DecodeError(
        reason: .malformed("`package-docs` is no JSON: \(error.message)"),
        offset: section.offset + 1 + (error.offset ?? 0))
    }
    var docs = PackageDocs(graph: graph)
    // Freed for the moment, so that changes happen in place.
    graph = PackageGraph()
    docs.package(package, json)
    graph = docs.graph
  }

  private mutating func package(_ id: PackageID, _ json: JSON) {
    graph[id].attributes.add(json)
    let interfaces = by(json["interfaces"])
    let worlds = by(json["worlds"])
    for interface in graph[id].interfaces {
      if let json = interfaces[graph[interface].name ?? ""] { self.interface(interface, json) }
    }
    for world in graph[id].worlds {
      if let json = worlds[graph[world].name] { self.world(world, json) }
    }
  }

  private func by(_ json: JSON?) -> [String: JSON] {
    Dictionary(
      (json?.members ?? []).map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
  }

  private mutating func interface(_ id: InterfaceID, _ json: JSON) {
    graph[id].attributes.add(json)
    let types = by(json["types"])
    let functions = by(json["funcs"])
    for type in graph[id].types {
      if let json = types[graph[type].name] { self.type(type, json) }
    }
    for index in graph[id].functions.indices {
      if let json = functions[graph[id].functions[index].name] {
        graph[id].functions[index].attributes.add(json)
      }
    }
  }

  private mutating func type(_ id: TypeID, _ json: JSON) {
    graph[id].attributes.add(json)
    let items = by(json["items"])
    guard !items.isEmpty else { return }
    func docs(_ name: String) -> String? { items[name]?.string }
    switch graph[id].kind {
    case .record(var fields):
      for index in fields.indices { fields[index].docs = docs(fields[index].name) }
      graph[id].kind = .record(fields)
    case .variant(var cases):
      for index in cases.indices { cases[index].docs = docs(cases[index].name) }
      graph[id].kind = .variant(cases)
    case .enum(var labels):
      for index in labels.indices { labels[index].docs = docs(labels[index].name) }
      graph[id].kind = .enum(labels)
    case .flags(var labels):
      for index in labels.indices { labels[index].docs = docs(labels[index].name) }
      graph[id].kind = .flags(labels)
    case .alias, .resource: return
    }
  }

  private mutating func world(_ id: WorldID, _ json: JSON) {
    graph[id].attributes.add(json)
    graph[id].imports = items(
      graph[id].imports, functions: by(json["funcs"]), interfaces: by(json["interfaces"]),
      types: by(json["types"]), docs: by(json["interface_import_docs"]),
      stability: by(json["interface_import_stability"]))
    graph[id].exports = items(
      graph[id].exports, functions: by(json["func_exports"]),
      interfaces: by(json["interface_exports"]), types: [:],
      docs: by(json["interface_export_docs"]), stability: by(json["interface_export_stability"]))
  }

  private mutating func items(
    _ items: [WorldItem], functions: [String: JSON], interfaces: [String: JSON],
    types: [String: JSON], docs: [String: JSON], stability: [String: JSON]
  ) -> [WorldItem] {
    var result = items
    for index in items.indices {
      let key = graph.key(of: items[index])
      switch items[index].content {
      case .function(var function):
        guard let json = functions[key] else { continue }
        function.attributes.add(json)
        result[index].content = .function(function)
        result[index].attributes.add(json)
      case .type(let type):
        guard let json = types[key] else { continue }
        self.type(type, json)
        result[index].attributes.add(json)
      case .interface(let interface):
        if graph[interface].name == nil, let json = interfaces[key] {
          self.interface(interface, json)
          result[index].attributes.add(json)
        }
        if let text = docs[key]?.string { result[index].attributes.docs = text }
        if let json = stability[key] {
          result[index].attributes.stability = Stability(json)
        }
      }
    }
    return result
  }
}

extension Attributes {
  /// What stands in an object's `docs` and `stability`.
  fileprivate mutating func add(_ json: JSON) {
    if let text = json["docs"]?.string { docs = text }
    if let value = json["stability"].flatMap({ Stability($0) }) { stability = value }
  }
}

extension Stability {
  fileprivate init?(_ json: JSON) {
    func version(_ json: JSON?) -> SemanticVersion? {
      json?.string.flatMap { SemanticVersion($0) }
    }
    if let stable = json["stable"], let since = version(stable["since"]) {
      self = .stable(since: since, deprecated: version(stable["deprecated"]))
    } else if let unstable = json["unstable"], let feature = unstable["feature"]?.string {
      self = .unstable(feature: feature, deprecated: version(unstable["deprecated"]))
    } else {
      return nil
    }
  }
}
