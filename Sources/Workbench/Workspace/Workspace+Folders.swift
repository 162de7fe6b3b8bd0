import Runtime

extension Workspace {
  /// The folders, from `/`, in which a file may come, go or change that the workspace shows: those
  /// that were looked into, the packages' with their `deps/`, those of components elsewhere, and the
  /// one for workers as long as there is none.
  package var watchedFolders: [String] {
    var relative = folders
    for path in witPaths {
      let place = absolute(path)
      guard Files.isFolder(place) else {
        relative.append(Files.folder(of: path))
        continue
      }
      relative.append(path)
      let deps = Files.join(path, "deps")
      guard Files.isFolder(absolute(deps)) else { continue }
      relative.append(deps)
      // What cannot be listed has been said by whoever reads the package.
      let names = (try? Files.list(absolute(deps))) ?? []
      relative += names.map { Files.join(deps, $0) }.filter { Files.isFolder(absolute($0)) }
    }
    relative += componentPaths.map { Files.folder(of: $0) }
    // Until the first worker is made, which another process may do.
    if !StateFolder.exists(stateFolder) { relative.append(Self.stateFolderName) }
    var seen: Set<String> = []
    return relative.map { absolute(Files.normalized($0)) }.filter {
      // A component that is not built yet may have no folder yet either.
      seen.insert($0).inserted && Files.isFolder($0)
    }
  }

  /// Whether a change of a file with this name may change what the workspace shows.
  package static func shows(fileNamed name: String) -> Bool {
    name == Manifest.fileName || name == StateFolder.databaseName
      || [".wit", ".wasm", ".wat", ".swift"].contains { name.hasSuffix($0) }
  }
}
