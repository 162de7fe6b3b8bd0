/// Breaks a line of generated Swift that is too long, as `swift format` would leave it.
///
/// It knows what generated code consists of: declarations and calls with parentheses, closures at
/// the end, string literals. Anything else stays as long as it is.
enum LineBreaking {
  static let columnsMax = 100

  /// The lines, each with its indentation beyond `indent`.
  static func lines(_ text: String, indent: Int) -> [(offset: Int, text: String)] {
    guard indent + text.count > columnsMax else { return [(0, text)] }
    let characters = Array(text)
    // What follows the colon of a case, or of a property, gets lines of its own.
    if let colon = colonBeforeBreak(characters) {
      let rest = Array(characters[(colon + 2)...])
      let head: [(offset: Int, text: String)] = [(0, String(characters[...colon]))]
      guard text.hasPrefix("var ") else {
        return head + indented(lines(String(rest), indent: indent + 2))
      }
      if indent + 2 + rest.count <= columnsMax { return head + [(2, String(rest))] }
      return head + indented(broken(type: rest, indent: indent + 2))
    }
    if let closure = trailingClosure(characters) {
      let head = String(characters[...closure.lowerBound])
      let body = String(characters[(closure.lowerBound + 1)..<closure.upperBound])
        .trimmingSpaces
      let tail = String(characters[closure.upperBound...])
      let above = lines(head, indent: indent)
      // Where the call has moved to a line below, so has its closure.
      let shift = above.last?.offset ?? 0
      let inner = lines(body, indent: indent + shift + 2).map { ($0.offset + shift + 2, $0.text) }
      return above + inner + [(shift, tail)]
    }
    let isDeclaration = isDeclaration(text)
    if let start = longType(characters, indent: indent, isDeclaration: isDeclaration) {
      return withType(characters, at: start, indent: indent)
    }
    guard let group = firstGroup(characters, indent: isDeclaration ? columnsMax : indent) else {
      return [(0, text)]
    }
    let head = String(characters[...group.lowerBound])
    let body = Array(characters[(group.lowerBound + 1)..<group.upperBound])
    let tail = String(characters[group.upperBound...])
    if tail.hasPrefix(")."), let equals = assignment(characters), equals < group.lowerBound {
      return [(0, String(characters[...equals]))]
        + indented(lines(String(characters[(equals + 2)...]), indent: indent + 2))
    }
    let isTuple = group.lowerBound > 0 && characters[group.lowerBound - 1] == " "
    // So have calls that something is called on, and tuples.
    if isDeclaration || tail.hasPrefix(").") || isTuple {
      let isType = isDeclaration
      return [(0, head)] + indented(filled(body, indent: indent + 2, tail: "", isType: isType))
        + lines(tail, indent: indent)
    }
    return [(0, head)] + indented(filled(body, indent: indent + 2, tail: tail))
  }

  /// Where the `=` of an assignment is.
  private static func assignment(_ text: [Character]) -> Int? {
    var scanner = BracketScanner()
    for index in text.indices {
      scanner.advance(text[index])
      if scanner.depth == 0, !scanner.isInString, text[index...].starts(with: "= ") {
        return index
      }
    }
    return nil
  }

  private static func colonBeforeBreak(_ text: [Character]) -> Int? {
    guard text.starts(with: "case ") || text.starts(with: "var ") else { return nil }
    var scanner = BracketScanner()
    for index in text.indices {
      scanner.advance(text[index])
      if scanner.depth == 0, !scanner.isInString, text[index...].starts(with: ": ") { return index }
    }
    return nil
  }

  /// Where the type begins that makes a declaration too long even when its parameters have lines of
  /// their own: a function's result, or what an alias stands for.
  private static func longType(
    _ text: [Character], indent: Int, isDeclaration: Bool
  ) -> Int? {
    guard isDeclaration || text.starts(with: "typealias ") else { return nil }
    let mark: [Character] = Array(isDeclaration ? "-> " : " = ")
    // What stands on the line of the result when the parameters have lines of their own.
    let tail = isDeclaration ? firstGroup(text, indent: columnsMax)?.upperBound : nil
    var scanner = BracketScanner()
    for index in text.indices {
      scanner.advance(text[index])
      guard scanner.depth == 0, text[index...].starts(with: mark) else { continue }
      let start = index + mark.count
      guard !isDeclaration || indent + text.count - (tail ?? 0) > columnsMax else { return nil }
      return typeOpening(text[start...]) == nil ? nil : start
    }
    return nil
  }

  /// A declaration whose type, from `start` on, is broken; its parameters only where they must be.
  private static func withType(
    _ text: [Character], at start: Int, indent: Int
  ) -> [(offset: Int, text: String)] {
    let type = broken(type: Array(text[start...]), indent: indent)
    var head: [(offset: Int, text: String)] = [(0, String(text[..<start]))]
    let opening = type.first?.text ?? ""
    let group = topGroups(Array(text[..<start])).first {
      text[$0.lowerBound] == "(" && $0.count > 2
    }
    if indent + start + opening.count > columnsMax, let group {
      let body = Array(text[(group.lowerBound + 1)..<group.upperBound])
      head =
        [(0, String(text[...group.lowerBound]))]
        + indented(filled(body, indent: indent + 2, tail: "", isType: true))
        + [(0, String(text[group.upperBound..<start]))]
    }
    head[head.count - 1].text += opening
    return head + type.dropFirst()
  }

