package import WIT

/// A component's imports and exports as WIT.
package struct DecodedComponent: Sendable {
  package var graph: PackageGraph
  /// The world that the component is of: `root` in `root:component`, since binaries name none.
  package var world: WorldID
  /// What is imported or exported and has no place in a world.
  package var extras: [ExtraItem]

  /// The same, with types written out.
  package var type: ComponentType { ComponentType(world: world, in: graph) }
}

/// Decodes component binaries. Names of types survive in them, docs and package files do not.
package enum ComponentDecoder {
  package static func decode(_ bytes: [UInt8]) throws(DecodeError) -> DecodedComponent {
    var decoder = BinaryDecoder()
    let shape = try decoder.decode(bytes)
    var builder = GraphBuilder(arena: decoder.arena)
    return try builder.component(shape)
  }
}

/// `ns:package/interface@version` in its parts.
package enum InterfacePath {
  package static func parse(_ path: String) -> (package: PackageName, interface: String)? {
    let versioned = path.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    let parts = versioned[0].split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    let names = parts[0].split(separator: ":", omittingEmptySubsequences: false)
    guard names.count == 2, !names[0].isEmpty, !names[1].isEmpty, !parts[1].isEmpty else {
      return nil
    }
    let version = versioned.count > 1 ? SemanticVersion(versioned[1]) : nil
    if versioned.count > 1, version == nil { return nil }
    return (
      PackageName(namespace: String(names[0]), name: String(names[1]), version: version),
      String(parts[1])
    )
  }
}
