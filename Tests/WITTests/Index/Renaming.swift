import TestSupport
import WIT

/// Renames every symbol by what the index knows of it: where it is declared and where it is named.
///
/// If the packages mean the same afterwards, no place was missing and none was too many.
struct Renaming {
  private let resolution: Resolution
  private let index: SymbolIndex

  init(_ resolution: Resolution) {
    self.resolution = resolution
    index = SymbolIndex([IndexedGraph(path: "", resolution: resolution)])
  }

  /// What differs when everything has another name, its number; nil where nothing does.
  func difference() -> String? {
    let changed = packages(of: renamed())
    var options = ResolveOptions()
    options.features = ["active"]
    let again = resolve(
      root: changed[0], dependencies: Array(changed.dropFirst()), options: options)
    let renderer = DiagnosticText(sources: again.sources)
    let errors = again.diagnostics.filter { $0.severity == .error }
    guard errors.isEmpty else {
      return errors.map { renderer.text(of: $0) }.joined(separator: "\n")
    }
    return Golden.difference(
      CanonicalLines.of(again.graph).map(withOldNames).sorted().joined(separator: "\n"),
      from: CanonicalLines.of(resolution.graph).sorted().joined(separator: "\n"))
  }

  /// The symbols that others name: types, interfaces and worlds of the texts.
  var candidates: [Int] {
    index.symbols.indices.filter { number in
      let symbol = index.symbols[number]
      let isNamed = symbol.isType || symbol.kind == .interface || symbol.kind == .world
      return isNamed && symbol.range != nil && !isAliased(symbol.name)
    }
  }

  /// Whether a file calls something by this name: then a place with the name names the alias.
  private func isAliased(_ name: String) -> Bool {
    resolution.sources.files.contains { file in
      String(decoding: file.bytes, as: UTF8.self).contains(" as \(name);")
    }
  }

  private func renamed() -> [SourceFile] {
    var files = resolution.sources.files
    var changes: [SourceRange: String] = [:]
    for symbol in candidates {
      let name = index.symbols[symbol].name
      let places = [index.symbols[symbol].range] + index.references(to: symbol).map(\.range)
      // A place with another name names an alias.
      for range in places.compactMap({ $0 }) where text(range) == name {
        changes[range] = "zz-\(symbol)"
      }
    }
    for (range, name) in changes.sorted(by: { $0.key.lower > $1.key.lower }) {
      files[Int(range.file.index)].bytes.replaceSubrange(
        Int(range.lower)..<Int(range.upper), with: name.utf8)
    }
    return files
  }

  private func text(_ range: SourceRange) -> String {
    let bytes = resolution.sources[range.file].bytes[Int(range.lower)..<Int(range.upper)]
    let text = String(decoding: bytes, as: UTF8.self)
    return text.hasPrefix("%") ? String(text.dropFirst()) : text
  }

  private func withOldNames(_ line: String) -> String {
    let parts = Array(line.utf8).split(
      separator: Array("zz-".utf8), omittingEmptySubsequences: false)
    return parts.dropFirst().reduce(String(decoding: parts[0], as: UTF8.self)) { text, part in
      let digits = part.prefix { (48...57).contains($0) }
      let symbol = Int(String(decoding: digits, as: UTF8.self)) ?? 0
      return text + index.symbols[symbol].name
        + String(decoding: part.dropFirst(digits.count), as: UTF8.self)
    }
  }

  /// Files of one folder are one package, single files of `deps/` are one each; the first file is
  /// the root's.
  private func packages(of files: [SourceFile]) -> [SourcePackage] {
    var packages: [SourcePackage] = []
    for file in files {
      let parts = file.path.split(separator: "/").dropLast()
      let folder = parts.last == "deps" ? file.path : parts.joined(separator: "/")
      if let place = packages.firstIndex(where: { $0.path == folder }) {
        packages[place].files.append(file)
      } else {
        packages.append(SourcePackage(path: folder, files: [file]))
      }
    }
    return packages
  }
}
