import Component

/// `golem:rpc/types`: a guest calls other workers.
///
/// A call that is sent stands in the caller's oplog and in the callee's queue by one transaction,
/// under a key derived from the caller's own. A caller that is run again finds it and asks for the
/// answer of that key; it never sends twice.
final class RemoteCalls: HostExtension {
  static let title = "this runtime (calls between workers)"

  static func functions(of interface: String) -> Set<String>? {
    VersionedInterface(interface).isServed("golem:rpc/types", ["0.1"]) ? served : nil
  }

  private static let served: Set<String> = [
    "[constructor]wasm-rpc", "[method]wasm-rpc.invoke-and-await", "[method]wasm-rpc.invoke",
    "[method]wasm-rpc.async-invoke-and-await", "[method]future-invoke-result.subscribe",
    "[method]future-invoke-result.get",
  ]

  /// The worker that a `wasm-rpc` resource stands for.
  final class Remote: HostResource {
    let uri: WorkerURI

    init(uri: WorkerURI) {
      self.uri = uri
    }
  }

  /// A `future-invoke-result`.
  final class Future: HostResource, GuestWait {
    private(set) var sending: Sending
    private let caller: WorkerAddress
    private let waits: WaitGraph
    /// Of whom one has to answer, while the guest waits.
    private var awaited: [WorkerAddress] = []

    init(sending: Sending, caller: WorkerAddress, waits: WaitGraph) {
      self.sending = sending
      self.caller = caller
      self.waits = waits
    }

    /// Where the wait would never end, its error is the answer. The call itself is sent, and done
    /// when the callee comes to it.
    func begin(among all: [any GuestWait]) -> Bool {
      awaited = all.compactMap { ($0 as? Future)?.callee }
      guard let circle = waits.add(caller, waitsForAnyOf: awaited) else { return true }
      sending = .refused(RemoteCalls.refusal(circle))
      return false
    }

    func end() { waits.remove(caller, waitsForAnyOf: awaited) }

    var isRefused: Bool { if case .refused = sending { true } else { false } }

    private var callee: WorkerAddress? {
      if case .sent(let call) = sending { call.callee } else { nil }
    }
  }

  /// What became of a call that a guest wants to make.
  enum Sending: Sendable {
    case sent(SentCall)
    /// The `rpc-error` that the guest gets instead.
    case refused(Value)
    /// The call was made before; its end is in the oplog.
    case recorded
  }

  struct SentCall: Sendable {
    var callee: WorkerAddress
    var key: String
    var function: String
  }

  /// What is sent along: in the form of `golem:rpc`, or as the function itself takes it.
  enum Parameters: Sendable {
    case witValues([Value])
    case plain([Value])
  }

  let caller: WorkerAddress
  private let row: Int64
  let journal: WorkerJournal
  let runtime: WorkerRuntime
  /// The key of the invocation that runs.
  private let currentKey: () -> String

  init(
    caller: WorkerAddress, row: Int64, journal: WorkerJournal, runtime: WorkerRuntime,
    currentKey: @escaping () -> String
  ) {
    self.caller = caller
    self.row = row
    self.journal = journal
    self.runtime = runtime
    self.currentKey = currentKey
  }

  func call(
    _ name: ImportName, type: FunctionType, arguments: [Value], on host: GuestHost
  ) async throws -> Value? {
    let call = HostCall(name: name, type: type, arguments: arguments)
    switch name.function {
    case "[constructor]wasm-rpc": return try open(call, host)
    case "[method]wasm-rpc.invoke-and-await":
      let sending = try await send(call, host, waits: true)
      defer {
        if case .sent(let sent) = sending { runtime.waits.remove(caller, waitsFor: sent.callee) }
      }
      return try await journal.record(name, request: try request(call, host)) {
        try await self.answer(of: sending, host)
      }
    case "[method]wasm-rpc.invoke":
      let sending = try await send(call, host, waits: false)
      return try await journal.record(name, request: try request(call, host)) {
        if case .refused(let error) = sending { return .error(error) }
        return .ok(nil)
      }
    case "[method]wasm-rpc.async-invoke-and-await":
      return try await begin(call, host)
    case "[method]future-invoke-result.subscribe":
      let future: Future = try host.resources.find(call[0])
      return try host.resources.insert(Pollable(condition(of: future), waiting: future))
    case "[method]future-invoke-result.get":
      let future: Future = try host.resources.find(call[0])
      return try await journal.record(name, request: []) {
        .option(try await self.peek(future.sending))
      }
    default: throw HostError("\(name.interface) has no function \(name.function) here")
    }
  }

  private func open(_ call: HostCall, _ host: GuestHost) throws -> Value {
    try host.resources.insert(Remote(uri: try Self.uri(of: try call[0])))
  }

