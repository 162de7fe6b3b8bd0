import Component

/// Takes the parts of a stored tuple one after the other.
struct StoredParts {
  private var items: ArraySlice<Value>

  init(_ items: [Value]) {
    self.items = items[...]
  }

  var isAtEnd: Bool { items.isEmpty }

  mutating func next() throws(ValueCodingError) -> Value {
    guard let item = items.popFirst() else { throw wrong("another part") }
    return item
  }

  mutating func integer() throws(ValueCodingError) -> Int {
    guard case .u64(let number) = try next(), let integer = Int(exactly: number) else {
      throw wrong("a number")
    }
    return integer
  }

  mutating func number() throws(ValueCodingError) -> UInt64 {
    guard case .u64(let number) = try next() else { throw wrong("a number") }
    return number
  }

  mutating func float() throws(ValueCodingError) -> Double {
    guard case .f64(let number) = try next() else { throw wrong("a float") }
    return number
  }

  mutating func bool() throws(ValueCodingError) -> Bool {
    guard case .bool(let bool) = try next() else { throw wrong("a bool") }
    return bool
  }

  mutating func string() throws(ValueCodingError) -> String {
    guard case .string(let text) = try next() else { throw wrong("a string") }
    return text
  }

  mutating func optionalString() throws(ValueCodingError) -> String? {
    guard let value = try optional() else { return nil }
    guard case .string(let text) = value else { throw wrong("a string") }
    return text
  }

  mutating func list() throws(ValueCodingError) -> [Value] {
    guard case .list(let list) = try next() else { throw wrong("a list") }
    return list
  }

  mutating func optional() throws(ValueCodingError) -> Value? {
    guard case .option(let value) = try next() else { throw wrong("an option") }
    return value
  }

  mutating func tuple() throws(ValueCodingError) -> StoredParts {
    guard case .tuple(let items) = try next() else { throw wrong("a tuple") }
    return StoredParts(items)
  }

  mutating func bytes() throws(ValueCodingError) -> [UInt8] {
    var bytes: [UInt8] = []
    for item in try list() {
      guard case .u8(let byte) = item else { throw wrong("bytes") }
      bytes.append(byte)
    }
    return bytes
  }

  mutating func strings() throws(ValueCodingError) -> [String] {
    var rest = StoredParts(try list())
    var strings: [String] = []
    while !rest.isAtEnd { strings.append(try rest.string()) }
    return strings
  }

  mutating func variables() throws(ValueCodingError) -> [EnvironmentVariable] {
    var rest = StoredParts(try list())
    var variables: [EnvironmentVariable] = []
    while !rest.isAtEnd {
      var pair = try rest.tuple()
      variables.append(EnvironmentVariable(name: try pair.string(), value: try pair.string()))
    }
    return variables
  }

  /// None where the entry is older than they are.
  mutating func files() throws(ValueCodingError) -> [InitialFile] {
    guard !isAtEnd else { return [] }
    var rest = StoredParts(try list())
    var files: [InitialFile] = []
    while !rest.isAtEnd {
      var parts = try rest.tuple()
      files.append(
        InitialFile(
          path: try parts.string(), sha256: try parts.string(), isReadOnly: try parts.bool()))
    }
    return files
  }

  mutating func address() throws(ValueCodingError) -> WorkerAddress {
    var pair = try tuple()
    return WorkerAddress(template: try pair.string(), name: try pair.string())
  }

  mutating func optionalAddress() throws(ValueCodingError) -> WorkerAddress? {
    guard let value = try optional() else { return nil }
    var one = StoredParts([value])
    return try one.address()
  }

  private func wrong(_ expected: String) -> ValueCodingError {
    ValueCodingError(offset: 0, message: "expected \(expected)")
  }
}

extension Value {
  static func address(_ address: WorkerAddress) -> Value {
    .tuple([.string(address.template), .string(address.name)])
  }

  static func files(_ files: [InitialFile]) -> Value {
    .list(files.map { .tuple([.string($0.path), .string($0.sha256), .bool($0.isReadOnly)]) })
  }

  static func variables(_ variables: [EnvironmentVariable]) -> Value {
    .list(variables.map { .tuple([.string($0.name), .string($0.value)]) })
  }
}
