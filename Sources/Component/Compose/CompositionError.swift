import WIT

/// Why components cannot be composed.
package enum CompositionError: Error, Hashable, Sendable {
  /// The bytes are no component that can be read.
  case unreadable(part: String, reason: String)
  /// The component imports or exports what no WIT toolchain writes; what, as the sentence's rest.
  case unsupported(part: String, what: String)
  case tooManyParts(Int)
  /// Several plugs export what one import asks for.
  case severalProviders(importer: String, name: String, providers: [String])
  /// Each part needs the next to be made before it; the last is the first.
  case cycle([String])
  /// A plug exports it, but with other types.
  case typesDiffer(importer: String, name: String, provider: String, difference: String)
  /// No import is any plug's export.
  case nothingToPlug(socket: String, imports: [String], plugs: [UnusedPlug])
  /// The caller is given as the stub and the stub as the caller.
  case wrongWayRound(socket: String, plug: String, name: String)
  /// Two parts import one thing with different types.
  case importsConflict(name: String, first: String, second: String, difference: String)
  /// An interface stays imported though a resource in its functions comes from a plug now.
  case resourceMoved(importer: String, name: String, resource: String, provider: String)
  /// Imported interfaces take types from each other in a circle.
  case interfacesInCircle([String])
  /// An interface that exports take types from has the name of another export.
  case exportedTwice(name: String, socket: String, plug: String)
  case tooDeep(part: String)
  /// A decision names a part that is not there.
  case noSuchPart(name: String, parts: [String])
  /// A decision names a part, and there are several of that name.
  case partsOfOneName(String)
  case noSuchImport(part: String, name: String, imports: [String])
  case noSuchExport(part: String, name: String, exports: [String])
  /// Two decisions about one import.
  case wiredTwice(importer: String, name: String)

  /// Whether a file could not be used at all, rather than that the parts do not go together.
  package var isAboutAFile: Bool {
    switch self {
    case .unreadable, .unsupported, .tooManyParts, .tooDeep: true
    default: false
    }
  }
}

extension CompositionError {
  /// A sentence that says what is wrong and what to do.
  package var text: String {
    switch self {
    case .unreadable(let part, let reason): "\(part): \(reason)"
    case .unsupported(let part, let what):
      "\(part) \(what), which cannot be composed: no WIT toolchain makes such a component"
    case .tooManyParts(let count):
      "\(count) plugs are more than the \(Limits.plugsMax) that one composition takes"
    case .severalProviders(let importer, let name, let providers):
      "import `\(name)` of `\(importer)` has \(providers.count) providers: "
        + "\(Self.list(providers)); give only one of them"
    case .cycle(let parts):
      "cycle: \(parts.joined(separator: " -> ")): each needs the next to be there first"
    case .typesDiffer(let importer, let name, let provider, let difference):
      "`\(provider)` does not fit import `\(name)` of `\(importer)`: \(difference)"
    case .nothingToPlug(let socket, let imports, let plugs):
      Self.nothingToPlug(socket, imports, plugs)
    case .wrongWayRound(let socket, let plug, let name):
      "no import of `\(socket)` matches an export of `\(plug)`, but `\(plug)` imports `\(name)`, "
        + "which `\(socket)` exports: they are the wrong way round, exchange them"
    case .importsConflict(let name, let first, let second, let difference):
      "`\(first)` and `\(second)` import conflicting `\(name)`: \(difference)"
    case .resourceMoved(let importer, let name, let resource, let provider):
      "`\(importer)` still needs import `\(name)`, which uses resource `\(resource)` that "
        + "`\(provider)` now provides: provide `\(name)` too"
    case .interfacesInCircle(let names):
      "imported interfaces take types from each other: \(names.joined(separator: " -> "))"
    case .exportedTwice(let name, let socket, let plug):
      "exports of `\(socket)` use types of `\(name)` from `\(plug)`, which must be exported with "
        + "them; but `\(socket)` exports another `\(name)` itself"
    case .tooDeep(let part): "\(part): its types are nested too deep"
    case .noSuchPart(let name, let parts):
      "there is no part `\(name)`" + Self.hint(name, parts)
    case .partsOfOneName(let name):
      "there are several parts `\(name)`: a wire cannot tell which is meant"
    case .noSuchImport(let part, let name, let imports):
      "`\(part)` imports no `\(name)`" + Self.hint(name, imports)
    case .noSuchExport(let part, let name, let exports):
      "`\(part)` exports no `\(name)`" + Self.hint(name, exports)
    case .wiredTwice(let importer, let name):
      "import `\(name)` of `\(importer)` is wired twice: one wire is enough"
    }
  }

  private static func hint(_ name: String, _ names: [String]) -> String {
    if let near = nearest(to: name, among: names) { return "; did you mean `\(near)`?" }
    return names.isEmpty ? "" : "; there are " + list(names)
  }

  private static func nothingToPlug(
    _ socket: String, _ imports: [String], _ plugs: [UnusedPlug]
  ) -> String {
    let reasons = plugs.map(\.reason).joined(separator: "; ")
    let others = imports.filter { !$0.hasPrefix("wasi:") }
    let has =
      imports.isEmpty ? "nothing" : others.isEmpty ? "nothing but WASI" : list(others)
    let dropped =
      plugs.contains(where: \.isDropped)
      ? "The compiler has dropped the import"
      : "If its WIT imports the stub, the compiler has dropped that import"
    return "no dependencies of component `\(socket)` were found: none of its imports matches an "
      + "export of \(list(plugs.map(\.name))): \(reasons). "
      + "`\(socket)` imports \(has). \(dropped) because nothing calls it: call the stub, build "
      + "`\(socket)` again, then compose"
  }

  /// Names in a sentence: the first ones, and how many more there are.
  static func list(_ names: [String]) -> String {
    let shown = names.prefix(Self.listedMax).map { "`\($0)`" }.joined(separator: ", ")
    let more = names.count - Self.listedMax
    return more > 0 ? "\(shown) and \(more) more" : shown
  }

  private static let listedMax = 12
}
