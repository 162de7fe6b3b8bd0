import WIT

// Definitions.
extension InterfaceFile {
  mutating func definition(_ id: TypeID) throws(StubGenError) {
    let definition = graph[id]
    let name = model.name(of: id)
    if case .resource = definition.kind {
      try resource(id)
      return
    }
    writer.docs(definition.attributes.docs)
    switch definition.kind {
    case .alias(let target): writer.line("typealias \(name) = \(types.surface(target))")
    case .record(let fields): try record(id, name, fields)
    case .variant(let cases): try variant(id, name, cases)
    case .enum(let labels): try enumeration(id, name, labels)
    case .flags(let labels): try flags(id, name, labels)
    case .resource: break
    }
  }

  private mutating func record(_ id: TypeID, _ name: String, _ fields: [Field])
    throws(StubGenError)
  {
    writer.open("struct \(name)\(conformances(id))")
    var names: [String: String] = [:]
    for field in fields {
      let member = SwiftName.member(field.name)
      try claim(member, field.name, &names, id)
      writer.docs(field.docs)
      writer.line("var \(member): \(types.surface(field.type))")
    }
    writer.close()
  }

  private mutating func variant(_ id: TypeID, _ name: String, _ cases: [Case])
    throws(StubGenError)
  {
    writer.open("enum \(name)\(conformances(id))")
    var names: [String: String] = [:]
    for item in cases {
      let member = SwiftName.member(item.name, avoiding: ReservedNames.cases)
      try claim(member, item.name, &names, id)
      writer.docs(item.docs)
      writer.line("case \(member)\(item.type.map { "(\(payload($0)))" } ?? "")")
    }
    writer.close()
  }

  /// A tuple's elements become the case's own: `.handle(URI, UInt64)`.
  private func payload(_ type: Type) -> String {
    guard case .tuple(let parts) = types.resolved(type) else { return types.surface(type) }
    return parts.map { types.surface($0) }.joined(separator: ", ")
  }

  private mutating func enumeration(_ id: TypeID, _ name: String, _ labels: [Label])
    throws(StubGenError)
  {
    let raw = ABIFile.unsigned(bytes: CoreLayout.discriminantBytes(labels.count))
    let conformances = [raw, "CaseIterable"] + (model.errors.contains(id) ? ["Error"] : [])
    writer.open("enum \(name): \(conformances.map(types.standard).joined(separator: ", "))")
    var names: [String: String] = [:]
    for label in labels {
      let member = SwiftName.member(label.name, avoiding: ReservedNames.cases)
      try claim(member, label.name, &names, id)
      writer.docs(label.docs)
      writer.line("case \(member)")
    }
    writer.close()
  }

  private mutating func flags(_ id: TypeID, _ name: String, _ labels: [Label])
    throws(StubGenError)
  {
    let raw = types.standard(ABIFile.unsigned(bytes: CoreLayout.flagsBytes(labels.count)))
    let conformances = ["OptionSet"] + (model.errors.contains(id) ? ["Error"] : [])
    writer.open("struct \(name): \(conformances.map(types.standard).joined(separator: ", "))")
    writer.line("var rawValue: \(raw)")
    writer.blank()
    var names: [String: String] = [:]
    for (index, label) in labels.enumerated() {
      let member = SwiftName.member(label.name, avoiding: ReservedNames.cases)
      try claim(member, label.name, &names, id)
      writer.docs(label.docs)
      writer.line("static let \(member) = \(name)(rawValue: 1 << \(index))")
    }
    writer.close()
  }

  private func claim(
    _ name: String, _ original: String, _ names: inout [String: String], _ id: TypeID
  ) throws(StubGenError) {
    let place = "\(scope.title).\(graph[id].name)"
    try model.claim(name, original, &names, place, graph[id].attributes.range)
  }

  /// `: Equatable, Error`, as far as the type can be.
  private func conformances(_ id: TypeID) -> String {
    var names: [String] = []
    if isEquatable(.named(id)) { names.append(types.standard("Equatable")) }
    if model.errors.contains(id) {
      names.append(types.standard("Error"))
      // Errors must be sendable and classes are not; a guest has one thread.
      if types.holdsHandle(.named(id)) {
        names.append("@unchecked \(types.standard("Sendable"))")
      }
    }
    return names.isEmpty ? "" : ": " + names.joined(separator: ", ")
  }

  /// Tuples and classes are not equatable, and so is nothing that holds one; a variant's case
  /// holds the elements of a tuple by themselves.
  private func isEquatable(_ type: Type) -> Bool {
    switch types.resolved(type) {
    case .tuple, .own, .borrow: false
    case .named(let id):
      switch graph[id].kind {
      case .record(let fields): fields.allSatisfy { isEquatable($0.type) }
      case .variant(let cases):
        cases.compactMap(\.type).allSatisfy { type in
          guard case .tuple(let parts) = types.resolved(type) else { return isEquatable(type) }
          return parts.allSatisfy { isEquatable($0) }
        }
      case .enum, .flags, .alias, .resource: true
      }
    case let other: other.parts.allSatisfy { isEquatable($0) }
    }
  }
}

// Resources.
extension InterfaceFile {
  private mutating func resource(_ id: TypeID) throws(StubGenError) {
    let functions = (scope.isExported ? scope.exports : scope.imports).filter { $0.resource == id }
    if scope.isExported {
      try exportedResource(id, functions)
    } else {
      try importedResource(id, functions)
    }
  }

  private mutating func exportedResource(_ id: TypeID, _ functions: [Function])
    throws(StubGenError)
  {
    let name = model.name(of: id)
    writer.docs(graph[id].attributes.docs)
    writer.open("protocol \(name)Resource: AnyObject")
    var names: [String: String] = [:]
    for function in functions {
      let text = FunctionText(function, types)
      try model.claim(
        text.name, function.localName, &names, scope.title, function.attributes.range)
      writer.blank(if: function.attributes.docs != nil)
      writer.docs(function.attributes.docs)
      writer.line(text.signature())
    }
    writer.close()
  }

  private mutating func importedResource(_ id: TypeID, _ functions: [Function])
    throws(StubGenError)
  {
    let handle = types.standard("Int32")
    writer.docs(graph[id].attributes.docs)
    writer.open("final class \(model.name(of: id))")
    writer.line("private(set) var handle: \(handle)")
    writer.blank()
    writer.open("init(adopting handle: \(handle))")
    writer.line("self.handle = handle")
    writer.close()
    writer.blank()
    writer.open("deinit")
    writer.line(
      "if handle != 0 { ABI.\(scope.glueName(GlueName.dropKey(graph[id].name)).lower)(handle) }")
    writer.close()
    writer.blank()
    writer.docs("Hands the resource over: it is no longer this object's.")
    writer.open("func giveUp() -> \(handle)")
    writer.line("defer { handle = 0 }")
    writer.line("return handle")
    writer.close()
    var names: [String: String] = ["giveUp": "giveUp", "handle": "handle"]
    for function in functions {
      let text = FunctionText(function, types)
      try model.claim(
        text.name, function.localName, &names, scope.title, function.attributes.range)
      writer.blank()
      writer.docs(function.attributes.docs)
      writer.open(text.signature())
      let handle = text.parameters.contains { $0.name == "handle" } ? "self.handle" : "handle"
      let call = importedCall(text, receiver: function.isMethod ? handle : nil)
      writer.line(function.isConstructor ? "\(handle) = \(call)" : call)
      writer.close()
    }
    writer.close()
  }
}
