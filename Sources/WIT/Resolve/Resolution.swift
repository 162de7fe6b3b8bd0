/// The files that make up one package: a folder's `.wit` files, or a single file.
package struct SourcePackage: Hashable, Sendable {
  /// The folder (or file) as the user knows it, for messages.
  package var path: String
  package var files: [SourceFile]

  package init(path: String, files: [SourceFile]) {
    self.path = path
    self.files = files
  }
}

/// What resolving gives: everything that could be understood, and what could not.
package struct Resolution: Sendable {
  package var graph: PackageGraph
  /// The package that was asked for; nil where none could be made of it.
  package var root: PackageID?
  package var diagnostics: [Diagnostic]
  package var sources: SourceMap
  /// What each path in the text leads to: of a `use`, an import or export, an `include`.
  package var links: [SourceRange: PathTarget]

  package init(
    graph: PackageGraph, root: PackageID?, diagnostics: [Diagnostic], sources: SourceMap,
    links: [SourceRange: PathTarget] = [:]
  ) {
    self.graph = graph
    self.root = root
    self.diagnostics = diagnostics
    self.sources = sources
    self.links = links
  }

  /// Whether nothing is wrong that would keep a tool from using the graph.
  package var isUsable: Bool {
    root != nil && !diagnostics.contains { $0.severity == .error }
  }
}

/// What a path names.
package enum PathTarget: Hashable, Sendable {
  case interface(InterfaceID)
  case world(WorldID)
}

/// All files of one resolution; ranges point into it.
package struct SourceMap: Hashable, Sendable {
  package private(set) var files: [SourceFile] = []

  package init() {}

  package mutating func add(_ file: SourceFile) -> SourceFileID {
    files.append(file)
    return SourceFileID(index: Int32(files.count - 1))
  }

  package subscript(id: SourceFileID) -> SourceFile { files[Int(id.index)] }

  /// Where a range begins, as people write it.
  package func place(of range: SourceRange) -> SourcePlace {
    let file = self[range.file]
    let before = file.bytes[..<Int(range.lower)]
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    return SourcePlace(path: file.path, line: line, column: Int(range.lower) - lineStart + 1)
  }
}
