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
    if let closure = trailingClosure(characters) {
      let head = String(characters[...closure.lowerBound])
      let body = String(characters[(closure.lowerBound + 1)..<closure.upperBound])
        .trimmingSpaces
      let tail = String(characters[closure.upperBound...])
      return lines(head, indent: indent) + indented(lines(body, indent: indent + 2))
        + [(0, tail)]
    }
    let isDeclaration = isDeclaration(text)
    guard let group = firstGroup(characters, indent: isDeclaration ? columnsMax : indent) else {
      return [(0, text)]
    }
    let head = String(characters[...group.lowerBound])
    let body = Array(characters[(group.lowerBound + 1)..<group.upperBound])
    let tail = String(characters[group.upperBound...])
    // So have calls that something is called on.
    if isDeclaration || tail.hasPrefix(").") {
      return [(0, head)] + indented(filled(body, indent: indent + 2, tail: ""))
        + lines(tail, indent: indent)
    }
    return [(0, head)] + indented(filled(body, indent: indent + 2, tail: tail))
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
    _ body: [Character], indent: Int, tail: String
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
        result += lines(part, indent: indent)
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
