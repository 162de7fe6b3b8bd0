import WIT

/// The worlds that a core module carries in its custom sections, brought together.
///
/// Each section is a component that exports one component type, and that one exports the world as
/// a component type. What the module is to become has the items of all: the world `root` in
/// `root:root`, as the reference calls it.
struct EmbeddedWorlds {
  private var builder = GraphBuilder(arena: TypeArena())
  private let package: PackageID
  private let world: WorldID
  private var imports = WorldItems()
  private var exports = WorldItems()

  /// Items of a world by their names.
  private struct WorldItems {
    var types: [String: TypeID] = [:]
    var names: Set<String> = []
  }

  init() {
    package = builder.package(PackageName(namespace: "root", name: "root"))
    world = builder.addWorld("root", in: package)
  }

  var result: BinaryWIT {
    BinaryWIT(
      kind: .module, graph: builder.graph, root: package, world: world, extras: builder.extras)
  }

  mutating func add(_ bytes: [UInt8]) throws(DecodeError) {
    var decoder = BinaryDecoder()
    let shape = try decoder.decode(bytes)
    builder.arena = decoder.arena
    for export in shape.exports {
      guard let type = decoder.arena.componentType(of: export) else {
        throw DecodeError(
          reason: .malformed("`\(export.name)` is no world: it is not a component type"),
          offset: export.offset)
      }
      for inner in type.exports {
        guard case .component(let shape) = inner.item else {
          throw DecodeError(
            reason: .malformed("`\(inner.name)` is no world"), offset: inner.offset)
        }
        builder.names = [:]
        _ = try builder.declarations(type)
        // The same types once more: these are the joined world's own.
        builder.names = [:]
        try join(shape)
      }
    }
  }

  private mutating func join(_ shape: ComponentShape) throws(DecodeError) {
    try join(shape.imports, isExport: false)
    try join(shape.exports, isExport: true)
  }

  private mutating func join(
    _ externs: [BinaryExtern], isExport: Bool
  ) throws(DecodeError) {
    for extern in externs {
      let isNew =
        isExport
        ? exports.names.insert(extern.name).inserted : imports.names.insert(extern.name).inserted
      if !isNew, case .type(let type) = extern.item {
        if let known = imports.types[extern.name] { builder.identify(type, as: known) }
        continue
      }
      let items = try builder.items([extern], of: world, isExport: isExport)
      // An interface that is there already has been given what this world sees of it.
      guard isNew else { continue }
      if case .type(let id)? = items.first?.content { imports.types[extern.name] = id }
      if isExport {
        builder.graph[world].exports += items
      } else {
        builder.graph[world].imports += items
      }
    }
  }
}
