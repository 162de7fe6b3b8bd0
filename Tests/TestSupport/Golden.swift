package import Foundation

/// Expected answers that are kept in files.
package enum Golden {
  /// What differs from the file's text, line by line; nil where nothing does.
  ///
  /// With BLESS=1 in the environment the file is written instead: read the difference before it is
  /// committed.
  package static func difference(_ text: String, from file: URL) throws -> String? {
    if ProcessInfo.processInfo.environment["BLESS"] == "1" {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
      return nil
    }
    return difference(text, from: try String(contentsOf: file, encoding: .utf8))
  }

  /// Lines that are only in one of two texts; nil where the texts are the same.
  package static func difference(_ text: String, from expected: String) -> String? {
    guard text != expected else { return nil }
    let difference = lines(text).difference(from: lines(expected))
    return difference.map { change in
      switch change {
      case .insert(let offset, let line, _): "+\(offset + 1): \(line)"
      case .remove(let offset, let line, _): "-\(offset + 1): \(line)"
      }
    }.joined(separator: "\n")
  }

  private static func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }
}