  /// A type with what stands before and behind it: its brackets on lines of their own.
  private static func broken(
    type text: [Character], indent: Int
  ) -> [(offset: Int, text: String)] {
    guard let opening = typeOpening(text[...]) else { return [(0, String(text))] }
    var scanner = BracketScanner()
    for character in text[..<opening] { scanner.advance(character) }
    let outside = scanner.depth
    var end: Int?
    for index in opening..<text.count where end == nil {
      scanner.advance(text[index])
      if scanner.depth == outside { end = index }
    }
    guard let end, end > opening else { return [(0, String(text))] }
    let body = Array(text[(opening + 1)..<end])
    return [(0, String(text[...opening]))]
      + indented(filled(body, indent: indent + 2, tail: "", isType: true))
      + [(0, String(text[end...]))]
  }

  /// The first bracket of a tuple or of a generic type's arguments; that of a list is none.
  private static func typeOpening(_ text: ArraySlice<Character>) -> Int? {
    text.firstIndex { $0 == "(" || $0 == "<" }
  }

  /// Declarations have their closing parenthesis on a line of its own.
  private static func isDeclaration(_ text: String) -> Bool {
    let words = ["func ", "init(", "mutating func ", "static func ", "private func "]
    return words.contains { text.hasPrefix($0) }
  }

  private static func indented(
    _ lines: [(offset: Int, text: String)]
  ) -> [(offset: Int, text: String)] {
    lines.map { ($0.offset + 2, $0.text) }
  }

  /// Arguments, as many to a line as fit; one that is too long by itself is broken further.
  private static func filled(
    _ body: [Character], indent: Int, tail: String, isType: Bool = false
  ) -> [(offset: Int, text: String)] {
    var result: [(offset: Int, text: String)] = []
    var current = ""
    let parts = arguments(body)
    for (index, part) in parts.enumerated() {
      let isLast = index == parts.count - 1
      let part = part + (isLast ? tail : ",")
      if !current.isEmpty, indent + current.count + 1 + part.count <= columnsMax {
        current += " " + part
        continue
      }
      if !current.isEmpty { result.append((0, current)) }
      current = part
      if indent + part.count > columnsMax {
        result +=
          isType ? broken(type: Array(part), indent: indent) : lines(part, indent: indent)
        current = ""
      }
    }
    if !current.isEmpty { result.append((0, current)) }
    return result
  }

  /// The parts between the commas that stand in no bracket.
  private static func arguments(_ body: [Character]) -> [String] {
    var parts: [String] = []
    var current = ""
    var scanner = BracketScanner()
    for character in body {
      scanner.advance(character)
      if character == ",", scanner.depth == 0, !scanner.isInString {
        parts.append(current.trimmingSpaces)
        current = ""
      } else {
        current.append(character)
      }
    }
    let last = current.trimmingSpaces
    return last.isEmpty ? parts : parts + [last]
  }

  /// The first parentheses that hold something and end no sooner than the line gets too long, or
  /// the first at all.
  private static func firstGroup(_ text: [Character], indent: Int) -> ClosedRange<Int>? {
    let groups = topGroups(text).filter { text[$0.lowerBound] == "(" && $0.count > 2 }
    return groups.first { indent + $0.upperBound >= columnsMax - 20 } ?? groups.first
  }

  /// ` { … }` at the end of the line, with something in it; `.get()` may follow.
  private static func trailingClosure(_ text: [Character]) -> ClosedRange<Int>? {
    guard let last = topGroups(text).last(where: { $0.count > 2 }),
      text[last.lowerBound] == "{"
    else { return nil }
    return last
  }

  /// The brackets that stand in no other, from the opening to the closing one.
  private static func topGroups(_ text: [Character]) -> [ClosedRange<Int>] {
    var groups: [ClosedRange<Int>] = []
    var scanner = BracketScanner()
    var start = 0
    for (index, character) in text.enumerated() {
      let before = scanner.depth
      scanner.advance(character)
      if before == 0, scanner.depth == 1 { start = index }
      if before == 1, scanner.depth == 0 { groups.append(start...index) }
    }
    return groups
  }
}

/// Follows brackets and string literals through a line.
private struct BracketScanner {
  var depth = 0
  var isInString = false
  private var isEscaped = false
  private var previous: Character = " "

  mutating func advance(_ character: Character) {
    if isInString {
      if isEscaped {
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == "\"" {
        isInString = false
      }
      return
    }
    defer { previous = character }
    switch character {
    case "\"": isInString = true
    case "(", "[", "{": depth += 1
    case ")", "]", "}": depth -= 1
    // Of generics; operators have a space, or a dash, before them.
    case "<" where previous != " " && previous != "<": depth += 1
    case ">" where previous != " " && previous != "-": depth -= 1
    default: break
    }
  }
}

extension String {
  fileprivate var trimmingSpaces: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
