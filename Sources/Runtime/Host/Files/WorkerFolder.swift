import Foundation

/// The folder that is a guest's `/`: empty but for the worker's initial files when the guest is
/// loaded, for the guest is run through its past again and makes its files anew.
///
/// It comes to be with the first call that reaches it.
final class WorkerFolder {
  let usage = FolderUsage()
  private let path: String
  private let initialFiles: [InitialFile]
  private let content: (InitialFile) throws -> [UInt8]
  private var opened: OpenFile?

  /// - Parameter content: gives an initial file's bytes
  init(
    path: String, initialFiles: [InitialFile],
    content: @escaping (InitialFile) throws -> [UInt8]
  ) {
    self.path = path
    self.initialFiles = initialFiles
    self.content = content
  }

  /// The folder, open; what was in it before this guest is gone.
  func root() throws -> OpenFile {
    if let opened { return opened }
    let root = try made()
    try root.clear()
    for file in initialFiles { try put(file, in: root) }
    opened = root
    return root
  }

  /// The folder itself, never what a link in its place names: it is going to be emptied.
  private func made() throws -> OpenFile {
    let parent = (path as NSString).deletingLastPathComponent
    let name = (path as NSString).lastPathComponent
    do {
      try FileManager.default.createDirectory(
        atPath: parent, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw HostError("\(parent): \((error as NSError).localizedDescription)")
    }
    guard let folders = OpenFile(folderAt: parent) else {
      throw HostError("\(parent): this must be a folder: \(String(cString: strerror(errno)))")
    }
    if let status = try? FileStatus.of(name, in: folders), !status.isFolder {
      unlinkat(folders.number, name, 0)
    }
    guard mkdirat(folders.number, name, 0o700) == 0 || errno == EEXIST else {
      throw HostError("\(path): \(String(cString: strerror(errno)))")
    }
    return try OpenFile.folder(name, in: folders)
  }

  private func put(_ file: InitialFile, in root: OpenFile) throws {
    guard let names = file.names, let last = names.last else {
      throw HostError("`\(file.path)` is no path of an initial file")
    }
    var folder = root
    for name in names.dropLast() {
      guard mkdirat(folder.number, name, 0o700) == 0 || errno == EEXIST else {
        throw HostError("\(file.path): \(String(cString: strerror(errno)))")
      }
      folder = try OpenFile.folder(name, in: folder)
    }
    let open = try OpenFile.open(last, in: folder, O_WRONLY | O_CREAT | O_EXCL)
    try open.write(try content(file), at: 0)
    if file.isReadOnly, fchmod(open.number, 0o400) != 0 { throw FileError.last(file.path) }
  }
}
