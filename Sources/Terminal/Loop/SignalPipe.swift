import CNcurses
import Glibc

/// Signals as bytes that the loop can wait for.
struct SignalPipe: ~Copyable {
  /// Becomes readable when a signal came.
  let descriptor: Int32
  private let writeEnd: Int32

  /// Takes over the signals that concern a terminal.
  init() throws(TerminalFailure) {
    var ends: [Int32] = [-1, -1]
    guard cn_pipe(&ends) == 0 else {
      throw TerminalFailure("no pipe could be made for signals: \(errorText())")
    }
    descriptor = ends[0]
    writeEnd = ends[1]
    cn_guard_report_signals(writeEnd)
  }

  /// The signals that have come, in order.
  func take() -> [Int32] {
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = read(descriptor, &bytes, bytes.count)
    return bytes.prefix(max(0, count)).map(Int32.init)
  }
}

/// Why the last call to the system failed, in words.
func errorText() -> String { String(cString: strerror(errno)).lowercased() }
