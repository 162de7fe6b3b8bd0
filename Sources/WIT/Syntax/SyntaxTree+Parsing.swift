extension SyntaxTree {
  /// The tree of one file, and what is wrong with its syntax; names are not looked at.
  ///
  /// It never throws: what could not be read is left out of `items`, its tokens are all there.
  package static func parse(
    _ source: SourceFile, file: SourceFileID = SourceFileID(index: 0),
    options: ParseOptions = ParseOptions()
  ) -> (tree: SyntaxTree, diagnostics: [Diagnostic]) {
    Parser.parse(source, file: file, options: options)
  }
}
