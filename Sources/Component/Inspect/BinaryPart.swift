/// A core module or component of a binary, with what is nested in it.
///
/// Only the frame is read: sections by their sizes, custom sections by their names.
package struct BinaryPart: Hashable, Sendable {
  package enum Kind: String, Sendable {
    case component
    case module = "core module"
  }

  package var kind: Kind
  /// From a name section: its own, or the one of what it stands in; nil where nobody named it.
  package var name: String?
  /// The byte at which it begins, from the start of the file.
  package var offset: Int
  package var sizeBytes: Int
  /// In the file's order.
  package var sections: [BinarySection] = []
  /// Nested modules and components, in the file's order.
  package var children: [BinaryPart] = []
  package var producers: [ProducersField] = []
  /// Custom sections that are not what their names promise; whole sentences.
  package var notes: [String] = []

  /// Itself and everything in it, outside before inside.
  package var all: [BinaryPart] { [self] + children.flatMap(\.all) }

  package var customSections: [BinarySection] { sections.filter { $0.customName != nil } }
}

/// A section of a module or component.
package struct BinarySection: Hashable, Sendable {
  package var id: UInt8
  /// The term of the specification: `custom`, `type`, `canon`.
  package var kind: String
  /// The name of a custom section.
  package var customName: String?
  /// The first byte of its content from the start of the file; behind the name of a custom section.
  package var offset: Int
  /// The size of its content.
  package var sizeBytes: Int
  /// How many items it says to hold; nil where it holds no list.
  package var count: Int?
}

/// One field of a `producers` section: `language`, `processed-by` or `sdk`.
package struct ProducersField: Hashable, Sendable {
  package struct Tool: Hashable, Sendable {
    package var name: String
    package var version: String

    /// `rustc 1.80.0`.
    package var text: String { version.isEmpty ? name : "\(name) \(version)" }
  }

  package var name: String
  package var tools: [Tool]
}
