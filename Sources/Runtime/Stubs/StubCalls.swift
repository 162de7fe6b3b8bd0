import Component

/// The stub interfaces that a guest still imports: calls of other workers, as if a stub component
/// stood between.
///
/// They are sent and answered as those of `golem:rpc` are, with the same entries in the oplog; only
/// the values need no wit-value on the way.
final class StubCalls: HostExtension {
  static let title = "this runtime (stubs)"

  /// None by its name alone: which are served follows from the workspace's templates.
  static func functions(of interface: String) -> Set<String>? { nil }

  private let services: [String: StubService]
  private let remote: RemoteCalls
  /// Resources that the guest has dropped, and their workers not yet.
  private var owed: [StubObject] = []

  init(_ services: [StubService], remote: RemoteCalls) {
    self.services = Dictionary(services.map { ($0.interface, $0) }) { first, _ in first }
    self.remote = remote
  }

  func serves(_ interface: String) -> Bool { services[interface] != nil }

  func call(
    _ name: ImportName, type: FunctionType, arguments: [Value], on host: GuestHost
  ) async throws -> Value? {
    guard let service = services[name.interface], let function = service.functions[name.function]
    else { throw HostError("\(name.interface) has no function \(name.function) here") }
    let call = HostCall(name: name, type: function.type, arguments: arguments)
    switch function.call {
    case .open:
      return try host.resources.insert(StubObject(worker: try location(call), calls: self))
    case .make(let remoteName), .invoke(let remoteName):
      let message = try message(remoteName, call, host)
      let outcome = try await invoke(message, name, host)
      return try value(outcome, of: function.type.result, service, host)
    case .send(let remoteName):
      let message = try message(remoteName, call, host)
      let outcome = try await send(message, name)
      return try value(outcome, of: function.type.result, service, host)
    case .begin(let remoteName):
      return try await begin(try message(remoteName, call, host), name, host)
    case .subscribe:
      let future: RemoteCalls.Future = try host.resources.find(call[0])
      return try host.resources.insert(
        Pollable(remote.condition(of: future), waiting: future))
    case .get:
      let future: RemoteCalls.Future = try host.resources.find(call[0])
      return try await get(future, name, function, service, host)
    }
  }

  private func location(_ call: HostCall) throws(HostError) -> WorkerURI {
    try RemoteCalls.uri(of: try call[0])
  }
}

// What is sent.
extension StubCalls {
  /// A call on its way: to whom, what, with what.
  private struct Message {
    var worker: WorkerURI
    var function: String
    var arguments: [Value]

    /// What a replay compares.
    var request: [Value] {
      [
        .string(worker.text), .string(function),
        .string(Digest.sha256(Value.list(arguments).encoded)),
      ]
    }
  }

  /// The call that a function of the stub stands for.
  ///
  /// A location, and the object of an interface, say where the worker is; an object of one of the
  /// target's resources says it too, and is itself the first argument.
  private func message(
    _ function: String, _ call: HostCall, _ host: GuestHost
  ) throws -> Message {
    var arguments = Array(zip(call.arguments, call.type.parameters))[...]
    let worker: WorkerURI
    if case .resource? = call.arguments.first {
      let object: StubObject = try host.resources.find(call[0])
      worker = object.worker
      if object.resource == nil { arguments = arguments.dropFirst() }
    } else {
      worker = try location(call)
      arguments = arguments.dropFirst()
    }
    return Message(
      worker: worker, function: function,
      arguments: try arguments.map { try outside($0, $1.type, host) })
  }

  /// A value as the worker takes it: each object as the handle that the worker gave. One that is
  /// handed over is the guest's no more, and not dropped.
  private func outside(
    _ value: Value, _ type: ValueType, _ host: GuestHost
  ) throws -> Value {
    guard type.holdsResources else { return value }
    var given: [ResourceHandle] = []
    value.eachHandle(type) { handle, type in
      if case .own = type { given.append(handle) }
    }
    let outside = try value.mapHandles { handle in
      let object: StubObject = try host.resources.find(.resource(handle))
      guard let resource = object.resource else {
        throw HostError("an object that stands for a whole worker cannot be sent to one")
      }
      return resource.handle
    }
    for handle in given { host.resources.remove(UInt32(truncatingIfNeeded: handle.id)) }
    return outside
  }

  /// Sends a call and waits for its answer: `ok`, or `error` with an `rpc-error`.
  private func invoke(
    _ message: Message, _ name: ImportName, _ host: GuestHost
  ) async throws -> Value {
    let sending = try await remote.send(
      message.function, .plain(message.arguments), to: message.worker, waits: true)
    defer { remote.endWait(for: sending) }
    return try await recorded(name, message.request) {
      try await self.remote.plainAnswer(of: sending, stop: host.stop)
    }
  }

