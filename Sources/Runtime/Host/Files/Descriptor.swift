#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A `wasi:filesystem/types` descriptor: a file or folder of the worker that a guest holds open.
///
/// Files are called at once, on the worker's own thread: they are local, and what one call may move
/// is little. Nothing is flushed to the disk: the oplog is what lasts, files are made anew from it.
final class Descriptor: HostResource {
  struct Rights {
    var mayRead: Bool
    /// Of a folder: whether what is in it may be changed.
    var mayWrite: Bool
  }

  private enum Content {
    /// The folder itself is made and opened when it is used.
    case root
    case open(OpenFile)
  }

  let worker: WorkerFolder
  let rights: Rights
  let isFolder: Bool
  private let content: Content

  /// The worker's whole folder.
  init(rootOf worker: WorkerFolder) {
    self.worker = worker
    rights = Rights(mayRead: true, mayWrite: true)
    isFolder = true
    content = .root
  }

  private init(_ open: OpenFile, isFolder: Bool, rights: Rights, of worker: WorkerFolder) {
    self.worker = worker
    self.rights = rights
    self.isFolder = isFolder
    content = .open(open)
  }

  var open: OpenFile {
    get throws {
      switch content {
      case .root: try worker.root()
      case .open(let file): file
      }
    }
  }

  func file(toRead: Bool = false, toWrite: Bool = false) throws -> OpenFile {
    guard !isFolder else { throw toRead || toWrite ? FileError.isDirectory : .badDescriptor }
    guard !toRead || rights.mayRead, !toWrite || rights.mayWrite else {
      throw FileError.badDescriptor
    }
    return try open
  }

  func folder(toChange: Bool = false) throws -> OpenFile {
    guard isFolder else { throw FileError.notDirectory }
    guard !toChange || rights.mayWrite else { throw FileError(code: "read-only") }
    return try open
  }
}

// A file's bytes.
extension Descriptor {
  func read(_ count: UInt64, at offset: UInt64) throws -> (bytes: [UInt8], isEnd: Bool) {
    let wanted = Int(min(count, Limits.fileReadBytesMax))
    let bytes = try file(toRead: true).read(wanted, at: offset)
    return (bytes, bytes.count < wanted)
  }

  func write(_ bytes: [UInt8], at offset: UInt64) throws {
    let file = try file(toWrite: true)
    try Descriptor.write(bytes, at: offset, to: file, worker.usage)
  }

  static func write(
    _ bytes: [UInt8], at offset: UInt64, to file: OpenFile, _ usage: FolderUsage
  ) throws {
    let (end, isOver) = offset.addingReportingOverflow(UInt64(bytes.count))
    guard !isOver else { throw FileError.tooLarge }
    let size = try file.status.size
    try usage.grow(from: size, to: max(size, end))
    try file.write(bytes, at: offset)
  }

  func setSize(_ size: UInt64) throws {
    let file = try file(toWrite: true)
    try worker.usage.grow(from: try file.status.size, to: size)
    try file.setSize(size)
  }
}

// What is in a folder.
extension Descriptor {
  struct OpenOptions {
    var follows: Bool
    var creates: Bool
    var mustBeFolder: Bool
    var mustBeNew: Bool
    var truncates: Bool
    var rights: Rights
  }

  func place(_ path: String, follows: Bool, toChange: Bool = false) throws -> FilePlace {
    try FilePlace(path, from: try folder(toChange: toChange), followsLast: follows)
  }

  func openFile(_ path: String, _ options: OpenOptions) throws -> Descriptor {
    let changes = options.creates || options.truncates || options.rights.mayWrite
    guard !(options.creates && options.mustBeFolder) else { throw FileError.invalid }
    try worker.usage.checkOpen()
    let place = try place(path, follows: options.follows, toChange: changes)
    guard !(options.creates && place.mustBeFolder) else { throw FileError.isDirectory }
    let before = try? place.status()
    if let before, !options.mustBeNew { try options.check(before) }
    if before == nil, options.creates { try worker.usage.checkEntry() }
    let open = try OpenFile.open(
      place.name, in: place.folder, options.systemFlags(place), countedIn: worker.usage)
    if before == nil { worker.usage.addEntry() }
    if options.truncates, let before, before.isFile {
      try worker.usage.grow(from: before.size, to: 0)
    }
    let isFolder = try open.status.isFolder
    var rights = options.rights
    if isFolder { rights.mayWrite = self.rights.mayWrite }
    return Descriptor(open, isFolder: isFolder, rights: rights, of: worker)
  }

