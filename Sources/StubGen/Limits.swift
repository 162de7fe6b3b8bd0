/// The sizes at which generating stops, each with its reason.
enum Limits {
  /// Aliases can double a type with every line; past this no program could use it anyway.
  static let typeNodesMax = 10_000
  /// The runtime has one type for each length of a tuple; longer ones are written where they occur.
  static let runtimeTupleMax = 8
  /// The Component Model's own bound.
  static let flagsMax = 32
}
