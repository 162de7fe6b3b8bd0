import WIT

@testable import StubGen

/// The source of a worker whose functions give back the one thing that they are given, or are not
/// called at all, written against the bindings of a world.
struct EchoWorker {
  private let model: BindingModel
  private let types: TypeText
  private var aliases: [String] = []
  private var conformances: [String] = []
  private var body: [String] = []

  private let isSilent: Bool
  private var keeps = false

  /// - Parameter isSilent: whether nobody calls it, so that functions may be of any type
  static func source(
    _ graph: PackageGraph, _ world: WorldID, isSilent: Bool = false
  ) throws -> String {
    let model = try BindingModel(graph: graph, world: world, namedAs: world)
    var worker = EchoWorker(model, isSilent: isSilent)
    worker.write()
    let conformances = worker.conformances.joined(separator: ", ")
    return worker.aliases.map { $0 + "\n" }.joined()
      + "struct Worker\(conformances.isEmpty ? "" : ": \(conformances)") {\n"
      + worker.body.map { $0 + "\n" }.joined() + "}\n"
  }

  /// A worker of one interface that keeps what one function is given, and gives all of it with
  /// another.
  static func keeper(_ graph: PackageGraph, _ world: WorldID) throws -> String {
    var worker = EchoWorker(
      try BindingModel(graph: graph, world: world, namedAs: world), isSilent: true)
    worker.keeps = true
    worker.write()
    return worker.aliases.map { $0 + "\n" }.joined()
      + "struct Worker: \(worker.conformances.joined(separator: ", ")) {\n"
      + worker.body.map { $0 + "\n" }.joined() + "}\n"
  }

  private init(_ model: BindingModel, isSilent: Bool) {
    self.model = model
    self.isSilent = isSilent
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
    var start = signature.startIndex
    func replace(_ mark: String, _ type: String) {
      guard let range = signature[start...].firstRange(of: mark + type) else { return }
      let name = alias(type)
      signature.replaceSubrange(range, with: mark + name)
      let length = signature.distance(from: signature.startIndex, to: range.lowerBound)
      start = signature.index(
        signature.startIndex, offsetBy: length + mark.count + name.count)
    }
    for parameter in text.parameters { replace(": ", types.surface(parameter.type)) }
    if let thrown = text.thrown { replace("throws(", types.failure(thrown.error)) }
    if let result = text.thrown == nil ? function.result : text.thrown?.ok,
      !function.isConstructor
    {
      replace(" -> ", types.surface(result))
    }
    guard keeps else {
      body.append("\(signature) { \(statement(text)) }")
      return
    }
    if let value = text.variables.first {
      body.append("mutating \(signature) { keptOrders.append(\(value)) }")
    } else {
      body.append("private var keptOrders: EchoedType\(aliases.count - 1) = []")
      body.append("\(signature) { keptOrders }")
    }
  }

  private func statement(_ text: FunctionText) -> String {
    if isSilent { return "fatalError(\"it is not called\")" }
    if text.function.isConstructor { return "" }
    let value = text.variables.first ?? ""
    guard let thrown = text.thrown else { return value }
    return "\(thrown.ok == nil ? "_ = " : "")try \(value).get()"
  }
}
