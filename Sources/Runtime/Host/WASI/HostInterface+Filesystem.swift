import Component

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

// wasi:filesystem: the worker's own folder. Calls run again when the worker does; what its folder
// cannot say again, times and hashes, is recorded.
extension HostInterface {
  static let filesystem: [HostInterface] = [
    HostInterface(
      "wasi:filesystem/preopens",
      [
        "get-directories": { _, host in
          guard let folder = host.settings.folder else { return .list([]) }
          let root = try host.resources.insert(Descriptor(rootOf: folder))
          return .list([.tuple([root, .string("/")])])
        }
      ]),
    HostInterface(
      "wasi:filesystem/types",
      fileContent.merging(fileFacts) { first, _ in first }
        .merging(folderContent) { first, _ in first }),
  ]

  private static let fileContent: [String: Function] = [
    "[method]descriptor.read-via-stream": answer { descriptor, call, host in
      let source = InputStream.Source.file(try descriptor.file(toRead: true))
      return try host.resources.insert(InputStream(source, from: try call.u64(1)))
    },
    "[method]descriptor.write-via-stream": answer { descriptor, call, host in
      let file = try descriptor.file(toWrite: true)
      return try host.resources.insert(
        OutputStream(.file(file, descriptor.worker.usage), from: try call.u64(1)))
    },
    "[method]descriptor.append-via-stream": answer { descriptor, call, host in
      let file = try descriptor.file(toWrite: true)
      return try host.resources.insert(OutputStream(.fileEnd(file, descriptor.worker.usage)))
    },
    "[method]descriptor.read": answer { descriptor, call, _ in
      let (bytes, isEnd) = try descriptor.read(try call.u64(1), at: try call.u64(2))
      return .tuple([.bytes(bytes), .bool(isEnd)])
    },
    "[method]descriptor.write": answer { descriptor, call, _ in
      let bytes = try call.bytes(1)
      try descriptor.write(bytes, at: try call.u64(2))
      return .u64(UInt64(bytes.count))
    },
    "[method]descriptor.set-size": answer { descriptor, call, _ in
      try descriptor.setSize(try call.u64(1))
      return nil
    },
    "[method]descriptor.advise": answer { descriptor, _, _ in
      _ = try descriptor.file()
      return nil
    },
    "[method]descriptor.sync-data": answer { _, _, _ in nil },
    "[method]descriptor.sync": answer { _, _, _ in nil },
  ]

  private static let fileFacts: [String: Function] = [
    "[method]descriptor.get-flags": answer { descriptor, _, _ in .flags(descriptor.flags) },
    "[method]descriptor.get-type": answer { descriptor, _, _ in
      .enum(try descriptor.open.status.type)
    },
    "[method]descriptor.stat": answer { descriptor, call, host in
      try await host.stat(try descriptor.open.status, call, request: [])
    },
    "[method]descriptor.stat-at": answer { descriptor, call, host in
      let place = try descriptor.place(try call.string(2), follows: try call.follows(1))
      return try await host.stat(place.status(), call, request: [call[2]])
    },
    "[method]descriptor.set-times": answer { descriptor, call, _ in
      let status = try descriptor.open.status
      guard descriptor.rights.mayWrite, !status.isReadOnly else { throw FileError.notPermitted }
      let times = [try call.timestamp(1), try call.timestamp(2)]
      guard futimens(try descriptor.open.number, times) == 0 else {
        throw FileError.last("set-times")
      }
      return nil
    },
    "[method]descriptor.set-times-at": answer { descriptor, call, _ in
      let place = try descriptor.place(
        try call.string(2), follows: try call.follows(1), toChange: true)
      _ = try place.statusToChange()
      let times = [try call.timestamp(3), try call.timestamp(4)]
      guard utimensat(place.folder.number, place.name, times, AT_SYMLINK_NOFOLLOW) == 0 else {
        throw FileError.last("set-times-at")
      }
      return nil
    },
    "[method]descriptor.is-same-object": { call, host in
      let one: Descriptor = try host.resources.find(call[0])
      let other: Descriptor = try host.resources.find(call[1])
      return .bool(try one.open.status.isSame(as: try other.open.status))
    },
    "[method]descriptor.metadata-hash": answer { descriptor, call, host in
      let hash = try descriptor.open.status.hash
      return try await host.record(call) { hash }
    },
    "[method]descriptor.metadata-hash-at": answer { descriptor, call, host in
      let place = try descriptor.place(try call.string(2), follows: try call.follows(1))
      let hash = try place.status().hash
      return try await host.record(call, request: [call[2]]) { hash }
    },
    "filesystem-error-code": { call, host in
      let failure: StreamFailure = try host.resources.find(call[0])
      return .option(failure.fileErrorCode.map { .enum($0) })
    },
  ]

