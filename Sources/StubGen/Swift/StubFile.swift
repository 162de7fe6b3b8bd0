import WIT

/// The source of a stub component: each exported resource forwards to a remote worker.
struct StubFile {
  private let stub: StubWIT
  private let model: BindingModel
  private let scope: BindingScope
  private let types: TypeText
  private var writer = SwiftWriter()

  static func text(
    of stub: StubWIT, in model: BindingModel
  ) throws(StubGenError) -> LinkedText {
    guard let scope = model.scopes.first(where: \.isExported) else {
      throw StubGenError(place: stub.world, reason: .nothingExported)
    }
    var file = StubFile(
      stub: stub, model: model, scope: scope, types: TypeText(model, in: scope))
    try file.write()
    return file.writer.linkedText
  }

  private init(stub: StubWIT, model: BindingModel, scope: BindingScope, types: TypeText) {
    self.stub = stub
    self.model = model
    self.scope = scope
    self.types = types
  }

  private mutating func write() throws(StubGenError) {
    let name = model.implementation
    writer.line("// Generated stub of \(stub.package). Changes here are lost.")
    writer.blank()
    writer.line("typealias \(name) = \(scope.fullName).\(name)")
    writer.blank()
    writer.open("extension \(scope.fullName)")
    writer.docs("Passes every call on to a remote worker, through `golem:rpc`.")
    writer.open("enum \(name): Exports")
    for resource in stub.resources {
      try add(resource)
      writer.blank()
    }
    writer.close()
    writer.close()
  }
}

// A class for each resource.
extension StubFile {
  private mutating func add(_ resource: StubWIT.Resource) throws(StubGenError) {
    let place = "\(stub.package)/\(stub.interface).\(resource.name)"
    guard let type = type(named: resource.name) else {
      throw StubGenError(place: place, reason: .unresolvable("a resource is missing"))
    }
    let name = model.name(of: type)
    let isSent = model.remoteObjects.contains(type)
    writer.item = resource.item
    writer.docs(resource.docs)
    writer.open("final class \(name): \(name)Resource\(isSent ? ", RemoteObject" : "")")
    property(of: resource, isSent: isSent)
    for function in scope.exports where function.resource == type {
      guard let member = resource.members.first(where: { $0.binaryName == function.name }) else {
        throw StubGenError(place: place, reason: .unresolvable("\(function.name) is missing"))
      }
      writer.item = nil
      writer.blank()
      writer.item = member.item
      add(member, of: resource, FunctionText(function, types, in: scope))
    }
    writer.item = resource.item
    writer.close()
    writer.item = nil
  }

  private func type(named name: String) -> TypeID? {
    scope.types.first { model.graph[$0].kind == .resource && model.graph[$0].name == name }
  }

  /// What the object keeps, and how it is made of that.
  private mutating func property(of resource: StubWIT.Resource, isSent: Bool) {
    switch resource.origin {
    case .interface, .world: writer.line("private let remote: RemoteWorker")
    case .resource(let dropName, _):
      writer.line("\(isSent ? "" : "private ")let remote: RemoteResource")
      guard isSent else { return }
      writer.blank()
      writer.open("init(remote handle: RemoteHandle)")
      writer.line("remote = RemoteResource(handle, drop: \"\(dropName)\")")
      writer.close()
    case .future:
      writer.line("private let remote: RemoteFuture")
      writer.blank()
      writer.open("init(remote: RemoteFuture)")
      writer.line("self.remote = remote")
      writer.close()
    }
  }

  private mutating func add(
    _ member: StubWIT.Member, of resource: StubWIT.Resource, _ text: FunctionText
  ) {
    writer.docs(member.docs)
    writer.open(text.signature())
    switch member.call {
    case .open: writer.line("remote = RemoteWorker(at: location)")
    case .make(let name): make(name, resource, text)
    case .invoke(let name): answer(invocation(errors ? "attempt" : "call", name, text), text)
    case .send(let name):
      writer.line(
        (errors ? "try " : "") + invocation(errors ? "attemptSend" : "send", name, text))
    case .begin(let name, let future):
      let type = self.type(named: future).map { model.name(of: $0) } ?? future
      writer.line("\(type)(remote: \(invocation("begin", name, text)))")
    case .subscribe: writer.line("remote.subscribe()")
    case .get: get(text)
    }
    writer.close()
  }

  /// Whether the stub's functions tell what went wrong with a call.
  private var errors: Bool { stub.errors == .result }
}

// Calls.
extension StubFile {
  /// `remote.call("shopping:cart/api/add", .init(item))`.
  private func invocation(_ verb: String, _ name: String, _ text: FunctionText) -> String {
    var values = zip(text.variables, text.parameters).map {
      ".init(\(types.toWire($0, $1.type)))"
    }
    var worker = receiver(text)
    var first: String?
    switch text.function.kind {
    case .method(let id) where isTargets(id):
      worker += ".worker"
      first = "\(receiver(text)).argument"
    case .static, .constructor:
      worker = staticReceiver(text)
      if worker.hasPrefix("RemoteWorker") { values.removeFirst() }
    default: break
    }
    let arguments = ["\"\(name)\"", first].compactMap { $0 } + values
    return "\(worker).\(verb)(\(arguments.joined(separator: ", ")))"
  }

