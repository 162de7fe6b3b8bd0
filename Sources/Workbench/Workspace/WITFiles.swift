/// The WIT files and packages below the paths that a user names.
package enum WITFiles {
  /// The `.wit` files that a path stands for: itself, or those of all WIT folders below it. Their
  /// `deps/` hold the files of others and are left out, unless the path leads into one.
  package static func files(at path: String) throws(FileError) -> [String] {
    guard Files.isFolder(path) else { return [path] }
    var files: [String] = []
    for folder in try packages(at: path) {
      for name in try Files.list(folder) where name.hasSuffix(".wit") {
        let file = Files.join(folder, name)
        if Files.kind(file) == .file { files.append(file) }
      }
    }
    return files
  }

  /// The packages that a path stands for: a file, or all WIT folders below it.
  package static func packages(at path: String) throws(FileError) -> [String] {
    guard Files.isFolder(path) else { return [path] }
    let scan = FolderScan(root: path)
    if let failure = scan.failures.first { throw failure }
    guard !scan.isCutShort else {
      throw FileError(
        path: path,
        reason: "holds more than \(Limits.scannedEntriesMax) files: name the WIT folders")
    }
    guard !scan.witFolders.isEmpty else {
      throw FileError(path: path, reason: "holds no `.wit` file")
    }
    return scan.witFolders.map { $0 == "." ? path : Files.join(path, $0) }
  }
}
