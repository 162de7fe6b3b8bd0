/// Finds out what each piece of a file does to its layout.
///
/// The grammar is regular enough for one walk with a stack of delimiters. It looks at files without
/// syntax errors only; were it ever wrong, a blank would stand in the wrong place: pieces and
/// comments come and go in the order of the file, whatever their roles.
struct FormatRoles {
  private enum Frame {
    case block, list, group, gate
    /// Braces with a blank inside each: `with { a as b }`.
    case paddedGroup
  }

  private(set) var file: FormatPieces
  /// Where old WIT left out a semicolon: the ends of the pieces before.
  private let missingSemicolons: Set<Int>
  private var stack: [(frame: Frame, open: Int)] = []
  /// How many of the innermost frames hold top-level items: the file, and nested packages.
  private var topLevelDepth = 0
  /// The piece that says what the item is, once it has come; gates stand before it.
  private var head: Int?
  private var isAtItemStart = true
  private var isInGate = false
  /// What the item before in the same top-level body was.
  private var wasUse = false
  private var isFirstOfBody = true

  private init(_ file: FormatPieces, missingSemicolons: Set<Int>) {
    self.file = file
    self.missingSemicolons = missingSemicolons
  }

  static func assigned(to file: FormatPieces, missingSemicolons: Set<Int>) -> FormatPieces {
    var roles = FormatRoles(file, missingSemicolons: missingSemicolons)
    for index in file.pieces.indices { roles.visit(index) }
    return roles.file
  }

  private mutating func visit(_ index: Int) {
    let kind = file[index].kind
    beginItem(index)
    file[index].needsSpace = needsSpace(index)
    switch kind {
    case .leftBrace: openBrace(index)
    case .leftParenthesis:
      if isInGate { stack.append((.gate, index)) } else { openGroup(index) }
    case .less: openGroup(index)
    case .rightBrace, .rightParenthesis, .greater: close(index)
    case .comma:
      switch stack.last?.frame {
      case .list, .group, .paddedGroup: file[index].role = .separator
      default: break
      }
    case .semicolon: endItem(index)
    default: break
    }
    if missingSemicolons.contains(file[index].upper), !file[index].endsItem { endItem(index) }
  }

  private var isAtTopLevel: Bool { stack.count == topLevelDepth }

  private mutating func beginItem(_ index: Int) {
    guard head == nil, file[index].kind != .rightBrace, file[index].kind != .endOfFile else {
      return
    }
    let isUse = file[index].keyword == .use
    if isAtItemStart, isAtTopLevel {
      file[index].needsBlankLine = !isFirstOfBody && !(wasUse && isUse)
      (wasUse, isFirstOfBody) = (isUse, false)
    }
    isAtItemStart = false
    if file[index].kind == .at {
      isInGate = true
    } else if !isInGate {
      head = index
    }
  }

  private mutating func endItem(_ index: Int) {
    file[index].endsItem = true
    head = nil
    isAtItemStart = true
  }

  private mutating func openGroup(_ index: Int) {
    file[index].role = .groupOpen
    // The parentheses of a variant's case hold one type, and of the angles those of tuples a list.
    file[index].allowsTrailingComma =
      file[index].kind == .less
      ? index > 0 && file[index - 1].keyword == .tuple
      : stack.last?.frame != .list
    stack.append((.group, index))
  }

  private mutating func openBrace(_ index: Int) {
    let before = index > 0 ? file[index - 1] : nil
    if before?.kind == .period || before?.keyword == .use {
      file[index].role = .groupOpen
      stack.append((.group, index))
    } else if before?.keyword == .with {
      file[index].role = .groupOpen
      stack.append((.paddedGroup, index))
    } else if isList {
      file[index].role = .listOpen
      stack.append((.list, index))
    } else {
      file[index].role = .blockOpen
      if isAtTopLevel, let head, file[head].keyword == .package {
        topLevelDepth += 1
        isFirstOfBody = true
      }
      stack.append((.block, index))
      head = nil
      isAtItemStart = true
      return
    }
    file[index].allowsTrailingComma = true
  }

  private var isList: Bool {
    guard let head else { return false }
    switch file[head].keyword {
    case .record, .variant, .enum, .flags: return true
    default: return file.isWord(head, "union")
    }
  }

  private mutating func close(_ index: Int) {
    file[index].role = .close
    guard let (frame, open) = stack.popLast() else { return }
    file[open].closeIndex = index
    topLevelDepth = min(topLevelDepth, stack.count)
    switch frame {
    case .gate:
      file[index].role = .gateEnd
      isInGate = false
    case .group: break
    case .paddedGroup:
      // The document ends `include … with { … }` with a semicolon, the grammar does not.
      if file[index + 1].kind != .semicolon { endItem(index) }
    case .block, .list:
      if file[index + 1].kind != .semicolon { endItem(index) }
      if isAtTopLevel { (wasUse, isFirstOfBody) = (false, false) }
    }
  }
}

// Blanks.
extension FormatRoles {
  /// Whether a blank stands between the piece before and this one on the same line.
  private func needsSpace(_ index: Int) -> Bool {
    guard index > 0 else { return false }
    let before = file[index - 1].kind
    switch file[index].kind {
    case .comma, .semicolon, .colon, .period, .slash, .at, .less, .greater, .rightParenthesis:
      return false
    case .leftParenthesis: return before == .arrow
    case .leftBrace: return before != .period
    case .rightBrace: return before != .leftBrace && stack.last?.frame == .paddedGroup
    case .star: return before != .period
    case .equals, .arrow: return true
    default: break
    }
    switch before {
    case .leftParenthesis, .less, .slash, .period, .at: return false
    case .leftBrace: return stack.last?.frame == .paddedGroup
    case .colon: return !isPathColon(index - 1)
    default: return true
    }
  }

  /// Whether this is the colon of `ns:name`, not that of `name: type`.
  private func isPathColon(_ index: Int) -> Bool {
    if let head, file[head].keyword == .package, isAtTopLevel { return true }
    return index + 2 < file.pieces.count && file[index + 2].kind == .slash
  }
}
