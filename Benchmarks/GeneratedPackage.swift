/// A large package of WIT made by rule: docs, records, variants, enums, flags, resources with
/// methods, chains of `use`, worlds. The same for the same numbers on every machine.
struct GeneratedPackage {
  private var random: Xorshift
  private var number = 0
  /// The text of each interface, in the order of their uses.
  private var interfaces: [[String]] = []
  /// What each interface declares that others may use.
  private var exported: [(interface: String, types: [String])] = []

  private static let words =
    ("order item price stock user account session token query result page region vendor parcel "
    + "route status event log metric trace policy quota secret worker plan oplog cursor batch "
    + "shard index").split(separator: " ").map(String.init)
  private static let primitives =
    "u8 u16 u32 u64 s8 s16 s32 s64 f32 f64 char bool string".split(separator: " ").map(String.init)

  /// - Parameter lineCount: how many lines it has at least
  init(lineCount: Int, seed: UInt64 = 1) {
    random = Xorshift(seed: seed)
    var total = 0
    while total < lineCount {
      addInterface()
      total += interfaces[interfaces.count - 1].count
    }
  }

  /// The package as one file.
  var text: String { files(count: 1)[0] }

  /// The package as so many files; the first has the header and the worlds.
  func files(count: Int) -> [String] {
    (0..<count).map { file in
      let own = stride(from: file, to: interfaces.count, by: count).flatMap { interfaces[$0] }
      guard file == 0 else { return own.joined(separator: "\n") }
      return (["package bench:big@1.2.3;", ""] + own + worlds).joined(separator: "\n") + "\n"
    }
  }

  private var worlds: [String] {
    let step = max(1, exported.count / 200)
    let imports = stride(from: 0, to: exported.count, by: step).map {
      "  import \(exported[$0].interface);"
    }
    return ["world one {", "  export \(exported[0].interface);", "}", "", "world big {"] + imports
      + ["}"]
  }
}

extension GeneratedPackage {
  private mutating func addInterface() {
    let name = "iface-\(newName())"
    var types: [String] = []
    var lines = docs("", upTo: 3) + ["interface \(name) {"]
    lines += use(&types)
    for _ in 0..<random.number(in: 6...14) { lines += definition(&types) }
    let (resource, resourceLines) = self.resource(types)
    lines += resourceLines
    for _ in 0..<random.number(in: 4...12) { lines += function(types, resource) }
    interfaces.append(lines + ["}", ""])
    exported.append((name, types.filter { !$0.contains("-u") }))
  }

  private mutating func newName() -> String {
    number += 1
    return "\(random.element(of: Self.words))-\(random.element(of: Self.words))-n\(number)"
  }

  private mutating func docs(_ indent: String, upTo count: Int) -> [String] {
    (0..<random.number(in: 1...count)).map { _ in
      let sentence = (0..<random.number(in: 5...12)).map { _ in random.element(of: Self.words) }
      return "\(indent)/// \(sentence.joined(separator: " "))."
    }
  }

  private mutating func use(_ types: inout [String]) -> [String] {
    guard !exported.isEmpty else { return [] }
    let source = random.element(of: Array(exported.suffix(40)))
    let picked = source.types.prefix(random.number(in: 1...3))
    let items = picked.map { "\($0) as \($0)-u\(number)" }
    types += picked.map { "\($0)-u\(number)" }
    return ["  use \(source.interface).{\(items.joined(separator: ", "))};", ""]
  }

  private mutating func type(_ types: [String], depth: Int = 0) -> String {
    let dice = random.number(in: 0...99)
    if depth > 3 || dice < 45 { return random.element(of: Self.primitives) }
    if dice < 70, !types.isEmpty { return random.element(of: types) }
    func inner(_ random: inout GeneratedPackage) -> String { random.type(types, depth: depth + 1) }
    switch random.number(in: 0...5) {
    case 0: return "list<\(inner(&self))>"
    case 1: return "option<\(inner(&self))>"
    case 2: return "tuple<\(inner(&self)), \(inner(&self))>"
    case 3: return "result<\(inner(&self)), \(inner(&self))>"
    case 4: return "result<_, \(inner(&self))>"
    default: return "result"
    }
  }

  private mutating func definition(_ types: inout [String]) -> [String] {
    let name = newName()
    defer { types.append(name) }
    var lines = docs("  ", upTo: 2)
    let kind = random.element(of: ["record", "record", "variant", "enum", "flags", "type"])
    if kind == "type" { return lines + ["  type \(name) = \(type(types));", ""] }
    lines.append("  \(kind) \(name) {")
    for index in 0..<random.number(in: 2...9) {
      if random.number(in: 0...9) < 4 { lines += docs("    ", upTo: 1) }
      let field = "\(random.element(of: Self.words))-\(index)"
      switch kind {
      case "record": lines.append("    \(field): \(type(types)),")
      case "variant" where random.number(in: 0...9) < 6:
        lines.append("    \(field)(\(type(types))),")
      default: lines.append("    \(field),")
      }
    }
    return lines + ["  }", ""]
  }

  private mutating func resource(_ types: [String]) -> (name: String, lines: [String]) {
    let name = newName()
    var lines = docs("  ", upTo: 2) + ["  resource \(name) {"]
    lines.append("    constructor(init: \(type(types)));")
    for index in 0..<random.number(in: 2...6) {
      lines += docs("    ", upTo: 1)
      let word = random.element(of: Self.words)
      let isStatic = random.number(in: 0...4) == 0 ? "static " : ""
      lines.append(
        "    m\(index)-\(word): \(isStatic)func(a: \(type(types)), b: \(type(types))) -> "
          + "\(type(types));")
    }
    return (name, lines + ["  }", ""])
  }

  private mutating func function(_ types: [String], _ resource: String) -> [String] {
    var lines = docs("  ", upTo: 3)
    let parameters = (0..<random.number(in: 0...4)).map { index in
      let isBorrow = random.number(in: 0...6) == 0
      return "p\(index): \(isBorrow ? "borrow<\(resource)>" : type(types))"
    }
    let result = random.element(of: ["", " -> \(type(types))", " -> \(resource)"])
    lines.append("  \(newName()): func(\(parameters.joined(separator: ", ")))\(result);")
    return lines + [""]
  }
}

/// Marsaglia's xorshift64*: small, and the same everywhere.
struct Xorshift {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
  }

  mutating func number(in range: ClosedRange<Int>) -> Int {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    let bits = (state &* 0x2545_F491_4F6C_DD1D) >> 33
    return range.lowerBound + Int(bits % UInt64(range.count))
  }

  mutating func element<Element>(of elements: [Element]) -> Element {
    elements[number(in: 0...(elements.count - 1))]
  }
}
