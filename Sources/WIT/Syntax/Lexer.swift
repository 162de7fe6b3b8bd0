/// Turns the bytes of one file into tokens, comments included, and says which bytes are none.
///
/// One pass over `[UInt8]`: bounds-checked bytes are as fast here as raw pointers, and a `String`
/// for each word would be several times slower.
struct Lexer {
  private let bytes: [UInt8]
  private let file: SourceFileID
  private var position = 0
  private(set) var diagnostics: [Diagnostic] = []

  init(_ source: SourceFile, file: SourceFileID) {
    bytes = source.bytes
    self.file = file
  }

  /// All tokens of the file; the last one is `endOfFile`.
  mutating func tokens() -> [Token] {
    guard bytes.count <= Limits.fileBytesMax else {
      report(.fileTooLarge(limitBytes: Limits.fileBytesMax), from: 0, to: 0)
      return [Token(kind: .endOfFile, range: range(from: 0, to: 0))]
    }
    checkCharacters()
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    var tokens: [Token] = []
    tokens.reserveCapacity(bytes.count / 5)
    while let token = next() { tokens.append(token) }
    tokens.append(Token(kind: .endOfFile, range: range(from: bytes.count, to: bytes.count)))
    return tokens
  }

  private mutating func next() -> Token? {
    skipBlanks()
    guard position < bytes.count else { return nil }
    let start = position
    let byte = bytes[position]
    if byte.isLetter || byte >= 0x80 { return word(from: start) }
    if byte.isDigit { return integer(from: start) }
    position += 1
    return switch byte {
    case UInt8(ascii: "="): token(.equals, from: start)
    case UInt8(ascii: ","): token(.comma, from: start)
    case UInt8(ascii: ":"): token(.colon, from: start)
    case UInt8(ascii: "."): token(.period, from: start)
    case UInt8(ascii: ";"): token(.semicolon, from: start)
    case UInt8(ascii: "@"): token(.at, from: start)
    case UInt8(ascii: "*"): token(.star, from: start)
    case UInt8(ascii: "+"): token(.plus, from: start)
    case UInt8(ascii: "("): token(.leftParenthesis, from: start)
    case UInt8(ascii: ")"): token(.rightParenthesis, from: start)
    case UInt8(ascii: "{"): token(.leftBrace, from: start)
    case UInt8(ascii: "}"): token(.rightBrace, from: start)
    case UInt8(ascii: "<"): token(.less, from: start)
    case UInt8(ascii: ">"): token(.greater, from: start)
    case UInt8(ascii: "-"): dash(from: start)
    case UInt8(ascii: "/"): slash(from: start)
    case UInt8(ascii: "%"): explicitIdentifier(from: start)
    case UInt8(ascii: "\""): string(from: start)
    case UInt8(ascii: "_"): underscore(from: start)
    default: unknown(from: start)
    }
  }

  private mutating func skipBlanks() {
    blanks: while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
        position += 1
      default: break blanks
      }
    }
  }

  private mutating func advance(over character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func dash(from start: Int) -> Token {
    // In a variable: as an argument of `token` it would be read after the position it moves.
    let isArrow = advance(over: ">")
    return token(isArrow ? .arrow : .minus, from: start)
  }

  private func token(_ kind: Token.Kind, from start: Int) -> Token {
    Token(kind: kind, range: range(from: start, to: position))
  }

  private func range(from lower: Int, to upper: Int) -> SourceRange {
    SourceRange(file: file, lower: Int32(lower), upper: Int32(upper))
  }

  private mutating func report(_ message: DiagnosticMessage, from lower: Int, to upper: Int) {
    diagnostics.append(
      Diagnostic(severity: .error, range: range(from: lower, to: upper), message: message))
  }
}

// Names and numbers.
extension Lexer {
  private mutating func word(from start: Int) -> Token {
    scanWord()
    let spelling = bytes[start..<position]
    if let keyword = Keyword(spelling: spelling) {
      return Token(kind: .keyword, keyword: keyword, range: range(from: start, to: position))
    }
    checkIdentifier(spelling, from: start)
    return token(.identifier, from: start)
  }

  private mutating func scanWord() {
    // Letters outside ASCII and `_` are taken in so that the message can name the whole word.
    while position < bytes.count {
      let byte = bytes[position]
      if byte.isLetter || byte.isDigit || byte == UInt8(ascii: "_") || byte >= 0x80 {
        position += 1
      } else if byte == UInt8(ascii: "-"), position + 1 < bytes.count,
        bytes[position + 1].isLetter || bytes[position + 1].isDigit || bytes[position + 1] >= 0x80
          || bytes[position + 1] == UInt8(ascii: "-")
      {
        position += 1
      } else {
        break
      }
    }
  }

  private mutating func explicitIdentifier(from start: Int) -> Token {
    let nameStart = position
    scanWord()
    guard position > nameStart else { return unknown(from: start) }
    checkIdentifier(bytes[nameStart..<position], from: nameStart)
    return token(.explicitIdentifier, from: start)
  }

