package import Component

extension WorkerRuntime {
  /// What a call to a worker is checked against, and what it is made of if it has to be made.
  struct Target: Sendable {
    var type: ComponentType
    var creation: OplogEntry.Creation
  }

  func template(_ nameOrID: String) -> WorkerTemplate? { shelf.template(nameOrID) }

  /// The functions that a worker has: those of the version it was made of; of the template's file
  /// for a worker that does not exist yet.
  @concurrent
  package func componentType(
    of worker: WorkerAddress
  ) async throws(RuntimeFailure) -> ComponentType {
    try await target(worker).type
  }

  /// - Parameter caller: the row of a worker that calls: one that is made by its call starts with
  ///   its arguments and variables, where the manifest has none of its own
  @concurrent
  func target(
    _ worker: WorkerAddress, calledBy caller: Int64? = nil
  ) async throws(RuntimeFailure) -> Target {
    do {
      if let row = try store.row(of: worker) {
        let creation = try store.state(of: row).creation
        let version = try shelf.version(
          creation.templateVersion, sha256: creation.sha256, of: worker.template)
        return Target(type: version.type, creation: creation)
      }
      let template = try shelf.named(worker.template)
      let version = try await shelf.current(of: template)
      var creation = OplogEntry.Creation(
        templateVersion: version.number, sha256: version.sha256, arguments: template.arguments,
        environment: template.environment + Self.variables(worker, template, version.number),
        files: try initialFiles.keep(template.files))
      if let caller { creation.inherit(try store.state(of: caller).creation) }
      return Target(type: version.type, creation: creation)
    } catch {
      throw .of(error)
    }
  }

  /// Golem's own variables, under the names of its different releases.
  private static func variables(
    _ worker: WorkerAddress, _ template: WorkerTemplate, _ version: Int
  ) -> [EnvironmentVariable] {
    [
      .init(name: "GOLEM_WORKER_NAME", value: worker.name),
      .init(name: "GOLEM_TEMPLATE_ID", value: template.id),
      .init(name: "GOLEM_TEMPLATE_VERSION", value: "\(version)"),
      .init(name: "GOLEM_COMPONENT_ID", value: template.id),
      .init(name: "GOLEM_COMPONENT_VERSION", value: "\(version)"),
    ]
  }

  /// Calls a function of a worker, which is made if it does not exist, and waits for the end.
  ///
  /// `function` is a canonical name. The worker does each `key` once: a second call with it gets the
  /// first one's answer. It throws where nothing was begun; a call that fails has an outcome. A task
  /// that is cancelled takes the call with it: out of the queue if it waits, interrupted if it runs.
  @concurrent
  package func invoke(
    _ worker: WorkerAddress, function: String, arguments: [Value], key: String? = nil
  ) async throws(RuntimeFailure) -> CallOutcome {
    let key = key ?? UUIDv5.random()
    let admission = try await admit(worker, function: function, arguments: arguments, key: key)
    switch admission {
    case .refused(let reason): return .failed(reason)
    case .new(let row), .known(let row):
      do {
        await work(row, worker, until: key)
        return try await waitForPerson(key, row: row, worker, whenCancelled: .cancel)
      } catch {
        throw .of(error)
      }
    }
  }

  /// Runs a worker on this task until a call is over, if it is not at work already.
  private func work(_ row: Int64, _ address: WorkerAddress, until key: String) async {
    guard let worker = worker(row, address) else { return }
    setTrouble(nil, row: row, address)
    await withTaskCancellationHandler {
      await worker.work(until: key)
    } onCancel: {
      Task { try? await self.cancel(key, row: row, address) }
    }
  }

  /// Puts a call into a worker's queue; the worker is made if it does not exist, and set to work.
  ///
  /// - Returns: why the worker does not take the call; nil when it does, or knows it already
  @concurrent
  package func enqueue(
    _ worker: WorkerAddress, function: String, arguments: [Value], key: String
  ) async throws(RuntimeFailure) -> String? {
    let admission = try await admit(worker, function: function, arguments: arguments, key: key)
    switch admission {
    case .refused(let reason): return reason
    case .new(let row), .known(let row):
      wake(row, worker)
      return nil
    }
  }

  private func admit(
    _ worker: WorkerAddress, function: String, arguments: [Value], key: String
  ) async throws(RuntimeFailure) -> Admission {
    let target = try await target(worker)
    let arguments = try checked(arguments, function, target.type, worker)
    let limits = shelf.limits(of: worker.template)
    let bytes = arguments.reduce(0) { $0 + $1.payloadBytes }
    guard bytes <= limits.payloadBytes else {
      throw RuntimeFailure(
        .request, "the arguments of \(bytes) bytes are \(limits.payloadRefusal)")
    }
    // Said before the call is in the queue for good: a component that cannot run.
    _ = try await shelf.compiled(target.creation.sha256, template: worker.template)
    let call = OplogEntry.Invocation(key: key, function: function, arguments: arguments)
    do {
      let admission = try await store.commit { transaction in
        try transaction.admit(call, to: worker, makingIt: target.creation)
      }
      CrashPoint.hit("call accepted")
      return admission
    } catch {
      throw .of(error)
    }
  }

