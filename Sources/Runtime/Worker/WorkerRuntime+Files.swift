#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What lies in a worker's folder.
package struct WorkerFile: Hashable, Sendable {
  package var name: String
  /// A case of `wasi:filesystem/types.descriptor-type`: `regular-file`, `directory`, …
  package var type: String
  /// In bytes.
  package var size: Int
  /// Seconds since 1970.
  package var modifiedAt: Double
  /// Whether it is an initial file that the worker may only read.
  package var isReadOnly: Bool
}

extension WorkerRuntime {
  /// What lies at a path of a worker's folder, which is the guest's `/`: a folder's entries by name,
  /// or the file itself.
  ///
  /// A worker that is not in memory is shown as it left its folder. One that never ran has its
  /// initial files.
  package func files(
    of worker: WorkerAddress, at path: String
  ) throws(RuntimeFailure) -> [WorkerFile] {
    try inFolder(of: worker, path) { place in
      let status = try place.status()
      guard status.isFolder else {
        return [WorkerFile(path.split(separator: "/").last.map(String.init) ?? "/", status)]
      }
      let folder =
        place.name == "." ? place.folder : try OpenFile.folder(place.name, in: place.folder)
      return try folder.entries().map {
        WorkerFile($0.name, try FileStatus.of($0.name, in: folder))
      }
    }
  }

  /// The bytes of a file in a worker's folder.
  package func contents(
    of worker: WorkerAddress, at path: String
  ) throws(RuntimeFailure) -> [UInt8] {
    try inFolder(of: worker, path) { place in
      guard try place.status().isFile else { throw FileError.isDirectory }
      let file = try OpenFile.open(place.name, in: place.folder, O_RDONLY)
      return try file.read(Int(clamping: try file.status.size), at: 0)
    }
  }

  private func inFolder<Result>(
    of worker: WorkerAddress, _ path: String, _ body: (FilePlace) throws -> Result
  ) throws(RuntimeFailure) -> Result {
    let place = "\(worker.template)/\(worker.name): \(path)"
    do {
      let row = try existing(worker)
      let root = try OpenFile(folderAt: folder(of: row)) ?? firstFolder(of: row)
      let relative = path.drop { $0 == "/" }
      return try body(
        try FilePlace(relative.isEmpty ? "." : String(relative), from: root, followsLast: true))
    } catch let error as FileError {
      throw RuntimeFailure(.request, "\(place): \(error.code)")
    } catch let error as HostError {
      throw RuntimeFailure(.environment, "\(place): \(error.description)")
    } catch {
      throw .of(error)
    }
  }

  private func firstFolder(of row: Int64) throws -> OpenFile {
    let creation = try store.state(of: row).creation
    let shelf = initialFiles
    return try WorkerFolder(path: folder(of: row), initialFiles: creation.files) {
      try shelf.bytes(of: $0)
    }.root()
  }
}

extension WorkerFile {
  fileprivate init(_ name: String, _ status: FileStatus) {
    self.init(
      name: name, type: status.type, size: Int(clamping: status.size),
      modifiedAt: status.modified, isReadOnly: status.isReadOnly)
  }
}
