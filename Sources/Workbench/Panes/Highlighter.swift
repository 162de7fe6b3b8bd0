import WIT

/// Colours a line of WIT or Swift by its words; it need not understand the line.
enum Highlighter {
  enum Language {
    case wit, swift
  }

  static func line(_ text: String, _ language: Language) -> StyledLine {
    var line = StyledLine()
    var word = ""
    let characters = Array(text)
    var index = 0
    func isPart(_ character: Character) -> Bool {
      character.isLetter || character.isNumber || character == "_"
        || (language == .wit && (character == "-" || character == "%"))
    }
    scan: while index < characters.count {
      let character = characters[index]
      let rest = characters[index...]
      if isPart(character), character != "-" || !word.isEmpty {
        word.append(character)
        index += 1
        continue scan
      }
      flush(&word, before: rest, language, to: &line)
      switch character {
      case "/" where rest.dropFirst().first == "/":
        line.append(String(rest), language == .wit ? .witComment : .swiftComment)
        return line
      case "\"" where language == .swift:
        let end = rest.dropFirst().firstIndex(of: "\"") ?? characters.count - 1
        line.append(String(characters[index...end]), .swiftString)
        index = end + 1
      case "-" where rest.dropFirst().first == ">":
        line.append("->")
        index += 2
      default:
        line.append(String(character))
        index += 1
      }
    }
    flush(&word, before: [], language, to: &line)
    return line
  }

  private static func flush(
    _ word: inout String, before rest: ArraySlice<Character>, _ language: Language,
    to line: inout StyledLine
  ) {
    guard !word.isEmpty else { return }
    line.append(
      word, language == .wit ? witRole(word, before: rest) : swiftRole(word))
    word = ""
  }

  private static func witRole(_ word: String, before rest: ArraySlice<Character>) -> Role {
    if types.contains(word) { return .witType }
    let next = rest.first { $0 != " " }
    // `name:` declares; `name` after it is a type. A keyword may be a field's name only with `%`.
    if Keyword(rawValue: word) != nil { return .witKeyword }
    return next == ":" ? .witName : .witType
  }

  private static func swiftRole(_ word: String) -> Role {
    if swiftKeywords.contains(word) { return .swiftKeyword }
    return word.first?.isUppercase == true ? .swiftType : .text
  }

  private static let types: Set<String> = [
    "bool", "u8", "u16", "u32", "u64", "s8", "s16", "s32", "s64", "f32", "f64", "char", "string",
    "list", "option", "result", "tuple", "map", "stream", "future", "borrow", "own",
    "error-context",
  ]

  private static let swiftKeywords: Set<String> = [
    "as", "break", "case", "catch", "class", "default", "defer", "deinit", "do", "else", "enum",
    "extension", "false", "fileprivate", "final", "for", "func", "guard", "if", "import", "in",
    "indirect", "init", "inout", "internal", "is", "let", "mutating", "nil", "nonisolated",
    "package", "private", "protocol", "public", "rethrows", "return", "self", "Self", "static",
    "struct", "subscript", "super", "switch", "throw", "throws", "true", "try", "typealias",
    "unsafe", "var", "weak", "where", "while",
  ]
}
