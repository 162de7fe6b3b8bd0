package import WIT

/// What a binary with WIT in it is.
package enum BinaryKind: String, Hashable, Sendable {
  case component = "component"
  /// Code that is to become a component; its WIT is in custom sections.
  case module = "core module with WIT"
  /// Types alone.
  case package = "WIT package"
}

/// The WIT of any binary that carries some.
package struct BinaryWIT: Sendable {
  package var kind: BinaryKind
  package var graph: PackageGraph
  package var root: PackageID
  /// The world of a component or core module; nil for a package.
  package var world: WorldID?
  package var extras: [ExtraItem]

  /// As the reference prints it.
  package var text: String { WITPrinter.text(root: root, in: graph) }

  package static func decode(_ bytes: [UInt8]) throws(DecodeError) -> BinaryWIT {
    if bytes.count >= 8, bytes[4..<8].elementsEqual([1, 0, 0, 0]),
      bytes.starts(with: [0x00, 0x61, 0x73, 0x6D])
    {
      return try module(bytes)
    }
    if PackageDecoder.isPackage(bytes) {
      var decoder = PackageDecoder()
      try decoder.add(bytes)
      let packages = decoder.packages
      return BinaryWIT(
        kind: .package, graph: packages.graph, root: packages.roots[0], world: nil,
        extras: packages.extras)
    }
    var component = try ComponentDecoder.decode(bytes)
    let root = component.graph[component.world].package
    // A package with nothing in it is a component that exports nothing; its docs are all it has.
    try PackageDocs.apply(from: bytes, to: root, in: &component.graph)
    return BinaryWIT(
      kind: .component, graph: component.graph, root: root, world: component.world,
      extras: component.extras)
  }

  /// The worlds that its `component-type…` sections hold, and all of them in one: a module is built
  /// of libraries that each bring theirs. (wit-component, "metadata".)
  private static func module(_ bytes: [UInt8]) throws(DecodeError) -> BinaryWIT {
    let part = try PartReader.read(bytes)
    let sections = part.customSections.filter { $0.customName?.hasPrefix("component-type") == true }
    guard !sections.isEmpty else { throw DecodeError(reason: .coreModule, offset: 4) }
    var decoder = EmbeddedWorlds()
    for section in sections {
      let content = Array(bytes[section.offset..<(section.offset + section.sizeBytes)])
      do throws(DecodeError) {
        try decoder.add(content)
      } catch {
        var error = error
        error.offset += section.offset
        throw error
      }
    }
    return decoder.result
  }
}