  private mutating func underscore(from start: Int) -> Token {
    guard position < bytes.count, bytes[position].isLetter || bytes[position].isDigit else {
      return token(.underscore, from: start)
    }
    position = start
    scanWord()
    checkIdentifier(bytes[start..<position], from: start)
    return token(.identifier, from: start)
  }

  /// Words joined by `-`; the first begins with a letter; each is all lower or all upper case.
  private mutating func checkIdentifier(_ spelling: ArraySlice<UInt8>, from start: Int) {
    guard !spelling.isPlainName else { return }
    let isValid = spelling.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
      .enumerated().allSatisfy { index, word in
        guard let first = word.first, index > 0 || first.isLetter else { return false }
        return word.allSatisfy { $0.isLowercase || $0.isDigit }
          || word.allSatisfy { $0.isUppercase || $0.isDigit }
      }
    guard !isValid else { return }
    report(.invalidIdentifier(String(decoding: spelling, as: UTF8.self)), from: start, to: position)
  }

  private mutating func integer(from start: Int) -> Token {
    while position < bytes.count, bytes[position].isDigit { position += 1 }
    return token(.integer, from: start)
  }

  private mutating func unknown(from start: Int) -> Token {
    report(
      .unexpectedCharacter(String(decoding: bytes[start..<position], as: UTF8.self)), from: start,
      to: position)
    return token(.unknown, from: start)
  }
}

// Comments and strings.
extension Lexer {
  private mutating func slash(from start: Int) -> Token {
    if advance(over: "/") {
      while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
      return token(.lineComment, from: start)
    }
    guard advance(over: "*") else { return token(.slash, from: start) }
    var depth = 1
    comment: while position < bytes.count {
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "/") where advance(over: "*"): depth += 1
      case UInt8(ascii: "*") where advance(over: "/"):
        depth -= 1
        if depth == 0 { break comment }
      default: continue
      }
    }
    if depth > 0 { report(.unterminatedComment, from: start, to: start + 2) }
    return token(.blockComment, from: start)
  }

  private mutating func string(from start: Int) -> Token {
    scan: while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\n") { break scan }
      position += 1
      if byte == UInt8(ascii: "\"") { return token(.string, from: start) }
      if byte == UInt8(ascii: "\\"), position < bytes.count { position += 1 }
    }
    report(.unterminatedString, from: start, to: position)
    return token(.string, from: start)
  }
}

// Characters that no WIT file may hold, not even in a comment.
extension Lexer {
  private mutating func checkCharacters() {
    // The fast path: nearly every file is ASCII without control characters.
    guard
      bytes.contains(where: { $0 >= 0x7F || ($0 < 0x20 && !$0.isBlank) })
        || hasLoneCarriageReturn
    else { return }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      report(.notUTF8, from: 0, to: 0)
      return
    }
    var offset = 0
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      let count = UTF8.width(scalar)
      if scalar.isForbiddenInWIT {
        report(.forbiddenCharacter(scalar.value), from: offset, to: offset + count)
      } else if previous == "\r", scalar != "\n" {
        report(.forbiddenCharacter(0x0D), from: offset - 1, to: offset)
      }
      previous = scalar
      offset += count
    }
    if previous == "\r" { report(.forbiddenCharacter(0x0D), from: offset - 1, to: offset) }
  }

  private var hasLoneCarriageReturn: Bool {
    guard bytes.contains(0x0D) else { return false }
    return bytes.indices.contains {
      bytes[$0] == 0x0D && ($0 + 1 == bytes.count || bytes[$0 + 1] != 0x0A)
    }
  }
}

extension Unicode.Scalar {
  /// Control characters, overrides of the writing direction, and code points that Unicode
  /// deprecates: each could make a file read differently from what it says.
  var isForbiddenInWIT: Bool {
    switch value {
    case 0x09, 0x0A, 0x0D: false
    case 0..<0x20, 0x7F..<0xA0: true
    case 0x202A...0x202E, 0x2066...0x2069: true
    case 0x0149, 0x0673, 0x0F77, 0x0F79, 0x17A3, 0x17A4, 0x17B4, 0x17B5: true
    default: false
    }
  }
}

extension ArraySlice<UInt8> {
  /// Whether this is a name of lower-case words, as nearly all are; one pass says so.
  fileprivate var isPlainName: Bool {
    guard let first, first.isLowercase else { return false }
    var previous = first
    for byte in self {
      if byte == UInt8(ascii: "-") {
        guard previous != byte else { return false }
      } else if !byte.isLowercase, !byte.isDigit {
        return false
      }
      previous = byte
    }
    return previous != UInt8(ascii: "-")
  }
}

extension UInt8 {
  var isLowercase: Bool { self >= UInt8(ascii: "a") && self <= UInt8(ascii: "z") }
  var isUppercase: Bool { self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") }
  var isLetter: Bool { isLowercase || isUppercase }
  var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
  fileprivate var isBlank: Bool { self == 0x09 || self == 0x0A || self == 0x0D }
}
