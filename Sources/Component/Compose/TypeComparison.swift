/// A type as a piece of a composition sees it.
struct PieceType: Hashable {
  var piece: Int
  var reference: TypeReference
}

/// Compares what one piece has with what another wants: values by structure, resources by where
/// they come from.
///
/// Two structures that differ nowhere are equal: the subtypes that the specification allows between
/// functions occur in no toolchain's output.
struct TypeComparison {
  let wiring: Wiring
  /// Pairs that are known to be equal; types share parts, so that a pair can come up often.
  private var equal: Set<[PieceType]> = []

  init(_ wiring: Wiring) {
    self.wiring = wiring
  }

  /// Whether an export can stand where an import is wanted; extra items do no harm.
  mutating func difference(
    found: BinaryItem, in provider: Int, expected: BinaryItem, in importer: Int
  ) -> TypeDifference? {
    switch (found, expected) {
    case (.instance(let found), .instance(let expected)):
      return itemDifferences(found, provider, expected, importer, countMax: 1).first
    case (.function(let found), .function(let expected)), (.type(let found), .type(let expected)):
      return difference(
        PieceType(piece: provider, reference: .index(found)),
        PieceType(piece: importer, reference: .index(expected)), depth: 0)
    default:
      return TypeDifference("expected \(expected.kindText), found \(found.kindText)")
    }
  }

  /// All that keeps an export from an import: of an interface, what is wrong with each item.
  mutating func differences(
    found: BinaryItem, in provider: Int, expected: BinaryItem, in importer: Int
  ) -> [TypeDifference] {
    guard case .instance(let found) = found, case .instance(let expected) = expected else {
      let difference = difference(
        found: found, in: provider, expected: expected, in: importer)
      return difference.map { [$0] } ?? []
    }
    return itemDifferences(found, provider, expected, importer, countMax: Self.differencesMax)
  }

  private static let differencesMax = 100

  private mutating func itemDifferences(
    _ found: [BinaryExtern], _ provider: Int, _ expected: [BinaryExtern], _ importer: Int,
    countMax: Int
  ) -> [TypeDifference] {
    var byName: [String: BinaryItem] = [:]
    for item in found { byName[item.name] = item.item }
    var differences: [TypeDifference] = []
    for wanted in expected where differences.count < countMax {
      let place = "\(wanted.item.kindText) `\(wanted.name)`"
      guard let has = byName[wanted.name] else {
        differences.append(TypeDifference("\(place) is missing"))
        continue
      }
      if let difference = difference(
        found: has, in: provider, expected: wanted.item, in: importer)
      {
        differences.append(difference.inside(place))
      }
    }
    return differences
  }

  private mutating func difference(
    _ found: PieceType, _ expected: PieceType, depth: Int
  ) -> TypeDifference? {
    guard !equal.contains([found, expected]) else { return nil }
    guard depth < Limits.binaryDepthMax else { return TypeDifference("types are nested too deep") }
    let difference = structuralDifference(found, expected, depth: depth + 1)
    if difference == nil { equal.insert([found, expected]) }
    return difference
  }

