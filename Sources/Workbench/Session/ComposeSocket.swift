/// A component of the workspace that something can be plugged into.
package struct ComposeSocket: Hashable, Sendable {
  /// The template's name, or the file's.
  package var name: String
  /// Relative to the workspace.
  package var path: String
  /// The template whose manifest names the calls; nil for a component that just lies there.
  package var template: String?
  /// The stubs that the manifest asks for.
  package var stubs: [String]
  package var destination: String

  /// What can be a socket: templates that call others, then all other components.
  package static func all(in contents: WorkspaceContents) -> [ComposeSocket] {
    let callers = contents.templates.compactMap(caller)
    let taken = Set(callers.map(\.path))
    return callers
      + contents.componentPaths.filter { !taken.contains($0) }.map { path in
        let template = contents.templates.first { $0.componentPath == path && $0.calls.isEmpty }
        let stem = stem(of: path)
        return ComposeSocket(
          name: template?.name ?? stem, path: path, template: nil, stubs: [],
          destination: Files.join(Files.folder(of: path), "\(stem)_composed.wasm"))
      }
  }

  private static func caller(_ template: TemplateContents) -> ComposeSocket? {
    guard let path = template.componentPath, !template.calls.isEmpty else { return nil }
    let parts = ComposedParts(component: path, template: template.name)
    return ComposeSocket(
      name: template.name, path: Files.normalized(parts.own), template: template.name,
      stubs: template.calls.map { Files.normalized(parts.stub(of: $0)) },
      destination: Files.normalized(path))
  }

  /// What a component is called where no template has it: its file's name without the ending.
  package static func stem(of path: String) -> String {
    let name = Files.name(of: path)
    return name.hasSuffix(".wasm") ? String(name.dropLast(5)) : name
  }
}

extension WorkspaceContents {
  /// The components that can be read, by their paths.
  package var componentPaths: [String] {
    sources.compactMap { source in
      if case .component = source.kind { source.path } else { nil }
    }
  }
}

/// An import and what was decided about it by hand.
package struct WireChoice: Hashable, Sendable {
  package enum Provider: Hashable, Sendable {
    /// The export of a plug, by the plug's path.
    case plug(String, export: String)
    case nobody
  }

  /// The path of the component that imports it.
  package var importer: String
  package var name: String
  package var provider: Provider

  package init(importer: String, name: String, provider: Provider) {
    self.importer = importer
    self.name = name
    self.provider = provider
  }
}

/// What is to be composed; the same request has the same answer while no file changes.
package struct CompositionRequest: Hashable, Sendable {
  package var socket: ComposeSocket
  /// The paths of the components that may be used.
  package var plugs: [String]
  package var wires: [WireChoice]

  package init(socket: ComposeSocket, plugs: [String], wires: [WireChoice] = []) {
    self.socket = socket
    self.plugs = plugs
    self.wires = wires
  }

  /// By which the session keeps apart what it asked for.
  package var key: String { socket.path }
}
