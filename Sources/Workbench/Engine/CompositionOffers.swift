import Component
import WIT

/// What imports could be wired to: exports of the plugs, and of components that are not plugged yet.
struct CompositionOffers {
  /// Everything at once, each import wired as it is in the plan.
  private let wide: Composition?
  private let plugged: Set<String>
  private let names: PartNames
  /// The interfaces that somebody exports, without their packages.
  private let exported: Set<Substring>

  init(
    _ plan: Composition, parts: [CompositionPart], others: [CompositionPart], names: PartNames
  ) {
    self.names = names
    plugged = Set(plan.parts.map(\.name))
    var wires = plan.imports.compactMap(Self.decision)
    if others.isEmpty { wires = [] }
    let socket = parts.first
    // A component that cannot be read is no offer; its own row says why.
    wide =
      others.isEmpty
      ? plan
      : socket.flatMap {
        try? Composition(
          socket: $0, plugs: Array(parts.dropFirst()) + others, wires: wires)
      } ?? plan
    exported = Set(
      (wide ?? plan).parts.dropFirst().flatMap(\.exports).map { CompositionFiles.interface($0) })
  }

  /// An import as it is wired now, so that what is not plugged changes nothing else.
  private static func decision(_ wanted: Composition.Import) -> WireDecision? {
    switch wanted.wire {
    case .satisfied:
      WireDecision(importer: wanted.importer, name: wanted.name, export: wanted.export)
    case .open: WireDecision(importer: wanted.importer, name: wanted.name, export: nil)
    case .refused: nil
    }
  }

  func offers(for wanted: Composition.Import) -> [WiringSheet.Offer] {
    let interface = CompositionFiles.interface(wanted.name)
    // What the host serves is wired to a part of another name by nobody.
    let isHosts = wanted.name.hasPrefix("wasi:") || wanted.name.hasPrefix("golem:")
    guard exported.contains(interface) || !isHosts, let wide else { return [] }
    let offers = wide.candidates(for: wanted.name, of: wanted.importer).compactMap { candidate in
      let export = candidate.export.name
      let isAlike = CompositionFiles.interface(export) == interface
      guard isAlike || candidate.differences.isEmpty else { return WiringSheet.Offer?.none }
      var offer = WiringSheet.Offer(
        path: names.path(of: candidate.export.part), export: export,
        problem: candidate.differences.first, isPlugged: plugged.contains(candidate.export.part))
      offer.isNamed = Self.track(export) == Self.track(wanted.name)
      return offer
    }
    return offers.filter { $0.problem == nil && $0.isNamed }
      + offers.filter { $0.problem == nil && !$0.isNamed } + offers.filter { $0.problem != nil }
  }

  /// Equal for names whose versions may stand in for each other.
  private static func track(_ name: String) -> String {
    guard let at = name.firstIndex(of: "@"),
      let track = SemanticVersion(name[name.index(after: at)...])?.track
    else { return name }
    return "\(name[..<at])@\(track)"
  }
}
