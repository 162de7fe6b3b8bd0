/// The sizes at which WIT text is refused, each with its reason.
package enum Limits {
  /// Ranges are 32 bits wide; no package comes near it.
  package static let fileBytesMax = 256 << 20
  /// The reference parser's bound on nested types; also keeps recursion off the end of the stack.
  package static let typeDepthMax = 100
  /// The reference's bound on a type with everything in it written out.
  package static let typeNodesMax = 1_000_000
  /// How deep interfaces use each other and worlds include each other: people's stay under ten, and
  /// resolving walks down such a chain on the stack.
  package static let dependencyDepthMax = 100
  /// Past these a person reads no further, and a hostile file would fill the memory with them.
  package static let diagnosticsPerFileMax = 1000
  /// Warnings of old WIT come with fix-its, one for each line perhaps: fixing shall reach them all.
  package static let warningsPerFileMax = 10_000
  /// Where more names are missing from an interface something else is wrong than their spelling, and
  /// each look for the nearest passes over all names that there are.
  package static let suggestionsPerScopeMax = 100
  /// How often fix-its are applied to what fix-its gave: old forms contain each other, but not deeply.
  package static let fixRoundsMax = 16
}
