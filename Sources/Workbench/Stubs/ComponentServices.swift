package import Component
package import Runtime

/// Who serves what a component imports, for somebody who looks at its file: the runtime, and where the
/// file lies in a workspace, for stubs its templates.
package struct ComponentServices: Sendable {
  package let services: [ImportService]

  package init(of type: ComponentType, at path: String) {
    let hasStub = type.imports.contains { $0.name.flatMap { StubName($0) } != nil }
    guard hasStub, let workspace = Self.workspace(around: path) else {
      services = WorkerRuntime.services(for: type) { wanted, _ in
        wanted.name.flatMap { StubName($0) }.map {
          .refused(
            "it is a stub of \($0.text), and the file lies in no workspace with a "
              + Manifest.fileName)
        }
      }
      return
    }
    let file = Files.absolute(path)
    let template = workspace.templates.first { workspace.isMade($0, of: file) }
    services = workspace.services(for: type, of: template?.name)
  }

  /// The nearest folder above a file that has a manifest.
  private static func workspace(around path: String) -> Workspace? {
    var folder = Files.folder(of: Files.absolute(path))
    while !Files.exists(Files.join(folder, Manifest.fileName)) {
      guard folder != "/" else { return nil }
      folder = Files.folder(of: folder)
    }
    // A manifest with mistakes is another command's affair.
    return try? Workspace.open(folder)
  }
}

extension ComponentServices {
  /// For people, with a blank line before it; empty where nothing has to be served.
  package var text: String {
    guard !services.isEmpty else { return "" }
    let lines = services.flatMap { service in
      ["  \(service.name)", "      \(service.verdict)"] + service.reasons.map { "      \($0)" }
    }
    return (["", "Who serves its imports here"] + lines).map { $0 + "\n" }.joined()
  }

  /// As the imports of `template get`.
  package var json: JSON { .array(services.map(\.json)) }
}

extension ImportService {
  /// `served by this runtime (WASI) but not get-arguments`.
  var verdict: String {
    let missing = missing.isEmpty ? "" : " but not \(missing.joined(separator: ", "))"
    return servedBy.map { "served by \($0)\(missing)" } ?? "not served here"
  }

  var json: JSON {
    .object([
      "name": .string(name), "servedBy": servedBy.map(JSON.string) ?? .null,
      "missing": .array(missing.map(JSON.string)), "reasons": .array(reasons.map(JSON.string)),
    ])
  }
}

extension Workspace {
  /// Whether a file is a template's component, or what its stubs are composed with.
  fileprivate func isMade(_ template: Template, of file: String) -> Bool {
    guard let component = template.description.component else { return false }
    let parts = ComposedParts(component: Files.normalized(component), template: template.name)
    return [component, parts.own].contains { Files.absolute(absolute($0)) == file }
  }
}
