import Component

/// An interface that is served here: its functions by name.
struct HostInterface: Sendable {
  typealias Function = @Sendable (HostCall, GuestHost) async throws -> Value?

  let name: String
  let functions: [String: Function]
  /// Answers all functions without a row of their own.
  let fallback: Function?

  init(_ name: String, _ functions: [String: Function], fallback: Function? = nil) {
    self.name = name
    self.functions = functions
    self.fallback = fallback
  }

  private static let all: [String: HostInterface] = {
    let served = cli + clocks + random + io + filesystem + sockets + [logging]
    return Dictionary(uniqueKeysWithValues: served.map { ($0.name, $0) })
  }()

  /// The interface that a component means by this name; any version that is compatible is the same.
  ///
  /// WASI 0.2.x are, for what they share; 0.3 and what came before 0.2 are others. `wasi:logging`
  /// carries no version, or that of a draft.
  static func named(_ name: String) -> HostInterface? {
    let asked = VersionedInterface(name)
    guard let interface = all[asked.name] else { return nil }
    let isCompatible =
      interface.name == logging.name || asked.version == nil
      || asked.isServed(interface.name, ["0.2"])
    return isCompatible ? interface : nil
  }
}

/// One call with its arguments, read by the types that a host function expects.
///
/// A guest may declare an import with other types than the interface has: each reading checks.
struct HostCall {
  let name: ImportName
  let type: FunctionType
  let arguments: [Value]

  subscript(_ index: Int) -> Value {
    get throws(HostError) {
      guard arguments.indices.contains(index) else {
        throw HostError("\(name.function) takes more than \(arguments.count) arguments")
      }
      return arguments[index]
    }
  }

  func u64(_ index: Int) throws(HostError) -> UInt64 {
    guard case .u64(let value) = try self[index] else { throw wrong(index, "a u64") }
    return value
  }

  func string(_ index: Int) throws(HostError) -> String {
    guard case .string(let value) = try self[index] else { throw wrong(index, "a string") }
    return value
  }

  func label(_ index: Int) throws(HostError) -> String {
    guard case .enum(let value) = try self[index] else { throw wrong(index, "an enum") }
    return value
  }

  func flags(_ index: Int) throws(HostError) -> [String] {
    guard case .flags(let value) = try self[index] else { throw wrong(index, "flags") }
    return value
  }

  func list(_ index: Int) throws(HostError) -> [Value] {
    guard case .list(let value) = try self[index] else { throw wrong(index, "a list") }
    return value
  }

  func bytes(_ index: Int) throws(HostError) -> [UInt8] {
    var bytes: [UInt8] = []
    for item in try list(index) {
      guard case .u8(let byte) = item else { throw wrong(index, "bytes") }
      bytes.append(byte)
    }
    return bytes
  }

  private func wrong(_ index: Int, _ expected: String) -> HostError {
    HostError("\(name.function), argument \(index): expected \(expected)")
  }
}

extension Value {
  static func bytes(_ bytes: some Sequence<UInt8>) -> Value { .list(bytes.map { .u8($0) }) }

  static func record(_ fields: KeyValuePairs<String, Value>) -> Value {
    .record(fields.map { FieldValue(name: $0.key, value: $0.value) })
  }
}
