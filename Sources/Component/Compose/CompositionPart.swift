/// A component file that takes part in a composition.
package struct CompositionPart: Hashable, Sendable {
  /// What messages call it: its file's name, say. It leaves no trace in the composed bytes.
  package var name: String
  package var bytes: [UInt8]

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}
