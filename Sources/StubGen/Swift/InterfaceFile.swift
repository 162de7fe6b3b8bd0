import WIT

/// The file of a scope that people read: its types, what it offers, what it asks for.
struct InterfaceFile {
  let model: BindingModel
  let scope: BindingScope
  let types: TypeText
  var writer = SwiftWriter()

  var graph: PackageGraph { model.graph }

  private init(_ scope: BindingScope, of model: BindingModel) {
    self.model = model
    self.scope = scope
    types = TypeText(model, in: scope)
  }

  static func text(of scope: BindingScope, in model: BindingModel) -> String {
    var file = InterfaceFile(scope, of: model)
    file.write()
    return file.writer.text
  }

  private mutating func write() {
    writer.line("// Generated from \(scope.title). Changes here are lost.")
    writer.blank()
    writer.open("extension \(scope.path.dropLast().joined(separator: "."))")
    writer.docs(scope.docs ?? "`\(scope.title)`")
    writer.open("enum \(scope.name)")
    for type in scope.types {
      definition(type)
      writer.blank()
    }
    if scope.isExported { exports() }
    if !scope.imports.isEmpty { imports() }
    writer.close()
    writer.close()
  }

  /// What a guest implements.
  private mutating func exports() {
    let functions = scope.exports.filter { $0.resource == nil }
    writer.docs("What the component does. `\(model.implementation)` conforms to it.")
    writer.open("protocol Exports")
    for type in scope.types where graph[type].kind == .resource {
      let name = model.name(of: type)
      writer.line("associatedtype \(name): \(name)Resource")
    }
    if !functions.isEmpty { writer.line("init()") }
    for function in functions {
      let text = FunctionText(function, types, in: scope)
      writer.blank(if: function.attributes.docs != nil)
      writer.docs(function.attributes.docs)
      writer.line(text.signature("mutating "))
    }
    writer.close()
    writer.blank()
  }

  /// Functions of others that a guest calls.
  private mutating func imports() {
    for function in scope.imports where function.resource == nil {
      let text = FunctionText(function, types, in: scope)
      writer.docs(function.attributes.docs)
      writer.open("static \(text.signature())")
      writer.line(importedCall(text, receiver: nil))
      writer.close()
      writer.blank()
    }
  }

  /// The one line of an imported function's body, which leaves the rest to the glue.
  func importedCall(_ text: FunctionText, receiver: String?) -> String {
    let arguments = [receiver].compactMap { $0 } + text.variables
    let name = scope.glueName(text.function.name).lower
    return "\(text.thrown == nil ? "" : "try ")ABI.\(name)(\(arguments.joined(separator: ", ")))"
  }
}
