package import WIT

/// The interface that a stub component exports: for each exported interface of the target a
/// resource that is bound to one worker.
package struct StubWIT: Hashable, Sendable {
  /// A type of another interface, by the name it goes by in the stub.
  package struct Use: Hashable, Sendable {
    /// `shopping:purchase-history/api`.
    package var interface: String
    package var name: String
    /// Nil where the name stays.
    package var alias: String?
    package var item: String
  }

  /// A type that is declared anew, since the target's own cannot be used.
  package struct Declaration: Hashable, Sendable {
    package var lines: [String]
    package var item: String
  }

  package struct Resource: Hashable, Sendable {
    package enum Origin: Hashable, Sendable {
      case interface, world
      /// One of the target's. `dropName` is the remote name of what drops it; `isSent` says whether
      /// its handles are sent to workers or come from them.
      case resource(dropName: String, isSent: Bool)
      /// The result of a call that is under way.
      case future
    }

    package var name: String
    package var docs: String?
    /// What of the target it stands for.
    package var origin: Origin
    package var members: [Member]
    package var item: String
  }

  package struct Member: Hashable, Sendable {
    /// What it does; names are remote ones.
    package enum Call: Hashable, Sendable {
      /// A constructor that only opens the way to the worker.
      case open
      /// A constructor that makes the resource in the worker.
      case make(String)
      /// A call that waits for its result.
      case invoke(String)
      /// A call that is not waited for.
      case send(String)
      /// A call whose result is a future: the stub's resource of this name.
      case begin(String, future: String)
      case subscribe, get
    }

    /// As the stub WIT spells it; `constructor` for the constructor.
    package var name: String
    /// As the binary spells it.
    package var binaryName: String
    /// `constructor(location: uri)`, `add-order: func(order: order)`.
    package var signature: String
    package var call: Call
    package var docs: String?
    package var item: String
  }

  package var style: StubStyle
  package var errors: StubErrors
  package var package: PackageName
  package var interface: String
  package var world: String
  package var uses: [Use] = []
  package var declarations: [Declaration] = []
  package var resources: [Resource] = []

  init(of target: PackageName, world: String, options: StubOptions) {
    style = options.style
    errors = options.errors
    package = target
    package.name += "-stub"
    interface = "stub-\(world)"
    self.world = "wasm-rpc-stub-\(world)"
  }
}

/// What a target is called where its WIT does not say: a component names neither its package nor its
/// world.
package struct StubTarget: Hashable, Sendable {
  package var package: PackageName
  package var world: String

  package init(package: PackageName, world: String) {
    self.package = package
    self.world = world
  }
}

/// What can be chosen about a stub.
package struct StubOptions: Hashable, Sendable {
  package var style: StubStyle
  package var errors: StubErrors

  package init(style: StubStyle = .seed, errors: StubErrors = .trap) {
    self.style = style
    self.errors = errors
  }
}

extension StubWIT {
  /// The text, byte for byte as the original generator writes it, docs apart.
  package var linkedText: LinkedText {
    var text = StubText()
    text.add("package \(escaped(package));")
    text.add("")
    text.add("interface \(interface) {")
    text.add("  use golem:rpc/types@0.1.0.{uri};")
    if errors == .result { text.add("  use golem:rpc/types@0.1.0.{rpc-error};") }
    if style == .golem10 { text.add("  use wasi:io/poll@0.2.0.{pollable};") }
    for use in uses {
      let alias = use.alias.map { " as \(escaped($0))" } ?? ""
      text.add("  use \(use.interface).{\(escaped(use.name))\(alias)};", use.item)
    }
    text.add("")
    for declaration in declarations {
      for line in declaration.lines { text.add("  \(line)", declaration.item) }
      text.add("")
    }
    for resource in resources { text.add(resource) }
    text.add("}")
    text.add("")
    text.add("world \(world) {")
    text.add("  export \(interface);")
    text.add("}")
    return text.linked
  }
}

/// The lines of a stub's WIT, one by one.
private struct StubText {
  private(set) var linked = LinkedText()

  mutating func add(_ text: String, _ item: String? = nil) {
    linked.lines.append(LinkedText.Line(text: text, item: item))
  }

  mutating func add(_ resource: StubWIT.Resource) {
    add(docs: resource.docs, "  ", resource.item)
    add("  resource \(escaped(resource.name)) {", resource.item)
    for member in resource.members {
      add(docs: member.docs, "    ", member.item)
      add("    \(member.signature);", member.item)
    }
    add("  }", resource.item)
    if resource.origin != .future { add("") }
  }

  private mutating func add(docs: String?, _ indent: String, _ item: String) {
    guard let docs else { return }
    for line in docs.split(separator: "\n", omittingEmptySubsequences: false) {
      add(indent + (line.isEmpty ? "///" : "/// \(line)"), item)
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
