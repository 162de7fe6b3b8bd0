package import Component
package import Runtime

// Stub interfaces that a component still imports, before any stub is composed with it.
extension Workspace {
  /// Who serves what a component imports, the workspace's templates among them.
  ///
  /// - Parameter template: whose component it is; nil for one of no template
  package func services(
    for component: ComponentType, of template: String?, memory: FileMemory? = nil
  ) -> [ImportService] {
    WorkerRuntime.services(for: component, of: template) { wanted, caller in
      stubOffer(for: wanted, of: caller, memory: memory)
    }
  }

  /// Who serves an import that is a stub's interface by its name; nil where it is none.
  ///
  /// A template that the caller's `calls` names comes before all others.
  package func stubOffer(
    for wanted: InterfaceType, of caller: String?, memory: FileMemory? = nil
  ) -> StubOffer? {
    guard let stub = wanted.name.flatMap({ StubName($0) }) else { return nil }
    let calls = caller.flatMap { template(named: $0) }?.description.calls ?? []
    let named = templates.filter { calls.contains($0.name) }
    let others = templates.filter { !calls.contains($0.name) }
    for candidates in [named, others] {
      let matches = candidates.compactMap { StubMatch($0, stub, wanted, self, memory) }
      if let offer = offer(of: matches, caller) { return offer }
    }
    return .refused(
      "it is a stub of \(stub.text), which no template here has"
        + (templates.isEmpty ? "" : ": compose the caller with its stub, or add the template"))
  }

  /// One that fits is taken, else the one that was meant, with what speaks against it.
  private func offer(of matches: [StubMatch], _ caller: String?) -> StubOffer? {
    let fitting = matches.filter(\.fits)
    guard fitting.count > 1 else { return (fitting.first ?? matches.first)?.offer }
    let names = fitting.map { "`\($0.template)`" }.joined(separator: ", ")
    return .refused(
      "it is a stub of each of \(names): `calls = [\"\(fitting[0].template)\"]` in "
        + "\(Manifest.fileName) says which one \(caller.map { "`\($0)`" } ?? "the caller") calls")
  }
}

/// A template that has the world whose stub is imported.
private struct StubMatch {
  var template: String
  var offer: StubOffer
  /// Whether everything that is imported is there.
  var fits: Bool

  init?(
    _ template: Workspace.Template, _ stub: StubName, _ wanted: InterfaceType,
    _ workspace: Workspace, _ memory: FileMemory?
  ) {
    self.template = template.name
    do throws(CalledTemplate.Refusal) {
      guard
        let target = try CalledTemplate(template, named: stub, in: workspace, memory: memory)
      else { return nil }
      let service = try target.service(for: wanted)
      offer = .service(service)
      fits = service.differences(from: wanted).isEmpty
    } catch {
      offer = .refused(error.text)
      fits = false
    }
  }
}
