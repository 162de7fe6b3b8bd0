import WIT

// Calling others.
extension ABIFile {
  mutating func imports() {
    let resources = scope.isExported ? [] : scope.types.filter { graph[$0].kind == .resource }
    guard !scope.imports.isEmpty || !resources.isEmpty else { return }
    writer.blank()
    writer.open("extension \(scope.fullName)")
    writer.docs("The calls behind the functions, as the canonical ABI wants them.")
    writer.open("enum ABI")
    for function in scope.imports {
      writer.blank()
      call(FunctionText(function, types, in: scope))
    }
    for id in resources {
      writer.blank()
      let drop = scope.glueName(GlueName.dropKey(graph[id].name))
      writer.open("static func \(drop.lower)(_ handle: \(types.standard("Int32")))")
      writer.line("core\(drop.upper)(handle)")
      writer.close()
    }
    writer.close()
    writer.close()
    for function in scope.imports { declaration(FunctionText(function, outside, in: scope)) }
    for id in resources {
      let key = GlueName.dropKey(graph[id].name)
      let drop = scope.glueName(key)
      external(
        name: key,
        "func core\(drop.upper)(_ handle: Int32)")
    }
  }

  /// The core function of an import.
  private mutating func declaration(_ text: FunctionText) {
    var parameters =
      text.isSpilled ? ["UnsafeMutableRawPointer"] : text.flatParameters.map(\.swift)
    if text.returnsPointer { parameters.append("UnsafeMutableRawPointer") }
    let list = parameters.enumerated().map { "_ core\($0.offset): \($0.element)" }
    let result = text.returnsPointer ? "" : text.flatResult.first.map { " -> \($0.swift)" } ?? ""
    external(
      name: text.function.name,
      "func core\(scope.glueName(text.function.name).upper)"
        + "(\(list.joined(separator: ", ")))\(result)")
  }

  /// Declares a core function that another component, or the host, gives.
  mutating func external(name: String, module: String? = nil, _ declaration: String) {
    let module = module ?? scope.importModule
    writer.blank()
    writer.line("@_extern(wasm, module: \"\(module)\", name: \"\(name)\")")
    writer.line("@_extern(c, \"\(module)#\(name)\")")
    writer.line("private \(declaration)")
  }

  /// The function of `ABI` that lays the arguments out, calls, and reads the result.
  private mutating func call(_ text: FunctionText) {
    let function = text.function
    var parameters = zip(text.glueVariables, text.parameters).map {
      "_ \($0): \(types.surface($1.type))"
    }
    if function.isMethod { parameters.insert("_ handle: \(types.standard("Int32"))", at: 0) }
    writer.open(
      "static func \(scope.glueName(function.name).lower)(\(parameters.joined(separator: ", ")))"
        + effects(of: text))
    var arguments = self.arguments(of: text)
    let core = "core\(scope.glueName(function.name).upper)"
    guard let result = text.result else {
      writer.line("\(core)(\(arguments.joined(separator: ", ")))")
      writer.line("CallArena.reset()")
      writer.close()
      return
    }
    let wire = types.wire(result)
    let value: String
    if text.returnsPointer {
      writer.line("let result = CallArena.room(for: \(wire).self)")
      arguments.append("result")
      writer.line("\(core)(\(arguments.joined(separator: ", ")))")
      value = "CallArena.take(\(wire).self, at: result)"
    } else {
      writer.line("var result = CoreValues(\(core)(\(arguments.joined(separator: ", "))).core)")
      writer.line("CallArena.reset()")
      value = "result.decode(\(wire).self)"
    }
    finish(text, result, value)
    writer.close()
  }

  /// A constructor answers with the handle, which its class keeps.
  private func effects(of text: FunctionText) -> String {
    guard text.function.isConstructor else { return text.effects }
    let throwing = text.thrown.map { " throws(\(types.failure($0.error)))" } ?? ""
    return "\(throwing) -> \(types.standard("Int32"))"
  }

  private mutating func finish(_ text: FunctionText, _ result: Type, _ value: String) {
    if let thrown = text.thrown {
      var converted = value
      if text.function.isConstructor {
        // The ok side stays a handle.
        converted = types.fromWire(value, .result(ok: nil, error: thrown.error))
      } else {
        converted = types.fromWire(value, result)
      }
      writer.line("\(thrown.ok == nil ? "_ = " : "return ")try \(converted).get()")
    } else if text.function.isConstructor {
      writer.line("return \(value)")
    } else if types.readsTwice(result) {
      writer.line("let value = \(value)")
      writer.line("return \(types.fromWire("value", result))")
    } else {
      writer.line("return \(types.fromWire(value, result))")
    }
  }

  /// Lays the arguments out and gives what the core function is called with.
  private mutating func arguments(of text: FunctionText) -> [String] {
    var values = zip(text.glueVariables, text.parameters).map { types.toWire($0, $1.type) }
    if text.function.isMethod { values.insert("handle", at: 0) }
    guard !values.isEmpty else { return [] }
    if text.isSpilled {
      let layout = CoreLayout.sequence(
        text.function.parameters.map { CoreLayout($0.type, in: graph) })
      writer.line(
        "let arguments = CallArena.allocate(\(layout.size), alignment: \(layout.alignment))")
      writer.line("var memory = MemoryEncoder(arguments)")
      for value in values { writer.line("memory.encode(\(value))") }
      return ["arguments"]
    }
    writer.line("var core = CoreValues()")
    for value in values { writer.line("core.encode(\(value))") }
    return text.flatParameters.enumerated().map { "core.\($0.element.accessor)(\($0.offset))" }
  }
}
