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

  private mutating func add(_ resource: StubWIT.Resource) throws(StubGenError) {
    let place = "\(stub.package)/\(stub.interface).\(resource.name)"
    guard
      let type = scope.types.first(where: {
        model.graph[$0].kind == .resource && model.graph[$0].name == resource.name
      })
    else { throw StubGenError(place: place, reason: .unresolvable("a resource is missing")) }
    if resource.origin == .resourceWithoutConstructor {
      throw StubGenError(place: place, reason: .unsupported("a resource without a constructor"))
    }
    let name = model.name(of: type)
    writer.item = resource.item
    writer.docs(resource.docs)
    writer.open("final class \(name): \(name)Resource")
    let isResource = resource.origin == .resource
    writer.line(
      isResource ? "private let remote: RemoteResource" : "private let remote: RemoteWorker")
    for function in scope.exports where function.resource == type {
      guard let member = resource.members.first(where: { $0.name == function.localName }) else {
        throw StubGenError(place: place, reason: .unresolvable("a member is missing"))
      }
      writer.item = nil
      writer.blank()
      writer.item = member.item
      try add(member, FunctionText(function, types), place: "\(place).\(member.name)")
    }
    writer.item = resource.item
    writer.close()
    writer.item = nil
  }

  private mutating func add(
    _ member: StubWIT.Member, _ text: FunctionText, place: String
  ) throws(StubGenError) {
    try check(text, place)
    writer.docs(member.docs)
    writer.open(text.signature())
    if text.function.isConstructor { construct(member, text) } else { forward(member, text) }
    writer.close()
  }

  private func check(_ text: FunctionText, _ place: String) throws(StubGenError) {
    if text.function.isStatic { throw StubGenError(place: place, reason: .staticMember) }
    if text.function.isConstructor, text.thrown != nil {
      throw StubGenError(
        place: place, reason: .unsupported("a constructor that can fail, in a stub,"))
    }
    let result = text.function.isConstructor ? nil : text.function.result
    for type in text.parameters.map(\.type) + [result].compactMap({ $0 })
    where types.holdsHandle(type) {
      throw StubGenError(
        place: place, reason: .unsupported("a resource that is sent to a worker or back"))
    }
  }

  private mutating func construct(_ member: StubWIT.Member, _ text: FunctionText) {
    guard let name = member.remoteName else {
      writer.line("remote = RemoteWorker(at: location)")
      return
    }
    let path = name.hasSuffix("/new") ? String(name.dropLast(4)) : name
    let arguments =
      ["at: location", "\"\(path)\""] + text.parameters.dropFirst().map(Self.argument(types))
    writer.line("\(receiver(text)) = RemoteResource(\(arguments.joined(separator: ", ")))")
  }

  private mutating func forward(_ member: StubWIT.Member, _ text: FunctionText) {
    let arguments =
      ["\"\(member.remoteName ?? member.name)\""] + text.parameters.map(Self.argument(types))
    let call = "\(receiver(text)).call(\(arguments.joined(separator: ", ")))"
    guard let result = text.function.result else {
      writer.line(call)
      return
    }
    let typed = types.isPlain(result) && text.thrown == nil
    let read = typed ? ".result()" : ".result(as: \(types.wire(result)).self)"
    // A call with its reading behind it is one line, or it is two.
    let answer = text.parameters.contains { $0.name == "answer" } ? "remoteAnswer" : "answer"
    if types.readsTwice(result) {
      writer.line("let \(answer) = \(call)\(read)")
      writer.line("return \(types.fromWire(answer, result))")
      return
    }
    let line = finished(call + read, result, text)
    if line.count <= Self.columnsMax {
      writer.line(line)
    } else {
      writer.line("let \(answer) = \(call)")
      let value = finished("\(answer)\(read)", result, text)
      writer.line(value.hasPrefix("_ =") ? value : "return \(value)")
    }
  }

  /// What fits a line of a method's body.
  private static let columnsMax = 100 - 8

  /// The expression that a method's body ends with.
  private func finished(_ value: String, _ result: Type, _ text: FunctionText) -> String {
    let converted = types.fromWire(value, result)
    guard let thrown = text.thrown else { return converted }
    return "\(thrown.ok == nil ? "_ = " : "")try \(converted).get()"
  }

  /// The stored property, which a parameter of its name would hide.
  private func receiver(_ text: FunctionText) -> String {
    text.parameters.contains { $0.name == "remote" } ? "self.remote" : "remote"
  }

  private static func argument(_ types: TypeText) -> (Parameter) -> String {
    { ".init(\(types.toWire(FunctionText.variable($0), $0.type)))" }
  }
}
