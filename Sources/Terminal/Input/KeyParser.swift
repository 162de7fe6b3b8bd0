package import Workbench

/// Makes keys of the bytes that a terminal sends.
///
/// It reads what xterm, VTE, kitty, tmux, the Linux console and rxvt send, and takes everything that
/// has the form of a control sequence as one unit (ECMA-48 §5.4): an unknown sequence is swallowed
/// whole, and never types its letters into the program. Bytes may come in any pieces.
///
/// ESC is a key and the beginning of sequences. Where it stands last, the parser waits: the caller
/// calls `expire` when nothing has followed for a moment.
package struct KeyParser: Sendable {
  /// What cannot be told yet.
  private var pending: [UInt8] = []
  /// The text of a paste that has begun.
  private var paste: [UInt8]?

  package init() {}

  /// Whether an ESC waits for what follows.
  package var isWaiting: Bool { paste == nil && pending.first == Byte.escape }

  /// Takes bytes in; what they say, in order.
  package mutating func feed(_ bytes: some Sequence<UInt8>) -> [InputEvent] {
    pending.append(contentsOf: bytes)
    return parse(isFinal: false)
  }

  /// Nothing has followed: what waits is all there is.
  package mutating func expire() -> [InputEvent] {
    isWaiting ? parse(isFinal: true) : []
  }

  private mutating func parse(isFinal: Bool) -> [InputEvent] {
    var events: [InputEvent] = []
    var index = 0
    scan: while index < pending.count {
      if paste != nil {
        guard let (event, end) = readPaste(from: index) else {
          index = pending.count - keptOfPaste
          break scan
        }
        events.append(event)
        index = end
        continue scan
      }
      var piece = SequenceReader(pending[index...], isFinal: isFinal)
      switch piece.read() {
      case .needsMore: break scan
      case .nothing: break
      case .event(let event): events.append(event)
      case .pasteBegins: paste = []
      }
      precondition(piece.count > 0, "the parser moves on")
      index += piece.count
    }
    pending.removeFirst(index)
    return events
  }
}

// Pasted text is data: it ends at its own mark and nowhere else.
extension KeyParser {
  private static let pasteEnd = Array("\u{1B}[201~".utf8)

  /// Takes the paste's text from `pending`; the event and where the rest begins, once it has ended.
  private mutating func readPaste(from start: Int) -> (InputEvent, Int)? {
    let rest = pending[start...]
    let end = rest.indices.first { rest[$0...].starts(with: Self.pasteEnd) }
    let text = rest[..<(end ?? rest.endIndex - keptOfPaste)]
    let room = Limits.pasteBytesMax - (paste?.count ?? 0)
    paste?.append(contentsOf: text.prefix(max(0, room)))
    guard let end else { return nil }
    // Terminals send carriage returns for line feeds.
    let bytes = (paste ?? []).map { $0 == Byte.carriageReturn ? Byte.lineFeed : $0 }
    paste = nil
    return (.paste(String(decoding: bytes, as: UTF8.self)), end + Self.pasteEnd.count)
  }

  /// How many bytes at the end of `pending` may be the beginning of the end mark.
  private var keptOfPaste: Int {
    let most = min(Self.pasteEnd.count - 1, pending.count)
    return (0...most).last { pending.suffix($0).elementsEqual(Self.pasteEnd.prefix($0)) } ?? 0
  }
}

enum Byte {
  static let lineFeed: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  static let escape: UInt8 = 0x1B
}