  private mutating func structuralDifference(
    _ found: PieceType, _ expected: PieceType, depth: Int
  ) -> TypeDifference? {
    /// Parts of the two types, at a place inside them.
    func parts(
      _ has: TypeReference?, _ wants: TypeReference?, _ place: String?
    ) -> TypeDifference? {
      guard let has, let wants else {
        guard has != nil || wants != nil else { return nil }
        let difference = TypeDifference(
          "expected \(text(wants, expected.piece)), found \(text(has, found.piece))")
        return place.map { difference.inside($0) } ?? difference
      }
      let difference = self.difference(
        PieceType(piece: found.piece, reference: has),
        PieceType(piece: expected.piece, reference: wants), depth: depth)
      return place.flatMap { difference?.inside($0) } ?? difference
    }
    switch (definition(of: found), definition(of: expected)) {
    case (.primitive(let has), .primitive(let wants)) where has == wants: return nil
    case (.resource, .resource): return resourceDifference(found, expected)
    case (.record(let has), .record(let wants)):
      return labelDifference(has.map(\.name), wants.map(\.name), "field")
        ?? first(zip(has, wants)) { parts($0.type, $1.type, "field `\($0.name)`") }
    case (.variant(let has), .variant(let wants)):
      return labelDifference(has.map(\.name), wants.map(\.name), "case")
        ?? first(zip(has, wants)) { parts($0.type, $1.type, "case `\($0.name)`") }
    case (.flags(let has), .flags(let wants)): return labelDifference(has, wants, "flag")
    case (.enum(let has), .enum(let wants)): return labelDifference(has, wants, "case")
    case (.tuple(let has), .tuple(let wants)) where has.count == wants.count:
      return first(zip(has, wants).enumerated()) { index, pair in
        parts(pair.0, pair.1, "element \(index)")
      }
    case (.list(let has), .list(let wants)): return parts(has, wants, "element")
    case (.fixedLengthList(let has, let count), .fixedLengthList(let wants, let wanted))
    where count == wanted:
      return parts(has, wants, "element")
    case (.option(let has), .option(let wants)): return parts(has, wants, "some")
    case (.stream(let has), .stream(let wants)): return parts(has, wants, "element")
    case (.future(let has), .future(let wants)): return parts(has, wants, "element")
    case (.map(let hasKey, let has), .map(let wantsKey, let wants)):
      return parts(hasKey, wantsKey, "key") ?? parts(has, wants, "value")
    case (.result(let hasOK, let hasError), .result(let wantsOK, let wantsError)):
      return parts(hasOK, wantsOK, "ok") ?? parts(hasError, wantsError, "error")
    case (.own(let has), .own(let wants)), (.borrow(let has), .borrow(let wants)):
      return parts(.index(has), .index(wants), nil)
    case (
      .function(let isAsync, let has, let result), .function(let wantsAsync, let wants, let wanted)
    ) where isAsync == wantsAsync:
      return labelDifference(has.map(\.name), wants.map(\.name), "parameter")
        ?? first(zip(has, wants)) { parts($0.type, $1.type, "parameter `\($0.name)`") }
        ?? parts(result, wanted, "result")
    default:
      return TypeDifference(
        "expected \(text(expected.reference, expected.piece, isWrittenOut: true)), "
          + "found \(text(found.reference, found.piece, isWrittenOut: true))")
    }
  }

  private func first<Pairs: Sequence>(
    _ pairs: Pairs, _ difference: (Pairs.Element) -> TypeDifference?
  ) -> TypeDifference? {
    for pair in pairs { if let found = difference(pair) { return found } }
    return nil
  }

  private func definition(of type: PieceType) -> BinaryType {
    switch type.reference {
    case .primitive(let primitive): return .primitive(primitive)
    case .index(let index):
      let arena = wiring.pieces[type.piece].arena
      return arena[arena.root(of: index)]
    }
  }

  private func text(
    _ reference: TypeReference?, _ piece: Int, isWrittenOut: Bool = false
  ) -> String {
    let text = TypeText.text(of: reference, in: wiring.pieces[piece])
    guard isWrittenOut, case .index(let index)? = reference else { return text }
    // `type total = f64`: the name alone does not say what differs.
    let inside = TypeText.structure(of: index, in: wiring.pieces[piece])
    return inside == text ? text : "\(text) (\(inside))"
  }

  private func labelDifference(
    _ found: [String], _ expected: [String], _ noun: String
  ) -> TypeDifference? {
    guard found != expected else { return nil }
    let (has, wants) = (Set(found), Set(expected))
    if let missing = expected.first(where: { !has.contains($0) }) {
      return TypeDifference("\(noun) `\(missing)` is missing")
    }
    if let extra = found.first(where: { !wants.contains($0) }) {
      return TypeDifference("\(noun) `\(extra)` is not expected")
    }
    return TypeDifference(
      "\(noun)s in another order: expected \(expected.joined(separator: ", ")), "
        + "found \(found.joined(separator: ", "))")
  }

  private func resourceDifference(_ found: PieceType, _ expected: PieceType) -> TypeDifference? {
    guard case .index(let has) = found.reference, case .index(let wants) = expected.reference else {
      return nil
    }
    let origin = wiring.provenance(of: has, in: found.piece)
    let wanted = wiring.provenance(of: wants, in: expected.piece)
    guard origin != wanted else { return nil }
    let expectation =
      "resource `\(text(expected.reference, expected.piece))` \(text(of: wanted))"
    let finding = "resource `\(text(found.reference, found.piece))` \(text(of: origin))"
    // Two instances of one component make resources that no name tells apart.
    return TypeDifference(
      "expected \(expectation), found "
        + (finding == expectation ? "another of that name" : finding))
  }

  private func text(of provenance: Provenance) -> String {
    switch provenance {
    case .imported(let track, let path):
      path.isEmpty ? "that the world imports" : "imported from `\(track)`"
    case .defined(let piece, _): "made by `\(wiring.pieces[piece].name)`"
    }
  }
}