  private static let folderContent: [String: Function] = [
    "[method]descriptor.open-at": answer { descriptor, call, host in
      let options = try Descriptor.OpenOptions(call)
      return try host.resources.insert(try descriptor.openFile(try call.string(2), options))
    },
    "[method]descriptor.create-directory-at": answer { descriptor, call, _ in
      try descriptor.createFolder(try call.string(1))
      return nil
    },
    "[method]descriptor.remove-directory-at": answer { descriptor, call, _ in
      try descriptor.remove(try call.string(1), folder: true)
      return nil
    },
    "[method]descriptor.unlink-file-at": answer { descriptor, call, _ in
      try descriptor.remove(try call.string(1), folder: false)
      return nil
    },
    "[method]descriptor.rename-at": answer { descriptor, call, host in
      let other: Descriptor = try host.resources.find(call[2])
      try descriptor.rename(try call.string(1), to: other, try call.string(3))
      return nil
    },
    "[method]descriptor.link-at": answer { descriptor, call, host in
      let other: Descriptor = try host.resources.find(call[3])
      // As other runtimes: to follow a link first is not offered.
      guard try !call.follows(1) else { throw FileError.invalid }
      try descriptor.link(try call.string(2), to: other, try call.string(4))
      return nil
    },
    "[method]descriptor.symlink-at": answer { descriptor, call, _ in
      try descriptor.symlink(try call.string(1), at: try call.string(2))
      return nil
    },
    "[method]descriptor.readlink-at": answer { descriptor, call, _ in
      .string(try descriptor.readLink(try call.string(1)))
    },
    "[method]descriptor.read-directory": answer { descriptor, _, host in
      try host.resources.insert(FolderListing(try descriptor.folder().entries()))
    },
    "[method]directory-entry-stream.read-directory-entry": { call, host in
      let listing: FolderListing = try host.resources.find(call[0])
      return .ok(
        .option(
          listing.next().map { entry in
            .record(["type": .enum(entry.type), "name": .string(entry.name)])
          }))
    },
  ]

  /// A method of a descriptor: what is wrong with the call is told to the guest.
  private static func answer(
    _ body: @escaping @Sendable (Descriptor, HostCall, GuestHost) async throws -> Value?
  ) -> Function {
    { call, host in
      let descriptor: Descriptor = try host.resources.find(call[0])
      do {
        return .ok(try await body(descriptor, call, host))
      } catch let error as FileError {
        return .error(.enum(error.code))
      }
    }
  }
}

/// A `directory-entry-stream`: the folder as it was when the listing began.
private final class FolderListing: HostResource {
  private var entries: ArraySlice<(name: String, type: String)>

  init(_ entries: [(name: String, type: String)]) {
    self.entries = entries[...]
  }

  func next() -> (name: String, type: String)? { entries.popFirst() }
}

extension GuestHost {
  /// A `descriptor-stat` whose times are those of the first run.
  fileprivate func stat(
    _ status: FileStatus, _ call: HostCall, request: [Value]
  ) async throws -> Value {
    let times = status.times
    return try status.value(times: try await record(call, request: request) { times })
  }
}

extension Descriptor {
  fileprivate var flags: [String] {
    if isFolder { return rights.mayWrite ? ["read", "mutate-directory"] : ["read"] }
    return (rights.mayRead ? ["read"] : []) + (rights.mayWrite ? ["write"] : [])
  }
}

extension Descriptor.OpenOptions {
  fileprivate init(_ call: HostCall) throws {
    let how = try call.flags(3)
    let rights = try call.flags(4)
    let synchronous = ["file-integrity-sync", "data-integrity-sync", "requested-write-sync"]
    guard !rights.contains(where: synchronous.contains) else { throw FileError.unsupported }
    self.init(
      follows: try call.follows(1), creates: how.contains("create"),
      mustBeFolder: how.contains("directory"), mustBeNew: how.contains("exclusive"),
      truncates: how.contains("truncate"),
      rights: .init(mayRead: rights.contains("read"), mayWrite: rights.contains("write")))
  }
}

extension HostCall {
  fileprivate func follows(_ index: Int) throws -> Bool {
    try flags(index).contains("symlink-follow")
  }

  /// A `new-timestamp` as the system takes it.
  fileprivate func timestamp(_ index: Int) throws -> timespec {
    guard case .variant(let name, let payload) = try self[index] else {
      throw HostError("\(self.name.function), argument \(index): expected a new-timestamp")
    }
    switch (name, payload) {
    case ("no-change", _): return timespec(tv_sec: 0, tv_nsec: HostCall.unchanged)
    case ("now", _): return timespec(tv_sec: 0, tv_nsec: HostCall.now)
    case (_, .record(let fields)?):
      guard case .u64(let seconds)? = fields.first?.value, let whole = time_t(exactly: seconds),
        case .u32(let nanoseconds)? = fields.last?.value, nanoseconds < 1_000_000_000
      else { throw FileError.invalid }
      return timespec(tv_sec: whole, tv_nsec: Int(nanoseconds))
    default: throw FileError.invalid
    }
  }

  // UTIME_NOW and UTIME_OMIT, which are macros.
  #if canImport(Glibc)
    private static let now = 0x3FFF_FFFF
    private static let unchanged = 0x3FFF_FFFE
  #else
    private static let now = -1
    private static let unchanged = -2
  #endif
}
