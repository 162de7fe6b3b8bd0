import Component
package import Runtime

/// Answers requests about the workers of a workspace, in the words that the subcommands print.
///
/// Whoever owns the workspace has one: a subcommand that runs alone, a subcommand that serves
/// another, and the screen. So all give the same bytes.
package struct WorkerDesk: Sendable {
  package typealias Reply = @Sendable (ReplyFrame) -> Void

  private let workspace: Workspace
  private let runtime: WorkerRuntime
  private let feed: WorkerFeed

  package init(workspace: Workspace, runtime: WorkerRuntime, feed: WorkerFeed) {
    self.workspace = workspace
    self.runtime = runtime
    self.feed = feed
  }

  /// Answers a request to its end; the last frame is `end`.
  @concurrent
  package func answer(_ request: WorkerRequest, _ reply: @escaping Reply) async {
    await DeskAnswer.give(reply) { try await answered(request, reply) }
  }

  private func answered(_ request: WorkerRequest, _ reply: @escaping Reply) async throws {
    switch request {
    case .invoke(let call): try await invoke(call, reply)
    case .create(let worker, let arguments, let environment, let json):
      let made = try await runtime.create(
        worker, arguments: arguments, environment: environment)
      reply(.output(json ? made.json.text + "\n" : "\(worker.text) is made.\n"))
    case .list, .get, .oplog, .template, .check(rebuild: false, _):
      try WorkerArchive(workspace: workspace, runtime: runtime).answer(request, reply)
    case .logs(let worker, let after, let follow, let json):
      guard follow else {
        return try WorkerArchive(workspace: workspace, runtime: runtime).answer(request, reply)
      }
      try await self.follow(worker, after: after, json: json, reply)
    case .templates:
      for template in workspace.runtimeTemplates { try await runtime.register(template) }
      try WorkerArchive(workspace: workspace, runtime: runtime).answer(request, reply)
    default: try await changed(request, reply)
    }
  }

  /// Changes a worker, and says what is so now.
  private func changed(_ request: WorkerRequest, _ reply: Reply) async throws {
    switch request {
    case .interrupt(let worker):
      let isInterrupted = try await runtime.interrupt(worker)
      reply(
        .note(
          isInterrupted
            ? "\(worker.text) is interrupted; `witbench worker resume` lets it go on\n"
            : "note: \(worker.text) does nothing that could be interrupted\n"))
    case .resume(let worker):
      try await runtime.resume(worker)
      reply(.note("\(worker.text) goes on\n"))
    case .simulateCrash(let worker):
      try await runtime.simulateCrash(worker)
      reply(.note("\(worker.text) has crashed, and comes back by its oplog\n"))
    case .delete(let worker):
      try await runtime.delete(worker)
      reply(.note("\(worker.text) is deleted\n"))
    case .fork(let worker, let name, let index):
      let fork = try await runtime.fork(worker, to: name, at: index)
      reply(.note("\(fork.address.text) is made, with the past of \(worker.text)\n"))
    case .suspend(let worker):
      let isSuspended = try await runtime.suspend(worker)
      reply(
        .note(
          isSuspended
            ? "\(worker.text) is put away; it goes on when it is called or resumed\n"
            : "note: \(worker.text) is interrupted or takes no calls: there is nothing to put away\n"
        ))
    case .files(let worker, let path, true, _):
      reply(.bytes(try runtime.contents(of: worker, at: path)))
    case .files(let worker, let path, false, let json):
      let files = try runtime.files(of: worker, at: path)
      reply(.output(FileTable.text(of: files, json: json)))
    case .completePromise(let worker, let index, let data):
      let isNew = try await runtime.completePromise(worker, index: index, data: data)
      reply(
        .note(
          isNew
            ? "promise \(index) of \(worker.text) has its data\n"
            : "note: promise \(index) of \(worker.text) had its data already\n"))
    case .revert(let worker, let index):
      let rest = try await runtime.revert(worker, to: index)
      let also = rest == index ? "" : ", before the call that ran at entry \(index)"
      reply(.note("\(worker.text) is where it was at entry \(rest)\(also)\n"))
    case .update(let worker, let choice, let mode):
      let outcome = try await runtime.update(worker, to: choice, mode: mode)
      if case .failed = outcome { throw DeskRefusal.no(outcome.text(of: worker)) }
      reply(.note("\(outcome.text(of: worker))\n"))
    case .check(_, let json):
      try CheckText.give(try await runtime.rebuild(), isRebuilt: true, json: json, reply)
    case .startAfresh(let worker):
      let made = try await runtime.startAfresh(worker)
      reply(.note("\(worker.text) begins afresh, on version \(made.templateVersion)\n"))
    default: preconditionFailure("the request is one that changes a worker")
    }
  }

  private func invoke(_ call: WorkerRequest.Call, _ reply: Reply) async throws {
    let type = try await runtime.componentType(of: call.worker)
    let function: ExportedFunction
    do {
      function = try type.function(named: call.function)
    } catch {
      throw DeskRefusal.no(error.text)
    }
    let values = try InvocationText.values(of: call, for: function)
    if let reason = try await runtime.enqueue(
      call.worker, function: function.canonicalName, arguments: values, key: call.key)
    {
      throw DeskRefusal.no(reason)
    }
    if call.isAsync {
      let answer = JSON.object(["worker": .string(call.worker.text), "key": .string(call.key)])
      return reply(.output(call.json ? answer.text + "\n" : call.key + "\n"))
    }
    let outcome = try await runtime.outcome(of: call.key, call.worker)
    if call.json { reply(.output(InvocationText.json(outcome, of: call).text + "\n")) }
    switch outcome {
    case .returned(let value?): if !call.json { reply(.output(WAVE.text(of: value) + "\n")) }
    case .returned(nil): break
    case .failed(let message): throw DeskRefusal.no(message)
    }
  }

  /// Waits until a worker has nothing to do that does not wait for a time or a promise.
  @concurrent
  package func settle(_ worker: WorkerAddress) async {
    var events = feed.events(of: worker).makeAsyncIterator()
    while let state = try? runtime.snapshot(of: worker),
      state.status.isBusy || state.queuedCount > 0
    {
      guard await events.next() != nil else { return }
    }
  }
}

// Following a worker's log.
extension WorkerDesk {
  private func follow(
    _ worker: WorkerAddress, after: Int, json: Bool, _ reply: @escaping Reply
  ) async throws {
    let events = feed.events(of: worker)
    var tail = LogTail(after: after)
    let send = { (lines: [LogLine]) in
      for line in lines {
        reply(.output(line.shown(json: json) + "\n"))
        reply(.line(line.number))
      }
    }
    send(tail.take(try runtime.history(of: worker).log))
    if try ended(worker) { return }
    for await event in events {
      switch event {
      case .log(_, let line):
        send(tail.take([line]))
        if tail.hasGap { send(tail.take(try runtime.history(of: worker).log)) }
      case .deleted: return
      case .changed(let snapshot) where snapshot.status.isOver:
        send(tail.take(try runtime.history(of: worker).log))
        reply(.note("\(worker.text) has \(snapshot.status == .failed ? "failed" : "exited")\n"))
        return
      default: break
      }
    }
  }

  private func ended(_ worker: WorkerAddress) throws -> Bool {
    try runtime.snapshot(of: worker).status.isOver
  }
}

extension WorkerStatus {
  /// Whether the worker takes no calls any more.
  fileprivate var isOver: Bool { self == .failed || self == .exited }

  fileprivate var isBusy: Bool { self == .running || self == .retrying }
}
