import Foundation
import Runtime
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The socket at which the process that has a workspace's workers open answers others.
final class OwnerSocket: Sendable {
  /// What a message asks for is answered with frames; the last is `end`.
  typealias Answer = @Sendable (OwnerMessage, @escaping WorkerDesk.Reply) async -> Void

  private struct State {
    /// Requests that are being answered.
    var open: [Int: Conversation] = [:]
    var next = 0
    var whenIdle: [CheckedContinuation<Void, Never>] = []
  }

  private struct Conversation {
    var connection: LineConnection
    /// Whether it has no end of its own.
    var isEndless = false
  }

  let path: String
  private let answer: Answer
  private let state = Mutex(State())
  /// nil once nothing new is taken.
  private let listener: Mutex<UnixListener?>

  /// Listens for the workspace whose state is in `folder`.
  init(folder: String, answer: @escaping Answer) throws(UnixSocket.Failure) {
    path = OwnerSocket.path(folder)
    self.answer = answer
    let listener = UnixListener(try UnixSocket.listen(at: path))
    self.listener = Mutex(listener)
    // A thread of its own, asleep until somebody comes.
    Thread.detachNewThread { [weak self] in
      while let descriptor = listener.next() { self?.accept(descriptor) }
    }
  }

  deinit {
    stopListening()
  }

  private static var runtimeFolder: String? {
    getenv("XDG_RUNTIME_DIR").map { String(cString: $0) }
  }

  /// In the user's own folder for such things; where there is none, beside the workers.
  private static func path(_ folder: String) -> String {
    guard let place = runtimeFolder, place.hasPrefix("/"),
      Files.isFolder(place)
    else { return "\(folder)/socket" }
    let name = UUIDv5.make(
      namespace: "6f9b2b3e-0d0c-4d83-8f3c-3a7a3b6f0b11", name: Files.absolute(folder))
    return "\(place)/witbench-\(name).socket"
  }

  /// Takes nothing new; what is being answered goes on.
  func stopListening() {
    listener.withLock { listener in
      guard let open = listener else { return }
      unlink(path)
      open.stop()
      listener = nil
    }
  }

  /// Waits until all is answered that was asked.
  @concurrent
  func idle() async {
    await withCheckedContinuation { continuation in
      let isIdle = state.withLock { state in
        if !state.open.isEmpty { state.whenIdle.append(continuation) }
        return state.open.isEmpty
      }
      if isIdle { continuation.resume() }
    }
  }

  /// How many requests are being answered that have an end of their own.
  var busyCount: Int { state.withLock { state in state.open.values.count { !$0.isEndless } } }

  /// Ends all conversations: whoever asks does so again, of the next owner.
  func hangUp() {
    for open in state.withLock({ Array($0.open.values) }) { open.connection.hangUp() }
  }

  /// Ends those that have no end of their own.
  func hangUpEndless() {
    for open in state.withLock({ Array($0.open.values) }) where open.isEndless {
      open.connection.hangUp()
    }
  }

  private func accept(_ descriptor: Int32) {
    let connection = LineConnection(descriptor)
    let number = state.withLock { state in
      state.next += 1
      state.open[state.next] = Conversation(connection: connection)
      return state.next
    }
    // Again a thread of its own: it blocks.
    Thread.detachNewThread { self.serve(connection, number) }
  }

  private func serve(_ connection: LineConnection, _ number: Int) {
    connection.setPatience(seconds: Limits.socketPatienceSeconds)
    guard let line = readLine(connection) else { return end(number) }
    let task = Task {
      await self.reply(to: line, connection, number)
      self.end(number)
      connection.hangUp()
    }
    // An asker that goes away is not waited for any longer.
    connection.waitForEnd()
    task.cancel()
  }

  private func readLine(_ connection: LineConnection) -> [UInt8]? {
    var cutter = LineCutter(maximum: Limits.requestBytesMax)
    while let bytes = connection.receive() {
      guard let lines = cutter.add(bytes) else { return nil }
      if let line = lines.first { return line }
    }
    return nil
  }

  private func reply(
    to line: [UInt8], _ connection: LineConnection, _ number: Int
  ) async {
    let send: WorkerDesk.Reply = { frame in
      guard let line = try? frame.line, connection.send(line: line) else {
        return connection.hangUp()
      }
    }
    do {
      let message = try OwnerMessage(line: line)
      if case .request(.logs(_, _, follow: true, _)) = message {
        state.withLock { $0.open[number]?.isEndless = true }
      }
      await answer(message, send)
    } catch {
      DeskAnswer.refuse(error, send)
    }
  }

  private func end(_ number: Int) {
    let waiting = state.withLock { state -> [CheckedContinuation<Void, Never>] in
      state.open[number] = nil
      guard state.open.isEmpty else { return [] }
      defer { state.whenIdle = [] }
      return state.whenIdle
    }
    for continuation in waiting { continuation.resume() }
  }
}
