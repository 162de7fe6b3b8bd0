import WIT

// Being called.
extension ABIFile {
  mutating func exports() {
    for id in scope.types where graph[id].kind == .resource { resource(id) }
    for function in scope.exports { export(FunctionText(function, outside, in: scope)) }
  }

  /// A function's name for the module, where exported functions cannot be private.
  private func symbol(_ verb: String, _ name: String) -> String {
    verb + scope.symbolStem + name
  }

  private mutating func exposed(_ name: String, _ declaration: String) {
    writer.blank()
    writer.line("@_expose(wasm, \"\(name)\")")
    writer.line("@_cdecl(\"\(name)\")")
    writer.open("func \(declaration)")
  }

  private mutating func export(_ text: FunctionText) {
    let name = scope.exportPrefix + text.function.name
    let swift = scope.glueName(text.function.name).upper
    let parameters =
      text.isSpilled
      ? ["_ arguments: UnsafeMutableRawPointer"]
      : text.flatParameters.enumerated().map { "_ core\($0.offset): \($0.element.swift)" }
    let result =
      text.returnsPointer
      ? " -> UnsafeMutableRawPointer" : text.flatResult.first.map { " -> \($0.swift)" } ?? ""
    exposed(name, "\(symbol("export", swift))(\(parameters.joined(separator: ", ")))\(result)")
    decodeParameters(of: text)
    answer(text, call(of: text))
    writer.close()
    if text.returnsPointer {
      let post = "cabi_post_\(name)"
      exposed(post, "\(symbol("free", swift))(_ result: UnsafeMutableRawPointer)")
      writer.line("CallArena.freeResult()")
      writer.close()
    }
  }

  private mutating func decodeParameters(of text: FunctionText) {
    guard !text.function.parameters.isEmpty else { return }
    if text.isSpilled {
      writer.line("var core = MemoryDecoder(arguments)")
    } else {
      let list = text.flatParameters.indices.map { "core\($0).core" }
      writer.line("var core = CoreValues(\(list.joined(separator: ", ")))")
    }
    let variables = (text.function.isMethod ? ["receiver"] : []) + text.glueVariables
    for (index, parameter) in text.function.parameters.enumerated() {
      let decoded = "core.decode(\(outside.wire(parameter.type)).self)"
      if outside.readsTwice(parameter.type) {
        writer.line("let value\(index) = \(decoded)")
        writer.line(
          "let \(variables[index]) = \(outside.fromWire("value\(index)", parameter.type))")
      } else {
        writer.line("let \(variables[index]) = \(outside.fromWire(decoded, parameter.type))")
      }
    }
    writer.line("CallArena.reset()")
  }

  private func call(of text: FunctionText) -> String {
    switch text.function.kind {
    case .freestanding: "worker.\(text.call)"
    case .method: "receiver.\(text.call)"
    case .static(let id), .constructor(let id):
      (outside.exportedResource(id) ?? "") + (text.function.isConstructor ? "" : ".") + text.call
    }
  }

  /// Calls, and gives the result back.
  private mutating func answer(_ text: FunctionText, _ call: String) {
    guard let result = text.result else {
      writer.line(call)
      return
    }
    var value = call
    if let thrown = text.thrown {
      outcome(of: call, thrown)
      value = "outcome"
    } else if outside.writesTwice(result) {
      writer.line("let value = \(call)")
      value = "value"
    }
    let wire = outside.toWire(value, result)
    if text.returnsPointer {
      writer.line("return CallArena.place(\(wire))")
    } else {
      writer.line("var result = CoreValues()")
      writer.line("result.encode(\(wire))")
      writer.line("return result.\(text.flatResult[0].accessor)(0)")
    }
  }

  private mutating func outcome(of call: String, _ thrown: (ok: Type?, error: Type?)) {
    let failure = outside.failure(thrown.error)
    writer.line("let outcome: Result<\(outside.success(thrown.ok)), \(failure)>")
    writer.open("do throws(\(failure))")
    if thrown.ok == nil {
      writer.line("try \(call)")
      writer.line("outcome = .success(Nothing())")
    } else {
      writer.line("outcome = .success(try \(call))")
    }
    writer.close("} catch {")
    writer.indented { $0.line("outcome = .failure(error)") }
    writer.line("}")
  }
}

// Exported resources: their representation is the object itself, retained while a handle exists.
extension ABIFile {
  private mutating func resource(_ id: TypeID) {
    let name = graph[id].name
    guard let type = outside.exportedResource(id) else { return }
    let module = "[export]\(scope.importModule)"
    let swift = SwiftName.upper(name)
    let pointer = "UnsafeMutableRawPointer"
    external(
      name: "[resource-new]\(name)", module: module,
      "func coreNew\(swift)(_ object: \(pointer)) -> Int32")
    external(
      name: "[resource-rep]\(name)", module: module,
      "func coreObject\(swift)(_ handle: Int32) -> \(pointer)")
    external(
      name: "[resource-drop]\(name)", module: module,
      "func coreDrop\(swift)(_ handle: Int32)")

    writer.blank()
    writer.open("extension \(type)")
    writer.docs("A new handle, which keeps the object alive.")
    writer.open("func exportedHandle() -> Int32")
    writer.line("coreNew\(swift)(Unmanaged.passRetained(self).toOpaque())")
    writer.close()
    writer.blank()
    writer.docs("The object behind a handle that was handed over; the handle is dropped.")
    writer.open("static func taken(_ handle: Int32) -> \(type)")
    writer.line("defer { coreDrop\(swift)(handle) }")
    writer.line("let object = coreObject\(swift)(handle)")
    writer.line("return Unmanaged<\(type)>.fromOpaque(object).takeUnretainedValue()")
    writer.close()
    writer.blank()
    writer.docs("The object that is lent for a call: its address stands for the handle.")
    writer.open("static func borrowed(_ address: Int32) -> \(type)")
    writer.open("guard let object = \(pointer)(bitPattern: Int(address)) else")
    writer.line("fatalError(\"a lent resource has an object\")")
    writer.close()
    writer.line("return Unmanaged<\(type)>.fromOpaque(object).takeUnretainedValue()")
    writer.close()
    writer.close()

    exposed(
      "\(scope.exportPrefix)[dtor]\(name)",
      "\(symbol("destroy", swift))(_ object: \(pointer))")
    writer.line("Unmanaged<\(type)>.fromOpaque(object).release()")
    writer.close()
  }
}
