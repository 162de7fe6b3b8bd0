package import WIT

/// Reads a WIT package from where people keep it: a folder with `deps/`, or one file.
package enum WITFolder {
  /// Reads and resolves `path`; mistakes in the files are in the resolution.
  ///
  /// `deps/` holds a folder or a single `.wit` file for each dependency.
  package static func load(
    _ path: String, options: ResolveOptions = ResolveOptions()
  ) throws(FileError) -> Resolution {
    guard Files.isFolder(path) else {
      let file = SourceFile(path: path, bytes: try Files.read(path))
      return resolve(
        root: SourcePackage(path: path, files: [file]), dependencies: [], options: options)
    }
    let root = try package(in: path)
    let depsPath = Files.join(path, "deps")
    var dependencies: [SourcePackage] = []
    if Files.isFolder(depsPath) {
      for name in try Files.list(depsPath) {
        let dependency = Files.join(depsPath, name)
        if Files.isFolder(dependency) {
          dependencies.append(try package(in: dependency))
        } else if name.hasSuffix(".wit") {
          let file = SourceFile(path: dependency, bytes: try Files.read(dependency))
          dependencies.append(SourcePackage(path: dependency, files: [file]))
        }
      }
    }
    var options = options
    options.searched = [depsPath]
    return resolve(root: root, dependencies: dependencies, options: options)
  }

  private static func package(in folder: String) throws(FileError) -> SourcePackage {
    var files: [SourceFile] = []
    for name in try Files.list(folder) where name.hasSuffix(".wit") {
      let path = Files.join(folder, name)
      guard Files.isFile(path) else { continue }
      files.append(SourceFile(path: path, bytes: try Files.read(path)))
    }
    return SourcePackage(path: folder, files: files)
  }
}
