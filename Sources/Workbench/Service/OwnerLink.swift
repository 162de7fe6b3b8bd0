import Synchronization

/// The other end of `OwnerSocket`: asks the process that has the workers open.
struct OwnerLink {
  /// Why there was no answer to the end: the process ended, or is about to.
  struct Broken: Error {}

  private let connection: LineConnection

  init(to path: String) throws(UnixSocket.Failure) {
    connection = LineConnection(try UnixSocket.connect(to: path))
  }

  /// Asks, and hands the frames on until `end`; the exit status. Blocks its thread.
  func ask(_ message: OwnerMessage, _ reply: WorkerDesk.Reply) throws -> Int32 {
    guard connection.send(line: try message.line) else { throw Broken() }
    var cutter = LineCutter(maximum: Limits.requestBytesMax)
    while let bytes = connection.receive() {
      guard let lines = cutter.add(bytes) else { throw Broken() }
      for line in lines {
        let frame = try ReplyFrame(line: line)
        if case .end(let status) = frame { return status }
        reply(frame)
      }
    }
    throw Broken()
  }
}
