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
}

/// A `wasi:io/streams` input-stream.
final class InputStream: HostResource {
  enum Source {
    /// Standard input: there is nobody to type.
    case empty
  }

  private let source: Source

  init(_ source: Source) {
    self.source = source
  }

  /// The next bytes, at most `count` and at least one.
  func read(_ count: UInt64) throws(StreamError) -> [UInt8] {
    switch source {
    case .empty: throw .closed
    }
  }
}

/// A `wasi:io/streams` output-stream.
final class OutputStream: HostResource {
  enum Target {
    case lines(LineBuffer)
  }

  private let target: Target

  init(_ target: Target) {
    self.target = target
  }

  func write(_ bytes: [UInt8], _ host: GuestHost) throws {
    switch target {
    case .lines(let buffer): try host.emit(buffer.append(bytes))
    }
  }
}
