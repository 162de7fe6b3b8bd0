import Component
import WIT

/// Reads everything that an open workspace shows: its WIT folders and its components.
///
/// What cannot be read becomes a source that says why; the rest is shown all the same.
struct WorkspaceReader {
  let workspace: Workspace
  /// What is known of the files from before.
  let memory: FileMemory

  @concurrent func contents() async -> WorkspaceContents {
    async let texts = sources(of: workspace.witPaths) { wit(at: $0) }
    async let components = inOrder(workspace.componentPaths) {
      workspace.component(at: $0, memory: memory)
    }
    let loaded = await components
    let types = Dictionary(
      uniqueKeysWithValues: zip(workspace.componentPaths, loaded).map { ($0, ComponentFacts($1)) })
    let sources = await texts + loaded.compactMap(Self.source)
    memory.forgetUnused()
    return WorkspaceContents(
      name: workspace.name, path: workspace.path, sources: sources,
      templates: workspace.templates.map { template($0, types) },
      notices: workspace.problems.map(\.text), isReadOnly: workspace.isReadOnly)
  }

  private func sources(
    of paths: [String], _ read: @escaping @Sendable (String) -> WorkspaceSource
  ) async -> [WorkspaceSource] {
    await inOrder(paths, read)
  }

  private func wit(at path: String) -> WorkspaceSource {
    do {
      let resolution = try workspace.resolution(of: path, memory: memory)
      return WorkspaceSource(path: path, resolution: resolution)
    } catch {
      return WorkspaceSource(path: path, failure: error.text)
    }
  }

  /// Nil for a component that is not built yet: its template says so.
  private static func source(_ loaded: LoadedComponent) -> WorkspaceSource? {
    if let component = loaded.component {
      return WorkspaceSource(path: loaded.path, component: component, part: loaded.part)
    }
    return loaded.isMissing
      ? nil : WorkspaceSource(path: loaded.path, failure: loaded.problem ?? "cannot be read")
  }

  private func template(
    _ template: Workspace.Template, _ facts: [String: ComponentFacts]
  ) -> TemplateContents {
    let description = template.description
    var contents = TemplateContents(
      name: template.name, componentPath: description.component.map(Files.normalized),
      witPath: description.wit.map(Files.normalized), calls: description.calls,
      isBuildable: template.isBuildable)
    guard let path = contents.componentPath else {
      contents.problem =
        "`\(template.name)` has no component: name one in \(Manifest.fileName), as "
        + "`component = \"\(template.name).wasm\"`"
      return contents
    }
    contents.type = facts[path]?.type
    if let type = contents.type {
      contents.imports = workspace.services(for: type, of: template.name, memory: memory)
    }
    contents.sha256 = facts[path]?.sha256
    contents.problem = facts[path]?.problem
    if facts[path]?.isMissing == true {
      contents.problem =
        "\(path) is not there yet"
        + (template.isBuildable ? ": b builds it (Stubs, 2)" : ": build it, then press R")
    }
    return contents
  }

  /// Does the same with all paths, as many at once as the machine has processors.
  private func inOrder<Result: Sendable>(
    _ paths: [String], _ read: @escaping @Sendable (String) -> Result
  ) async -> [Result] {
    await withTaskGroup(of: (Int, Result).self) { group in
      for (index, path) in paths.enumerated() { group.addTask { (index, read(path)) } }
      var results: [(Int, Result)] = []
      for await result in group { results.append(result) }
      return results.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }
}

/// What a template needs to know of its component.
private struct ComponentFacts {
  var type: ComponentType?
  var sha256: String?
  var problem: String?
  var isMissing: Bool

  init(_ loaded: LoadedComponent) {
    type = loaded.component?.type
    sha256 = loaded.sha256
    problem = loaded.problem
    isMissing = loaded.isMissing
  }
}
