import WIT

@testable import StubGen

/// The source of a worker whose functions give back the one thing that they are given, written
/// against the bindings of a world.
struct EchoWorker {
  private let model: BindingModel
  private let types: TypeText
  private var aliases: [String] = []
  private var conformances: [String] = []
  private var body: [String] = []

  static func source(_ graph: PackageGraph, _ world: WorldID) throws -> String {
    var worker = EchoWorker(try BindingModel(graph: graph, world: world, namedAs: world))
    worker.write()
    return worker.aliases.map { $0 + "\n" }.joined()
      + "struct Worker: \(worker.conformances.joined(separator: ", ")) {\n"
      + worker.body.map { $0 + "\n" }.joined() + "}\n"
  }

  private init(_ model: BindingModel) {
    self.model = model
    types = TypeText(model)
  }

  private mutating func write() {
    for scope in model.scopes where scope.isExported {
      conformances.append(alias("\(scope.fullName).Exports"))
      for function in scope.exports where function.resource == nil { add(function, scope) }
      for type in scope.types where model.graph[type].kind == .resource {
        let name = model.name(of: type)
        body.append("final class \(name): \(alias("\(scope.fullName).\(name)Resource")) {")
        for function in scope.exports where function.resource == type { add(function, scope) }
        body.append("}")
      }
    }
  }

  /// Types go by names outside of the worker, whose resources may be called like any of them.
  private mutating func alias(_ text: String) -> String {
    aliases.append("typealias EchoedType\(aliases.count) = \(text)")
    return "EchoedType\(aliases.count - 1)"
  }

  private mutating func add(_ function: Function, _ scope: BindingScope) {
    let text = FunctionText(function, types, in: scope)
    var signature = text.signature()
    func replace(_ mark: String, _ type: String, _ tail: String = "") {
      guard let range = signature.firstRange(of: mark + type + tail) else { return }
      signature.replaceSubrange(range, with: mark + alias(type) + tail)
    }
    if let type = text.parameters.first?.type { replace(": ", types.surface(type), ")") }
    let value = text.variables.first ?? ""
    guard !function.isConstructor else {
      body.append("\(signature) {}")
      return
    }
    if let thrown = text.thrown {
      replace("throws(", types.failure(thrown.error), ")")
      if let ok = thrown.ok { replace(" -> ", types.surface(ok)) }
      body.append("\(signature) { \(thrown.ok == nil ? "_ = " : "")try \(value).get() }")
    } else {
      if let result = function.result { replace(" -> ", types.surface(result)) }
      body.append("\(signature) { \(value) }")
    }
  }
}
