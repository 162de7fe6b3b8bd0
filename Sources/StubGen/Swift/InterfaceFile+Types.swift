import WIT

// Definitions.
extension InterfaceFile {
  mutating func definition(_ id: TypeID) {
    let definition = graph[id]
    let name = model.name(of: id)
    if case .resource = definition.kind {
      resource(id)
      return
    }
    writer.docs(definition.attributes.docs)
    switch definition.kind {
    case .alias(let target): writer.line("typealias \(name) = \(types.surface(target))")
    case .record(let fields): record(id, name, fields)
    case .variant(let cases): variant(id, name, cases)
    case .enum(let labels): enumeration(id, name, labels)
    case .flags(let labels): flags(id, name, labels)
    case .resource: break
    }
  }

  private mutating func record(_ id: TypeID, _ name: String, _ fields: [Field]) {
    writer.open("struct \(name)\(conformances(id))")
    for (member, field) in zip(SwiftName.fields(fields), fields) {
      writer.docs(field.docs)
      writer.line("var \(member): \(types.surface(field.type))")
    }
    writer.close()
  }

  private mutating func variant(_ id: TypeID, _ name: String, _ cases: [Case]) {
    writer.open("enum \(name)\(conformances(id))")
    for (member, item) in zip(SwiftName.cases(cases), cases) {
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

  private mutating func enumeration(_ id: TypeID, _ name: String, _ labels: [Label]) {
    let raw = ABIFile.unsigned(bytes: CoreLayout.discriminantBytes(labels.count))
    let conformances = [raw, "CaseIterable"] + (model.errors.contains(id) ? ["Error"] : [])
    writer.open("enum \(name): \(conformances.map(types.standard).joined(separator: ", "))")
    for (member, label) in zip(SwiftName.labels(labels), labels) {
      writer.docs(label.docs)
      writer.line("case \(member)")
    }
    writer.close()
  }

  private mutating func flags(_ id: TypeID, _ name: String, _ labels: [Label]) {
    let raw = types.standard(ABIFile.unsigned(bytes: CoreLayout.flagsBytes(labels.count)))
    let conformances = ["OptionSet"] + (model.errors.contains(id) ? ["Error"] : [])
    writer.open("struct \(name): \(conformances.map(types.standard).joined(separator: ", "))")
    writer.line("var rawValue: \(raw)")
    writer.blank()
    for (index, member) in SwiftName.labels(labels).enumerated() {
      writer.docs(labels[index].docs)
      writer.line("static let \(member) = \(name)(rawValue: 1 << \(index))")
    }
    writer.close()
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
  private mutating func resource(_ id: TypeID) {
    let functions = (scope.isExported ? scope.exports : scope.imports).filter { $0.resource == id }
    if scope.isExported {
      exportedResource(id, functions)
    } else {
      importedResource(id, functions)
    }
  }

  private mutating func exportedResource(_ id: TypeID, _ functions: [Function]) {
    let name = model.name(of: id)
    writer.docs(graph[id].attributes.docs)
    writer.open("protocol \(name)Resource: AnyObject")
    for function in functions {
      let text = FunctionText(function, types, in: scope)
      writer.blank(if: function.attributes.docs != nil)
      writer.docs(function.attributes.docs)
      writer.line(text.signature())
    }
    writer.close()
  }

  private mutating func importedResource(_ id: TypeID, _ functions: [Function]) {
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
    for function in functions {
      let text = FunctionText(function, types, in: scope)
      writer.blank()
      writer.docs(function.attributes.docs)
      writer.open(text.signature())
      let handle = text.variables.contains("handle") ? "self.handle" : "handle"
      let call = importedCall(text, receiver: function.isMethod ? handle : nil)
      writer.line(function.isConstructor ? "\(handle) = \(call)" : call)
      writer.close()
    }
    writer.close()
  }
}
