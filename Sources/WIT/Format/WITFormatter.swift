/// Lays out WIT text as people write it, and loses none of it.
///
/// Two blanks for each level, one line for each item, field and case, one blank line kept where
/// there were more, commas behind the last element of what stands on several lines. Parameters and
/// the like stay on one line where they fit and their author did not break it. Every piece and every
/// comment comes in the order of the file, so the docs that tools take from comments stay with
/// their items; what is inside a comment is not touched, blanks at the ends of its lines aside.
package struct WITFormatter {
  private static let columnsMax = 100

  private let file: FormatPieces
  private var output: [UInt8] = []
  /// Where the line that is being written begins in `output`.
  private var lineStart = 0
  private var level = 0
  /// The delimiters that are open, and whether each is laid out over several lines.
  private var stack: [(open: Int, isBroken: Bool)] = []

  private init(_ file: FormatPieces) {
    self.file = file
    output.reserveCapacity(file.bytes.count + file.bytes.count / 4)
  }

  /// The text of `source` in the house layout; nil, with the reasons, where it has syntax errors.
  ///
  /// Old WIT, if `options` takes it, stays old; the diagnostics then hold its warnings.
  package static func format(
    _ source: SourceFile, options: ParseOptions = ParseOptions()
  ) -> (bytes: [UInt8]?, diagnostics: [Diagnostic]) {
    let (tree, diagnostics) = Parser.parse(
      source, file: SourceFileID(index: 0), options: options)
    guard !diagnostics.contains(where: { $0.severity == .error }) else {
      return (nil, diagnostics)
    }
    let pieces = FormatRoles.assigned(
      to: FormatPieces(tree, of: source),
      missingSemicolons: Set(tree.missingSemicolons.map(Int.init)))
    var formatter = WITFormatter(pieces)
    for index in pieces.pieces.indices { formatter.write(index) }
    return (formatter.output, diagnostics)
  }

  private mutating func write(_ index: Int) {
    let piece = file[index]
    let startsLine = startsLine(index)
    if piece.role == .close || piece.role == .gateEnd { leave(piece) }
    if startsLine {
      breakLine(before: index)
    } else {
      join(index)
    }
    output.append(contentsOf: file.bytes[piece.lower..<piece.upper])
    switch piece.role {
    case .blockOpen, .listOpen: enter(index, isBroken: true)
    case .groupOpen: enter(index, isBroken: !fits(index))
    default: break
    }
    if needsComma(after: index) { output.append(UInt8(ascii: ",")) }
  }

  private mutating func enter(_ index: Int, isBroken: Bool) {
    stack.append((index, isBroken))
    if isBroken { level += 1 }
  }

  private mutating func leave(_ piece: FormatPiece) {
    guard piece.role == .close, let left = stack.popLast(), left.isBroken else { return }
    level -= 1
  }

  /// Whether the piece begins a line; asked before a closing piece leaves its frame.
  private func startsLine(_ index: Int) -> Bool {
    guard index > 0, file[index].kind != .endOfFile else { return true }
    let before = file[index - 1]
    if before.endsItem || before.role == .gateEnd { return true }
    guard stack.last?.isBroken == true else { return false }
    if file[index].role == .close {
      return stack.last?.open != index - 1 || !file[index].comments.isEmpty
    }
    return before.role == .separator || stack.last?.open == index - 1
  }

  private func needsComma(after index: Int) -> Bool {
    guard file[index].kind != .endOfFile, file[index + 1].role == .close,
      let (open, isBroken) = stack.last
    else { return false }
    return isBroken && open != index && file[open].allowsTrailingComma
  }
}

// Whether a group fits on its line.
extension WITFormatter {
  /// Whether all from this opening piece to the next place for a line break fits on the line.
  private func fits(_ open: Int) -> Bool {
    let close = file[open].closeIndex
    guard close > open + 1 || !file[close].comments.isEmpty else { return true }
    var column = width(output[lineStart...])
    var depth = 0
    for index in (open + 1)..<file.pieces.count {
      let piece = file[index]
      if breaks(before: index) { return index > close }
      // The group around this one is broken: its end is on another line, or a comma is.
      if index > close, piece.role == .close, depth == 0 { return column < Self.columnsMax }
      column += width(of: index)
      if column > Self.columnsMax { return false }
      guard index >= close else { continue }
      if piece.endsItem || piece.role == .blockOpen { return true }
      guard index > close else { continue }
      switch piece.role {
      case .separator where depth == 0: return true
      case .groupOpen: depth += 1
      case .close: depth -= 1
      default: break
      }
    }
    return true
  }

  /// Whether a line must end before this piece: a comment demands it, or the author broke there.
  private func breaks(before index: Int) -> Bool {
    let piece = file[index]
    let comments = file.comments[piece.comments]
    if comments.isEmpty {
      return piece.lineFeeds > 0 && piece.role != .close && file[index - 1].role == .groupOpen
    }
    return piece.lineFeeds > 0 || comments.contains { $0.endsLine || $0.lineFeeds > 0 }
  }