  /// What a `golem:rpc/types.uri` says.
  static func uri(of value: Value) throws(HostError) -> WorkerURI {
    guard case .record(let fields) = value, case .string(let text)? = fields.first?.value,
      let uri = WorkerURI(text)
    else {
      throw HostError(
        "\(WAVE.text(of: value)) is no worker's URI: expected worker://TEMPLATE/NAME")
    }
    return uri
  }

  /// What a replay compares: who, which function, and a digest of the parameters.
  private func request(_ call: HostCall, _ host: GuestHost) throws -> [Value] {
    let remote: Remote = try host.resources.find(call[0])
    let digest = Digest.sha256(Value.list(try call.list(2)).encoded)
    return [.string(remote.uri.text), try call[1], .string(digest)]
  }
}

// Sending.
extension RemoteCalls {
  private func send(
    _ call: HostCall, _ host: GuestHost, waits: Bool
  ) async throws -> Sending {
    let remote: Remote = try host.resources.find(call[0])
    return try await send(
      try call.string(1), .witValues(try call.list(2)), to: remote.uri, waits: waits)
  }

  /// Sends a call, or finds the one that was sent before. Who waits for its answer has taken a place
  /// in the graph of waits, and gives it back in the end.
  func send(
    _ function: String, _ parameters: Parameters, to uri: WorkerURI, waits: Bool
  ) async throws -> Sending {
    if case .calling(let recorded)? = journal.next {
      // Who has the answer waits for nothing. Noted before the entry is taken: until then the worker is
      // expected to come to this.
      let isOpen = waits && journal.isAtLast
      let circle = isOpen ? runtime.waits.restore(caller, waitsFor: recorded.callee) : nil
      guard let entry = journal.take() else { return .recorded }
      _ = journal.nextCallName()
      guard recorded.callee.name == uri.name else {
        if isOpen { runtime.waits.remove(caller, waitsFor: recorded.callee) }
        throw journal.divergence(entry, "calls \(uri.text) \(function)")
      }
      if let circle { return .refused(Self.refusal(circle)) }
      return .sent(
        SentCall(callee: recorded.callee, key: recorded.key, function: recorded.function))
    }
    // Nothing was sent the first time; the refusal stands in the oplog.
    if journal.isReplaying { return .recorded }
    guard let template = runtime.template(uri.template) else {
      return .refused(.failure("not-found", "there is no template `\(uri.template)`"))
    }
    let callee = WorkerAddress(template: template.name, name: uri.name)
    guard waits else {
      return try await dispatch(function, parameters, to: callee, waits: false)
    }
    if let circle = runtime.waits.add(caller, waitsFor: callee) {
      return .refused(Self.refusal(circle))
    }
    do {
      let sending = try await dispatch(function, parameters, to: callee, waits: true)
      if case .sent = sending { return sending }
      runtime.waits.remove(caller, waitsFor: callee)
      return sending
    } catch {
      runtime.waits.remove(caller, waitsFor: callee)
      throw error
    }
  }

  /// An asynchronous call; a refusal is recorded here, for nothing was sent that would tell of it.
  private func begin(_ call: HostCall, _ host: GuestHost) async throws -> Value {
    let sending = try await send(call, host, waits: false)
    let refusal = try await journal.record(call.name, request: try request(call, host)) {
      if case .refused(let error) = sending { return .option(error) }
      return .option(nil)
    }
    if case .option(let error?) = refusal {
      return try host.resources.insert(future(.refused(error)))
    }
    return try host.resources.insert(future(sending))
  }

  func future(_ sending: Sending) -> Future {
    Future(sending: sending, caller: caller, waits: runtime.waits)
  }

  private static func refusal(_ circle: [WorkerAddress]) -> Value {
    let chain = circle.map { "\($0.template)/\($0.name)" }.joined(separator: " -> ")
    return .failure("protocol-error", "\(chain) would wait for itself")
  }

  private func dispatch(
    _ name: String, _ parameters: Parameters, to callee: WorkerAddress, waits: Bool
  ) async throws -> Sending {
    let target: WorkerRuntime.Target
    let function: ExportedFunction
    let arguments: [Value]
    do {
      target = try await runtime.target(callee, calledBy: row)
      function = try target.type.function(named: name)
      let values = try RemoteCalls.arguments(parameters, function.type)
      arguments = try handles(values, function.type, callee)
    } catch let error as FunctionNameError {
      return .refused(.failure("protocol-error", error.text))
    } catch let error as RuntimeFailure {
      return .refused(
        .failure(error.kind == .request ? "not-found" : "remote-internal-error", error.text))
    } catch let error as ArgumentError {
      return .refused(.failure("protocol-error", "\(name): \(error.text)"))
    } catch let error as HostError {
      return .refused(.failure("protocol-error", "\(name): \(error.description)"))
    }
    let limits = runtime.shelf.limits(of: callee.template)
    let bytes = arguments.reduce(0) { $0 + $1.payloadBytes }
    guard bytes <= limits.payloadBytes else {
      return .refused(
        .failure(
          "protocol-error", "the arguments of \(bytes) bytes are \(limits.payloadRefusal)"))
    }
    let (key, admission) = try await enqueue(
      function.canonicalName, arguments, callee, target, waits: waits)
    switch admission {
    case .refused(let reason): return .refused(.failure("remote-internal-error", reason))
    case .new(let row), .known(let row):
      journal.passWritten()
      CrashPoint.hit("call sent")
      if waits { runtime.wakeAtHand(row, callee) } else { runtime.wake(row, callee) }
      return .sent(SentCall(callee: callee, key: key, function: function.canonicalName))
    }
  }

