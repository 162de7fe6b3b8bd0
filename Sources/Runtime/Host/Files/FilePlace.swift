#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where a guest's path ends: a name in a folder that is open.
///
/// The path is walked here and not by the system, folder by folder and with no link followed
/// blindly: `..` goes back to a folder that was passed, and nothing leads out of where the walk
/// began, whatever changes meanwhile.
struct FilePlace {
  let folder: OpenFile
  /// `.` where the path ends at the folder itself; never a link where the last one was followed.
  let name: String
  /// The path ended with a slash.
  let mustBeFolder: Bool

  /// - Parameter followsLast: whether a link at the path's end stands for what it names
  init(_ path: String, from base: OpenFile, followsLast: Bool) throws {
    var walk = try Walk(path, from: base)
    let name = try walk.run(followsLast: followsLast)
    folder = walk.folder
    self.name = name
    mustBeFolder = walk.mustBeFolder
  }

  /// What is there. A link is told of itself.
  func status() throws -> FileStatus {
    let status = try FileStatus.of(name, in: folder)
    if mustBeFolder, !status.isFolder { throw FileError.notDirectory }
    return status
  }

  /// The same before it is changed or removed.
  func statusToChange() throws -> FileStatus {
    let status = try status()
    if status.isReadOnly { throw FileError.notPermitted }
    return status
  }

  /// What the link says that is here; nil where there is none.
  static func link(_ name: String, in folder: OpenFile) throws -> String? {
    var buffer = [UInt8](repeating: 0, count: Limits.pathBytesMax + 1)
    let count = buffer.withUnsafeMutableBytes { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        characters.baseAddress.map { readlinkat(folder.number, name, $0, characters.count) } ?? -1
      }
    }
    if count < 0 {
      if errno == EINVAL || errno == ENOENT { return nil }
      throw FileError.last("readlink")
    }
    guard count <= Limits.pathBytesMax else { throw FileError.nameTooLong }
    guard let text = String(validating: buffer.prefix(count), as: UTF8.self) else {
      throw FileError.illegalBytes
    }
    return text
  }
}

private struct Walk {
  /// The folders that lead here; the first is where the walk began.
  private var passed: [OpenFile]
  /// The names that are still to go, the next one last.
  private var rest: [String]
  private var links = 0
  var mustBeFolder: Bool

  init(_ path: String, from base: OpenFile) throws(FileError) {
    passed = [base]
    rest = try Walk.names(path)
    mustBeFolder = path.hasSuffix("/")
  }

  var folder: OpenFile { passed[passed.count - 1] }

  private static func names(_ path: String) throws(FileError) -> [String] {
    guard !path.isEmpty else { throw .noEntry }
    guard !path.utf8.contains(0) else { throw .illegalBytes }
    guard path.utf8.count <= Limits.pathBytesMax else { throw .nameTooLong }
    guard !path.hasPrefix("/") else { throw .notPermitted }
    return path.utf8.split(separator: UInt8(ascii: "/")).reversed().map { String(Substring($0)) }
  }

  mutating func run(followsLast: Bool) throws -> String {
    while let name = rest.popLast() {
      switch name {
      case ".": continue
      case "..":
        guard passed.count > 1 else { throw FileError.notPermitted }
        passed.removeLast()
        continue
      default: break
      }
      if rest.isEmpty {
        guard followsLast || mustBeFolder, let target = try FilePlace.link(name, in: folder)
        else { return name }
        try follow(target)
      } else {
        try enter(name)
      }
    }
    return "."
  }

  private mutating func enter(_ name: String) throws {
    guard passed.count < Limits.pathFoldersMax else { throw FileError.nameTooLong }
    do {
      passed.append(try OpenFile.folder(name, in: folder))
    } catch let error as FileError where error == .notDirectory || error == .loop {
      guard let target = try FilePlace.link(name, in: folder) else { throw error }
      try follow(target)
    }
  }

  private mutating func follow(_ target: String) throws {
    links += 1
    guard links <= Limits.linksFollowedMax else { throw FileError.loop }
    if rest.isEmpty, target.hasSuffix("/") { mustBeFolder = true }
    rest += try Walk.names(target)
  }
}