  /// Sends a call that nobody waits for.
  private func send(_ message: Message, _ name: ImportName) async throws -> Value {
    let sending = try await remote.send(
      message.function, .plain(message.arguments), to: message.worker, waits: false)
    return try await recorded(name, message.request) {
      if case .refused(let error) = sending { return .error(error) }
      return .ok(nil)
    }
  }

  /// Sends a call whose answer is asked for later. A refusal is recorded here, for nothing was sent
  /// that would tell of it.
  private func begin(
    _ message: Message, _ name: ImportName, _ host: GuestHost
  ) async throws -> Value {
    let sending = try await remote.send(
      message.function, .plain(message.arguments), to: message.worker, waits: false)
    let refusal = try await recorded(name, message.request) {
      if case .refused(let error) = sending { return .option(error) }
      return .option(nil)
    }
    if case .option(let error?) = refusal {
      return try host.resources.insert(remote.future(.refused(error)))
    }
    return try host.resources.insert(remote.future(sending))
  }

  private func recorded(
    _ name: ImportName, _ request: [Value], live: () async throws -> Value
  ) async throws -> Value {
    guard let value = try await remote.journal.record(name, request: request, live: live) else {
      throw HostError("the oplog has no answer of this call")
    }
    return value
  }
}

// What is answered.
extension StubCalls {
  private func get(
    _ future: RemoteCalls.Future, _ name: ImportName, _ function: StubService.Function,
    _ service: StubService, _ host: GuestHost
  ) async throws -> Value {
    let answer = try await recorded(name, []) {
      .option(try self.remote.plainPeek(future.sending))
    }
    guard case .option(let outcome?) = answer, case .option(let type)? = function.type.result
    else { return .option(nil) }
    return .option(try value(outcome, of: type, service, host))
  }

  /// An outcome as the stub's function gives it; one that failed traps where the stub has no word
  /// for it.
  private func value(
    _ outcome: Value, of type: ValueType?, _ service: StubService, _ host: GuestHost
  ) throws -> Value? {
    switch outcome {
    case .ok(let value) where service.givesErrors:
      guard case .result(let ok, _)? = type else { return .ok(nil) }
      return .ok(try inside(value, ok, service, host))
    case .error where service.givesErrors: return outcome
    case .ok(let value): return try inside(value, type, service, host)
    case .error(.variant(let name, .string(let text)?)?):
      throw HostError("the call of a worker of `\(service.target)` failed: \(name): \(text)")
    default:
      throw HostError("the oplog has no answer of a call, but \(WAVE.text(of: outcome))")
    }
  }

  /// A worker's value as the guest gets it: an object for each handle.
  private func inside(
    _ value: Value?, _ type: ValueType?, _ service: StubService, _ host: GuestHost
  ) throws -> Value? {
    guard let value, let type else { return nil }
    // The worker may have become another one since the caller was checked.
    if let mismatch = value.mismatch(with: type) {
      throw HostError("a worker of `\(service.target)` answered otherwise: \(mismatch.text)")
    }
    guard type.holdsResources else { return value }
    var types: [ValueType.Resource] = []
    value.eachHandle(type) { _, type in
      if case .own(let resource) = type { types.append(resource) }
    }
    var next = types.makeIterator()
    return try value.mapHandles { handle in
      guard let origin = next.next(), let drop = service.drops[origin.name],
        let worker = WorkerURI(handle.uri)
      else { throw HostError("\(handle.text) is no resource that a worker gave") }
      let resource = StubObject.Resource(handle: handle, origin: origin, drop: drop)
      let object = StubObject(worker: worker, resource: resource, calls: self)
      guard case .resource(let own) = try host.resources.insert(object) else { return handle }
      return own
    }
  }
}

// What is dropped.
extension StubCalls {
  func owe(_ object: StubObject) { owed.append(object) }

  var isOwing: Bool { !owed.isEmpty }

  /// Drops, in their workers, the resources that the guest has dropped, in its order.
  ///
  /// Where that fails the resource stays with its worker, as with a stub component: the caller's own
  /// work is done, and worth more.
  func settle(on host: GuestHost) async throws {
    while !owed.isEmpty {
      let object = owed.removeFirst()
      guard let resource = object.resource else { continue }
      let message = Message(
        worker: object.worker, function: resource.drop, arguments: [.resource(resource.handle)])
      let name = ImportName(
        interface: resource.origin.interface ?? "",
        function: "[resource-drop]\(resource.origin.name)")
      _ = try await invoke(message, name, host)
    }
  }
}
