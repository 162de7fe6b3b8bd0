/// What a core module imports and exports, in the file's order.
package struct CoreInterface: Hashable, Sendable {
  package private(set) var imports: [CoreItem] = []
  package private(set) var exports: [CoreItem] = []

  init(of module: BinaryPart, in bytes: [UInt8]) throws(DecodeError) {
    for section in module.sections where section.id == 2 || section.id == 7 {
      var whole = BinaryReader(bytes)
      _ = try whole.slice(section.offset)
      var reader = try whole.slice(section.sizeBytes)
      for _ in 0..<(try reader.count()) {
        if section.id == 2 {
          imports.append(try CoreInterface.imported(&reader))
        } else {
          exports.append(try CoreInterface.exported(&reader))
        }
      }
    }
  }

  /// (WebAssembly 3.0, Binary Format, "Import Section".)
  private static func imported(_ reader: inout BinaryReader) throws(DecodeError) -> CoreItem {
    let module = try reader.name()
    let name = try reader.name()
    let kind = try kind(&reader)
    try BinaryDecoder().skipCoreExternType(kind.code, &reader)
    return CoreItem(
      module: module, name: name, kind: kind,
      meaning: CanonicalCoreName.meaning(ofImport: name, from: module))
  }

  private static func exported(_ reader: inout BinaryReader) throws(DecodeError) -> CoreItem {
    let name = try reader.name()
    let kind = try kind(&reader)
    _ = try reader.u32()
    return CoreItem(
      module: nil, name: name, kind: kind, meaning: CanonicalCoreName.meaning(ofExport: name))
  }

  private static func kind(_ reader: inout BinaryReader) throws(DecodeError) -> CoreItem.Kind {
    let code = try reader.byte()
    guard let kind = CoreItem.Kind.allCases.first(where: { $0.code == code }) else {
      throw reader.error("an unknown kind \(code) of core import or export")
    }
    return kind
  }
}

/// One import or export of a core module.
package struct CoreItem: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case function = "func"
    case table, memory, global, tag

    var code: UInt8 {
      switch self {
      case .function: 0
      case .table: 1
      case .memory: 2
      case .global: 3
      case .tag: 4
      }
    }
  }

  /// The module that an import names; nil for an export.
  package var module: String?
  package var name: String
  package var kind: Kind
  /// What a name of the canonical ABI stands for; nil for others.
  package var meaning: String?
}

/// Names of core functions by which tools find the items of a world: `cm32p2|ns:p/i@1|f`.
///
/// (Component Model, BuildTargets.md; wit-component, "names".)
enum CanonicalCoreName {
  private static let prefix = "cm32p2"

  static func meaning(ofImport name: String, from module: String) -> String? {
    guard module.hasPrefix(prefix) else { return nil }
    var place = module.dropFirst(prefix.count)
    guard place.isEmpty || place.first == "|" else { return nil }
    place = place.dropFirst()
    let isOfExport = place.hasPrefix("_ex_")
    if isOfExport { place = place.dropFirst("_ex_".count) }
    let owner =
      place.isEmpty
      ? "the world" : "the \(isOfExport ? "exported" : "imported") interface \(place)"
    let endings = [("_drop", "drops"), ("_new", "makes"), ("_rep", "looks into")]
    for (ending, verb) in endings where name.hasSuffix(ending) {
      return "canonical name: \(verb) a resource \(name.dropLast(ending.count)) of \(owner)"
    }
    return "canonical name: \(name) of \(owner)"
  }

  static func meaning(ofExport name: String) -> String? {
    switch name {
    case "\(prefix)_memory": return "canonical name: the memory that values lie in"
    case "\(prefix)_realloc": return "canonical name: makes room for values"
    case "\(prefix)_initialize": return "canonical name: runs before everything else"
    default: break
    }
    let parts = name.split(separator: "|", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == prefix else { return nil }
    let owner = parts[1].isEmpty ? "the world" : "the exported interface \(parts[1])"
    if parts[2].hasSuffix("_post") {
      return "canonical name: cleans up after \(parts[2].dropLast("_post".count)) of \(owner)"
    }
    if parts[2].hasSuffix("_dtor") {
      return "canonical name: destroys a resource \(parts[2].dropLast("_dtor".count)) of \(owner)"
    }
    return "canonical name: \(parts[2]) of \(owner)"
  }
}