  func createFolder(_ path: String) throws {
    let place = try place(path, follows: false, toChange: true)
    guard (try? place.status()) == nil else { throw FileError.exists }
    try worker.usage.checkEntry()
    guard mkdirat(place.folder.number, place.name, 0o700) == 0 else {
      throw FileError.last("create-directory-at")
    }
    worker.usage.addEntry()
  }

  /// Removes a file, a link or, where it is asked for, an empty folder.
  func remove(_ path: String, folder isFolder: Bool) throws {
    let place = try place(path, follows: false, toChange: true)
    let status = try place.statusToChange()
    if isFolder, !status.isFolder { throw FileError.notDirectory }
    if !isFolder, status.isFolder { throw FileError.isDirectory }
    guard unlinkat(place.folder.number, place.name, isFolder ? AT_REMOVEDIR : 0) == 0 else {
      throw FileError.last("unlink")
    }
    worker.usage.removeEntry(status)
  }

  func rename(_ path: String, to other: Descriptor, _ newPath: String) throws {
    let old = try place(path, follows: false, toChange: true)
    let new = try other.place(newPath, follows: false, toChange: true)
    let status = try old.statusToChange()
    let replaced = try? new.status()
    if let replaced, replaced.isReadOnly { throw FileError.notPermitted }
    guard renameat(old.folder.number, old.name, new.folder.number, new.name) == 0 else {
      throw FileError.last("rename-at")
    }
    if let replaced, !replaced.isSame(as: status) { worker.usage.removeEntry(replaced) }
  }

  func link(_ path: String, to other: Descriptor, _ newPath: String) throws {
    let old = try place(path, follows: false, toChange: true)
    let new = try other.place(newPath, follows: false, toChange: true)
    if try old.statusToChange().isFolder { throw FileError.notPermitted }
    guard !new.mustBeFolder else { throw FileError.noEntry }
    try worker.usage.checkEntry()
    guard linkat(old.folder.number, old.name, new.folder.number, new.name, 0) == 0 else {
      throw FileError.last("link-at")
    }
    worker.usage.addEntry()
  }

  /// A link that leads out is not made; one that would by way of `..` leads nowhere when followed.
  func symlink(_ target: String, at path: String) throws {
    guard !target.hasPrefix("/") else { throw FileError.notPermitted }
    guard !target.utf8.contains(0) else { throw FileError.illegalBytes }
    guard target.utf8.count <= Limits.pathBytesMax else { throw FileError.nameTooLong }
    let place = try place(path, follows: false, toChange: true)
    guard !place.mustBeFolder else { throw FileError.noEntry }
    try worker.usage.checkEntry()
    guard symlinkat(target, place.folder.number, place.name) == 0 else {
      throw FileError.last("symlink-at")
    }
    worker.usage.addEntry()
  }

  func readLink(_ path: String) throws -> String {
    let place = try place(path, follows: false)
    _ = try place.status()
    guard let target = try FilePlace.link(place.name, in: place.folder) else {
      throw FileError.invalid
    }
    return target
  }
}

extension Descriptor.OpenOptions {
  /// Whether what is there already may be opened so.
  fileprivate func check(_ status: FileStatus) throws(FileError) {
    // A pipe or a device that somebody put there is not the guest's.
    guard status.isFile || status.isFolder || status.type == "symbolic-link" else {
      throw .access
    }
    if status.isReadOnly, truncates || rights.mayWrite { throw .notPermitted }
  }

  fileprivate func systemFlags(_ place: FilePlace) -> Int32 {
    var flags = rights.mayWrite ? (rights.mayRead ? O_RDWR : O_WRONLY) : O_RDONLY
    if mustBeFolder || place.mustBeFolder { flags |= O_DIRECTORY }
    if creates { flags |= O_CREAT }
    if creates, mustBeNew { flags |= O_EXCL }
    if truncates { flags |= O_TRUNC }
    return flags
  }
}
