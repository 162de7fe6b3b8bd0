import WIT

/// Refuses what no Swift can be generated for, and bounds how much a type may unfold to.
struct BindingChecker {
  private let graph: PackageGraph
  private(set) var errors: Set<TypeID> = []
  private(set) var tupleLengths: Set<Int> = []
  private var nodes: [TypeID: Int] = [:]

  init(graph: PackageGraph) {
    self.graph = graph
  }

  mutating func check(_ function: Function, in title: String) throws(StubGenError) {
    let place = Place(
      text: "\(title).\(function.name)", range: function.attributes.range)
    if function.isAsync { throw place.refusal(.unsupported("an async function")) }
    var total = 0
    for type in function.parameters.map(\.type) + [function.result].compactMap({ $0 }) {
      total += try count(type, place)
    }
    try bound(total, place)
  }

  mutating func check(_ type: TypeID, in title: String) throws(StubGenError) {
    let place = Place(
      text: "\(title).\(graph[type].name)", range: graph[type].attributes.range)
    _ = try count(definition: type, place)
  }

  private struct Place {
    var text: String
    var range: SourceRange?

    func refusal(_ reason: StubGenError.Reason) -> StubGenError {
      StubGenError(place: text, range: range, reason: reason)
    }
  }

  private func bound(_ count: Int, _ place: Place) throws(StubGenError) {
    guard count <= Limits.typeNodesMax else {
      throw place.refusal(.unsupported("a type of more than \(Limits.typeNodesMax) parts"))
    }
  }

  /// How many parts the type has when all its definitions are unfolded.
  private mutating func count(_ type: Type, _ place: Place) throws(StubGenError) -> Int {
    switch type {
    case .errorContext: throw place.refusal(.unsupported("`error-context`"))
    case .fixedLengthList: throw place.refusal(.unsupported("a list of fixed length"))
    case .map: throw place.refusal(.unsupported("`map`"))
    case .future: throw place.refusal(.unsupported("`future`"))
    case .stream: throw place.refusal(.unsupported("`stream`"))
    case .tuple(let types): tupleLengths.insert(types.count)
    case .result(_, .named(let error)?): errors.insert(graph.root(of: error))
    default: break
    }
    if case .named(let id) = type { return try count(definition: id, place) }
    var total = 1
    for part in type.parts { total += try count(part, place) }
    try bound(total, place)
    return total
  }

  private mutating func count(definition id: TypeID, _ place: Place) throws(StubGenError) -> Int {
    if let known = nodes[id] { return known }
    var total = 1
    switch graph[id].kind {
    case .record(let fields): for field in fields { total += try count(field.type, place) }
    case .variant(let cases):
      for item in cases { if let type = item.type { total += try count(type, place) } }
    case .alias(let target): total += try count(target, place)
    case .flags(let labels) where labels.count > Limits.flagsMax:
      throw place.refusal(.unsupported("a `flags` of more than \(Limits.flagsMax)"))
    case .enum, .flags, .resource: break
    }
    try bound(total, place)
    nodes[id] = total
    return total
  }
}
