#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Why a file call fails, as the guest is told: a case of `wasi:filesystem/types.error-code`.
///
/// Only what follows from the guest's own calls is told to it: it meets that again when it is run
/// again. What the machine does wrong, a full disk, traps instead, and the call is tried again.
struct FileError: Error, Hashable, Sendable {
  let code: String

  static let access = FileError(code: "access")
  static let badDescriptor = FileError(code: "bad-descriptor")
  static let exists = FileError(code: "exist")
  static let illegalBytes = FileError(code: "illegal-byte-sequence")
  static let invalid = FileError(code: "invalid")
  static let isDirectory = FileError(code: "is-directory")
  static let loop = FileError(code: "loop")
  static let nameTooLong = FileError(code: "name-too-long")
  static let noEntry = FileError(code: "no-entry")
  static let notDirectory = FileError(code: "not-directory")
  static let notPermitted = FileError(code: "not-permitted")
  static let quota = FileError(code: "quota")
  static let tooLarge = FileError(code: "file-too-large")
  static let unsupported = FileError(code: "unsupported")

  private static let byNumber: [Int32: FileError] = [
    EACCES: .access, EBADF: .badDescriptor, EBUSY: FileError(code: "busy"), EEXIST: .exists,
    EFBIG: .tooLarge, EILSEQ: .illegalBytes, EINVAL: .invalid, EISDIR: .isDirectory, ELOOP: .loop,
    EMLINK: FileError(code: "too-many-links"), ENAMETOOLONG: .nameTooLong, ENOENT: .noEntry,
    ENOTDIR: .notDirectory, ENOTEMPTY: FileError(code: "not-empty"), EOPNOTSUPP: .unsupported,
    ENXIO: FileError(code: "no-such-device"), EOVERFLOW: FileError(code: "overflow"),
    EPERM: .notPermitted, ESPIPE: FileError(code: "invalid-seek"),
    ETXTBSY: FileError(code: "text-file-busy"), EXDEV: FileError(code: "cross-device"),
  ]

  /// What the system call that just failed means: a `FileError`, or a `HostError` where the guest
  /// is not at fault.
  static func last(_ doing: String) -> any Error {
    let number = errno
    if let known = byNumber[number] { return known }
    return HostError("the worker's folder: \(doing): \(String(cString: strerror(number)))")
  }
}
