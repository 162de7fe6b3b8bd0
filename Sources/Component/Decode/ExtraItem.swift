/// An import or export that WIT has no words for: the reference refuses a component with one.
package struct ExtraItem: Hashable, Sendable {
  /// `type`, `core module`, `component`, `interface` (inside another), `value`.
  package var kind: String
  package var name: String
  package var isExport: Bool
  /// The interface that it stands in; nil for one of the component itself.
  package var interface: String?
  /// A type's declaration in WIT.
  package var definition: String?

  /// `export type `order``, with the interface that it stands in.
  package var text: String {
    "\(isExport ? "export" : "import") \(kind) `\(name)`"
      + (interface.map { " in `\($0)`" } ?? "")
  }
}
