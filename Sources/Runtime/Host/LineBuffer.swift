/// Cuts what a guest prints into lines.
final class LineBuffer {
  private let source: LogLine.Source
  private var bytes: [UInt8] = []
  private var isCut = false

  init(source: LogLine.Source) {
    self.source = source
  }

  /// The lines that are complete now.
  func append(_ printed: [UInt8]) -> [LogLine] {
    var lines: [LogLine] = []
    for byte in printed {
      if byte == UInt8(ascii: "\n") {
        lines.append(take())
      } else if bytes.count < Limits.logLineBytesMax {
        bytes.append(byte)
      } else {
        isCut = true
      }
    }
    return lines
  }

  /// The line that has no end yet, if there is one.
  func flush() -> [LogLine] {
    bytes.isEmpty && !isCut ? [] : [take()]
  }

  private func take() -> LogLine {
    if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
    let text = String(decoding: bytes, as: UTF8.self) + (isCut ? "…" : "")
    bytes.removeAll(keepingCapacity: true)
    isCut = false
    return LogLine(source: source, text: text, time: Double(GuestClock.wall) / 1e9)
  }
}
