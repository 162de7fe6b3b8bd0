import Component
import Synchronization

/// Who serves the stub interfaces that components import, looked up once for each component of a
/// template: what it takes to know is reading and resolving WIT.
final class StubShelf: Sendable {
  private struct Key: Hashable {
    var sha256: String
    var template: String
  }

  /// Offers by the import's name, and how often they were forgotten.
  private struct Known {
    var offers: [Key: [String: StubOffer]] = [:]
    var generation = 0
  }

  private let source: StubSource
  private let known = Mutex(Known())

  init(_ source: @escaping StubSource) {
    self.source = source
  }

  /// What is known is old: the workspace was read anew.
  func forget() {
    known.withLock { $0 = Known(generation: $0.generation + 1) }
  }

  /// What a component imports and nobody serves.
  func unserved(
    by type: ComponentType, _ sha256: String, of template: String
  ) -> [UnservedImport] {
    let offers = offers(for: type, sha256, of: template)
    return GuestHost.unserved(by: type, extensions: Worker.extensions) { wanted in
      wanted.name.flatMap { offers[$0] }
    }
  }

  /// The offers for those of a component's imports that nobody else serves.
  func offers(
    for type: ComponentType, _ sha256: String, of template: String
  ) -> [String: StubOffer] {
    let key = Key(sha256: sha256, template: template)
    let (known, generation) = self.known.withLock { ($0.offers[key], $0.generation) }
    if let known { return known }
    var offers: [String: StubOffer] = [:]
    _ = GuestHost.services(for: type, extensions: Worker.extensions) { wanted in
      guard let name = wanted.name, let offer = source(wanted, template) else { return nil }
      offers[name] = offer
      return offer
    }
    self.known.withLock { if $0.generation == generation { $0.offers[key] = offers } }
    return offers
  }
}

extension TemplateShelf {
  /// The stubs that a component imports, as they are served.
  ///
  /// Asked each time that a worker is loaded: its template's target may be another one since the
  /// component was compiled.
  func stubs(
    of sha256: String, template: String
  ) throws(RuntimeFailure) -> [StubService] {
    let type = try content(sha256, template).type
    let offers = stubs.offers(for: type, sha256, of: template)
    guard !offers.isEmpty else { return [] }
    try refuse(stubs.unserved(by: type, sha256, of: template), of: template)
    return offers.values.compactMap { if case .service(let service) = $0 { service } else { nil } }
  }

  /// A component that imports what nobody serves cannot run.
  func refuse(
    _ missing: [UnservedImport], of template: String
  ) throws(RuntimeFailure) {
    guard missing.isEmpty else {
      throw RuntimeFailure(
        .request,
        "`\(template)` imports what is not served here: "
          + missing.map(\.text).joined(separator: "; "))
    }
  }
}
