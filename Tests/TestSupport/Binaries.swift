import Foundation

/// Sound binaries for checks that damage them: the project's own, and the corpus's where it is.
package enum Binaries {
  /// Larger ones have more code, and nothing else that smaller ones have not.
  package static let bytesMax = 200_000

  package static func all() throws -> [[UInt8]] {
    let own = ["Tests/ComponentTests/Fixtures", "demo-workspace"].map {
      Project.root.appending(path: $0).path
    }
    let corpus = Corpus.isThere ? ["components", "golem"].map { Corpus.path($0) } : []
    return try (own + corpus).flatMap { folder in
      let names = FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []
      return try names.filter { $0.hasSuffix(".wasm") }.sorted().map {
        try TemporaryFolder.bytes("\(folder)/\($0)")
      }.filter { $0.count <= bytesMax }
    }
  }
}
