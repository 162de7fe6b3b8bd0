package import WIT

/// WIT packages that were read from binaries.
package struct DecodedPackages: Sendable {
  /// One graph for all: what several binaries show of a package is joined in it.
  package var graph: PackageGraph
  /// The package of each binary.
  package var roots: [PackageID]
  /// What has no place in them.
  package var extras: [ExtraItem]

  /// Packages that a binary holds a part of: what its own package uses of them.
  package var slices: [PackageID] {
    graph.packages.indices.map { PackageID(index: $0) }.filter { !roots.contains($0) }
  }
}

/// Decodes WIT packages from the binaries that toolchains make of them.
///
/// Such a binary is a component that exports types only: one component type for each interface or
/// world, whose export is it and whose imports are what it uses. (wit-component, "encoding".)
package struct PackageDecoder {
  private var builder = GraphBuilder(arena: TypeArena())
  private var roots: [PackageID] = []

  package init() {}

  package var packages: DecodedPackages {
    DecodedPackages(graph: builder.graph, roots: roots, extras: builder.extras)
  }

  /// Whether a component is a package in binary form, not code.
  package static func isPackage(_ bytes: [UInt8]) -> Bool {
    var decoder = BinaryDecoder()
    guard let shape = try? decoder.decode(bytes) else { return false }
    return shape.imports.isEmpty && !shape.exports.isEmpty
      && shape.exports.allSatisfy { decoder.arena.componentType(of: $0) != nil }
  }

  /// Reads one more binary. Nothing of one that cannot be read is kept.
  package mutating func add(_ bytes: [UInt8]) throws(DecodeError) {
    var decoder = BinaryDecoder()
    let shape = try decoder.decode(bytes)
    guard shape.imports.isEmpty else { throw notAPackage }
    var next = builder
    next.arena = decoder.arena
    next.names = [:]
    var root: PackageID?
    for export in shape.exports {
      guard let type = decoder.arena.componentType(of: export) else { throw notAPackage }
      root = try next.declarations(type)
    }
    guard let root else { throw notAPackage }
    try PackageDocs.apply(from: bytes, to: root, in: &next.graph)
    builder = next
    roots.append(root)
  }

  private var notAPackage: DecodeError {
    DecodeError(
      reason: .malformed("it is a component with code, not a WIT package in binary form"),
      offset: 0)
  }
}

extension TypeArena {
  func componentType(of export: BinaryExtern) -> ComponentShape? {
    guard case .type(let index) = export.item,
      case .component(let shape) = self[root(of: index)]
    else { return nil }
    return shape
  }
}

extension GraphBuilder {
  /// Adds what one component type of a package declares; the package that it belongs to.
  mutating func declarations(_ type: ComponentShape) throws(DecodeError) -> PackageID {
    for used in type.imports {
      guard case .instance(let exports) = used.item else { continue }
      _ = try instance(used, exports, Attributes())
    }
    var package: PackageID?
    for export in type.exports {
      guard let (name, item) = InterfacePath.parse(export.name) else {
        throw malformed("`\(export.name)` is no name of an interface or a world")
      }
      let id = self.package(name)
      package = id
      switch export.item {
      case .instance(let exports): _ = try instance(export, exports, Attributes())
      case .component(let shape): try world(item, in: id, shape)
      default: throw malformed("`\(export.name)` is neither an interface nor a world")
      }
    }
    guard let package else { throw malformed("a type of the package declares nothing") }
    return package
  }

  private mutating func world(
    _ name: String, in package: PackageID, _ shape: ComponentShape
  ) throws(DecodeError) {
    let id = addWorld(name, in: package)
    graph[id].imports = try items(shape.imports, of: id, isExport: false)
    graph[id].exports = try items(shape.exports, of: id, isExport: true)
  }
}
