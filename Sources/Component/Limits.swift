/// The sizes at which values and binaries are refused, each with its reason.
package enum Limits {
  /// Deeper values come from no WIT type (types nest 100 deep); keeps recursion off the stack's end.
  package static let valueDepthMax = 128
  /// JSON nests at most twice as deep as the value in it.
  package static let jsonDepthMax = 2 * valueDepthMax
  /// The nesting of components and types in a binary; toolchains stay under ten.
  package static let binaryDepthMax = 100
  /// Types in all index spaces of one binary: a hostile file must not fill the memory.
  package static let binaryTypesMax = 1_000_000
  /// Steps in copying the types of instances; 50 nested instances of each other would take 2⁵⁰.
  package static let binarySubstitutionsMax = 300_000
  /// Plugs of one composition: each is a file to be read, and an application has some dozens.
  package static let plugsMax = 500
  /// Core imports, and exports, that a page lists; a library of C has thousands.
  package static let coreItemsShownMax = 100
}
