import Foundation

/// Cases that are kept beside the project, too many to carry: the conformance suites of others.
///
/// `WITBENCH_CORPUS` names the folder; the default is `../shared/corpus` beside the package. Tests
/// that need it say so and are skipped where it is not there; the project's own fixtures suffice.
package enum Corpus {
  package static let folder: String = {
    if let named = ProcessInfo.processInfo.environment["WITBENCH_CORPUS"] { return named }
    return Project.root.deletingLastPathComponent().appending(path: "shared/corpus").path
  }()

  package static var isThere: Bool { FileManager.default.fileExists(atPath: folder) }

  package static let hint = "WITBENCH_CORPUS names no folder with the conformance cases"

  package static func path(_ name: String) -> String { "\(folder)/\(name)" }

  package static func text(_ name: String) throws -> String {
    try String(contentsOfFile: path(name), encoding: .utf8)
  }

  package static func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path(name))))
  }

  /// The names in a folder of the corpus, sorted; none where the corpus is not there.
  package static func names(in name: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path(name))) ?? []).sorted()
  }
}
