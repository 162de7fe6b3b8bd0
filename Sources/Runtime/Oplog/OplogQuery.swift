/// A question to an oplog: words, `field:value`, AND, OR, NOT and parentheses, as Golem's `oplog --query`
/// takes them. Words side by side must all be there.
package indirect enum OplogQuery: Hashable, Sendable {
  /// Stands somewhere in the entry, in whatever case.
  case word(String)
  /// A field of the entry, or a path of names into its values, is that.
  case field([String], String)
  case not(OplogQuery)
  case all([OplogQuery])
  case any([OplogQuery])

  /// What is wrong with a query.
  package struct Mistake: Error, Hashable, Sendable {
    package var text: String
  }

  package init(_ text: String) throws(Mistake) {
    var parser = OplogQueryParser(text)
    self = try parser.whole()
  }

  /// The entries that it asks for; `lines` are all of a worker's, in their order.
  package func select(_ lines: [OplogLine]) -> [OplogLine] {
    var functions: [String: String] = [:]
    return lines.filter { line in
      var subject = OplogSubject(line)
      if let key = subject.key {
        if let function = subject.function { functions[key] = function }
        // What begins or ends a call names its key alone.
        subject.function = subject.function ?? functions[key]
      }
      return matches(subject)
    }
  }

  private func matches(_ subject: OplogSubject) -> Bool {
    switch self {
    case .word(let word): subject.mentions(word)
    case .field(let path, let value): subject.has(path, value)
    case .not(let query): !query.matches(subject)
    case .all(let queries): queries.allSatisfy { $0.matches(subject) }
    case .any(let queries): queries.contains { $0.matches(subject) }
    }
  }
}

/// Reads a query.
private struct OplogQueryParser {
  private enum Token: Hashable {
    case open, close
    case and, or, not
    case term(OplogQuery)
  }

  private var rest: Substring
  private var next: Token?

  init(_ text: String) {
    rest = text[...]
  }

  mutating func whole() throws(OplogQuery.Mistake) -> OplogQuery {
    try step()
    let query = try any()
    guard next == nil else { throw .init(text: "there is a `)` without its `(`") }
    return query
  }

  private mutating func any() throws(OplogQuery.Mistake) -> OplogQuery {
    var queries = [try all()]
    while next == .or {
      try step()
      queries.append(try all())
    }
    return queries.count == 1 ? queries[0] : .any(queries)
  }

  private mutating func all() throws(OplogQuery.Mistake) -> OplogQuery {
    var queries = [try one()]
    while let token = next, token != .or, token != .close {
      if token == .and { try step() }
      queries.append(try one())
    }
    return queries.count == 1 ? queries[0] : .all(queries)
  }

  private mutating func one() throws(OplogQuery.Mistake) -> OplogQuery {
    let token = next
    try step()
    switch token {
    case .not: return .not(try one())
    case .term(let term): return term
    case .open:
      let query = try any()
      guard next == .close else { throw .init(text: "a `(` has no `)`") }
      try step()
      return query
    case .close, .and, .or, nil:
      throw .init(text: "a word or `field:value` is missing; quotes keep words as they are")
    }
  }

  private mutating func step() throws(OplogQuery.Mistake) {
    rest = rest.drop { $0.isWhitespace }
    guard let first = rest.first else {
      next = nil
      return
    }
    switch first {
    case "(": next = .open
    case ")": next = .close
    case "!": next = .not
    default:
      next = try word()
      return
    }
    rest.removeFirst()
  }

  private mutating func word() throws(OplogQuery.Mistake) -> Token {
    if rest.first == "\"" { return .term(.word(try quoted())) }
    let plain = plain()
    switch plain {
    case "AND", "&&": return .and
    case "OR", "||": return .or
    case "NOT": return .not
    default: break
    }
    guard let colon = plain.firstIndex(of: ":"), colon > plain.startIndex else {
      return .term(.word(plain))
    }
    let path = plain[..<colon].split(separator: ".").map(String.init)
    let value = String(plain[plain.index(after: colon)...])
    guard value.isEmpty, rest.first == "\"" else { return .term(.field(path, value)) }
    return .term(.field(path, try quoted()))
  }

  /// Up to a blank, a quote, or a `)` that has no `(` in the word.
  private mutating func plain() -> String {
    var word = ""
    var depth = 0
    while let character = rest.first, !character.isWhitespace, character != "\"" {
      if character == "(" { depth += 1 }
      if character == ")" {
        guard depth > 0 else { break }
        depth -= 1
      }
      word.append(character)
      rest.removeFirst()
    }
    return word
  }

  private mutating func quoted() throws(OplogQuery.Mistake) -> String {
    rest.removeFirst()
    var text = ""
    while let character = rest.popFirst() {
      switch character {
      case "\"": return text
      case "\\": text.append(rest.popFirst() ?? "\\")
      default: text.append(character)
      }
    }
    throw .init(text: "a quote has no end")
  }
}
