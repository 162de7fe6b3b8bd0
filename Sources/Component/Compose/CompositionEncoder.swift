/// How many indices of each sort a component has taken.
struct SortCounts {
  var functions = 0
  var types = 0
  var instances = 0
  var components = 0
  var coreModules = 0
  var coreFunctions = 0
}

/// Writes a composition: imports, the pieces as they are, their instances, exports.
///
/// No byte of a piece changes. Nothing depends on the pieces' names or on the order of the plugs.
struct CompositionEncoder {
  enum Section {
    static let instance: UInt8 = 5
    static let alias: UInt8 = 6
    static let type: UInt8 = 7
    static let canon: UInt8 = 8
    static let exporting: UInt8 = 11
  }

  struct Alias: Hashable {
    var instance: Int
    var sort: [UInt8]
    var name: String
  }

  let wiring: Wiring
  private let imported: [String: Int]
  var sections: SectionWriter
  var counts: SortCounts
  private var components: [(piece: Int, index: Int)] = []
  /// By piece.
  private(set) var instances: [Int: Int] = [:]
  private var aliases: [Alias: Int] = [:]
  private var names = GraphNames()

  /// - Parameter drops: resources of the socket that get an exported function which drops them
  static func encode(
    _ wiring: Wiring, _ openImports: OpenImports, _ reexports: Reexports,
    drops: [ResourceDrop] = []
  ) throws(CompositionError) -> [[UInt8]] {
    var imports = ImportEncoder(wiring)
    for item in openImports.imports { try imports.write(item) }
    var encoder = CompositionEncoder(wiring, imports)
    for piece in wiring.order { encoder.component(piece) }
    for piece in wiring.order { try encoder.instance(piece) }
    for export in reexports.exports { try encoder.export(export) }
    for item in wiring.pieces[0].shape.exports {
      try encoder.export(Provider(piece: 0, export: item.name))
    }
    if !drops.isEmpty { encoder.export(drops) }
    encoder.sections.custom(name: "component-name", encoder.names.section)
    encoder.sections.custom(name: "producers", Producer.section)
    return encoder.sections.finishChunks()
  }

  private init(_ wiring: Wiring, _ imports: ImportEncoder) {
    self.wiring = wiring
    imported = imports.imported
    sections = imports.sections
    counts = imports.counts
  }

  private mutating func component(_ piece: Int) {
    let bytes = wiring.pieces[piece].bytes
    let same = components.first { known in wiring.pieces[known.piece].bytes == bytes }
    if let same {
      components.append((piece, same.index))
      return
    }
    components.append((piece, counts.components))
    counts.components += 1
    sections.component(bytes)
  }

  private mutating func instance(_ piece: Int) throws(CompositionError) {
    guard let component = components.first(where: { $0.piece == piece })?.index else {
      preconditionFailure("a piece is embedded before it is instantiated")
    }
    let imports = wiring.pieces[piece].shape.imports
    var arguments = BinaryWriter()
    for item in imports {
      let sort = try sort(of: item, piece)
      arguments.name(item.name)
      arguments.append(sort)
      arguments.u32(argument(item, of: piece, sort))
    }
    var writer = BinaryWriter()
    writer.byte(0x00)
    writer.u32(component)
    writer.u32(imports.count)
    writer.append(arguments.bytes)
    sections.item(section: Section.instance, writer.bytes)
    instances[piece] = counts.instances
    names.add(
      wiring.pieces[piece], isSocket: piece == 0, component: component, instance: counts.instances)
    counts.instances += 1
  }

  private mutating func argument(
    _ item: BinaryExtern, of piece: Int, _ sort: [UInt8]
  ) -> Int {
    guard let provider = wiring.wires[piece][item.name] else {
      guard let index = imported[wiring.track(of: item.name, in: piece)] else {
        preconditionFailure("an import without a wire is an import of the composition")
      }
      return index
    }
    guard var instance = instances[provider.piece] else {
      preconditionFailure("a piece is instantiated after those that it needs")
    }
    guard let last = provider.path.last else {
      return alias(Alias(instance: instance, sort: sort, name: provider.export))
    }
    for name in [provider.export] + provider.path.dropLast() {
      instance = alias(Alias(instance: instance, sort: [0x05], name: name))
    }
    return alias(Alias(instance: instance, sort: sort, name: last))
  }

  private mutating func export(_ export: Provider) throws(CompositionError) {
    let part = wiring.pieces[export.piece]
    guard let place = part.exportPlaces[export.export], let instance = instances[export.piece]
    else { preconditionFailure("what is exported belongs to a piece in use") }
    let item = part.shape.exports[place]
    let sort = try sort(of: item, export.piece)
    let index = alias(Alias(instance: instance, sort: sort, name: item.name))
    var writer = BinaryWriter()
    writer.externName(item.name, item.attributes)
    writer.append(sort)
    writer.u32(index)
    writer.byte(0x00)
    sections.item(section: Section.exporting, writer.bytes)
    _ = take(sort)
  }

  mutating func alias(_ alias: Alias) -> Int {
    if let known = aliases[alias] { return known }
    var writer = BinaryWriter()
    writer.append(alias.sort)
    writer.byte(0x00)
    writer.u32(alias.instance)
    writer.name(alias.name)
    sections.item(section: Section.alias, writer.bytes)
    let index = take(alias.sort)
    aliases[alias] = index
    return index
  }

  private func sort(of item: BinaryExtern, _ piece: Int) throws(CompositionError) -> [UInt8] {
    guard let sort = item.item.sort else {
      throw .unsupported(
        part: wiring.pieces[piece].name, what: "exports the \(item.item.kindText) `\(item.name)`")
    }
    return sort
  }

  /// The next index of a sort.
  private mutating func take(_ sort: [UInt8]) -> Int {
    func next(_ count: inout Int) -> Int {
      defer { count += 1 }
      return count
    }
    switch sort[0] {
    case 0x01: return next(&counts.functions)
    case 0x03: return next(&counts.types)
    case 0x04: return next(&counts.components)
    case 0x05: return next(&counts.instances)
    default: return next(&counts.coreModules)
    }
  }
}

extension BinaryItem {
  /// The bytes of its sort; nil where nothing can refer to it. (Component Model, Binary.md, `sort`.)
  var sort: [UInt8]? {
    switch self {
    case .function: [0x01]
    case .type: [0x03]
    case .component: [0x04]
    case .instance: [0x05]
    case .coreModule: [0x00, 0x11]
    case .other: nil
    }
  }
}
