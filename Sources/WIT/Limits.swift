/// The sizes at which WIT text is refused, each with its reason.
package enum Limits {
  /// Ranges are 32 bits wide; no package comes near it.
  package static let fileBytesMax = 256 << 20
  /// The reference parser's bound on nested types; also keeps recursion off the end of the stack.
  package static let typeDepthMax = 100
  /// Past these a person reads no further, and a hostile file would fill the memory with them.
  package static let diagnosticsPerFileMax = 200
}
