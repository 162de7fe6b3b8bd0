import Component
import Runtime

// Templates: what they are, their versions, and what serves each import.
extension WorkerArchive {
  func templates(json: Bool) throws -> String {
    let all = try workspace.runtimeTemplates.map(entry)
    if json { return JSON.array(all.map(\.json)).text + "\n" }
    return TextTable.text(
      [["TEMPLATE", "VERSION", "WORKERS", "ID", "COMPONENT"]]
        + all.map { entry in
          [
            entry.template.name, entry.versions.last.map { "\($0.number)" } ?? "-",
            "\(entry.workers)", entry.template.id, entry.component,
          ]
        })
  }

  func template(_ name: String, json: Bool) throws -> String {
    guard
      let template = workspace.runtimeTemplates.first(where: { $0.name == name || $0.id == name })
    else {
      let names = workspace.runtimeTemplates.map(\.name).joined(separator: ", ")
      throw DeskRefusal.no(
        "there is no template `\(name)` with a component here"
          + (names.isEmpty ? "" : "; there are \(names)"))
    }
    let entry = try entry(template)
    return json ? entry.json.text + "\n" : entry.text
  }

  private func entry(_ template: WorkerTemplate) throws -> TemplateEntry {
    let versions = try versions(of: template.name)
    let workers = try workers(of: template.name, atMost: 0).count
    let path = workspace.template(named: template.name)?.description.component ?? ""
    var entry = TemplateEntry(
      template: template, component: path, versions: versions, workers: workers)
    let loaded = workspace.component(at: path)
    entry.problem = loaded.problem
    if let type = loaded.component?.type {
      entry.imports = workspace.services(for: type, of: template.name)
      entry.functions = type.functions.map(\.signature)
    }
    return entry
  }
}

/// What is known of a template.
private struct TemplateEntry {
  var template: WorkerTemplate
  /// The component's file, as the workspace names it.
  var component: String
  var versions: [TemplateVersion]
  var workers: Int
  var imports: [ImportService] = []
  var functions: [String] = []
  /// Why the component's file cannot be read.
  var problem: String?

  var json: JSON {
    .object([
      "id": .string(template.id), "name": .string(template.name), "component": .string(component),
      "ephemeral": .bool(template.isEphemeral), "workers": .integer(workers),
      "versions": .array(
        versions.map {
          .object([
            "version": .integer($0.number), "sha256": .string($0.sha256),
            "bytes": .integer($0.bytes),
          ])
        }),
      "imports": .array(imports.map(\.json)),
      "functions": .array(functions.map(JSON.string)),
      "arguments": .array(template.arguments.map(JSON.string)),
      "environment": .object(template.environment.map { .init($0.name, .string($0.value)) }),
      "problem": problem.map(JSON.string) ?? .null,
    ])
  }

  var text: String {
    var lines = ["template: \(template.name)", "id: \(template.id)", "component: \(component)"]
    if let problem { lines.append("problem: \(problem)") }
    if template.isEphemeral { lines.append("ephemeral: its workers begin afresh with each call") }
    lines.append("workers: \(workers)")
    for version in versions {
      lines.append(
        "version \(version.number): \(byteText(version.bytes)), sha256 \(version.sha256.prefix(12))…"
      )
    }
    for argument in template.arguments { lines.append("argument: \(argument)") }
    for variable in template.environment {
      lines.append("environment: \(variable.name)=\(variable.value)")
    }
    for service in imports {
      lines.append("import: \(service.name), \(service.verdict)")
      lines += service.reasons.map { "  \($0)" }
    }
    for function in functions { lines.append("function: \(function)") }
    return lines.map { $0 + "\n" }.joined()
  }
}
