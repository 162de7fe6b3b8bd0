/// Old WIT rewritten to today's: every fix-it for an old form applied, all else left as it is.
package struct Modernization: Sendable {
  /// The packages with the new text.
  package private(set) var root: SourcePackage
  package private(set) var dependencies: [SourcePackage]
  /// What was old and had a fix-it; ranges point into the old text, `before.sources`.
  package private(set) var applied: [Diagnostic] = []
  /// The old text, and what was said of it.
  package let before: Resolution
  /// The new text, and what is still to be said of it.
  package private(set) var after: Resolution

  /// Files with syntax errors are left alone: what is old in them may be part of what is wrong.
  package init(
    root: SourcePackage, dependencies: [SourcePackage], options: ResolveOptions = ResolveOptions()
  ) {
    self.root = root
    self.dependencies = dependencies
    before = resolve(root: root, dependencies: dependencies, options: options)
    after = before
    let broken = Self.filesWithSyntaxErrors(before.sources)
    applied = Self.fixable(before, except: broken)
    // A fix-it inside another one waits for the next round; few old forms contain each other.
    for _ in 0..<Limits.fixRoundsMax {
      let diagnostics = Self.fixable(after, except: broken)
      guard !diagnostics.isEmpty else { break }
      let files = after.sources.edited(by: diagnostics.compactMap(\.fixIt))
      take(files)
      after = resolve(root: self.root, dependencies: self.dependencies, options: options)
    }
  }

  /// The files that are not what they were, old and new.
  package var changes: [(old: SourceFile, new: SourceFile)] {
    zip(before.sources.files, after.sources.files).filter { $0.bytes != $1.bytes }
      .map { (old: $0, new: $1) }
  }

  /// What keeps files from being today's WIT: old forms that have no fix-it, and syntax errors.
  package var remaining: [Diagnostic] {
    let broken = Self.filesWithSyntaxErrors(after.sources)
    return after.diagnostics.filter { diagnostic in
      diagnostic.message.isLegacy
        || diagnostic.severity == .error
          && diagnostic.range.map { broken.contains($0.file) } ?? true
    }
  }

  private static func filesWithSyntaxErrors(_ sources: SourceMap) -> Set<SourceFileID> {
    let ids = sources.files.indices.map { SourceFileID(index: Int32($0)) }
    return Set(
      ids.filter { id in
        SyntaxTree.parse(sources[id]).diagnostics.contains { $0.severity == .error }
      })
  }

  private static func fixable(
    _ resolution: Resolution, except broken: Set<SourceFileID>
  ) -> [Diagnostic] {
    resolution.diagnostics.filter { diagnostic in
      guard diagnostic.message.isLegacy, let fixIt = diagnostic.fixIt else { return false }
      return !broken.contains(fixIt.range.file)
    }
  }

  /// Gives the packages their files back, which were read in this order.
  private mutating func take(_ files: [SourceFile]) {
    var rest = files[...]
    func next(_ count: Int) -> [SourceFile] {
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
    root.files = next(root.files.count)
    for index in dependencies.indices {
      dependencies[index].files = next(dependencies[index].files.count)
    }
  }
}

extension SourceMap {
  /// The files after edits. Of edits that overlap the first in the text is made, the others not.
  package func edited(by fixIts: [Diagnostic.FixIt]) -> [SourceFile] {
    var files = files
    for (file, fixIts) in Dictionary(grouping: fixIts, by: \.range.file) {
      let old = self[file].bytes
      var new: [UInt8] = []
      var end = 0
      for fixIt in fixIts.sorted(by: {
        ($0.range.lower, $0.range.upper) < ($1.range.lower, $1.range.upper)
      })
      where Int(fixIt.range.lower) >= end {
        new += old[end..<Int(fixIt.range.lower)]
        new += Array(fixIt.replacement.utf8)
        end = Int(fixIt.range.upper)
      }
      new += old[end...]
      files[Int(file.index)].bytes = new
    }
    return files
  }
}
