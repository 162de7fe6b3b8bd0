package import Component
import Runtime

/// A component file, read; decoded, or the reason why not.
package struct LoadedComponent: Sendable {
  /// As shown in messages.
  package var path: String
  /// 0 where it could not be read.
  package var sizeBytes: Int
  /// Of its bytes, as workers know what they were made of; nil where it could not be read.
  package var sha256: String?
  /// Nil where it could not be read or is no component.
  package var component: DecodedComponent?
  /// What is nested in it; nil where there is no `component`.
  package var part: BinaryPart?
  /// Why there is no `component`, with the path; nil where there is one.
  package var problem: String?
  /// Whether the file is not there at all: not built yet.
  package var isMissing: Bool

  package init(path: String, shownAs shown: String? = nil) {
    self.path = shown ?? path
    sizeBytes = 0
    isMissing = !Files.exists(path)
    do throws(FileError) {
      let bytes = try Files.read(path)
      sizeBytes = bytes.count
      sha256 = Digest.sha256(bytes)
      decode(bytes)
    } catch {
      problem = FileError(path: self.path, reason: error.reason).text
    }
  }

  private mutating func decode(_ bytes: [UInt8]) {
    do {
      component = try ComponentDecoder.decode(bytes)
      part = try BinaryPart.read(bytes)
    } catch {
      problem = "\(path): \(error.text)"
    }
  }
}
