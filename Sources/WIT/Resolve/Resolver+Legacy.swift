// Packages of the time before packages had names.
extension Resolver {
  /// The header that a package lacks: `local:` and the name of its folder or file.
  mutating func legacyHeader(
    for trees: [SyntaxTree], of package: SourcePackage
  ) -> SyntaxTree.PackageHeader? {
    let isNamed = { (item: SyntaxTree.Item) in if case .package = item { true } else { false } }
    guard options.parse.acceptsLegacy, !hasSyntaxErrors,
      let tree = trees.first(where: { !$0.items.allSatisfy(isNamed) })
    else { return nil }
    let name = PackageName(namespace: "local", name: Self.name(for: package.path), version: nil)
    // Comments at the beginning stay those of the first item.
    let start: Int32 = sources[tree.file].bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let range = SourceRange(file: tree.file, lower: start, upper: start)
    diagnostics.append(
      Diagnostic(
        severity: .warning, range: range, message: .legacyNoPackage(name),
        fixIt: Diagnostic.FixIt(
          range: range, replacement: "package \(name);\n\n", title: "write `package \(name);`")))
    return SyntaxTree.PackageHeader(name: PackageNameSyntax(name: name, range: range), docs: nil)
  }

  /// The last part of a path that makes a name: of `shop/wit` that is `shop`.
  private static func name(for path: String) -> String {
    let parts = path.split(separator: "/").map { part in
      part.hasSuffix(".wit") ? part.dropLast(4) : part
    }
    return parts.reversed().lazy.filter { $0 != "wit" && $0 != "deps" }.compactMap(name).first
      ?? "package-1"
  }

  /// Words of lower-case letters and digits, the first beginning with a letter.
  private static func name(for text: Substring) -> String? {
    let words = text.lowercased().split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
    let name = words.drop { $0.first?.isNumber == true }.joined(separator: "-")
    guard !name.isEmpty else { return nil }
    return Keyword(rawValue: name) == nil ? name : "\(name)-1"
  }
}