  private func width(of index: Int) -> Int {
    let piece = file[index]
    var sum = width(file.bytes[piece.lower..<piece.upper]) + (piece.needsSpace ? 1 : 0)
    for comment in file.comments[piece.comments] {
      sum += width(file.bytes[comment.lower..<comment.upper]) + 1
    }
    return sum
  }

  /// Columns, as near as matters: the scalars of a text.
  private func width(_ text: ArraySlice<UInt8>) -> Int {
    text.count { $0 & 0xC0 != 0x80 }
  }
}

// Between pieces.
extension WITFormatter {
  /// Ends the line and writes the comments before a piece that begins one.
  private mutating func breakLine(before index: Int) {
    let piece = file[index]
    let comments = file.comments[piece.comments]
    let isLast = piece.role == .close || piece.kind == .endOfFile
    if comments.isEmpty, index > 0, piece.kind != .endOfFile {
      let isKept = piece.lineFeeds > 1 && keepsBlankLine(index, place: 0, isLast: isLast)
      return feedLine(blankLine: isKept || piece.needsBlankLine, level: level)
    }
    var feeds = lineFeeds(before: index)
    if index > 0, !feeds.contains(where: { $0 > 0 }) {
      // All comments stand on one line with the pieces around them: those before an item are its
      // docs and go with it, those at an end belong to what is before them.
      feeds[isLast ? feeds.count - 1 : 0] = 1
    }
    let firstBreak = feeds.firstIndex { $0 > 0 }
    for (place, count) in feeds.enumerated() {
      let isBeforePiece = place == comments.count
      if index == 0, place == 0 {
        // Nothing stands before.
      } else if isBeforePiece, piece.kind == .endOfFile {
        break
      } else if count == 0 {
        output.append(UInt8(ascii: " "))
      } else {
        let isKept = count > 1 && keepsBlankLine(index, place: place, isLast: isLast)
        let isNeeded = piece.needsBlankLine && place == firstBreak
        feedLine(
          blankLine: isKept || isNeeded, level: isBeforePiece || !isLast ? level : innerLevel(piece)
        )
      }
      if !isBeforePiece { write(comments[comments.startIndex + place]) }
    }
    if piece.kind == .endOfFile, !output.isEmpty { output.append(UInt8(ascii: "\n")) }
  }

  /// Comments before a closing piece stand with what is inside.
  private func innerLevel(_ piece: FormatPiece) -> Int {
    piece.kind == .endOfFile ? level : level + 1
  }

  /// No blank line after an opening piece or a gate, and none before a closing piece.
  private func keepsBlankLine(_ index: Int, place: Int, isLast: Bool) -> Bool {
    if isLast, place == file[index].comments.count { return false }
    guard index > 0 else { return true }
    let before = file[index - 1].role
    if before == .gateEnd { return false }
    return place > 0 || before == .plain || before == .close || before == .separator
  }

  /// Writes a piece, and the comments before it, on the line that has begun.
  private mutating func join(_ index: Int) {
    let piece = file[index]
    guard !piece.comments.isEmpty else {
      if piece.needsSpace { output.append(UInt8(ascii: " ")) }
      return
    }
    let feeds = lineFeeds(before: index)
    for (place, count) in feeds.enumerated() {
      let isBeforePiece = place == piece.comments.count
      if count > 0 {
        feedLine(blankLine: false, level: level + 1)
      } else if place == 0 ? !isTightInside(index) : !isBeforePiece || !isTightOutside(piece) {
        output.append(UInt8(ascii: " "))
      }
      if !isBeforePiece { write(file.comments[piece.comments.lowerBound + place]) }
    }
  }

  private func isTightInside(_ index: Int) -> Bool {
    switch file[index - 1].kind {
    case .leftParenthesis, .less: true
    default: false
    }
  }

  private func isTightOutside(_ piece: FormatPiece) -> Bool {
    switch piece.kind {
    case .comma, .semicolon, .rightParenthesis, .greater: true
    default: false
    }
  }

  /// The line feeds before each comment before a piece, and before the piece itself.
  private func lineFeeds(before index: Int) -> [Int] {
    let piece = file[index]
    let comments = file.comments[piece.comments]
    var feeds = comments.map(\.lineFeeds) + [piece.lineFeeds]
    for (place, comment) in comments.enumerated() where comment.isLineComment {
      feeds[place + 1] = max(1, feeds[place + 1])
    }
    return feeds
  }
}

// Bytes.
extension WITFormatter {
  private mutating func feedLine(blankLine: Bool, level: Int) {
    output.append(UInt8(ascii: "\n"))
    if blankLine { output.append(UInt8(ascii: "\n")) }
    lineStart = output.count
    for _ in 0..<level { output.append(contentsOf: [0x20, 0x20]) }
  }

  /// A comment as it is, without carriage returns and blanks at the ends of its lines.
  private mutating func write(_ comment: FormatComment) {
    let text = file.bytes[comment.lower..<comment.upper]
    for (number, line) in text.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
    {
      if number > 0 {
        output.append(UInt8(ascii: "\n"))
        lineStart = output.count
      }
      let end = line.lastIndex { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D } ?? line.startIndex - 1
      output.append(contentsOf: line[..<(end + 1)])
    }
  }
}
