/// Why a stream gives or takes nothing.
enum StreamError: Error {
  case closed
  case failed(StreamFailure)
}

/// A `wasi:io/error` error.
final class StreamFailure: HostResource, Sendable {
  let text: String
  /// The case of `wasi:filesystem/types.error-code`, where a file failed.
  let fileErrorCode: String?

  init(_ text: String, fileErrorCode: String? = nil) {
    self.text = text
    self.fileErrorCode = fileErrorCode
  }

  /// A file's error as the stream's.
  static func ofFile<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as FileError {
      throw StreamError.failed(StreamFailure("the file: \(error.code)", fileErrorCode: error.code))
    }
  }
}

/// A `wasi:io/streams` input-stream.
final class InputStream: HostResource {
  enum Source {
    /// Standard input: there is nobody to type.
    case empty
    case file(OpenFile)
  }

  private let source: Source
  /// Where the next bytes are.
  private var offset: UInt64

  init(_ source: Source, from offset: UInt64 = 0) {
    self.source = source
    self.offset = offset
  }

  /// The next bytes, at most `count` and at least one.
  func read(_ count: UInt64) throws -> [UInt8] {
    switch source {
    case .empty: throw StreamError.closed
    case .file(let file):
      let bytes = try StreamFailure.ofFile { try file.read(Int(count), at: offset) }
      if bytes.isEmpty, count > 0 { throw StreamError.closed }
      offset += UInt64(bytes.count)
      return bytes
    }
  }
}

/// A `wasi:io/streams` output-stream.
final class OutputStream: HostResource {
  enum Target {
    case lines(LineBuffer)
    case file(OpenFile, FolderUsage)
    /// The same, always at its end.
    case fileEnd(OpenFile, FolderUsage)
  }

  private let target: Target
  /// Where the next bytes go.
  private var offset: UInt64

  init(_ target: Target, from offset: UInt64 = 0) {
    self.target = target
    self.offset = offset
  }

  func write(_ bytes: [UInt8], _ host: GuestHost) throws {
    switch target {
    case .lines(let buffer): try host.emit(buffer.append(bytes))
    case .file(let file, let usage):
      try StreamFailure.ofFile { try Descriptor.write(bytes, at: offset, to: file, usage) }
      offset += UInt64(bytes.count)
    case .fileEnd(let file, let usage):
      try StreamFailure.ofFile {
        try Descriptor.write(bytes, at: try file.status.size, to: file, usage)
      }
    }
  }
}