  private func enqueue(
    _ function: String, _ arguments: [Value], _ callee: WorkerAddress,
    _ target: WorkerRuntime.Target, waits: Bool
  ) async throws -> (String, Admission) {
    let row = row
    let caller = caller
    let namespace = currentKey()
    let inRegion = journal.nextCallName()
    return try await journal.flush { transaction in
      let index = try transaction.state(row).lastIndex + 1
      // The caller is part of it: two workers may have been called with one key.
      let key = UUIDv5.make(
        namespace: namespace,
        name: "\(inRegion ?? "oplog-index-\(index)") of \(caller.template)/\(caller.name)")
      let call = OplogEntry.Invocation(
        key: key, function: function, arguments: arguments, caller: caller)
      let admission = try transaction.admit(call, to: callee, makingIt: target.creation)
      if case .refused = admission { return (key, admission) }
      try transaction.append(
        .calling(
          .init(
            callee: callee, key: key, function: function, arguments: arguments,
            isAwaited: waits)),
        to: row)
      return (key, admission)
    }
  }

  /// The arguments with the callee's own handles; a handle of another worker cannot be served.
  private func handles(
    _ arguments: [Value], _ function: FunctionType, _ callee: WorkerAddress
  ) throws(HostError) -> [Value] {
    do {
      return try runtime.inside(callee, arguments, of: function)
    } catch {
      throw HostError(error.text)
    }
  }

  /// Why parameters are not what a function takes.
  private struct ArgumentError: Error {
    var text: String
  }

  private static func arguments(
    _ parameters: Parameters, _ function: FunctionType
  ) throws(ArgumentError) -> [Value] {
    switch parameters {
    case .witValues(let values):
      try check(values, function)
      var arguments: [Value] = []
      for (parameter, value) in zip(function.parameters, values) {
        do {
          arguments.append(try WitValue.decode(value, as: parameter.type))
        } catch {
          throw ArgumentError(text: "parameter `\(parameter.name)`: \(error.text)")
        }
      }
      return arguments
    case .plain(let values):
      try check(values, function)
      for (parameter, value) in zip(function.parameters, values) {
        guard let mismatch = value.mismatch(with: parameter.type) else { continue }
        throw ArgumentError(text: mismatch.inside("parameter `\(parameter.name)`").text)
      }
      return values
    }
  }

  private static func check(
    _ values: [Value], _ function: FunctionType
  ) throws(ArgumentError) {
    let count = function.parameters.count
    guard values.count == count else {
      throw ArgumentError(
        text: "expected \(count) parameter\(count == 1 ? "" : "s"), found \(values.count)")
    }
  }
}

// Answers.
extension RemoteCalls {
  private func answer(of sending: Sending, _ host: GuestHost) async throws -> Value {
    switch sending {
    case .refused(let error): return .error(error)
    case .recorded: throw HostError("the oplog has no answer of this call")
    case .sent(let call):
      let outcome = try await runtime.outcome(of: call, stop: host.stop)
      return try await result(outcome, of: call)
    }
  }

  /// The answer that is there already; nil while there is none.
  private func peek(_ sending: Sending) async throws -> Value? {
    switch sending {
    case .refused(let error): return .error(error)
    case .recorded: throw HostError("the oplog has no answer of this call")
    case .sent(let call):
      guard let outcome = try runtime.outcomeNow(of: call) else { return nil }
      return try await result(outcome, of: call)
    }
  }

  func condition(of future: Future) -> Pollable.Condition {
    guard case .sent(let call) = future.sending else { return .always }
    return .when(runtime.signal(of: call))
  }

  /// The outcome as the guest gets it: the results of a function are a tuple.
  private func result(_ outcome: CallOutcome, of call: SentCall) async throws -> Value {
    switch outcome {
    case .failed(let message): return .error(.failure("remote-internal-error", message))
    case .returned(let value):
      let type = try await runtime.target(call.callee).type
      guard let function = type.function(canonical: call.function) else {
        throw HostError("\(call.callee.template) has no function \(call.function) any more")
      }
      let types = function.type.result.map { [$0] } ?? []
      let tuple = Value.tuple(value.map { [$0] } ?? [])
      return .ok(try WitValue.encode(tuple, as: .tuple(types)))
    }
  }
}

extension Value {
  /// A case of `golem:rpc/types.rpc-error`.
  static func failure(_ name: String, _ text: String) -> Value {
    .variant(name: name, payload: .string(text))
  }
}
