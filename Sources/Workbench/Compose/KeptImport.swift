package import Component
package import Runtime

/// An import that a component keeps, and who serves it.
package struct KeptImport: Hashable, Sendable {
  /// The interface, or the function of a world's own.
  package var name: String
  /// Functions that are called; 0 where types alone are imported.
  package var functionCount: Int
  /// What the runtime here does not serve of it.
  package var unservedHere: [String]
  /// The runtime's part that serves it, where that follows from the workspace.
  package var servedBy: String?
  /// Why a stub's interface is not served here.
  package var reasons: [String] = []
  package var unservedThere: [GolemRelease: [String]]

  /// - Parameter services: who serves what a component imports
  package init(
    _ wanted: InterfaceType,
    services: (ComponentType) -> [ImportService] = { WorkerRuntime.services(for: $0) }
  ) {
    name = wanted.name ?? wanted.functions.first?.name ?? ""
    functionCount = wanted.functions.count + wanted.resources.count
    let services = services(ComponentType(imports: [wanted], exports: []))
    unservedHere = services.flatMap { service in
      service.servedBy == nil
        ? [service.name] : service.missing.map { "\(service.name).{\($0)}" }
    }
    servedBy = services.first { $0.isStub }?.servedBy
    reasons = services.flatMap(\.reasons)
    unservedThere = Dictionary(
      uniqueKeysWithValues: GolemRelease.allCases.map { ($0, $0.unserved(wanted)) })
  }

  package var isServedHere: Bool { unservedHere.isEmpty }

  package func isServed(by release: GolemRelease) -> Bool {
    unservedThere[release, default: []].isEmpty
  }
}

extension [KeptImport] {
  /// ``runs here; Golem 1.0–1.1: yes; 2024-03: no (`golem:api/host@1.1.0`)``
  package var summary: String {
    let here = flatMap(\.unservedHere)
    let start = here.isEmpty ? "runs here" : "cannot run here: nobody serves \(list(here))"
    let verdicts = GolemRelease.allCases.reversed().map { release in
      (release, flatMap { $0.unservedThere[release, default: []] })
    }
    var parts: [String] = []
    // The two of one era are told apart only where they differ.
    if let last = verdicts.first, let before = verdicts.dropFirst().first, last.1 == before.1 {
      parts.append("Golem 1.0–1.1: \(verdict(last.1))")
      parts += verdicts.dropFirst(2).map { "\($0.0.rawValue): \(verdict($0.1))" }
    } else {
      parts = verdicts.map { "Golem \($0.0.rawValue): \(verdict($0.1))" }
    }
    return ([start] + parts).joined(separator: "; ")
  }

  private func verdict(_ missing: [String]) -> String {
    missing.isEmpty ? "yes" : "no (\(list(missing)))"
  }

  private func list(_ names: [String]) -> String {
    let shown = names.prefix(3).map { "`\($0)`" }.joined(separator: ", ")
    return names.count > 3 ? "\(shown) and \(names.count - 3) more" : shown
  }
}
