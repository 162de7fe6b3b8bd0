package import WIT

/// The packages behind a path that somebody names: one, or all that lie below it.
package enum WITSources {
  /// A `.wasm` is a component or a package in binary form; a `.wit`, or a folder that holds some, is a package with its `deps/`;
  /// any other folder is searched like a workspace. What cannot be read is a source that says why.
  package static func load(
    _ path: String, options: ResolveOptions = ResolveOptions()
  ) throws(FileError) -> [WorkspaceSource] {
    guard Files.isFolder(path) else {
      guard path.hasSuffix(".wasm"), !WITFolder.isPackage(path) else {
        return [try wit(path, options)]
      }
      return [component(path)]
    }
    if try Files.list(path).contains(where: { $0.hasSuffix(".wit") }) {
      return [try wit(path, options)]
    }
    let scan = FolderScan(root: Files.absolute(path))
    var sources: [WorkspaceSource] = []
    for folder in scan.witFolders {
      sources.append(try wit(Files.normalized(Files.join(path, folder)), options))
    }
    return sources
      + scan.components.map { component(Files.normalized(Files.join(path, $0))) }
      + scan.failures.map { WorkspaceSource(path: $0.path, failure: $0.text) }
  }

  private static func wit(
    _ path: String, _ options: ResolveOptions
  ) throws(FileError) -> WorkspaceSource {
    WorkspaceSource(path: path, resolution: try WITFolder.load(path, options: options))
  }

  private static func component(_ path: String) -> WorkspaceSource {
    let loaded = LoadedComponent(path: path)
    guard let component = loaded.component else {
      return WorkspaceSource(path: path, failure: loaded.problem ?? "cannot be read")
    }
    return WorkspaceSource(path: path, component: component, part: loaded.part)
  }
}
