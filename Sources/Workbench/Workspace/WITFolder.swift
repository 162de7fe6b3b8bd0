package import WIT

/// Reads a WIT package from where people keep it: a folder with `deps/`, or one file.
package enum WITFolder {
  /// Reads and resolves `path`; mistakes in the files are in the resolution.
  ///
  /// `deps/` holds a folder or a single `.wit` file for each dependency. `shown` is the path that
  /// messages shall give in place of `path`.
  package static func load(
    _ path: String, shownAs shown: String? = nil, options: ResolveOptions = ResolveOptions()
  ) throws(FileError) -> Resolution {
    let (root, dependencies) = try packages(path, shownAs: shown)
    var options = options
    if Files.isFolder(path) { options.searched = [Files.join(shown ?? path, "deps")] }
    return resolve(root: root, dependencies: dependencies, options: options)
  }

  /// Reads the package at `path`, and what stands in its `deps/`.
  package static func packages(
    _ path: String, shownAs shown: String? = nil
  ) throws(FileError) -> (root: SourcePackage, dependencies: [SourcePackage]) {
    let shown = shown ?? path
    guard Files.isFolder(path) else {
      return (SourcePackage(path: shown, files: [try file(path, shown)]), [])
    }
    var root = try package(in: path, shown)
    // Old WIT takes its package's name from the folder's.
    if shown == "." || shown.hasSuffix("..") { root.path = Files.absolute(path) }
    let deps = Files.join(path, "deps")
    let shownDeps = Files.join(shown, "deps")
    var dependencies: [SourcePackage] = []
    for name in Files.isFolder(deps) ? try names(in: deps, shownDeps) : [] {
      let dependency = Files.join(deps, name)
      let shownDependency = Files.join(shownDeps, name)
      if Files.isFolder(dependency) {
        dependencies.append(try package(in: dependency, shownDependency))
      } else if name.hasSuffix(".wit"), Files.isFile(dependency) {
        let file = try self.file(dependency, shownDependency)
        dependencies.append(SourcePackage(path: shownDependency, files: [file]))
      }
    }
    return (root, dependencies)
  }

  private static func package(
    in folder: String, _ shown: String
  ) throws(FileError) -> SourcePackage {
    var files: [SourceFile] = []
    for name in try names(in: folder, shown) where name.hasSuffix(".wit") {
      let path = Files.join(folder, name)
      guard Files.isFile(path) else { continue }
      files.append(try file(path, Files.join(shown, name)))
    }
    return SourcePackage(path: shown, files: files)
  }

  private static func names(in folder: String, _ shown: String) throws(FileError) -> [String] {
    do {
      return try Files.list(folder)
    } catch {
      throw FileError(path: shown, reason: error.reason)
    }
  }

  private static func file(_ path: String, _ shown: String) throws(FileError) -> SourceFile {
    do {
      return SourceFile(path: shown, bytes: try Files.read(path))
    } catch {
      throw FileError(path: shown, reason: error.reason)
    }
  }
}