  /// Whether a resource of the stub is one of the target's: its handle goes with each call.
  private func isTargets(_ id: TypeID) -> Bool {
    let name = model.graph[id].name
    return stub.resources.contains { resource in
      guard resource.name == name, case .resource = resource.origin else { return false }
      return true
    }
  }

  /// The worker of a call that belongs to no object: where the location says, or that of the object
  /// that is the first argument.
  private func staticReceiver(_ text: FunctionText) -> String {
    guard let first = text.parameters.first else { return "RemoteWorker(at: location)" }
    return switch types.resolved(first.type) {
    case .own, .borrow: "\(text.variables[0]).remote.worker"
    default: "RemoteWorker(at: location)"
    }
  }

  /// The stored property, which a parameter of its name would hide.
  private func receiver(_ text: FunctionText) -> String {
    text.variables.contains("remote") ? "self.remote" : "remote"
  }

  private mutating func make(_ name: String, _ resource: StubWIT.Resource, _ text: FunctionText) {
    guard text.function.isConstructor else {
      // A constructor that can fail by itself: its result tells which failure it was.
      answer(invocation("attempt", name, text), text)
      return
    }
    guard case .resource(let dropName, _) = resource.origin else { return }
    var handle = invocation(errors ? "attempt" : "call", name, text)
    if errors {
      handle = "try \(handle).result()"
    } else if let thrown = text.thrown {
      let type = types.wireFailure(thrown.error)
      handle += ".result(as: \(types.standard("Result"))<RemoteHandle, \(type)>.self)"
      let read = thrown.error.map { types.fromWire(handle, .result(ok: nil, error: $0)) } ?? handle
      handle = "try \(read).get()"
    } else {
      handle += ".result()"
    }
    let variable = text.variables.contains("handle") ? "remoteHandle" : "handle"
    writer.line("let \(variable): RemoteHandle = \(handle)")
    writer.line("\(receiver(text)) = RemoteResource(\(variable), drop: \"\(dropName)\")")
  }

  /// Calls, and gives back what the call answers.
  private mutating func answer(_ call: String, _ text: FunctionText) {
    var call = call
    var result = text.function.result
    if errors, case .result(let ok, _)? = result {
      call = "try \(call)"
      result = ok
    }
    guard let result else {
      writer.line(call)
      return
    }
    let thrown: Bool
    if case .result = result, !errors { thrown = true } else { thrown = false }
    let isInferred = types.isPlain(result) && !thrown
    let read = isInferred ? ".result()" : ".result(as: \(types.wire(result)).self)"
    // A call with its reading behind it is one line, or it is two.
    let answer = text.variables.contains("answer") ? "remoteAnswer" : "answer"
    if types.readsTwice(result) {
      writer.line("let \(answer) = \(call)\(read)")
      writer.line("return \(types.fromWire(answer, result))")
      return
    }
    let line = finished(call + read, result, thrown: thrown)
    if line.count <= Self.columnsMax {
      writer.line(line)
    } else {
      writer.line("let \(answer) = \(call)")
      let value = finished("\(answer)\(read)", result, thrown: thrown)
      writer.line(value.hasPrefix("_ =") ? value : "return \(value)")
    }
  }

  /// What fits a line of a method's body.
  private static let columnsMax = 100 - 8

  /// The expression that a method's body ends with.
  private func finished(_ value: String, _ result: Type, thrown: Bool) -> String {
    let converted = types.fromWire(value, result)
    guard thrown, case .result(let ok, _) = result else { return converted }
    return "\(ok == nil ? "_ = " : "")try \(converted).get()"
  }

  /// What is there of a future's result.
  private mutating func get(_ text: FunctionText) {
    guard case .option(let result)? = text.function.result else { return }
    var value = result
    if errors, case .result(let ok, _) = result {
      guard let ok else {
        writer.line("remote.outcome().map { $0.map { _ in Nothing() } }")
        return
      }
      value = ok
    }
    let type = types.isPlain(value) ? "" : "as: \(types.wire(value)).self"
    guard types.readsTwice(value) else {
      let closure = "{ \(types.fromWire("$0.result(\(type))", value)) }"
      writer.line(
        errors ? "remote.outcome().map { $0.map \(closure) }" : "remote.get().map \(closure)")
      return
    }
    if errors {
      writer.line("guard let outcome = remote.outcome() else { return nil }")
      writer.line("return outcome.map { answer in")
      writer.indented { writer in
        writer.line("let value = answer.result(\(type))")
        writer.line("return \(types.fromWire("value", value))")
      }
      writer.line("}")
    } else {
      writer.line("guard let answer = remote.get() else { return nil }")
      writer.line("let value = answer.result(\(type))")
      writer.line("return \(types.fromWire("value", value))")
    }
  }
}
