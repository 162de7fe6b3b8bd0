import TestSupport

/// A world of functions that give back what they are given, of types and names at random.
///
/// Names are such that Swift, or the generated code itself, has a use for them, or such that two of
/// them look alike in Swift.
struct RandomWorld {
  private var numbers: SeededRandom
  private var text = ""
  /// Names taken in the current scope, in lower case: WIT sees no difference either.
  private var taken: Set<String> = []

  static let words = [
    "type", "self", "init", "in", "class", "default", "protocol", "nil", "func", "enum", "struct",
    "var", "let", "inout", "switch", "case", "some", "none", "any", "is", "as", "throws", "error",
    "result", "string", "option", "array", "int", "u8x", "uint8", "bool", "double", "float", "set",
    "value", "value0", "value1", "core", "core0", "handle", "worker", "memory", "arguments",
    "receiver", "outcome", "decoder", "encoder", "encode", "layout", "shape", "hash", "raw-value",
    "all-cases", "description", "api", "a-p-i", "url-id", "url-i-d", "user-id", "user-i-d", "x",
    "x2", "remote", "location", "answer", "exports", "abi", "swift", "stub", "golem", "rpc",
    "types", "uri", "wasm-rpc", "nothing", "thrown", "tuple2", "tuple9", "unicode", "sendable",
    "equatable", "optional", "dictionary", "character", "extension", "deinit", "subscript", "get",
    "call", "attempt", "give-up", "taken", "borrowed", "exported-handle", "pollable", "subscribe",
    "main", "test", "print", "max", "min", "part0", "payload", "index", "bits", "A-B", "URL",
    "self-value", "any-value", "in2", "component-value", "call-arena", "owned", "never", "void",
  ]

  static func wit(seed: UInt64) -> String {
    var world = RandomWorld(numbers: SeededRandom(seed: seed))
    world.write()
    return world.text
  }

  private init(numbers: SeededRandom) {
    self.numbers = numbers
  }

  private mutating func name() -> String {
    while true {
      var name = numbers.pick(Self.words)
      if numbers.chance(3) { name += "-" + numbers.pick(Self.words) }
      if taken.insert(name.lowercased().filter { $0 != "-" }).inserted { return name }
    }
  }

  /// Names of a scope inside the current one.
  private mutating func scoped(_ body: (inout RandomWorld) -> Void) {
    let outer = taken
    taken = []
    body(&self)
    taken = outer
  }

  private mutating func write() {
    let namespace = name().lowercased()
    text += "package %\(namespace == "golem" ? "gollum" : namespace):%\(name().lowercased());\n\n"
    var interfaces: [(name: String, types: [String])] = []
    taken = []
    for _ in 0..<3 {
      let name = name()
      var types: [String] = []
      scoped { types = $0.interface(name, after: interfaces.last) }
      interfaces.append((name, types))
    }
    text += "world %\(name()) {\n"
    for interface in interfaces { text += "  export %\(interface.name);\n" }
    text += "}\n"
  }

  private mutating func interface(
    _ name: String, after other: (name: String, types: [String])?
  ) -> [String] {
    text += "interface %\(name) {\n"
    var types: [String] = []
    if let other, let used = other.types.last {
      let local = self.name()
      text += "  use %\(other.name).{%\(used) as %\(local)};\n"
      types.append(local)
    }
    for _ in 0..<Int.random(in: 2...5, using: &numbers) {
      let name = self.name()
      scoped { $0.definition(name, types) }
      types.append(name)
    }
    for _ in 0..<4 { function("  ", types) }
    let resource = self.name()
    text += "  resource %\(resource) {\n"
    scoped { world in
      world.taken = ["new", "drop", resource.lowercased().filter { $0 != "-" }]
      world.text += "    constructor(%\(world.name()): \(world.type(types, 2)));\n"
      for _ in 0..<2 { world.function("    ", types) }
    }
    text += "  }\n}\n\n"
    return types
  }

  private mutating func function(_ indent: String, _ types: [String]) {
    let type = type(types, 3)
    text += "\(indent)%\(name()): func("
    scoped { world in
      // What a method has already.
      world.taken = ["self"]
      world.text += "%\(world.name()): \(type)"
    }
    text += ") -> \(type);\n"
  }

  private mutating func definition(_ name: String, _ types: [String]) {
    let count = Int.random(in: 1...6, using: &numbers)
    switch Int.random(in: 0..<5, using: &numbers) {
    case 0: text += "  type %\(name) = \(type(types, 2));\n"
    case 1:
      let fields = (0..<count).map { _ in "%\(self.name()): \(type(types, 2))" }
      text += "  record %\(name) { \(fields.joined(separator: ", ")) }\n"
    case 2:
      let cases = (0..<count).map { _ in
        "%\(self.name())" + (numbers.chance(3) ? "" : "(\(type(types, 2)))")
      }
      text += "  variant %\(name) { \(cases.joined(separator: ", ")) }\n"
    case 3:
      let labels = (0..<(numbers.chance(8) ? 300 : count)).map { "%\(self.name())-n\($0)" }
      text += "  enum %\(name) { \(labels.joined(separator: ", ")) }\n"
    default:
      let labels = (0..<numbers.pick([1, 7, 8, 9, 16, 17, 32])).map { "%\(self.name())-n\($0)" }
      text += "  flags %\(name) { \(labels.joined(separator: ", ")) }\n"
    }
  }

  private mutating func type(_ types: [String], _ depth: Int) -> String {
    let plain = [
      "bool", "u8", "u16", "u32", "u64", "s8", "s16", "s32", "s64", "f32", "f64", "char", "string",
    ]
    if depth == 0 { return numbers.pick(plain) }
    func inner(_ world: inout RandomWorld) -> String { world.type(types, depth - 1) }
    switch Int.random(in: 0..<8, using: &numbers) {
    case 0, 1: return numbers.pick(plain)
    case 2, 3: return types.isEmpty ? numbers.pick(plain) : "%\(numbers.pick(types))"
    case 4: return "list<\(inner(&self))>"
    case 5: return "option<\(inner(&self))>"
    case 6:
      let parts = (0..<numbers.pick([1, 2, 3, 9])).map { _ in inner(&self) }
      return "tuple<\(parts.joined(separator: ", "))>"
    default:
      let forms = ["result", "result<\(inner(&self))>", "result<_, \(inner(&self))>"]
      return numbers.chance(2)
        ? "result<\(inner(&self)), \(inner(&self))>" : numbers.pick(forms)
    }
  }
}
