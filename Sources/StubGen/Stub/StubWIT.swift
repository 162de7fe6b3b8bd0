package import WIT

/// The interface that a stub component exports, in the style of the seed of Golem's worker to
/// worker calls (2024-03): for each exported interface a resource that is bound to one worker.
package struct StubWIT: Hashable, Sendable {
  /// A type of the target, by the name it goes by in the stub.
  package struct Use: Hashable, Sendable {
    /// `shopping:purchase-history/api`.
    package var interface: String
    package var name: String
    /// Nil where the name stays.
    package var alias: String?
    package var item: String
  }

  package struct Resource: Hashable, Sendable {
    package enum Origin: Hashable, Sendable {
      case interface, world
      /// One that is made in the target by its constructor.
      case resource
      /// One that has no constructor: the target hands it out.
      case resourceWithoutConstructor
    }

    package var name: String
    package var docs: String?
    /// What of the target it stands for.
    package var origin: Origin
    /// The remote name in front of a member's: `shopping:purchase-history/api`; empty for a world's
    /// own functions.
    package var remotePath: String
    package var members: [Member]
    package var item: String
  }

  package struct Member: Hashable, Sendable {
    /// As the stub WIT spells it; `constructor` for the constructor.
    package var name: String
    /// `constructor(location: uri)`, `add-order: func(order: order)`.
    package var signature: String
    /// What is invoked; nil for a constructor that only keeps the location.
    package var remoteName: String?
    package var docs: String?
    package var item: String
  }

  package var package: PackageName
  package var interface: String
  package var world: String
  package var uses: [Use] = []
  package var resources: [Resource] = []
}

extension StubWIT {
  /// The text, byte for byte as the original generator writes it, docs apart.
  package var linkedText: LinkedText {
    var lines: [LinkedText.Line] = []
    func add(_ text: String, _ item: String? = nil) {
      lines.append(LinkedText.Line(text: text, item: item))
    }
    add("package \(escaped(package));")
    add("")
    add("interface \(interface) {")
    add("  use golem:rpc/types@0.1.0.{uri};")
    for use in uses {
      let alias = use.alias.map { " as \(escaped($0))" } ?? ""
      add("  use \(use.interface).{\(escaped(use.name))\(alias)};", use.item)
    }
    add("")
    for resource in resources {
      addDocs(resource.docs, "  ", resource.item)
      add("  resource \(escaped(resource.name)) {", resource.item)
      for member in resource.members {
        addDocs(member.docs, "    ", member.item)
        add("    \(member.signature);", member.item)
      }
      add("  }", resource.item)
      add("")
    }
    add("}")
    add("")
    add("world \(world) {")
    add("  export \(interface);")
    add("}")
    return LinkedText(lines: lines)

    func addDocs(_ docs: String?, _ indent: String, _ item: String) {
      guard let docs else { return }
      for line in docs.split(separator: "\n", omittingEmptySubsequences: false) {
        add(indent + (line.isEmpty ? "///" : "/// \(line)"), item)
      }
    }
  }
}

/// A package's name as WIT takes it where parts of it are keywords.
func escaped(_ package: PackageName) -> String {
  "\(escaped(package.namespace)):\(escaped(package.name))"
    + (package.version.map { "@\($0)" } ?? "")
}

/// A name as WIT takes it where it is a keyword.
func escaped(_ name: String) -> String {
  Keyword(rawValue: name) == nil ? name : "%\(name)"
}
