/// How much a type is when everything in it is written out.
///
/// A few lines of text can name types that would fill the memory when they are: each record of two
/// of the one before. Whoever makes a graph measures and refuses, so that whoever reads one may walk
/// its types as trees.
package struct TypeMeasure: Hashable, Sendable {
  /// Types, counted once for each time they would be written.
  package private(set) var nodes = 1
  /// How deep they stand in each other.
  package private(set) var depth = 1

  package init() {}

  /// Takes in a part of the type.
  package mutating func add(_ part: TypeMeasure) {
    let (sum, isOverflow) = nodes.addingReportingOverflow(part.nodes)
    nodes = isOverflow ? .max : sum
    depth = max(depth, part.depth &+ 1)
  }

  package var isTooDeep: Bool { depth > Limits.typeDepthMax }
  package var isTooLarge: Bool { nodes > Limits.typeNodesMax }
}
