package import Component

/// A component's bytes as a template had them at some time.
package struct TemplateVersion: Hashable, Sendable {
  /// From 0.
  package var number: Int
  package var sha256: String
  package var bytes: Int
}

/// What becomes of an interface that a component imports.
package struct ImportService: Hashable, Sendable {
  package var name: String
  /// In a word or two; nil where nobody serves it.
  package var servedBy: String?
  /// Functions of it that are not served.
  package var missing: [String]
  /// Of a stub's interface: why it is not served, or functions of it are not.
  package var reasons: [String] = []
  /// Whether it is served from the WIT of another template.
  package var isStub = false
}

extension ImportService {
  /// Whether nothing of it is missing.
  package var isServed: Bool { servedBy != nil && missing.isEmpty }

  /// Takes over what is known of a stub's interface.
  mutating func take(_ offer: StubOffer, for wanted: InterfaceType) {
    switch offer {
    case .refused(let reason): reasons = [reason]
    case .service(let service):
      isStub = true
      servedBy = "this runtime, from the WIT of `\(service.target)`"
      let differences = service.differences(from: wanted)
      missing = differences.map(\.function)
      reasons = differences.map { "`\($0.function)`: \($0.text)" }
    }
  }
}

extension WorkerRuntime {
  /// Who serves what a component imports; interfaces of types alone are left out.
  ///
  /// - Parameters:
  ///   - template: whose component it is; nil for one of no template
  ///   - stubs: who would serve a stub's interface
  package static func services(
    for component: ComponentType, of template: String? = nil,
    stubs: StubSource = { _, _ in nil }
  ) -> [ImportService] {
    GuestHost.services(for: component, extensions: Worker.extensions) { stubs($0, template) }
  }

  /// The versions of a template of which workers were made or that were looked at, oldest first.
  package func versions(of template: String) throws(RuntimeFailure) -> [TemplateVersion] {
    try Self.versions(of: template, from: store)
  }

  /// The same as a workspace's folder keeps it, without opening it for changes.
  package static func versions(
    of template: String, in folder: String
  ) throws(RuntimeFailure) -> [TemplateVersion] {
    guard let store = try reader(of: folder) else { return [] }
    return try versions(of: template, from: store)
  }

  private static func versions(
    of template: String, from store: OplogStore
  ) throws(RuntimeFailure) -> [TemplateVersion] {
    do {
      return try store.versions(of: template)
    } catch {
      throw RuntimeFailure(error)
    }
  }

  /// Gives what the template's file is now a version number, if it has none yet.
  @concurrent
  package func register(_ template: WorkerTemplate) async throws(RuntimeFailure) {
    _ = try await shelf.current(of: template)
  }

  package func snapshot(of worker: WorkerAddress) throws(RuntimeFailure) -> WorkerSnapshot {
    do {
      let row = try existing(worker)
      return snapshot(try store.state(of: row), row: row)
    } catch {
      throw RuntimeFailure(error)
    }
  }
}
