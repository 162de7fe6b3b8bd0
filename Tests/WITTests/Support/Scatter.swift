import WIT

/// Puts comments, blank lines and blanks between the tokens of a file, decided by a seed.
struct Scatter {
  private var state: UInt64
  private var number = 0

  init(seed: UInt64) {
    state = seed
  }

  /// The file with something between every few tokens; where tokens must touch, nothing.
  mutating func scattered(_ source: SourceFile) -> SourceFile {
    var bytes: [UInt8] = []
    var end = 0
    var isBehindVersionMark = false
    for token in SyntaxTree.parse(source).tree.tokens {
      let (lower, upper) = (Int(token.range.lower), Int(token.range.upper))
      bytes += source.bytes[end..<lower]
      // The parts of a version touch each other.
      let isInVersion = isBehindVersionMark && lower == end
      if !isInVersion {
        isBehindVersionMark = false
        // The blank keeps `/` and a comment apart.
        if next(4) > 0 { bytes += Array(" \(trivia())".utf8) }
      }
      bytes += source.bytes[lower..<upper]
      if token.kind == .lineComment { bytes.append(UInt8(ascii: "\n")) }
      if token.kind == .integer { isBehindVersionMark = true }
      end = upper
    }
    bytes += source.bytes[end...]
    return SourceFile(path: source.path, bytes: bytes)
  }

  /// The file with a few of its tokens taken away, doubled, moved or cut.
  mutating func damaged(_ source: SourceFile) -> SourceFile {
    let tokens = SyntaxTree.parse(source).tree.tokens
    var bytes = source.bytes
    for _ in 0...next(3) {
      let token = tokens[Int(next(UInt64(tokens.count)))]
      let other = tokens[Int(next(UInt64(tokens.count)))]
      let (lower, upper) = (Int(token.range.lower), Int(token.range.upper))
      guard upper <= bytes.count else { continue }
      let text = source.bytes[Int(other.range.lower)..<Int(other.range.upper)]
      switch next(5) {
      case 0: bytes.removeSubrange(lower..<upper)
      case 1: bytes.replaceSubrange(lower..<upper, with: text)
      case 2: bytes.insert(contentsOf: text + [0x20], at: lower)
      case 3 where upper > lower: bytes[lower] = UInt8(truncatingIfNeeded: next(256))
      default: bytes.insert(UInt8(truncatingIfNeeded: next(128)), at: upper)
      }
    }
    return SourceFile(path: source.path, bytes: bytes)
  }

  private mutating func trivia() -> String {
    (0...next(2)).map { _ in
      number += 1
      return switch next(12) {
      case 0: " // n\(number)\n"
      case 1: "\n  /// n\(number) \t\n"
      case 2: "\n\n// n\(number)\r\n\n"
      case 3: " /* n\(number) */ "
      case 4: "/* n\(number) */\n"
      case 5: "\n/** n\(number)\n      * more  \r\n   */"
      case 6: "/* /* n\(number) */ // */"
      case 7: "\n\n\n"
      case 8: "\t"
      case 9: "//\n"
      case 10: " /**/ "
      default: "\n"
      }
    }.joined()
  }

  /// A number below `bound`, by SplitMix64.
  private mutating func next(_ bound: UInt64) -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return (mixed ^ (mixed >> 31)) % bound
  }
}
