import Runtime
import Synchronization

/// How a subcommand gets at a workspace's workers: through the process that has them open, else by
/// opening them itself.
package enum WorkerAccess {
  /// Answers a request; the exit status.
  @concurrent
  package static func perform(
    _ request: WorkerRequest, in workspace: Workspace, _ reply: @escaping WorkerDesk.Reply
  ) async -> Int32 {
    let mouth = Mouth(reply)
    let folder = workspace.stateFolder
    if request.isAnsweredByFiles(isKept: StateFolder.exists(folder)),
      workspace.durability == .memory || StateFolder.holder(folder) == nil
    {
      await DeskAnswer.give(mouth.say) {
        try WorkerArchive(workspace: workspace, runtime: nil).answer(request, mouth.say)
      }
      return mouth.status ?? 2
    }
    do {
      return try await ask(request, workspace, mouth)
    } catch {
      DeskAnswer.refuse(error, mouth.say)
      return mouth.status ?? 2
    }
  }

  /// Asks until there is an answer: the owner may end in the middle of it, and then it is our turn,
  /// or another's.
  private static func ask(
    _ request: WorkerRequest, _ workspace: Workspace, _ mouth: Mouth
  ) async throws -> Int32 {
    var deadline = patience
    while true {
      do {
        let owner = try WorkspaceOwner(
          { workspace }, feed: WorkerFeed(), yields: true, waitSeconds: 0)
        if let status = try await own(owner, request, workspace, mouth) { return status }
        try await Pause.wait(for: .milliseconds(Limits.yieldPauseMilliseconds))
        deadline = patience
      } catch let failure as RuntimeFailure where failure.kind == .held {
        if let socket = StateFolder.holder(workspace.stateFolder)?.socket,
          let link = try? OwnerLink(to: socket)
        {
          do {
            return try link.ask(.request(mouth.remaining(of: request)), mouth.say)
          } catch is OwnerLink.Broken {
            deadline = patience
          }
        }
        guard ContinuousClock.now < deadline else { throw failure }
        try await Pause.wait(for: .milliseconds(Limits.ownerPollMilliseconds))
      }
    }
  }

  private static var patience: ContinuousClock.Instant {
    .now + .seconds(Runtime.Limits.lockWaitSeconds)
  }

  /// Answers the request as the owner; nil when another process took the workspace over before that
  /// was done.
  private static func own(
    _ owner: WorkspaceOwner, _ request: WorkerRequest, _ workspace: Workspace, _ mouth: Mouth
  ) async throws -> Int32? {
    try owner.runtime.recover()
    let desk = WorkerDesk(workspace: workspace, runtime: owner.runtime, feed: owner.feed)
    let (ends, end) = AsyncStream.makeStream(of: Bool.self)
    let open = mouth.opened()
    let answering = Task {
      await desk.answer(mouth.remaining(of: request), open.say)
      // Nobody else would let it work.
      if mouth.status == 0, let worker = request.workerAtWork { await desk.settle(worker) }
      end.yield(true)
    }
    let yielding = Task {
      await owner.isWanted()
      try? await Pause.wait(for: .seconds(Limits.yieldSeconds))
      end.yield(false)
    }
    var iterator = ends.makeAsyncIterator()
    let isDone = await iterator.next() ?? true
    open.close()
    if isDone {
      await owner.close { others in
        mouth.say(
          .note(
            "note: this process goes on for \(others) other \(others == 1 ? "command" : "commands")"
              + " that asked it; when it is ended they do it themselves\n"))
      }
    } else {
      await owner.handOver()
      answering.cancel()
    }
    yielding.cancel()
    return mouth.status
  }
}

/// Where the frames of an answer go, whoever gives it, and what of it was said already.
private final class Mouth: Sendable {
  private struct State {
    var status: Int32?
    var line: Int?
  }

  private let state = Mutex(State())
  private let reply: WorkerDesk.Reply

  init(_ reply: @escaping WorkerDesk.Reply) {
    self.reply = reply
  }

  /// The exit status, once the answer is whole.
  var status: Int32? { state.withLock { $0.status } }

  @Sendable func say(_ frame: ReplyFrame) {
    switch frame {
    case .end(let status): state.withLock { $0.status = status }
    case .line(let number): state.withLock { $0.line = number }
    case .output, .bytes, .note: reply(frame)
    }
  }

  /// The request without what was answered before.
  func remaining(of request: WorkerRequest) -> WorkerRequest {
    guard let line = state.withLock({ $0.line }),
      case .logs(let worker, _, let follow, let json) = request
    else { return request }
    return .logs(worker, after: line, follow: follow, json: json)
  }

  func opened() -> Gate { Gate(self) }

  /// Lets an answer through until another process gives it.
  final class Gate: Sendable {
    private let isOpen = Mutex(true)
    private let mouth: Mouth

    init(_ mouth: Mouth) {
      self.mouth = mouth
    }

    @Sendable func say(_ frame: ReplyFrame) {
      isOpen.withLock { if $0 { mouth.say(frame) } }
    }

    func close() {
      isOpen.withLock { $0 = false }
    }
  }
}
