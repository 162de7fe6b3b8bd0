extension TypePattern {
  /// How deep in a type the pattern is met: 0 for the type itself; nil where it is not.
  ///
  /// Aliases are seen through, and so is `use … as …`; the fields of records are not.
  func depth(in type: Type, of graph: PackageGraph) -> Int? {
    if fits(type, of: graph) { return 0 }
    return type.inner(in: graph).compactMap { depth(in: $0, of: graph) }.min().map { $0 + 1 }
  }

  /// Whether the type as a whole is what is looked for.
  private func fits(_ type: Type, of graph: PackageGraph) -> Bool {
    switch self {
    case .any: return true
    case .name(let name, let isPrefix):
      let word = type.word(in: graph)
      if isPrefix ? word.hasPrefix(name) : word == name { return true }
    case .applied(let word, let arguments):
      if word == type.word(in: graph), fit(arguments, type.arguments, of: graph) { return true }
      // `own<cart>` may be written for `cart`.
      if word == "own", case .own = type, arguments.count == 1 {
        return arguments[0].fits(type, of: graph)
      }
    }
    return type.aliased(in: graph).map { fits($0, of: graph) } ?? false
  }

  private func fit(
    _ patterns: [TypePattern], _ arguments: [Type.Argument], of graph: PackageGraph
  ) -> Bool {
    guard patterns.count <= arguments.count else { return false }
    return zip(patterns, arguments).allSatisfy { pattern, argument in
      switch (pattern, argument) {
      case (.any, _): true
      case (_, .type(let type)): pattern.fits(type, of: graph)
      case (.name(let name, _), .count(let count)): name == "\(count)"
      case (_, .none), (_, .count): false
      }
    }
  }
}

extension Type {
  fileprivate enum Argument {
    case type(Type)
    case count(UInt32)
    case none

    init(_ type: Type?) { self = type.map { .type($0) } ?? .none }
  }

  /// The word that a type begins with, or a definition's name.
  fileprivate func word(in graph: PackageGraph) -> String {
    switch self {
    case .list, .fixedLengthList: "list"
    case .map: "map"
    case .option: "option"
    case .tuple: "tuple"
    case .result: "result"
    case .future: "future"
    case .stream: "stream"
    case .borrow: "borrow"
    case .named(let id), .own(let id): graph[id].name
    default: WITPrinter.text(of: self, in: graph)
    }
  }

  /// What stands between the angles.
  fileprivate var arguments: [Argument] {
    switch self {
    case .list(let element), .option(let element): [.type(element)]
    case .fixedLengthList(let element, let count): [.type(element), .count(count)]
    case .map(let key, let value): [.type(key), .type(value)]
    case .tuple(let elements): elements.map { .type($0) }
    case .result(let ok, let error): [Argument(ok), Argument(error)]
    case .future(let element), .stream(let element): [Argument(element)]
    case .borrow(let id): [.type(.own(id))]
    default: []
    }
  }

  /// What an alias stands for.
  fileprivate func aliased(in graph: PackageGraph) -> Type? {
    switch self {
    case .named(let id):
      guard case .alias(let target) = graph[id].kind else { return nil }
      return target
    case .own(let id):
      switch graph[id].kind {
      case .alias(.named(let target)), .alias(.own(let target)): return .own(target)
      default: return nil
      }
    default: return nil
    }
  }

  /// The types that a type is made of, also those of what it is an alias for.
  fileprivate func inner(in graph: PackageGraph) -> [Type] {
    if case .borrow(let id) = self { return [.own(id)] }
    if let target = aliased(in: graph) { return target.inner(in: graph) }
    return parts
  }
}
