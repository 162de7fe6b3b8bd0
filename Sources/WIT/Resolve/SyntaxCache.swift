/// The trees of the files of one package and its dependencies, as they were parsed last.
///
/// After an edit only the files whose bytes are others are parsed again. A tree's ranges name its
/// file by its number, so a file that comes or goes has those behind it parsed again too.
package struct SyntaxCache: Sendable {
  private struct Entry {
    var bytes: [UInt8]
    var options: ParseOptions
    var tree: SyntaxTree
    var diagnostics: [Diagnostic]
  }

  private var entries: [SourceFileID: Entry] = [:]
  /// How many files were parsed, since no tree of them was at hand.
  package private(set) var parsedCount = 0

  package init() {}

  mutating func parse(
    _ source: SourceFile, file: SourceFileID, options: ParseOptions
  ) -> (tree: SyntaxTree, diagnostics: [Diagnostic]) {
    // Bytes that were not read again are the same array, which compares at once.
    if let entry = entries[file], entry.bytes == source.bytes, entry.options == options {
      return (entry.tree, entry.diagnostics)
    }
    parsedCount += 1
    let (tree, diagnostics) = Parser.parse(source, file: file, options: options)
    entries[file] = Entry(
      bytes: source.bytes, options: options, tree: tree, diagnostics: diagnostics)
    return (tree, diagnostics)
  }

  /// Forgets the files behind the first `count`: they are gone.
  mutating func keepFirst(_ count: Int) {
    if count < entries.count { entries = entries.filter { $0.key.index < count } }
  }
}

/// Resolves a package that was resolved before: only files that changed are parsed again.
///
/// The answer is the one that `resolve` gives without a cache.
package func resolve(
  root: SourcePackage, dependencies: [SourcePackage], slices: [SourcePackage] = [],
  options: ResolveOptions = ResolveOptions(), reusing cache: inout SyntaxCache
) -> Resolution {
  var resolver = Resolver(options: options)
  resolver.syntax = cache
  // The resolver's copy is the only one while it writes to it.
  cache = SyntaxCache()
  let resolution = resolver.resolution(
    root: root, dependencies: dependencies, slices: slices)
  if var syntax = resolver.syntax {
    syntax.keepFirst(resolution.sources.files.count)
    cache = syntax
  }
  return resolution
}
