import WIT

extension ComponentInspection {
  /// The fields that docs/cli.md lists under `component inspect`.
  package var json: JSON { json(adding: []) }

  /// The same with what others know of it.
  package func json(adding more: [JSON.Member]) -> JSON {
    .object(
      [
        JSON.Member("kind", .string(kind)), JSON.Member("sizeBytes", .integer(sizeBytes)),
        JSON.Member(
          "problem",
          problem.map { ["text": .string($0.text), "offset": .integer($0.offset)] as JSON }
            ?? .null),
      ] + interfaceMembers + [
        JSON.Member("core", core.map { JSON($0) } ?? .null), JSON.Member("part", JSON(root)),
      ] + more)
  }

  /// The fields that docs/cli.md lists under `component wit`.
  package var witJSON: JSON {
    .object(
      [JSON.Member("kind", .string(kind))] + interfaceMembers
        + [JSON.Member("text", wit.map { .string($0.text) } ?? .null)])
  }

  private var interfaceMembers: [JSON.Member] {
    let package = wit.map { $0.graph[$0.root] }
    let interfaces: [InterfaceRow] =
      wit?.world == nil
      ? (package?.interfaces ?? []).compactMap { id in
        wit.map { InterfaceRow(id, name: $0.graph[id].name ?? "", in: $0.graph) }
      } : []
    let worlds: [JSON] =
      wit.flatMap { wit in
        wit.world == nil
          ? wit.graph[wit.root].worlds.map { .string(wit.graph[$0].name) } : nil
      } ?? []
    return [
      JSON.Member("package", package.map { .string("\($0.name)") } ?? .null),
      JSON.Member("imports", .array(imports.map { JSON($0) })),
      JSON.Member("exports", .array(exports.map { JSON($0) })),
      JSON.Member("interfaces", .array(interfaces.map { JSON($0) })),
      JSON.Member("worlds", .array(worlds)),
      JSON.Member("extras", .array((wit?.extras ?? []).map { JSON($0) })),
    ]
  }
}

extension JSON: ExpressibleByDictionaryLiteral {
  /// An object; its members keep this order.
  package init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }

  fileprivate static func text(_ text: String?) -> JSON { text.map { .string($0) } ?? .null }

  fileprivate init(_ row: InterfaceRow) {
    self = [
      "kind": .string(row.kind.rawValue), "name": .string(row.name), "path": .text(row.path),
      "signature": .text(row.signature), "functions": .array(row.functions.map { .string($0) }),
      "types": .array(row.types.map { .string($0) }),
    ]
  }

  fileprivate init(_ extra: ExtraItem) {
    self = [
      "kind": .string(extra.kind), "name": .string(extra.name),
      "isExport": .bool(extra.isExport), "interface": .text(extra.interface),
      "definition": .text(extra.definition),
    ]
  }

  fileprivate init(_ core: CoreInterface) {
    self = [
      "imports": .array(core.imports.map { JSON($0) }),
      "exports": .array(core.exports.map { JSON($0) }),
    ]
  }

  fileprivate init(_ item: CoreItem) {
    self = [
      "module": .text(item.module), "name": .string(item.name),
      "kind": .string(item.kind.rawValue), "meaning": .text(item.meaning),
    ]
  }

  fileprivate init(_ part: BinaryPart) {
    self = [
      "kind": .string(part.kind.rawValue), "name": .text(part.name),
      "offset": .integer(part.offset), "sizeBytes": .integer(part.sizeBytes),
      "sections": .array(part.sections.map { JSON($0) }),
      "producers": .array(part.producers.map { JSON($0) }),
      "notes": .array(part.notes.map { .string($0) }),
      "parts": .array(part.children.map { JSON($0) }),
    ]
  }

  fileprivate init(_ section: BinarySection) {
    self = [
      "kind": .string(section.kind), "name": .text(section.customName),
      "offset": .integer(section.offset), "sizeBytes": .integer(section.sizeBytes),
      "count": section.count.map { .integer($0) } ?? .null,
    ]
  }

  fileprivate init(_ field: ProducersField) {
    let tools: [JSON] = field.tools.map {
      ["name": .string($0.name), "version": .string($0.version)]
    }
    self = ["field": .string(field.name), "tools": .array(tools)]
  }
}
