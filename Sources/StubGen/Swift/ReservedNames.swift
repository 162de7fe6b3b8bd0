/// Names that generated code itself uses, so that no WIT name may become them.
enum ReservedNames {
  /// Types of the guest runtime and of the bindings: nested types would hide them.
  static let runtime: Set<String> = [
    "ABI", "AllCases", "ArrayLiteralElement", "Borrowed", "CallArena", "CaseShape",
    "ComponentDecoder", "ComponentEncoder",
    "ComponentInteger", "ComponentLayout", "ComponentValue", "CoreValues", "Exports",
    "MemoryDecoder", "MemoryEncoder", "Nothing", "Owned", "Primitive", "RawValue", "RemoteFuture",
    "RemoteHandle", "RemoteObject", "RemoteResource", "RemoteWorker", "Swift", "Thrown", "Tuple1",
    "Tuple2", "Tuple3", "Tuple4", "Tuple5", "Tuple6", "Tuple7", "Tuple8", "Unicode", "Unmanaged",
    "UnsafeMutableRawPointer", "UnsafeRawPointer", "WitValueDecoder", "WitValueEncoder",
  ]

  /// Types of the standard library that generated code names: where a scope has a type of such a
  /// name, they are written `Swift.String` there.
  static let standard: Set<String> = [
    "Bool", "CaseIterable", "Double", "Equatable", "Error", "Float", "Int16", "Int32", "Int64",
    "Int8", "OptionSet", "Result", "Sendable", "String", "UInt16", "UInt32", "UInt64", "UInt8",
  ]

  /// For enums outside of all others, where nothing can be written differently.
  static let global = runtime.union(standard).union([
    "Array", "Character", "Dictionary", "Int", "Optional", "Set", "UInt",
  ])

  /// For cases and flags: members that their types have anyway.
  static let cases: Set<String> = [
    "allCases", "encode", "hash", "hashValue", "init", "layout", "rawValue", "shape",
  ]

  /// For methods of resources that others implement: members that their classes have anyway.
  static let importedMembers: Set<String> = ["giveUp", "handle"]

  /// For methods of resources that the guest implements.
  static let exportedMembers: Set<String> = ["borrowed", "exportedHandle", "taken"]

  /// For those that a stub implements.
  static let stubMembers: Set<String> = exportedMembers.union(["remote"])

  /// For parameters in the glue: variables that it has anyway.
  static let glue: Set<String> = Set(
    (0..<16).map { "core\($0)" } + (0..<64).map { "value\($0)" }
  ).union([
    "arguments", "core", "handle", "memory", "outcome", "receiver", "result", "value", "worker",
  ])
}