  /// Waits for the end of a call that a worker has taken. A task that is cancelled only waits no
  /// longer: the call goes on, and its key is answered when it is asked for again.
  @concurrent
  package func outcome(
    of key: String, _ worker: WorkerAddress
  ) async throws(RuntimeFailure) -> CallOutcome {
    do {
      return try await waitForPerson(key, row: try existing(worker), worker, whenCancelled: .leave)
    } catch {
      throw .of(error)
    }
  }

  /// The arguments as the worker gets them.
  private func checked(
    _ arguments: [Value], _ name: String, _ type: ComponentType, _ worker: WorkerAddress
  ) throws(RuntimeFailure) -> [Value] {
    guard let function = type.function(canonical: name)?.type else {
      throw RuntimeFailure(.request, "there is no function `\(name)`")
    }
    guard arguments.count == function.parameters.count else {
      throw RuntimeFailure(
        .request,
        "`\(name)` takes \(function.parameters.count) arguments, not \(arguments.count)")
    }
    for (argument, parameter) in zip(arguments, function.parameters) {
      guard let mismatch = argument.mismatch(with: parameter.type) else { continue }
      throw RuntimeFailure(.request, mismatch.inside("parameter `\(parameter.name)`").text)
    }
    return try inside(worker, arguments, of: function)
  }

  /// What becomes of a call whose caller no longer waits.
  private enum Abandonment {
    case cancel
    case leave
  }

  private func waitForPerson(
    _ key: String, row: Int64, _ worker: WorkerAddress, whenCancelled abandonment: Abandonment
  ) async throws -> CallOutcome {
    while true {
      if let outcome = try store.outcome(of: key, row: row) { return outcome.outside(worker) }
      let signal = signal(key, row: row)
      if let outcome = try store.outcome(of: key, row: row) {
        fire(key, row: row)
        return outcome.outside(worker)
      }
      guard let state = try? store.state(of: row) else {
        return .failed("the worker was deleted")
      }
      if state.status == .interrupted {
        return .failed(
          "\(worker.template)/\(worker.name) was interrupted; the call goes on when it is resumed")
      }
      if let trouble = live(row).trouble { throw RuntimeFailure(.environment, trouble) }
      if abandonment == .leave, Task.isCancelled {
        throw RuntimeFailure(.environment, "nobody waits for the call any longer; it goes on")
      }
      let news = ReadySignal()
      let token = signal.onReady { news.fire() }
      defer { signal.forget(token) }
      await withTaskCancellationHandler {
        await news.wait()
      } onCancel: {
        switch abandonment {
        case .leave: news.fire()
        case .cancel: Task { try? await self.cancel(key, row: row, worker) }
        }
      }
    }
  }

  private func cancel(_ key: String, row: Int64, _ address: WorkerAddress) async throws {
    let waits = try await store.commit { transaction in
      guard try transaction.state(row).queue.contains(where: { $0.key == key }) else {
        return false
      }
      try transaction.append(.cancelled(key: key), to: row)
      return true
    }
    guard !waits, let worker = worker(row, address) else { return }
    try await worker.interrupt()
  }
}

extension OplogEntry.Creation {
  /// Takes over what the caller was started with. What the template's manifest says of its own
  /// stays, and so does what the worker is told of itself.
  fileprivate mutating func inherit(_ caller: OplogEntry.Creation) {
    if arguments.isEmpty { arguments = caller.arguments }
    let own = Set(environment.map(\.name))
    environment = caller.environment.filter { !own.contains($0.name) } + environment
  }
}

// Calls between workers.
extension WorkerRuntime {
  /// The row of a worker that was called and so exists.
  private func row(of call: RemoteCalls.SentCall) throws -> Int64 {
    guard let row = try store.row(of: call.callee) else {
      throw StoreError.unknownWorker(call.callee)
    }
    return row
  }

  func signal(of call: RemoteCalls.SentCall) -> ReadySignal {
    // A callee that cannot be found is told of when the answer is asked for.
    guard let row = try? row(of: call) else { return .fired() }
    let signal = signal(call.key, row: row)
    wake(row, call.callee)
    if (try? outcomeNow(of: call)) != nil { signal.fire() }
    return signal
  }

  func outcomeNow(of call: RemoteCalls.SentCall) throws -> CallOutcome? {
    try store.outcome(of: call.key, row: try row(of: call))?.outside(call.callee)
  }

  /// Waits for another worker's answer; a callee that was interrupted keeps its caller waiting.
  func outcome(of call: RemoteCalls.SentCall, stop: StopSwitch) async throws -> CallOutcome {
    let row = try row(of: call)
    while true {
      let signal = signal(call.key, row: row)
      if let outcome = try store.outcome(of: call.key, row: row) {
        return outcome.outside(call.callee)
      }
      if try store.state(of: row).status != .interrupted { wake(row, call.callee) }
      try await stop.wait(for: [signal])
    }
  }
}

extension CallOutcome {
  /// With handles that name their worker.
  func outside(_ worker: WorkerAddress) -> CallOutcome {
    guard case .returned(let value?) = self else { return self }
    return .returned(value.owned(by: worker))
  }
}
