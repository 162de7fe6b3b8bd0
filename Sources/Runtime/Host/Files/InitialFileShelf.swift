import Foundation
import Synchronization

/// Keeps the bytes of initial files by their checksum: a worker begins with what they were when it
/// was made, also when it is run again later.
final class InitialFileShelf: Sendable {
  /// Nil where nothing is kept on the disk.
  private let folder: String?
  private let known = Mutex<[String: [UInt8]]>([:])

  init(folder: String?) {
    self.folder = folder
  }

  /// Reads the sources and keeps what they are now.
  func keep(_ sources: [InitialFileSource]) throws(RuntimeFailure) -> [InitialFile] {
    var files: [InitialFile] = []
    for source in sources { files.append(try keep(source)) }
    return files
  }

  private func keep(_ source: InitialFileSource) throws(RuntimeFailure) -> InitialFile {
    guard let data = FileManager.default.contents(atPath: source.source) else {
      throw RuntimeFailure(
        .environment,
        "\(source.source): the initial file for `\(source.path)` is not there or cannot be read")
    }
    guard data.count <= Limits.fileBytesMax else {
      throw RuntimeFailure(
        .environment,
        "\(source.source): \(data.count) bytes are too many for a worker's file: "
          + "\(Limits.fileBytesMax) at most")
    }
    let bytes = [UInt8](data)
    let file = InitialFile(
      path: source.path, sha256: Digest.sha256(bytes), isReadOnly: source.isReadOnly)
    do {
      try keep(bytes, file.sha256)
    } catch {
      let reason = (error as NSError).localizedDescription
      throw RuntimeFailure(.environment, "\(source.source): it cannot be kept: \(reason)")
    }
    return file
  }

  private func keep(_ bytes: [UInt8], _ sha256: String) throws {
    guard let folder else {
      known.withLock { $0[sha256] = bytes }
      return
    }
    let path = "\(folder)/\(sha256)"
    guard !FileManager.default.fileExists(atPath: path) else { return }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try bytes.data.write(to: URL(fileURLWithPath: path), options: .atomic)
  }

  /// The bytes that were kept, unchanged.
  func bytes(of file: InitialFile) throws(HostError) -> [UInt8] {
    if let bytes = known.withLock({ $0[file.sha256] }) { return bytes }
    guard let folder, !file.sha256.contains("/"),
      let data = FileManager.default.contents(atPath: "\(folder)/\(file.sha256)")
    else { throw HostError("the bytes of the initial file `\(file.path)` are gone") }
    let bytes = [UInt8](data)
    guard Digest.sha256(bytes) == file.sha256 else {
      throw HostError("the kept bytes of the initial file `\(file.path)` were changed")
    }
    return bytes
  }
}
