/// A type as somebody looks for it: `order`, `list<order>`, `option<_>`.
///
/// `_` stands for any type, or none; what is left out between the angles may be anything.
package indirect enum TypePattern: Hashable, Sendable {
  case any
  /// A definition, a primitive, or the word of a type with parameters: `list`. A prefix is the start
  /// of a name that is still being typed.
  case name(String, isPrefix: Bool)
  case applied(String, [TypePattern])
}

/// What a function shall take and give.
package struct SignaturePattern: Hashable, Sendable {
  /// Each is taken by some parameter.
  package var takes: [TypePattern] = []
  package var gives: TypePattern?
  /// Taken or given.
  package var either: TypePattern?
}

extension SignaturePattern {
  /// Reads `P`, `P ->`, `-> P`, `P, Q -> R`; nil where it is none. Angles that are missing at the end
  /// are taken as written: the text may be still being typed.
  package init?(_ text: String) {
    var reader = TypePatternReader(text)
    guard let read = reader.signature() else { return nil }
    self = read
  }

  /// Whether only a name is asked for.
  var isBareName: Bool {
    if case .name? = either { takes.isEmpty && gives == nil } else { false }
  }
}

/// Reads a pattern from the left.
private struct TypePatternReader {
  private var rest: ArraySlice<UInt8>
  private var depth = 0

  init(_ text: String) {
    rest = Array(text.utf8)[...]
  }

  mutating func signature() -> SignaturePattern? {
    let start = rest
    _ = take("func")
    let isBracketed = take("(")
    if !isBracketed { rest = start }
    var taken: [TypePattern] = []
    if !isAtArrow {
      if !(isBracketed && take(")")) {
        guard let list = list() else { return nil }
        taken = list
        if isBracketed { _ = take(")") }
      }
    }
    guard take("->") else {
      guard isAtEnd, !taken.isEmpty else { return nil }
      if taken.count == 1, !isBracketed { return SignaturePattern(either: taken[0]) }
      return SignaturePattern(takes: taken)
    }
    if isAtEnd { return taken.isEmpty ? nil : SignaturePattern(takes: taken) }
    guard let given = pattern(), isAtEnd else { return nil }
    return SignaturePattern(takes: taken, gives: given)
  }

  private mutating func list() -> [TypePattern]? {
    guard let first = pattern() else { return nil }
    var list = [first]
    while take(",") {
      guard let next = pattern() else { return nil }
      list.append(next)
    }
    return list
  }

  private mutating func pattern() -> TypePattern? {
    guard depth < Limits.typeDepthMax else { return nil }
    depth += 1
    defer { depth -= 1 }
    let name = word()
    guard !name.isEmpty else { return nil }
    if name == "_" { return .any }
    guard take("<") else {
      return .name(name, isPrefix: depth > 1 && rest.isEmpty)
    }
    if isAtEnd { return .applied(name, []) }
    guard let arguments = list() else { return nil }
    guard take(">") || isAtEnd else { return nil }
    return .applied(name, arguments)
  }

  private mutating func word() -> String {
    skipBlanks()
    let word = rest.prefix { byte in
      byte.isLetter || byte.isDigit || byte == UInt8(ascii: "-")
        || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "%")
    }
    // `order->`: the hyphen is the arrow's.
    var text = String(decoding: word, as: UTF8.self)
    let isArrowBehind = rest.dropFirst(word.count).first == UInt8(ascii: ">")
    if isArrowBehind, text.hasSuffix("-") { text.removeLast() }
    rest = rest.dropFirst(text.utf8.count)
    if text.hasPrefix("%") { text.removeFirst() }
    return text
  }

  private mutating func skipBlanks() {
    rest = rest.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
  }

  private var isAtEnd: Bool {
    rest.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
  }

  private var isAtArrow: Bool {
    var copy = self
    return copy.take("->")
  }

  private mutating func take(_ text: String) -> Bool {
    skipBlanks()
    let bytes = Array(text.utf8)
    guard rest.starts(with: bytes) else { return false }
    rest = rest.dropFirst(bytes.count)
    return true
  }
}
